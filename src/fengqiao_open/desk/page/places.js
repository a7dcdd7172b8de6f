// From one question to another.
import { P, S, T, cards, facts, isNumber, items, paragraphOf, view, visible } from "./state.js";
import { ahead } from "./decisions.js";
import { showProblem } from "./head.js";
import { render } from "./desk.js";

export function go(key) {
	if (!key) return;
	view.cur = key;
	view.mode = "";
	render();
	ahead().then(render, showProblem);
}
export function move(step) {
	const order = [...items().filter((key) => visible(key) || key === view.cur), "end"],
		at = order.indexOf(view.cur);
	go(at < 0 ? order[0] : order[Math.max(0, Math.min(order.length - 1, at + step))]);
}
export function moveParagraph(step) {
	const all = [...new Set(items().filter(isNumber).map(paragraphOf))].sort((a, b) => a - b);
	const at = isNumber(view.cur) ? paragraphOf(view.cur) : 0;
	const next = step > 0 ? all.find((each) => each > at) : all.filter((each) => each < at).pop();
	if (next) go(items().find((key) => isNumber(key) && paragraphOf(key) === next));
}
export function nextFinding() {
	const order = Object.keys(S.places),
		at = order.indexOf(view.cur);
	const found = [...order.slice(at + 1), ...order.slice(0, at + 1)].find((key) => facts(key)[3] > 0);
	if (found) go(found);
	else go("end");
}
export function nameOf(key) {
	if (key === "end") return T("step.finish");
	if (isNumber(key)) return S.printed[key];
	const card = cards.get(key);
	return card ? P(card.title) : key;
}
