// The card of the number that one is at.
import { P, S, T, cards, isNumber, items, label, paragraphOf, rowOf, view } from "./state.js";
import { $, K, button, h, opts } from "./nodes.js";
import { decide, doubt, enter, onRows, pick, reopen } from "./decisions.js";
import { go, nameOf } from "./places.js";
import { focusCurrent } from "./text.js";
import { openField, openReasons, openRelations, openSearch } from "./dialogs.js";
import { openForm, openName, openNamed, openReason } from "./forms.js";
import { render } from "./desk.js";
import { questionCard, endCard } from "./question_cards.js";
import { openParagraph, openSimilar, paragraphCard } from "./paragraph_card.js";

let drawn = "";
export function drawCard() {
	const now = [view.cur, view.mode, view.lang].join(" ");
	if (now === drawn && document.activeElement?.closest("#card .fields")) return; // someone types there
	drawn = now;
	const place = $("#card"),
		card = cards.get(view.cur);
	if (view.cur === "end") return endCard(place);
	if (!card)
		return place.replaceChildren(
			h(
				"div",
				{ class: "cb" },
				h("h2", { id: "ct", tabindex: "-1" }, nameOf(view.cur)),
				h("p", { class: "mute" }, T("loading")),
			),
		);
	if (view.mode) return paragraphCard(place);
	if (!isNumber(view.cur)) return questionCard(place, card);
	numberCard(place, card);
}

export function findingBox(each) {
	const other = (each.others || []).find((key) => ownerOf(key));
	return h(
		"div",
		{ class: "box find", role: "group", "aria-label": T("finding") },
		h("b", {}, each.code, " "),
		P(each.found),
		h("div", {}, T("expected"), P(each.expected)),
		h("div", {}, P(each.how)),
		h(
			"div",
			{},
			each.fix ? button(T("apply-fix", { value: each.fix.value }), "F", () => applyFix(each)) : null,
			other && [" ", button(T("show-other"), null, () => go(ownerOf(other)))],
			each.number && [" ", button(T("go-there"), null, () => go(each.number))],
			each.known && [" ", button(T("explain"), "H", () => openReason(each))],
			each.form && [" ", button(T("change-row"), null, () => openForm(each.table, { key: each.key }))],
		),
	);
}

/** A reason that was given for what a rule finds odd. */
const reasonBox = (each, n) =>
	h(
		"div",
		{ class: "box note" },
		h("b", {}, each.code, " "),
		T("given"),
		P(each),
		h(
			"div",
			{},
			button(T("change-reason"), n ? null : "H", () => openReason(each)),
			" ",
			button(T("withdraw"), null, () => onRows("remove", [each.key], { reason: "discrepancies" })),
		),
	);

export function applyFix(each) {
	decide({ path: "fix", code: each.code, table: each.table, key: each.key }, { go: false, text: T("said.fixed") });
}

function ownerOf(key) {
	return key in S.places
		? key
		: [...cards.values()].find((card) => (card.rows || []).some((row) => row.key === key))?.key;
}

function numberCard(place, card) {
	const paragraph = S.paragraphs[card.paragraph - 1],
		asked = items().filter((key) => isNumber(key) && paragraphOf(key) === card.paragraph),
		at = asked.indexOf(card.key) + 1;
	const none = card.state === "excluded" || card.asked || !card.rows.length;
	const reason = P(card.reasons.find((each) => each.code === card.reason));
	const chip = card.findings.length
		? ["find", T("state.found")]
		: card.state === "accepted"
			? ["ok", T("state.accepted")]
			: card.state === "excluded"
				? ["", `${T("state.excluded")}：${reason}`]
				: card.state === "doubt"
					? ["doubt", T("state.doubt")]
					: ["", T(card.asked ? "state.asked" : "state.open")];
	const body = [
		h(
			"div",
			{ class: "top" },
			h(
				"span",
				{},
				T("paragraph", { n: card.paragraph }),
				" ",
				paragraph.theme ? label("themes", paragraph.theme) : "",
				at ? ` · ${at}/${asked.length}` : "",
			),
			h("span", { class: "chip " + chip[0] }, chip[1]),
		),
		h("h2", { id: "ct", tabindex: "-1", class: "big", lang: "zh-CN" }, card.printed),
	];
	if (none)
		body.push(h("p", { class: "read" }, T("not-a-statistic"), h("b", {}, reason)), card.findings.map(findingBox));
	else {
		const row = rowOf(card),
			several = card.rows.length > 1;
		if (several)
			body.push(
				opts(
					card.rows.map((each) => [each === row ? "" : "E", P(each.sentence), "", each === row]),
					nextRow,
				),
				h("p", { class: "small mute" }, T("rows-together", { n: card.rows.length })),
			);
		else body.push(h("p", { class: "read" }, P(row.sentence)));
		for (const each of card.findings) body.push(findingBox(each));
		body.push(card.known.map(reasonBox));
		if (card.flagged) for (const hint of card.hints) body.push(h("div", { class: "box note" }, P(hint)));
		if (card.note) body.push(h("div", { class: "box note" }, card.note));
		body.push(
			h("div", { class: "sec", id: "al" }, T("indicator")),
			opts(
				row.alternatives.map((each, n) => [
					n + 1,
					P(each.name),
					P(each.why),
					each.key === row.indicator?.key,
					P(each.definition),
				]),
				(n) => {
					pick(n);
					focusCurrent();
				},
				{ "aria-labelledby": "al" },
			),
			h("p", { class: "small mute" }, row.indicator ? P(row.indicator.definition) : ""),
			h(
				"div",
				{ class: "nums" },
				button(T("search"), "/", () => openSearch(row)),
				button(T(row.indicator?.draft ? "change-name" : "new-indicator"), "N", () => openName(card)),
				button(T("add-named"), "A", () => openNamed(card)),
				button(T("another"), "C", () => addRow(row)),
				several && button(T("remove"), "I", () => onRows("drop", [row.key])),
			),
		);
		body.push(
			h("div", { class: "sec" }, T("other-fields")),
			h(
				"div",
				{ class: "grid" },
				row.fields.map((field) =>
					h(
						"button",
						{ class: field.unusual ? "diff" : null, onclick: () => openField(row, field) },
						h("span", { class: "k" }, h("span", {}, T("column." + field.column)), field.key && K(field.key)),
						h("span", {}, P(field.shown) || "—"),
					),
				),
			),
		);
		body.push(
			h("div", { class: "sec" }, T("relations")),
			card.relations.map((each) => h("p", { class: "rel" }, P(each))),
			button(T("change-relations"), "R", () => openRelations(row)),
		);
	}
	const similar = card.similar.length;
	place.replaceChildren(
		h("div", { class: "cb" }, body),
		h(
			"div",
			{ class: "acts" },
			button(
				card.state === "accepted" || card.state === "excluded" ? T("go-on") : none ? T("agree-none") : T("accept"),
				"Enter",
				enter,
				"primary",
			),
			none
				? button(T("is-statistic"), "X", () => reopen(card.key))
				: button(T("no-statistic"), "X", () => openReasons(card)),
			button(T("doubt"), "Q", doubt),
			similar > 1
				? button(T("similar", { n: similar }), "S", openSimilar)
				: button(T("whole-paragraph"), "P", openParagraph),
		),
	);
}

/** One more row of the number, which is then the chosen one. */
export const addRow = (row) =>
	onRows("another", [row.key], {}, "added").then((why) => why || nextRow(cards.get(view.cur).rows.length - 1));

/** Another row of the number: the chosen one, or the next. */
export function nextRow(at) {
	const all = cards.get(view.cur).rows.length;
	view.row = at === undefined ? (view.row + 1) % all : at;
	render();
}
