// Decisions: sent one after the other; the next card is shown before the answer, a new colour never.
import { ask } from "./service.js";
import {
	P,
	S,
	T,
	cards,
	facts,
	isNumber,
	isOpen,
	items,
	paragraphOf,
	rowOf,
	saving,
	stateOf,
	seen,
	typed,
	view,
	visible,
} from "./state.js";
import { $, h, say } from "./nodes.js";
import { go, nameOf } from "./places.js";
import { banner, foot, notices, showProblem } from "./head.js";
import { countParagraph, paint } from "./text.js";
import { acceptParagraph, toAgree } from "./paragraph_card.js";
import { reload, render } from "./desk.js";

let queue = Promise.resolve();
const old = new Set(); // cards that are to be fetched again

/** How many decisions are not answered yet, for those who drive the page. */
function pending(more) {
	document.body.dataset.saving = +(document.body.dataset.saving || 0) + more;
}

function fresh(key, card) {
	cards.set(key, card);
	old.delete(key);
}

/** Send a decision; gives "" when it is saved, else why not. */
export function decide({ path = "decisions", ...request }, { go = true, text = "" } = {}) {
	const from = view.cur,
		targets = request.targets || [];
	// A row is changed on the card of its number.
	const concerned = (targets.length && !targets.some(isNumber) ? [from] : targets).filter(isNumber);
	for (const key of concerned) {
		saving.add(key);
		paint(key);
	}
	if (go) {
		view.cur = following(from, targets);
		view.mode = "";
		render();
	}
	pending(1);
	foot("saving");
	const settle = () => {
		for (const key of concerned) {
			saving.delete(key);
			paint(key);
		}
	};
	const send = async () => {
		const base = Object.fromEntries(concerned.map((key) => [key, facts(key)[4]]));
		try {
			const body = path === "decisions" ? { ...request, id: crypto.randomUUID(), base } : request;
			const answer = await ask(path, body);
			settle();
			for (const key of targets) typed.delete(key);
			take(answer);
			foot("saved", answer.saved_at, text);
			say([text, go ? T("next-is", { name: nameOf(view.cur) }) : ""].filter(Boolean).join(" "));
			await ahead().catch(showProblem);
			render();
			return "";
		} catch (problem) {
			settle();
			if (go) view.cur = from;
			const words = refused(problem, () => decide({ path, ...request }, { go, text }));
			await ahead().catch(() => {});
			render();
			return words;
		} finally {
			pending(-1);
		}
	};
	const made = queue.then(send);
	queue = made.catch(() => {});
	return made;
}

export function take(answer) {
	const changed = Object.keys(answer.numbers || {});
	Object.assign(S.numbers, answer.numbers || {});
	if (answer.whole || answer.whole === undefined) S.questions = answer.questions || S.questions;
	else
		for (const each of answer.questions) {
			const known = S.questions.find((one) => one[0] === each[0]);
			if (known) known[2] = each[2];
		}
	for (const name of ["rev", "seq", "findings", "other", "waiting", "notices", "ready", "lists"])
		if (name in answer) S[name] = answer[name];
	const touched = new Set(changed.map(paragraphOf));
	// An old card can be acted on until the new one is there: the service refuses what does not fit any more.
	for (const key of cards.keys()) if (!isNumber(key) || touched.has(paragraphOf(key))) old.add(key);
	for (const [key, card] of Object.entries(answer.cards || {})) fresh(key, card);
	for (const key of changed) paint(key);
	for (const number of touched) countParagraph(number);
	notices();
}

/** Fetch the cards of some keys that are not there or old. */
export async function fetchCards(keys) {
	const wanted = keys.filter((key) => key !== "end" && (!cards.has(key) || old.has(key)));
	for (let at = 0; at < wanted.length; at += 50) {
		const asked = wanted.slice(at, at + 50).map(encodeURIComponent);
		for (const [key, card] of Object.entries(await ask("cards?keys=" + asked.join(",")))) fresh(key, card);
	}
}

export function ahead() {
	const order = items(),
		next = order.slice(order.indexOf(view.cur) + 1).filter(isOpen);
	const together = view.mode && isNumber(view.cur) ? toAgree() : [];
	return fetchCards([view.cur, ...next.slice(0, 12), ...together]);
}

export function following(from, decided) {
	const order = items(),
		at = order.indexOf(from),
		done = new Set([from, ...decided]);
	const wanted = (key) =>
		!done.has(key) &&
		(view.filter === "all" || view.filter === "open"
			? isOpen(key) && (!isNumber(key) || !view.theme || visible(key))
			: visible(key));
	return [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0))].find(wanted) || "end";
}

function refused(problem, again) {
	const words = problem.error ? P(problem.error) : String(problem);
	if (problem.status === 422) {
		foot("refused", "", words);
		say(words);
		return words;
	}
	const retry = () => {
		banner();
		again();
	};
	foot("failed");
	banner("err", words, problem.status === 507 ? h("button", { onclick: retry }, T("again")) : null);
	if (problem.status === 409) reload();
	return words;
}

export const agree = (keys, text) =>
	decide({ action: "accept", targets: keys }, { text: text || T("said.accepted", { name: nameOf(keys[0]) }) });
export const edit = (row, set) =>
	decide({ action: "edit", targets: [row], set }, { go: false, text: T("said.changed") });
/** What is done with rows of the number that one is at: it stays there. */
export const onRows = (action, targets, more, said = "changed") =>
	decide({ action, targets, ...more }, { go: false, text: T("said." + said) });
export const exclude = (key, reason) =>
	decide({ action: "exclude", targets: [key], reason }, { text: T("said.excluded", { name: nameOf(key) }) });
export const undo = () => decide({ path: "undo" }, { go: false, text: T("said.undone") });
export const redo = () => decide({ path: "redo" }, { go: false, text: T("said.redone") });

export function enter() {
	const key = view.cur,
		card = cards.get(key);
	if (view.mode) return acceptParagraph();
	// What is changed on this card is not answered yet: what is there then is accepted.
	if (saving.has(key)) return queue.then((words) => words || (view.cur === key && enter()));
	const done = stateOf(key) !== "open" && stateOf(key) !== "doubt";
	if (key === "end") return $(".acts .primary").click();
	if (done && !typed.has(key)) return go(following(key, [])); // an answer that was changed is sent
	if (!card) return foot("refused", "", T("not-yet"));
	if (!isNumber(key)) return answer(card);
	if (card.flagged && performance.now() - seen.arrived < 600) {
		say(T("look-first"));
		return foot("refused", "", T("look-first"));
	}
	agree([key]);
}

export function answer(card) {
	const { "": note = "", ...entered } = typed.get(card.key) || {};
	const changed = (card.fields || []).filter(({ column, value }) => column in entered && entered[column] !== value);
	const set = Object.fromEntries(changed.map(({ column }) => [column, entered[column]]));
	const reason = card.kind === "part" ? card.chosen : "";
	decide({ action: "answer", targets: [card.key], reason, set, note }, { text: T("said.answered") });
}

export function doubt() {
	if (view.cur !== "end")
		decide({ action: "doubt", targets: [view.cur] }, { text: T("said.doubt", { name: nameOf(view.cur) }) });
}
export function reopen(key) {
	decide({ action: "reopen", targets: [key] }, { go: false, text: T("said.reopened") });
}
export function pick(at) {
	const card = cards.get(view.cur);
	if (!card) return;
	if (card.kind === "part" && card.options[at]) {
		card.chosen = card.options[at].code;
		return render();
	}
	const row = (card.rows || []).length && rowOf(card),
		option = row && row.alternatives[at];
	if (option && option.key !== row.indicator?.key) edit(row.key, { indicator_id: option.key });
}
