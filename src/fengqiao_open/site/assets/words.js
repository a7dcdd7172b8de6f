// How a list is searched: by whole words, by their stems and synonyms, and Chinese also by the words in it. A text need
// not have every word: what has more of them is better. The lists of words are attributes of this script.
window.fengqiaoWords = (() => {
  const { synonyms: groups, idle } = document.currentScript.dataset;
  const language = document.documentElement.lang;
  const HAN = /[\u3400-\u9fff]/;
  const IN_LATIN = /[a-z0-9.]/;
  const synonyms = groups.split(";").map((group) => group.split(",").map((word) => word.trim()));
  const idleWords = new Set(idle.split(" "));
  // Commas in numbers make no difference.
  const plain = (text) => text.toLowerCase().replace(/(\d),(?=\d{3})/g, "$1");

  // The beginning that the forms of a word share: schools, schooling; industry, industries.
  const stem = (word) => {
    if (!/^[a-z]{4,}$/.test(word)) return word;
    const one = word.replace(/ies$/, "y").replace(/(ss|x|ch|sh)es$/, "$1").replace(/([^su])s$/, "$1");
    const short = one.replace(/(?:ing|ed|y|e)$/, "");
    return short.length < 4 ? one : short;
  };
  const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
  const segments = (run) => {
    const found = segmenter ? [...segmenter.segment(run)].map(({ segment }) => segment)
      : [...run].slice(1).map((letter, index) => run[index] + letter);
    return found.filter((each) => each.length > 1 && !idleWords.has(each));
  };
  const alike = (word) => {
    const own = stem(word);
    return synonyms.filter((group) => group.some((each) => each === word || stem(each) === own)).flat().filter((each) => each !== word);
  };

  // How well a text has a word: whole, with another ending, inside another word, by a synonym.
  const begins = (text, word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (!IN_LATIN.test(text[at - 1] ?? " ")) return true;
    return false;
  };
  const has = (text, { word, own, others }) => {
    if (HAN.test(word) ? text.includes(word) : begins(text, word)) return 1;
    if (own !== word && begins(text, own)) return 0.97;
    if (text.includes(word)) return 0.95;
    return others.some((each) => (HAN.test(each) ? text.includes(each) : begins(text, each))) ? 0.93 : 0;
  };
  const part = (word) => ({ word, own: stem(word), others: alike(word) });
  const covered = (text, { parts, ...whole }) => {
    const found = has(text, whole);
    if (found || !parts.length) return found;
    const letters = parts.reduce((sum, each) => sum + each.word.length, 0);
    return 0.92 * parts.reduce((sum, each) => sum + each.word.length * has(text, each), 0) / letters;
  };

  // What is typed as a function that gives each text a number from 0, nothing of it, to 1, all of it.
  const scorer = (typed) => {
    const words = plain(typed).split(/\s+/).filter(Boolean).map((word) => ({ ...part(word), parts: HAN.test(word) ? segments(word).map(part) : [] }));
    const telling = words.filter(({ word }) => !idleWords.has(word));
    const sought = telling.length ? telling : words;
    return (text) => sought.reduce((sum, word) => sum + covered(text, word), 0) / (sought.length || 1);
  };
  // The texts that a list gets narrower to: all that have every word, else those that have most of them.
  const fitting = (typed, texts) => {
    const score = scorer(typed);
    const scores = texts.map(score);
    const best = Math.max(0, ...scores);
    return scores.map((each) => !typed.trim() || (each > 0 && each >= (best > 0.8 ? 0.8 : best)));
  };
  // A text whose Chinese words on an English page say that they are Chinese.
  const inLanguages = (text) => {
    const made = document.createDocumentFragment();
    for (const piece of text.split(/([\u3400-\u9fff](?:[\u3000-\u9fff\uff00-\uffef]*[\u3400-\u9fff])?)/)) {
      const foreign = language === "en" && HAN.test(piece);
      made.append(foreign ? Object.assign(document.createElement("span"), { lang: "zh-CN", textContent: piece }) : piece);
    }
    return made;
  };
  return { plain, scorer, fitting, inLanguages };
})();
