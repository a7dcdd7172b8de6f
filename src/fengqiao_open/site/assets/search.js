// Finds statistics by any name or number, and other pages by their words. What is sought stands in the address (?q=).
(() => {
  const { entries, kinds, words } = window.fengqiaoSearch;
  const { plain, scorer, inLanguages } = window.fengqiaoWords;
  const MOST = 20;
  const field = document.querySelector("header input[name=q]");
  const form = field.form;
  const results = document.getElementById("results");
  const indexed = entries.map(([kind, title, address, beside, more]) =>
    ({ kind, title, address, beside, head: plain(title), all: plain(`${title} ${kind === "questions" ? "" : beside} ${more}`) }));
  const search = (text) => {
    const whole = plain(text).trim();
    if (!whole) return [];
    const score = scorer(text);
    // What has most of the words is first; of that, what has them in its title.
    const found = indexed.map((entry) => {
      const titled = entry.head === whole ? 3 : entry.head.startsWith(whole) ? 2 : score(entry.head);
      return { ...entry, score: Math.round(10 * score(entry.all)), titled };
    });
    const best = Math.max(...found.map((entry) => entry.score));
    return found.filter((entry) => entry.score > best / 2).sort((a, b) => b.score - a.score || b.titled - a.titled);
  };
  const made = (name, text, kind) => Object.assign(document.createElement(name), { textContent: text, className: kind ?? "" });
  const show = (text) => {
    const found = search(text);
    results.replaceChildren();
    const nothing = Boolean(text.trim()) && !found.length;
    document.getElementById("start").hidden = Boolean(text.trim()) && !nothing;
    document.getElementById("lacking")?.toggleAttribute("hidden", !nothing);
    document.getElementById("found").hidden = !nothing;
    document.getElementById("found").textContent = nothing ? words.no_result.replace("{text}", text) : "";
    // The kinds in their order, those of the best matches first.
    const listed = Object.keys(kinds).map((kind) => found.filter((entry) => entry.kind === kind)).filter((some) => some.length);
    for (const some of listed.sort(([a], [b]) => b.score - a.score)) {
      const label = kinds[some[0].kind];
      const list = made("ul", "", "results");
      const item = ({ title, address, beside }) => {
        const line = document.createElement("li");
        const link = Object.assign(made("a", ""), { href: address });
        const note = made("span", "", "muted");
        link.append(inLanguages(title));
        note.append(inLanguages(beside));
        line.append(link, note);
        return line;
      };
      list.append(...some.slice(0, MOST).map(item));
      const rest = some.slice(MOST);
      results.append(made("h2", words.counted_kind.replace("{kind}", label).replace("{n}", some.length), "kind"), list);
      if (!rest.length) continue;
      const more = Object.assign(made("button", words.more_results.replace("{n}", rest.length)), { type: "button" });
      more.addEventListener("click", () => { list.append(...rest.map(item)); more.remove(); });
      results.append(more);
    }
  };
  const read = () => {
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    show(field.value);
  };
  let typing = false;
  const write = () => {
    history[typing ? "replaceState" : "pushState"](null, "", `?${new URLSearchParams({ q: field.value })}`);
    typing = true;
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); show(field.value); write(); typing = false; });
  field.addEventListener("input", () => { show(field.value); write(); });
  field.addEventListener("change", () => { typing = false; });
  addEventListener("popstate", read);
  read();
})();
