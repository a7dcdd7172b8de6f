// The page of the desk. It shows what the service answers and sends what the clerk decides; it knows no rule,
// no ranking, no default and no sentence.
import { ask } from "./service.js";
import {
	P,
	S,
	T,
	cards,
	inParagraph,
	isNumber,
	isOpen,
	items,
	marks,
	paragraphOf,
	saving,
	setState,
	seen,
	prefer,
	view,
} from "./state.js";
import { $, h } from "./nodes.js";
import { ahead, take } from "./decisions.js";
import { banner, foot, head, notices, showProblem } from "./head.js";
import { colours, countParagraph, counts, focusCurrent, paint, text, underline } from "./text.js";
import { drawCard } from "./cards.js";

let painted = [];
export function render() {
	if (!S) return;
	if (view.cur !== seen.shown) {
		seen.arrived = performance.now();
		seen.shown = view.cur;
		view.row = 0;
	}
	for (const key of painted) paint(key);
	const card = cards.get(view.cur);
	painted = [
		view.cur,
		...(card ? [...(card.similar || []), ...(card.numbers || []).map((each) => each[0])] : []),
		...(view.mode && isNumber(view.cur) ? inParagraph(paragraphOf(view.cur)) : []),
	].filter(isNumber);
	for (const key of painted) paint(key);
	head();
	counts();
	drawCard();
	underline();
	if (isNumber(view.cur)) countParagraph(paragraphOf(view.cur));
	for (const node of document.querySelectorAll(".curp")) node.classList.remove("curp");
	const near = isNumber(view.cur)
		? $(`[data-b="${paragraphOf(view.cur)}"]`)
		: card && card.paragraphs
			? $(`[data-b="${card.paragraphs[0]}"]`)
			: null;
	if (near && isNumber(view.cur)) near.classList.add("curp");
	const mark = marks.get(view.cur) || near,
		box = $("#text").getBoundingClientRect();
	if (mark) {
		const at = mark.getBoundingClientRect();
		if (at.top < box.top + 70 || at.bottom > box.bottom - Math.min(120, box.height * 0.3))
			mark.scrollIntoView({ block: isNumber(view.cur) ? "center" : "start" });
	}
	if (!$("dialog[open]") && !document.activeElement?.matches("input,textarea,select")) focusCurrent();
}
export async function reload() {
	try {
		setState(await ask("state"));
		cards.clear();
		await ahead();
		text();
		render();
	} catch (problem) {
		showProblem(problem);
	}
}
export async function poll() {
	if (!S || saving.size) return;
	try {
		const found = await ask("changes?rev=" + S.rev);
		if ("numbers" in found && !saving.size && found.rev !== S.rev) {
			take({ ...found, whole: true });
			await ahead();
			render();
		} else Object.assign(S, found);
	} catch (problem) {
		if (problem.status === 0 || problem.status === 401) {
			foot("failed");
			showProblem(problem);
		}
	}
}
export async function start() {
	colours();
	matchMedia("(prefers-color-scheme:dark)").addEventListener("change", () => {
		colours();
		if (S) head();
	});
	try {
		setState(await ask("state"));
	} catch (problem) {
		const words = problem.error || {};
		$("#card").replaceChildren(
			h("div", { class: "start" }, h("h1", { id: "ct" }, words.zh || ""), h("p", {}, words.en || "")),
		);
		return;
	}
	prefer(S.preferences);
	colours();
	document.documentElement.lang = view.lang === "zh" ? "zh-CN" : "en";
	document.title = `${T("title")} · ${P(S.title)}`;
	view.cur = items().find(isOpen) || "end";
	text();
	render();
	await ahead();
	render();
	notices();
	if (!Object.keys(S.numbers).length) banner("err", T("no-numbers"));
	setInterval(poll, 2000);
}
window.desk = {
	get cur() {
		return view.cur;
	},
	get keys() {
		return seen.keys;
	},
	get saving() {
		return saving.size;
	},
};
start();
