// The table of statistics: what is chosen stands in the address (#theme=trade&q=…&open=…), so that it can be
// shared, and kept when the language is switched. Everything is in the page: nothing is fetched.
(() => {
  const root = document.getElementById("fq-explorer");
  const { details, csv, words, places, citation } = window.fengqiaoExplorer;
  const form = root.querySelector("form");
  const filters = [...form.querySelectorAll("select")];
  const names = filters.map((select) => select.name);

  const table = new DataTable(root.querySelector("table"), {
    autoWidth: false,
    order: [],
    pageLength: 25,
    layout: { topStart: null, topEnd: null, bottomStart: null, bottomEnd: { paging: { firstLast: false } } },
    language: {
      zeroRecords: words.none,
      paginate: { previous: "‹", next: "›" },
      aria: {
        orderable: words.sort_up, orderableReverse: words.sort_down, orderableRemove: words.sort_off,
        paginate: { first: words.first, previous: words.previous, next: words.next, last: words.last, number: "" },
      },
    },
  });
  table.search.fixed("filters", (text, data, index) => {
    const row = table.row(index).node().dataset;
    return filters.every(({ name, value }) => !value || row[name] === value);
  });

  const chosenIds = () => table.rows({ search: "applied", order: "index" }).nodes().toArray().map((row) => row.dataset.id);
  const selection = () => {
    const parts = filters.filter((select) => select.value).map((select) =>
      select.parentElement.firstChild.textContent + words.colon + select.selectedOptions[0].textContent);
    if (form.q.value) parts.push(`“${form.q.value}”`);
    return parts.join(words.comma);
  };

  // The address.
  let opened = "";
  const place = () => {
    const state = new URLSearchParams();
    for (const { name, value } of [...filters, form.q]) if (value) state.set(name, value);
    if (opened) state.set("open", opened);
    return state.toString();
  };
  const writePlace = () => {
    if (place() !== location.hash.slice(1)) history.replaceState(null, "", "#" + place());
    told();
  };
  const readPlace = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const control of [...filters, form.q]) {
      control.value = state.get(control.name) ?? "";
      if (control.value !== (state.get(control.name) ?? "")) control.value = "";
    }
    const wanted = state.get("open") ?? "";
    apply();
    if (wanted in details && wanted !== opened) show(wanted);
  };

  // What is said beside the table.
  const told = () => {
    const info = table.page.info();
    root.querySelector(".fq-count").textContent =
      info.recordsDisplay ? words.count.replace("_TOTAL_", info.recordsDisplay).replace("_MAX_", info.recordsTotal) : words.none;
    root.querySelector(".fq-download").disabled = !info.recordsDisplay;
    if (citation) cite(chosenIds(), selection());
  };

  // The citation is `fo.cite`'s: of the package where nothing is chosen, else of these rows of the statistics, with
  // the hash that the library makes of their lines. A page from http: may not make hashes; there the rows are counted.
  const filled = (pattern, values) => pattern.replace(/\{(\w*)\}/g, (whole, name) => values[name] ?? whole);
  const hash = async (lines) => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(lines.sort().join("")));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 12);
  };
  const paragraphs = (ids, report) => {
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
  const cited = async (ids) => {
    const hashed = crypto.subtle ? await hash(ids.map((id) => csv.lines[id])) : "";
    const rows = filled(hashed ? citation.selection : citation.count, { rows: ids.length, selection: hashed });
    const reports = Object.entries(citation.reports).filter(([report]) => ids.some((id) => places[id][0] === report));
    const lines = reports.map(([report, line]) => filled(line, { paragraphs: paragraphs(ids, report) }));
    return [citation.data, ...lines, "", rows].join("\n");
  };
  let asked = 0;
  const cite = async (ids, chosen) => {
    const mine = ++asked;
    const now = new Date();
    const accessed = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    const text = !chosen ? citation.whole : ids.length ? await cited(ids) : "";
    if (mine !== asked) return; // something else has been chosen since
    root.querySelector(".fq-citation").textContent = filled(text, { accessed }) || words.none;
    root.querySelector(".fq-chosen").textContent = !chosen || !ids.length ? "" :
      filled(words.chosen, { selection: chosen, url: location.protocol === "file:" ? "" : location.href }).trim();
    root.querySelector(".fq-copy").disabled = !text;
  };
  const apply = () => {
    table.search(form.q.value).draw();
    told();
  };

  // A row and what opens under it; one is open at a time, as the address can name one.
  const rowOf = (id) => table.row((index, data, node) => node.dataset.id === id);
  const button = (id) => rowOf(id).node().querySelector(".fq-open");
  const close = () => {
    if (!opened) return;
    rowOf(opened).child.hide();
    button(opened).setAttribute("aria-expanded", "false");
    opened = "";
  };
  const open = (id) => {
    close();
    rowOf(id).child(details[id], "fq-details").show();
    button(id).setAttribute("aria-expanded", "true");
    opened = id;
  };
  const show = (id) => {
    if (!chosenIds().includes(id)) {
      for (const control of [...filters, form.q]) control.value = "";
      apply();
    }
    const at = table.rows({ search: "applied" }).nodes().toArray().findIndex((row) => row.dataset.id === id);
    table.page(Math.floor(at / table.page.len())).draw("page");
    open(id);
    button(id).focus({ preventScroll: true });
    rowOf(id).node().scrollIntoView({ block: "center" });
    writePlace();
  };

  root.querySelector("tbody").addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#open="]');
    if (link) {
      event.preventDefault(); // the address would lose the filter
      show(link.hash.slice("#open=".length));
      return;
    }
    const row = event.target.closest("tr[data-id]");
    if (!row) return;
    opened === row.dataset.id ? close() : open(row.dataset.id);
    writePlace();
  });
  form.addEventListener("input", () => { apply(); writePlace(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { close(); apply(); writePlace(); }));
  window.addEventListener("hashchange", () => { if (place() !== location.hash.slice(1)) readPlace(); });

  root.querySelector(".fq-download").addEventListener("click", () => {
    const text = csv.header + chosenIds().map((id) => csv.lines[id]).join("");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = [csv.name, ...filters.map((select) => select.value).filter(Boolean)].join("-") + ".csv";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  root.querySelector(".fq-copy")?.addEventListener("click", async (event) => {
    const said = [".fq-citation", ".fq-chosen"].map((name) => root.querySelector(name));
    const range = document.createRange();
    range.setStartBefore(said[0]);
    range.setEndAfter(said[1]);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    await navigator.clipboard?.writeText(said.map((each) => each.textContent).join("\n").trim());
    event.target.textContent = words.copied;
  });

  readPlace();
})();
