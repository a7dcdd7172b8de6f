// How a list is searched: by whole words, by their stems and synonyms, and Chinese also by the words in it. A text need
// not have every word: what has more of them is better. The lists of words are attributes of this script.
window.fengqiaoWords = (() => {
  const { synonyms: groups, idle } = document.currentScript.dataset;
  const language = document.documentElement.lang;
  const HAN = /[\u3400-\u9fff]/;
  const IN_LATIN = /[a-z0-9.]/;
  const IN_NUMBER = /[a-z0-9.-]/;
  const listed = (text) => text.split(",").map((word) => word.trim().toLowerCase()).filter(Boolean);
  // Of a group in two parts, only the words before the “>” find the others.
  const synonyms = groups.split(";").map((group) => group.split(">").map(listed)).map(([from, to = from]) => ({ from, to }));
  // Synonyms of several words are found as one.
  const phrases = synonyms.flatMap(({ from }) => from).filter((word) => word.includes(" ")).sort((a, b) => b.length - a.length);
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
    // One character is in too many words to be sought in texts, but it may have synonyms.
    return found.filter((each) => !idleWords.has(each) && (each.length > 1 || alike(each).length));
  };
  const alike = (word) => {
    const own = stem(word);
    const groups = synonyms.filter(({ from }) => from.some((each) => each === word || stem(each) === own));
    return groups.flatMap(({ to }) => to).filter((each) => each !== word);
  };

  // How well a text has a word: whole, with another ending, as its beginning, by a synonym, inside another word.
  const ENDING = 4;
  // How many letters of a word in the text go on after what is sought, at the best place; none where it is in no beginning.
  const rest = (text, word) => {
    const inside = /^[\d.]+$/.test(word) ? IN_NUMBER : IN_LATIN;
    let least = Infinity;
    for (let place = text.indexOf(word); place >= 0; place = text.indexOf(word, place + 1)) {
      if (inside.test(text[place - 1] ?? " ")) continue;
      let end = place + word.length;
      while (inside.test(text[end] ?? " ")) end += 1;
      least = Math.min(least, text.slice(place + word.length, end).replace(/\.$/, "").length);
    }
    return least;
  };
  const bySynonym = (text, others) => others.some((each) =>
    (HAN.test(each) ? text.includes(each) : rest(text, stem(each)) <= (each.length < 4 ? 1 : ENDING)));
  const has = (text, { word, own, others, only }) => {
    if (only) return bySynonym(text, others) ? 0.9 : 0;
    if (HAN.test(word)) return text.includes(word) ? 1 : bySynonym(text, others) ? 0.9 : 0;
    const over = rest(text, word), number = /^\d/.test(word);
    if (over === 0) return 1;
    if (rest(text, own) <= ENDING) return number ? 0.5 : 0.97;
    if (bySynonym(text, others)) return 0.9;
    if (over < Infinity) return 0.6;
    return word.length > 2 && !number && text.includes(word) ? 0.4 : 0;
  };
  const part = (word) => ({ word, own: stem(word), others: alike(word) });
  const ofRun = (word) => ({ ...part(word), only: word.length === 1 });
  const covered = (text, { parts, ...whole }) => {
    const found = has(text, whole);
    if (found || !parts.length) return found;
    const letters = parts.reduce((sum, each) => sum + each.word.length, 0);
    return 0.92 * parts.reduce((sum, each) => sum + each.word.length * has(text, each), 0) / letters;
  };
  const split = (typed) => {
    const found = phrases.filter((phrase) => rest(typed, phrase) === 0);
    const others = found.reduce((text, phrase) => text.replace(phrase, " "), typed);
    return [...found, ...others.split(/[\s,;:?!\uff0c\u3001\uff1b\uff1a\uff1f\uff01\u3002]+/)].filter(Boolean);
  };

  // What is typed as a function that gives each text a number from 0, nothing of it, to 1, all of it.
  const scorer = (typed) => {
    const words = split(plain(typed)).map((word) => ({ ...part(word), parts: HAN.test(word) ? segments(word).map(ofRun) : [] }));
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
