// The cards of questions that are not numbers, and of the end.
import { ask } from "./service.js";
import { P, S, T, isNumber, isOpen, items, stateOf, typed } from "./state.js";
import { button, h, opts } from "./nodes.js";
import { decide, doubt, enter, following, pick } from "./decisions.js";
import { go, nameOf, nextFinding } from "./places.js";
import { showProblem } from "./head.js";
import { openForm } from "./forms.js";
import { poll, render } from "./desk.js";
import { findingBox } from "./cards.js";

/** A field whose words stay when the card is drawn anew. */
function entry(key, column, value) {
	const words = (typed.get(key) || {})[column] ?? value;
	const input = (event) => typed.set(key, { ...typed.get(key), [column]: event.target.value });
	const all = ({ target }) => target.value === value && target.select(); // a proposal is typed over
	return h("input", { type: "text", "data-field": column, value: words, oninput: input, onclick: all });
}

export function questionCard(place, card) {
	const body = [
		h(
			"div",
			{ class: "top" },
			h("span", {}, T("step." + card.step)),
			h(
				"span",
				{ class: "chip " + (card.state === "accepted" ? "ok" : card.state === "doubt" ? "doubt" : "") },
				T("state." + (card.state === "accepted" ? "answered" : card.state)),
			),
		),
		h("h2", { id: "ct", tabindex: "-1" }, P(card.title)),
	];
	if (card.kind === "part")
		body.push(
			h("p", { class: "mute", lang: "zh-CN" }, S.paragraphs[card.paragraphs[0] - 1].text.slice(0, 60)),
			opts(
				card.options.map((each, n) => [n + 1, P(each), "", each.code === card.chosen]),
				pick,
			),
		);
	else if (card.kind === "rule")
		body.push(
			h("p", { class: "mute small" }, T("rule-help")),
			h(
				"div",
				{ class: "nums" },
				card.numbers.map(([key, printed]) => h("button", { lang: "zh-CN", onclick: () => go(key) }, printed)),
			),
		);
	else {
		if (card.fields && card.fields.length)
			body.push(
				h(
					"div",
					{ class: "fields" },
					card.fields.map((field) => h("label", {}, P(field.title), entry(card.key, field.column, field.value))),
				),
			);
		if (card.table)
			body.push(
				h(
					"div",
					{ class: "nums" },
					button(T("add-row"), "N", () => openForm(card.table)),
				),
			);
		body.push(
			h(
				"div",
				{ class: "fields" },
				h("label", {}, T("answer-in-words"), entry(card.key, "", "")),
				card.decided ? h("p", { class: "small mute" }, card.decided) : null,
			),
		);
	}
	place.replaceChildren(
		h("div", { class: "cb" }, body),
		h(
			"div",
			{ class: "acts" },
			button(
				stateOf(card.key) === "accepted" ? T("go-on") : T(card.kind === "rule" ? "agree-group" : "confirm"),
				"Enter",
				enter,
				"primary",
			),
			button(T("doubt"), "Q", doubt),
			button(T("no-answer"), null, () => decide({ action: "reopen", targets: [card.key] }, { go: false })),
		),
	);
}

export function endCard(place) {
	const left = items().filter(isOpen),
		doubts = items().filter((key) => stateOf(key) === "doubt");
	const unclear = S.findings || doubts.length;
	if (done.seq !== S.seq) done = { seq: S.seq };
	const jobs = ["validate", "audit", "refresh", "xlsx", "zip"];
	const next = async () => {
		if (left.length) go(following("end", []));
		else if (doubts.length) go(doubts[0]);
		else if (S.findings) nextFinding();
		else if (!S.ready) for (const job of jobs.slice(0, 2)) await finish(job);
	};
	const all = jobs.map((job) => done[job]).filter(Boolean);
	place.replaceChildren(
		h(
			"div",
			{ class: "cb" },
			h("div", { class: "top" }, h("span", {}, T("step.finish"))),
			h("h2", { id: "ct", tabindex: "-1" }, left.length ? T("end.left", { n: left.length }) : T("end.nothing-left")),
			doubts.length
				? h(
						"div",
						{ class: "nums" },
						T("end.doubts"),
						doubts.map((key) =>
							h("button", { lang: isNumber(key) ? "zh-CN" : null, onclick: () => go(key) }, nameOf(key)),
						),
					)
				: null,
			h(
				"div",
				{ class: "finish" },
				jobs.map((job) =>
					h(
						"button",
						{ onclick: () => finish(job) },
						h("span", {}, T("job." + job)),
						h("span", { class: "mute" }, said(done[job])),
					),
				),
			),
			h(
				"div",
				{ id: "result", role: "status" },
				all.map((found) =>
					[found.counts && T("counts", found.counts), ...(found.files || [])].map(
						(each) => each && h("p", { class: "small" }, each),
					),
				),
				all.map((found) => (found.findings || []).slice(0, 50).map(findingBox)),
			),
			S.other.map(findingBox),
		),
		h(
			"div",
			{ class: "acts" },
			button(
				T(left.length ? "go-on-open" : unclear ? "end.not-clean" : S.ready ? "close-desk" : "end.check"),
				"Enter",
				next,
				"primary",
			),
		),
	);
}

let done = {}; // what the jobs have answered since the last decision
const said = (found) =>
	!found
		? ""
		: found.findings?.length
			? T("findings", { n: found.findings.length })
			: found.ok
				? "✓"
				: found.running
					? "…"
					: "✗";

async function finish(job) {
	try {
		done[job] = { running: true };
		render();
		done[job] = await ask("finish/" + job, {});
		S.ready = done[job].ready;
	} catch (problem) {
		done[job] = {};
		showProblem(problem);
	}
	render();
	poll();
}
