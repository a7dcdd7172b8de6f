// The text of the report, each number in its state; nothing in it moves when a state changes.
import {
	P,
	S,
	T,
	cards,
	facts,
	inParagraph,
	isNumber,
	isOpen,
	keep,
	label,
	marks,
	paragraphOf,
	saving,
	view,
	visible,
} from "./state.js";
import { $, K, h } from "./nodes.js";
import { go } from "./places.js";
import { openParagraph, toAgree } from "./paragraph_card.js";
import { render } from "./desk.js";

// Places are counted in characters, of which JavaScript takes rare ones for two.
const RARE = /[\ud800-\udbff]/;
const cut = (words, from, to) =>
	RARE.test(words) ? Array.from(words).slice(from, to).join("") : words.slice(from, to);
const sizeOf = (words) => (RARE.test(words) ? Array.from(words).length : words.length);

export function text() {
	const count = { all: "", open: "", doubt: "", found: "", excluded: "" };
	const chosen = [...new Set(S.paragraphs.map((each) => each.theme).filter(Boolean))];
	const filters = h(
		"div",
		{ class: "filters", role: "group", "aria-label": T("filter") },
		Object.keys(count).map((kind) =>
			h(
				"button",
				{ "data-filter": kind, "aria-pressed": String(view.filter === kind), onclick: () => setFilter(kind) },
				T("filter." + kind),
				" ",
				h("b", {}),
			),
		),
		h(
			"select",
			{
				"aria-label": T("theme"),
				onchange: (event) => {
					view.theme = event.target.value;
					paintAll();
					render();
				},
			},
			h("option", { value: "" }, T("all-themes")),
			chosen.map((theme) => h("option", { value: theme, selected: theme === view.theme }, label("themes", theme))),
		),
	);
	marks.clear();
	const inner = h("div", { class: "inner" }, filters);
	S.paragraphs.forEach((each, at) => {
		const own = inParagraph(at + 1),
			asked = own.filter((key) => S.questions.some((one) => one[0] === key));
		const node = h("p", { class: "para", lang: "zh-CN", "data-p": at + 1 });
		let end = 0;
		const add = (from, to) => {
			if (to > from) node.append(h("span", { "data-a": from }, cut(each.text, from, to)));
		};
		for (const key of own) {
			const [, start, stop] = S.places[key];
			add(end, start);
			const mark = h(
				"span",
				{ class: "mark", role: "button", tabindex: "-1", "data-key": key, onclick: () => go(key) },
				cut(each.text, start, stop),
			);
			marks.set(key, mark);
			node.append(mark);
			end = stop;
		}
		add(end, sizeOf(each.text));
		const title = h(
			"div",
			{ class: "ph" },
			h("h2", {}, T("paragraph", { n: at + 1 }), " ", each.theme ? label("themes", each.theme) : ""),
			h("span", { "data-count": at + 1 }),
			asked.length > 1
				? h(
						"button",
						{
							onclick: () => {
								view.cur = asked.find(isOpen) || asked[0];
								openParagraph();
							},
						},
						T("whole-paragraph"),
						K("P"),
					)
				: null,
		);
		inner.append(h("div", { "data-b": at + 1 }, title, node));
	});
	$("#text").setAttribute("aria-label", T("text"));
	$("#text").replaceChildren(inner);
	paintAll();
}
export function paint(key) {
	const node = marks.get(key);
	if (!node) return;
	const [state, asked, , found] = facts(key),
		card = cards.get(view.cur);
	const kinds = [
		"mark",
		saving.has(key)
			? "saving"
			: found
				? "find"
				: { open: asked ? "out ask" : "open", accepted: "ok", excluded: "out", doubt: "doubt" }[state],
	];
	if (view.mode && isNumber(view.cur) && toAgree().includes(key)) kinds.push("cov");
	else if (card && key !== view.cur && (card.similar || []).includes(key)) kinds.push("sim");
	else if (card && (card.numbers || []).some((each) => each[0] === key)) kinds.push("cov");
	if (!visible(key)) kinds.push("dim");
	node.className = kinds.join(" ");
	const said = found ? "found" : state === "open" && asked ? "asked" : state;
	node.setAttribute("aria-label", `${S.printed[key]}，${T("state." + said)}`);
	if (key === view.cur && !view.mode) node.setAttribute("aria-current", "true");
	else node.removeAttribute("aria-current");
	node.tabIndex = key === view.cur ? 0 : -1;
}
function paintAll() {
	for (const key of marks.keys()) paint(key);
	counts();
}
export function counts() {
	for (const node of document.querySelectorAll("[data-filter] b")) {
		const kind = node.parentNode.dataset.filter;
		node.textContent = Object.values(S.numbers).filter(
			(each) => kind === "all" || (kind === "found" ? each[3] > 0 : each[0] === kind),
		).length;
	}
}
export function countParagraph(number) {
	const node = $(`[data-count="${number}"]`),
		own = inParagraph(number).filter((key) => S.questions.some((one) => one[0] === key));
	if (node) node.textContent = own.length ? `${own.filter((key) => !isOpen(key)).length}/${own.length}` : "";
}
export function underline() {
	for (const node of document.querySelectorAll(".ev")) {
		const parent = node.parentNode;
		node.replaceWith(...node.childNodes);
		parent.normalize();
	}
	const card = cards.get(view.cur);
	if (!card || !card.evidence || !card.evidence.length) return;
	const [start, stop] = card.evidence;
	for (const span of document.querySelectorAll(`.para[data-p="${card.paragraph}"]>span[data-a]`)) {
		const at = +span.dataset.a,
			words = span.textContent,
			from = Math.max(start - at, 0),
			to = Math.min(stop - at, sizeOf(words));
		const named = h("span", { class: "ev" }, cut(words, from, to));
		if (from < to) span.replaceChildren(cut(words, 0, from), named, cut(words, to));
	}
}
export function focusCurrent() {
	const node = marks.get(view.cur) && !view.mode ? marks.get(view.cur) : $("#ct");
	if (node) node.focus({ preventScroll: true });
}
export function setFilter(kind) {
	view.filter = kind;
	for (const node of document.querySelectorAll("[data-filter]"))
		node.setAttribute("aria-pressed", String(node.dataset.filter === kind));
	paintAll();
	render();
}
export function setLanguage(lang) {
	view.lang = lang;
	keep("lang", lang);
	document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
	document.title = `${T("title")} · ${P(S.title)}`;
	text();
	render();
}
export const isDark = () => (view.dark ? view.dark === "dark" : matchMedia("(prefers-color-scheme:dark)").matches);
export function colours() {
	document.documentElement.dataset.theme = isDark() ? "dark" : "light";
}
