// Finds statistics by any name or number, and other pages by their words. What is sought stands in the address (?q=).
(() => {
  const { entries, kinds, words, synonyms } = window.fengqiaoSearch;
  const MOST = 20;
  const field = document.querySelector("header input[name=q]");
  const form = field.form;
  const results = document.getElementById("results");
  // Commas in numbers and spaces in Chinese make no difference.
  const plain = (text) => text.toLowerCase().replace(/(\d),(?=\d{3})/g, "$1");
  const indexed = entries.map(([kind, title, address, beside, more]) =>
    ({ kind, title, address, beside, head: plain(title), all: plain(`${title} ${beside} ${more}`) }));
  const search = (text) => {
    const sought = plain(text).split(/\s+/).filter(Boolean);
    if (!sought.length) return [];
    const whole = sought.join(" ");
    // 学校 finds 幼儿园 too, after what has the word itself.
    const same = sought.map((word) => [word, ...synonyms.filter((group) => group.includes(word)).flat()]);
    const has = (text) => sought.every((word) => text.includes(word));
    const rank = (entry) => (entry.head === whole ? 0 : entry.head.startsWith(whole) ? 1 : has(entry.head) ? 2 : has(entry.all) ? 3 : 4);
    return indexed.filter((entry) => same.every((words) => words.some((word) => entry.all.includes(word))))
      .map((entry) => [rank(entry), entry]).sort(([a], [b]) => a - b).map(([, entry]) => entry);
  };
  const made = (name, text, kind) => Object.assign(document.createElement(name), { textContent: text, className: kind ?? "" });
  const show = (text) => {
    const found = search(text);
    results.replaceChildren();
    document.getElementById("start").hidden = Boolean(text.trim());
    document.getElementById("found").textContent = text.trim() && !found.length ? words.no_result.replace("{text}", text) : "";
    for (const [kind, label] of Object.entries(kinds)) {
      const some = found.filter((entry) => entry.kind === kind);
      if (!some.length) continue;
      const list = made("ul", "", "results");
      const item = ({ title, address, beside }) => {
        const line = document.createElement("li");
        const link = Object.assign(made("a", title), { href: address });
        line.append(link, made("span", beside, "muted"));
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
