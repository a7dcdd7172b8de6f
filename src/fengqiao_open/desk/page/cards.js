// The card of the number that one is at.
import { P, S, T, cards, isNumber, items, label, paragraphOf, view } from "./state.js";
import { openNamed } from "./forms.js";
import { $, K, button, h } from "./nodes.js";
import { agree, ahead, decide, doubt, enter, pick, reopen } from "./decisions.js";
import { go, nameOf } from "./places.js";
import { focusCurrent } from "./text.js";
import { openField, openReasons, openSearch } from "./dialogs.js";
import { openName } from "./forms.js";
import { render } from "./desk.js";
import { questionCard, endCard } from "./question_cards.js";
import { openParagraph, paragraphCard } from "./paragraph_card.js";

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
	if (view.mode === "paragraph") return paragraphCard(place);
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
		" ",
		h("span", {}, P(each.how)),
		h(
			"div",
			{},
			each.fix ? button(T("apply-fix", { value: each.fix.value }), "F", () => applyFix(each)) : null,
			other ? [" ", button(T("show-other"), null, () => go(ownerOf(other)))] : null,
			each.number ? [" ", button(T("go-there"), null, () => go(each.number))] : null,
		),
	);
}

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
	const chip =
		card.findings.length && !none
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
	if (none) body.push(h("p", { class: "read" }, T("not-a-statistic"), h("b", {}, reason)));
	else {
		for (const row of card.rows) body.push(h("p", { class: "read" }, P(row.sentence)));
		if (card.rows.length > 1) body.push(h("p", { class: "small mute" }, T("rows-together", { n: card.rows.length })));
		for (const each of card.findings) body.push(findingBox(each));
		if (card.flagged) for (const hint of card.hints) body.push(h("div", { class: "box note" }, P(hint)));
		if (card.note) body.push(h("div", { class: "box note" }, card.note));
		const row = card.rows[0];
		body.push(
			h("div", { class: "sec", id: "al" }, T("indicator")),
			h(
				"ul",
				{ class: "opts", "aria-labelledby": "al" },
				card.alternatives.map((each, n) =>
					h(
						"li",
						{},
						h(
							"button",
							{
								"aria-pressed": String(each.key === row.indicator?.key),
								title: P(each.definition),
								onclick: () => {
									pick(n);
									focusCurrent();
								},
							},
							K(n + 1) || h("span", {}),
							h("span", {}, P(each.name)),
							h("span", { class: "tag" }, P(each.why)),
						),
					),
				),
			),
			h("p", { class: "small mute" }, row.indicator ? P(row.indicator.definition) : ""),
			h(
				"div",
				{ class: "nums" },
				button(T("search"), "/", () => openSearch(row)),
				button(T(row.indicator?.draft ? "change-name" : "new-indicator"), "N", () => openName(card)),
				button(T("add-named"), "A", () => openNamed(card)),
			),
		);
		card.rows.forEach((each, n) =>
			body.push(
				h("div", { class: "sec" }, card.rows.length > 1 ? P(each.sentence) : T("other-fields")),
				h(
					"div",
					{ class: "grid" },
					each.fields.map((field) =>
						h(
							"button",
							{ class: field.unusual ? "diff" : null, onclick: () => openField(each, field) },
							h(
								"span",
								{ class: "k" },
								h("span", {}, T("column." + field.column)),
								n === 0 && field.key ? K(field.key) : null,
							),
							h("span", {}, P(field.shown) || "—"),
						),
					),
				),
			),
		);
		if (card.relations.length)
			body.push(
				h("div", { class: "sec" }, T("relations")),
				card.relations.map((each, n) =>
					h(
						"div",
						{ class: "rel" },
						h("span", {}, P(each)),
						button(T("remove"), n === 0 ? "R" : null, () => unrelate(each.key)),
					),
				),
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
				? button(T("similar", { n: similar }), "S", similarTogether)
				: button(T("whole-paragraph"), "P", openParagraph),
		),
	);
}

export function unrelate(key) {
	decide({ action: "unrelate", targets: [key] }, { go: false, text: T("said.changed") }).then(() => {
		cards.delete(view.cur);
		ahead().then(render);
	});
}

export function similarTogether() {
	const card = cards.get(view.cur);
	if (card && card.similar.length > 1) agree(card.similar, T("said.together", { n: card.similar.length }));
}
