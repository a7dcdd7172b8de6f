// The table of statistics: what is chosen stands in the address (#theme=trade&q=…&view=flat), so that it can be
// shared, kept when the language is switched, and left again with Back. Everything is in the page: nothing is fetched.
(() => {
  const root = document.getElementById("explorer");
  const { csv, words, places, citation, promised, anchors } = window.fengqiaoTable;
  const form = root.querySelector("form");
  const search = form.elements.q;
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const names = [...new Set(boxes.map((box) => box.name))];
  const grouped = root.querySelector("#grouped");
  const flat = root.querySelector("#flat");
  const statistics = [...flat.tBodies[0].rows];
  const groups = [...grouped.querySelectorAll("tr[data-ids]")];
  const filled = (pattern, values) => pattern.replace(/\{(\w*)\}/g, (whole, name) => values[name] ?? whole);
  const { fitting, plain, inLanguages } = window.fengqiaoWords;
  const searched = statistics.map((row) => plain(row.dataset.search));
  const labelOf = (box) => box.parentElement.children[1].textContent;

  // What is chosen.
  const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
  const matcher = () => {
    const fits = fitting(search.value, searched);
    const found = new Set(statistics.filter((row, index) => fits[index]));
    const wanted = Object.fromEntries(names.map((name) => [name, chosen(name)]));
    return (row, but) => found.has(row) &&
      names.every((name) => name === but || !wanted[name].length || wanted[name].includes(row.dataset[name] ?? ""));
  };
  let ids = [];
  const view = () => (flat.hidden ? "" : "flat");
  const show = (name) => {
    flat.hidden = name !== "flat";
    grouped.hidden = !flat.hidden;
    for (const button of root.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view()));
  };
  const apply = () => {
    const matches = matcher();
    for (const row of statistics) row.hidden = !matches(row);
    ids = statistics.filter((row) => !row.hidden).map((row) => row.dataset.id);
    const inSight = new Set(ids);
    for (const row of groups) {
      row.hidden = !row.dataset.ids.split(" ").some((id) => inSight.has(id));
      row.nextElementSibling.hidden = row.hidden || !row.classList.contains("open");
    }
    for (const box of boxes) {
      const count = statistics.filter((row) => row.dataset[box.name] === box.value && matches(row, box.name)).length;
      box.parentElement.lastElementChild.textContent = count;
      box.parentElement.classList.toggle("nothing", !count && !box.checked);
    }
    told();
  };

  // What is said beside the table.
  const told = () => {
    const rows = groups.filter((row) => !row.hidden).length;
    const counts = { n: ids.length, all: statistics.length, rows, all_rows: groups.length };
    root.querySelector(".count").textContent = filled(view() ? words.shown_flat : counts.n === counts.all ? words.shown_all : words.shown, counts);
    root.querySelector(".empty").hidden = ids.length > 0;
    for (const button of root.querySelectorAll(".download")) button.disabled = !ids.length;
    chips();
    promises();
    if (citation) cite(selection());
  };
  const chips = () => {
    const place = root.querySelector(".chips");
    const on = boxes.filter((box) => box.checked);
    const button = (text, name, clear, kind) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = text;
      made.className = kind;
      if (name) made.setAttribute("aria-label", filled(words.remove, { name }));
      made.addEventListener("click", () => { clear(); changed(); });
      return made;
    };
    const made = on.map((box) => button(`${labelOf(box)} ×`, labelOf(box), () => { box.checked = false; }, "chip"));
    if (search.value) made.push(button(`“${search.value}” ×`, search.value, () => { search.value = ""; }, "chip"));
    if (made.length) made.push(button(words.reset, "", () => { form.reset(); }, "clear"));
    place.replaceChildren(...(made.length ? made : [words.no_filter]));
    place.hidden = false;
  };
  // What is promised on the themes chosen is on another page.
  const promises = () => {
    const themes = boxes.filter((box) => box.name === "theme" && box.checked && promised[box.value]);
    const made = themes.map((box) => Object.assign(document.createElement("a"), {
      href: `commitments.html#${anchors[box.value]}`,
      textContent: `${filled(words.theme_promises, { theme: labelOf(box), n: promised[box.value] })} →`,
    }));
    const place = root.querySelector(".promised");
    place.replaceChildren(...made);
    place.hidden = !made.length;
  };
  const selection = () => {
    const parts = names.flatMap((name) => {
      const on = boxes.filter((box) => box.name === name && box.checked);
      const legend = on.length && on[0].closest("fieldset").querySelector("legend").textContent;
      return on.length ? [legend + words.colon + on.map(labelOf).join(words.list)] : [];
    });
    if (search.value) parts.push(`“${search.value}”`);
    return parts.join(words.comma);
  };

  // The address: each change is an entry of the history, so that Back undoes it; typing is one entry.
  const place = () => {
    const state = new URLSearchParams();
    for (const name of names) for (const value of chosen(name)) state.append(name, value);
    if (search.value) state.set("q", search.value);
    if (view()) state.set("view", view());
    return state.toString();
  };
  const writePlace = (again) => {
    if (place() === location.hash.slice(1)) return;
    history[again ? "replaceState" : "pushState"](null, "", `#${place()}`);
  };
  const readPlace = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const box of boxes) box.checked = state.getAll(box.name).includes(box.value);
    search.value = state.get("q") ?? "";
    show(state.get("view") ?? "");
    apply();
    const opened = state.get("open");
    if (opened && statistics.some((row) => row.dataset.id === opened)) location.replace(`statistics/${encodeURIComponent(opened)}.html`);
  };
  const changed = (again) => { apply(); writePlace(again); };

  let typing = false;
  form.addEventListener("input", (event) => {
    changed(event.target === search && typing);
    typing = event.target === search;
  });
  search.addEventListener("change", () => { typing = false; });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of root.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => { show(button.dataset.view); changed(); });
  }
  addEventListener("popstate", readPlace);
  addEventListener("hashchange", () => { if (place() !== location.hash.slice(1)) readPlace(); });

  // A row and what opens under it.
  grouped.addEventListener("click", (event) => {
    const button = event.target.closest(".x");
    if (!button) return;
    const row = button.closest("tr");
    const open = row.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "－" : "＋";
    row.nextElementSibling.hidden = !open;
  });

  // Sorting: by a column up, down, and back to the order of the report. Unlike units are never ranked.
  const sorted = (table, rows, button) => {
    const head = button.closest("th");
    const next = { none: "ascending", ascending: "descending", descending: "none" }[head.ariaSort ?? "none"] ?? "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    for (const mark of table.querySelectorAll(".sort span")) mark.textContent = "↕";
    if (next !== "none") head.setAttribute("aria-sort", next);
    button.querySelector("span").textContent = { ascending: "↑", descending: "↓", none: "↕" }[next];
    const key = button.dataset.sort;
    const value = (row) => (key === "name" ? row.dataset.name : row.dataset[key] === "" ? NaN : Number(row.dataset[key]));
    const compare = (one, two) => {
      const [a, b] = [value(one), value(two)];
      if (key === "name") return a.localeCompare(b, document.documentElement.lang);
      return Number.isNaN(a) - Number.isNaN(b) || (Number.isNaN(a) ? 0 : a - b);
    };
    const order = next === "none" ? rows : [...rows].sort((one, two) => {
      const by = compare(one, two);
      const absent = key !== "name" && (Number.isNaN(value(one)) || Number.isNaN(value(two)));
      return next === "descending" && !absent ? -by : by;
    });
    for (const row of order) {
      const detail = row.nextElementSibling?.classList.contains("det") ? row.nextElementSibling : null;
      details.set(row, details.get(row) ?? detail);
    }
    for (const row of order) table.tBodies[0].append(...[row, details.get(row)].filter(Boolean));
  };
  const details = new Map();
  for (const [table, rows] of [[grouped, groups], [flat, statistics]]) {
    for (const button of table.querySelectorAll(".sort")) button.addEventListener("click", () => sorted(table, rows, button));
  }

  // The citation is `fo.cite`'s: of the package where nothing is chosen, else of these rows of the statistics, with
  // the hash that the library makes of their lines. A page from http: may not make hashes; there the rows are counted.
  const hash = async (lines) => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(lines.sort().join("")));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 12);
  };
  const paragraphs = (report) => {
    const [one, several, between] = citation.paragraphs;
    const numbers = new Set(ids.filter((id) => places[id][0] === report).map((id) => places[id][1]));
    const runs = [];
    for (const each of [...numbers].sort((a, b) => a - b)) {
      if (each === runs.at(-1)?.[1] + 1) runs.at(-1)[1] = each;
      else runs.push([each, each]);
    }
    const text = runs.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(between);
    return filled(numbers.size === 1 ? one : several, { "": text });
  };
  const cited = async () => {
    const hashed = crypto.subtle ? await hash(ids.map((id) => csv.lines[id])) : "";
    const rows = filled(hashed ? citation.selection : citation.count, { rows: ids.length, selection: hashed });
    const reports = Object.entries(citation.reports).filter(([report]) => ids.some((id) => places[id][0] === report));
    const lines = reports.map(([report, line]) => filled(line, { paragraphs: paragraphs(report) }));
    return [citation.data, ...lines, "", rows].join("\n");
  };
  let asked = 0;
  const cite = async (about) => {
    const mine = ++asked;
    const now = new Date();
    const accessed = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    const text = !about ? citation.whole : ids.length ? await cited() : "";
    if (mine !== asked) return; // something else has been chosen since
    root.querySelector(".citation .text").replaceChildren(inLanguages(filled(text, { accessed }) || words.none));
    root.querySelector(".citation .chosen").textContent = !about || !ids.length ? "" :
      filled(words.chosen, { selection: about, url: location.protocol === "file:" ? "" : location.href }).trim();
    root.querySelector(".copy").disabled = !text;
  };
  root.querySelector(".cite-open")?.addEventListener("click", (event) => {
    const box = root.querySelector(".citation");
    box.hidden = !box.hidden;
    event.target.setAttribute("aria-expanded", String(!box.hidden));
  });
  root.querySelector(".copy")?.addEventListener("click", async (event) => {
    const said = [".text", ".chosen"].map((name) => root.querySelector(`.citation ${name}`));
    const range = document.createRange();
    range.setStartBefore(said[0]);
    range.setEndAfter(said[1]);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    await navigator.clipboard?.writeText(said.map((each) => each.textContent).join("\n").trim());
    event.target.textContent = words.copied;
  });

  // The file is the library's CSV of these rows, with the mark without which a spreadsheet reads Chinese as GBK; or
  // the same cells as a workbook.
  const save = (blob, ending) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = [csv.name, ...boxes.filter((box) => box.checked).map((box) => box.value)].join("-") + ending;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const cells = (line) => [...line.trimEnd().matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
  root.querySelector(".download.csv").addEventListener("click", () => {
    const text = "\ufeff" + csv.header + ids.map((id) => csv.lines[id]).join("");
    save(new Blob([text], { type: "text/csv;charset=utf-8" }), ".csv");
  });
  root.querySelector(".download.xlsx").addEventListener("click", () => {
    const header = cells(csv.header);
    const rows = [header, ...ids.map((id) => cells(csv.lines[id]))];
    save(window.workbook("statistics", rows, header.map((name) => csv.numeric.includes(name))), ".xlsx");
  });

  if (matchMedia("(max-width: 71.9rem)").matches) form.querySelector("details").open = false;
  readPlace();
})();
