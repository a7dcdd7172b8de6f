// All that is certain in a paragraph, to be accepted in one go; it asks to be seen to its end.
import { P, S, T, cards, facts, inParagraph, isNumber, isOpen, paragraphOf, view } from "./state.js";
import { $, button, h, say, zh } from "./nodes.js";
import { agree, fetchCards } from "./decisions.js";
import { go } from "./places.js";
import { showProblem } from "./head.js";
import { render } from "./desk.js";

export const sure = (number) =>
	inParagraph(number).filter(
		(key) => isOpen(key) && !facts(key)[2] && !facts(key)[3] && S.questions.some((each) => each[0] === key),
	);

/** What is accepted together: the certain numbers of the paragraph, or those like this one. */
export const toAgree = () =>
	view.mode === "similar" ? cards.get(view.cur)?.similar || [] : sure(paragraphOf(view.cur));

let together = []; // the numbers whose rows are shown

export const openSimilar = () => openParagraph("similar");
export async function openParagraph(mode = "paragraph") {
	const from = view.cur;
	if (!isNumber(from)) return;
	view.mode = mode;
	const own = toAgree();
	view.mode = "";
	if (own.length < (mode === "similar" ? 2 : 1)) return say(T("paragraph-done"));
	view.opening = true;
	try {
		await fetchCards([from, ...own]);
	} catch (problem) {
		return showProblem(problem);
	} finally {
		view.opening = false;
	}
	if (view.cur !== from) return; // the clerk went on meanwhile
	view.mode = mode;
	render();
	$("#ct").focus({ preventScroll: true });
}

export function paragraphCard(place) {
	const number = paragraphOf(view.cur),
		own = toAgree().filter((key) => cards.has(key)),
		rest = inParagraph(number).filter((key) => isOpen(key) && !own.includes(key));
	together = own;
	const rows = own.flatMap((key) => {
		const card = cards.get(key),
			choose = () => {
				view.mode = "";
				go(key);
			};
		const none = card.asked || !card.rows.length;
		const reason = P(card.reasons.find((each) => each.code === card.reason));
		return (none ? [T("not-a-statistic") + reason] : card.rows.map((row) => P(row.sentence))).map((words) =>
			h("tr", { onclick: choose }, h("td", { lang: "zh-CN" }, card.printed), h("td", {}, words)),
		);
	});
	place.replaceChildren(
		h(
			"div",
			{ class: "cb" },
			h(
				"div",
				{ class: "top" },
				h("span", {}, T("paragraph", { n: number }), " ", T(view.mode === "similar" ? "key.8" : "whole-paragraph")),
				h("span", { class: "chip" }, own.length),
			),
			h("h2", { id: "ct", tabindex: "-1" }, T("rows-agree")),
			rest.length
				? h(
						"div",
						{ class: "box note small" },
						T("not-included", { n: rest.length }),
						zh(rest.map((key) => S.printed[key]).join("、")),
					)
				: null,
			h(
				"div",
				{ class: "tw", tabindex: "0", role: "region", "aria-label": T("paragraph", { n: number }) },
				h(
					"table",
					{ class: "cmp" },
					h(
						"thead",
						{},
						h(
							"tr",
							{},
							["printed", "row"].map((each) => h("th", { scope: "col" }, T(each))),
						),
					),
					h("tbody", {}, rows),
				),
			),
		),
		h(
			"div",
			{ class: "acts" },
			button(T("rows-accept", { n: own.length }), "Enter", acceptParagraph, "primary"),
			button(T("one-by-one"), "Esc", () => {
				view.mode = "";
				render();
			}),
		),
	);
	const box = place.querySelector(".cb"),
		name = place.querySelector(".primary span"),
		all = name.textContent;
	const more = () => {
		name.textContent = box.scrollTop + box.clientHeight < box.scrollHeight - 4 ? T("rows-below") : all;
	};
	box.addEventListener("scroll", more);
	more();
}

export function acceptParagraph() {
	const box = $("#card .cb");
	if (box.scrollTop + box.clientHeight < box.scrollHeight - 4) {
		box.scrollTop += Math.max(60, box.clientHeight - 60);
		return;
	}
	const own = toAgree().filter((key) => together.includes(key));
	view.mode = "";
	if (!own.length) return render();
	agree(own, T("said.together", { n: own.length }));
}
