// What the page knows: what the service says of the package, and where the clerk is.
import { ask } from "./service.js";

// What the service says: paragraphs, places, numbers, questions, lists, words.
export let S = null;
export function setState(found) {
	S = found;
}
export const cards = new Map(); // cards by key, fetched ahead
export const marks = new Map(); // nodes of the text by number
export const saving = new Set(); // numbers whose decision is not answered yet
export const typed = new Map(); // typed into fields of questions, not yet answered, by key
export const view = { cur: "end", filter: "all", theme: "", mode: "", row: 0, lang: "zh", dark: "", keys: true };

/** Take over what was chosen before: the service keeps it, since a page at another port has another storage. */
export function prefer({ lang, dark, keys }) {
	view.lang = lang || (navigator.language.startsWith("zh") ? "zh" : "en");
	view.dark = dark || "";
	view.keys = keys !== "off";
}
export function keep(name, value) {
	ask("preferences", { [name]: value }).catch(() => {});
}

export const T = (key, values) => {
	const words = S ? S.words[view.lang] : {};
	return (words["page." + key] || key).replace(/\{(\w+)\}/g, (_, name) =>
		values && name in values ? values[name] : "",
	);
};
export const P = (pair) => (pair ? pair[view.lang] || pair.zh || "" : "");
export const paragraphOf = (key) => S.places[key][0];
/** The row of a number that is shown: it may have several. */
export const rowOf = (card) => card.rows[view.row] || card.rows[0];
export const isNumber = (key) => key in S.places;
export const facts = (key) => S.numbers[key]; // state, probably none, flagged, findings, revision
export const stateOf = (key) =>
	isNumber(key) ? facts(key)[0] : (S.questions.find((each) => each[0] === key) || [])[2];
export const items = () => S.questions.map((each) => each[0]);
export const stepOf = (key) =>
	key === "end" ? "finish" : (S.questions.find((each) => each[0] === key) || [0, "numbers"])[1];
export const isOpen = (key) => key !== "end" && stateOf(key) === "open";
export const inParagraph = (number) => Object.keys(S.places).filter((key) => paragraphOf(key) === number);
export const label = (list, code) => P(((S.lists[list] || []).find((each) => each[0] === code) || [])[1]) || code;

export function visible(key) {
	if (!isNumber(key)) return view.filter === "all" || view.filter === stateOf(key);
	const [state, , , found] = facts(key);
	if (view.theme && S.paragraphs[paragraphOf(key) - 1].theme !== view.theme) return false;
	return view.filter === "all" || (view.filter === "found" ? found > 0 : state === view.filter);
}

export const seen = { keys: 0, arrived: 0, shown: "" };
