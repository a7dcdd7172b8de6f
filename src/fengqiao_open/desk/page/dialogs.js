// Dialogs: choices, forms, search, log and help.
import { form, openForm, openNote, openScope } from "./forms.js";
import { ask } from "./service.js";
import { P, S, T, cards, keep, seen, view } from "./state.js";
import { K, h, opts, zh } from "./nodes.js";
import { edit, enter, exclude, onRows, redo, undo } from "./decisions.js";
import { showProblem } from "./head.js";
import { focusCurrent, text } from "./text.js";
import { composing, pressed } from "./keys.js";
import { render } from "./desk.js";

const LONG = 20; // choices: more are searched, fewer have keys
const KEYS = "123456789abcdefghijkl";

/**
 * A dialog. `fill` gets its node, what closes it, and what waits for a decision, closes it when that is saved, and
 * gives the words of a refusal. An Enter pressed meanwhile is one for the card behind it.
 */
export function dialog(kind, title, fill) {
	const node = h(
		"dialog",
		{ class: kind || null, "aria-labelledby": "dt" },
		h("h2", { id: "dt", tabindex: "-1" }, title),
	);
	document.body.append(node);
	let begun = false, // the key that opened it may be held
		waiting = false,
		next = false;
	const close = () => {
		node.remove();
		focusCurrent(); // the next key is for the page
	};
	const work = async (made) => {
		waiting = true;
		const words = await made;
		waiting = false;
		if (!words) {
			close();
			if (next) enter();
		}
		next = false;
		return words;
	};
	node.addEventListener("close", close);
	const hold = (event) => {
		if (!waiting) return;
		event.preventDefault();
		event.stopPropagation();
		next ||= event.key === "Enter" && !event.repeat;
	};
	node.addEventListener("keydown", hold, true);
	node.addEventListener("keydown", (event) => {
		event.stopPropagation(); // the key that closes it is not the page's
		if (event.key === "Escape" && !composing(event)) close();
		if (event.repeat && !begun) event.preventDefault();
		else begun = true;
	});
	fill(node, close, work);
	node.showModal();
	const fields = [...node.querySelectorAll("input,select")];
	const first = fields.find((each) => each.type === "text" && !each.value) || fields[0] || node.querySelector("button");
	if (first) first.focus();
	if (first?.matches("input")) first.select();
}
export function choices(title, options, take, chosen) {
	dialog("side", title, (node, close) => {
		const choose = (at) => {
			if (options[at]) {
				close();
				take(options[at][0]);
			}
		};
		const filter =
			options.length > LONG ? h("input", { type: "text", "aria-label": T("filter"), oninput: draw }) : null;
		const list = h("div", {});
		let first = options;
		function draw() {
			const typed = filter ? filter.value.trim().toLowerCase() : "";
			first = options.filter(
				(each) =>
					!typed ||
					[each[0], P(each[1]), each[2]].some(
						(word) => typeof word === "string" && word.toLowerCase().includes(typed),
					),
			);
			const shown = first
				.slice(0, 60)
				.map((each, at) => [
					filter ? "" : KEYS[at].toUpperCase(),
					P(each[1]),
					"",
					each[0] === chosen,
					P(typeof each[2] === "object" ? each[2] : null),
				]);
			list.replaceChildren(opts(shown, (at) => choose(options.indexOf(first[at]))));
		}
		draw();
		node.addEventListener("keydown", (event) => {
			if (composing(event) || event.repeat) return;
			if (filter && event.key === "Enter" && event.target === filter) {
				event.preventDefault();
				if (filter.value.trim()) choose(options.indexOf(first[0]));
				else close();
			}
			const at = pressed(event).length === 1 ? KEYS.indexOf(pressed(event)) : -1;
			if (!filter && options[at]) {
				event.preventDefault();
				seen.keys++;
				choose(at);
			}
		});
		node.append(filter || "", list, closing(close));
	});
}
const then = (close, act) => () => {
	close();
	act();
};
const closing = (close) => h("div", { class: "row" }, h("button", { onclick: close }, T("cancel")));
export function openField(row, field) {
	const lists = { unit_id: "units", area_id: "areas", measure: "measure", qualifier: "qualifier", status: "status" };
	if (lists[field.column])
		return choices(
			T("column." + field.column),
			S.lists[lists[field.column]],
			(code) => edit(row.key, { [field.column]: code }),
			field.value,
		);
	if (field.column.startsWith("rank_")) return openScope(row);
	if (field.column.startsWith("note_")) return openNote(row);
	const title = T("column." + field.column),
		fields = [[field.column, title, field.value]],
		{ together } = cards.get(view.cur);
	const timed = ["period", "dated"].includes(field.column);
	if (timed && together.length)
		fields.push(["", T("together"), "", [["", { zh: T("only-this"), en: T("only-this") }], ...together]]);
	form(
		title,
		fields,
		({ "": reason, ...set }) => onRows("edit", [row.key], { set, reason }),
		timed ? T("help." + field.column, { years: S.years }) : "",
	);
}
export async function openRelations({ key }) {
	const found = await ask("relations?row=" + key).catch(showProblem);
	if (found)
		choices(T("relations"), found, (code) =>
			code ? onRows("relate", [key], { reason: code }) : openForm("relations", { row: key }),
		);
}
export function openReasons(card) {
	choices(
		T("why-none"),
		card.reasons.map((each) => [each.code, each]),
		(code) => exclude(card.key, code),
		card.reason,
	);
}
export function openSearch(row) {
	dialog("side", T("search"), (node, close, work) => {
		const input = h("input", {
				type: "text",
				role: "combobox",
				"aria-expanded": "true",
				"aria-controls": "hits",
				"aria-label": T("search"),
				placeholder: T("search-help"),
			}),
			list = h("ul", { class: "opts", id: "hits", role: "listbox" });
		let hits = [],
			at = 0,
			number = 0;
		const draw = () =>
			list.replaceChildren(
				...hits.map((each, n) =>
					h(
						"li",
						{
							class: "op",
							role: "option",
							id: "hit" + n,
							"aria-selected": String(n === at),
							onclick: () => work(take(n)),
						},
						h("span", {}, P(each.name)),
						h("span", { class: each.fits ? "tag" : "no" }, each.fits ? P(each.theme) : T("unfit")),
					),
				),
				...(hits.length ? [] : [h("li", { class: "mute" }, input.value ? T("no-hits") : "")]),
			);
		const take = (n) => (hits[n] ? edit(row.key, { indicator_id: hits[n].key }) : T("no-hits"));
		// Enter takes what is found for all that was typed, even where the answer is still to come.
		let answered = Promise.resolve();
		const look = async () => {
			const mine = ++number;
			try {
				const found = await ask(`indicators?q=${encodeURIComponent(input.value)}&row=${encodeURIComponent(row.key)}`);
				if (mine === number) {
					hits = found;
					at = 0;
					draw();
				}
			} catch (problem) {
				showProblem(problem);
			}
		};
		input.addEventListener("input", () => {
			answered = look();
		});
		input.addEventListener("keydown", (event) => {
			if (composing(event)) return;
			if (event.key === "ArrowDown") {
				event.preventDefault();
				at = Math.min(at + 1, hits.length - 1);
				draw();
			} else if (event.key === "ArrowUp") {
				event.preventDefault();
				at = Math.max(0, at - 1);
				draw();
			} else if (event.key === "Enter") {
				event.preventDefault();
				if (!event.repeat) work(answered.then(() => take(at)));
			}
		});
		node.append(input, list, closing(close));
	});
}
export async function openLog() {
	const rows = await ask("log").catch(showProblem);
	if (rows)
		dialog("", T("log"), (node, close) =>
			node.append(
				h("p", { class: "small mute" }, T("log-help")),
				h(
					"div",
					{ class: "tw" },
					h(
						"table",
						{},
						h(
							"tbody",
							{},
							rows.map((each) =>
								h(
									"tr",
									{ class: each.undone ? "mute" : null },
									h("td", { class: "r" }, each.seq),
									h("td", {}, new Date(each.at).toLocaleString(view.lang === "zh" ? "zh-CN" : "en-GB")),
									h(
										"td",
										{},
										T("action." + each.action),
										" ",
										zh(each.targets.join("、")),
										each.more ? ` +${each.more}` : "",
										each.undone ? " " + T("undone") : "",
									),
								),
							),
						),
					),
				),
				h(
					"div",
					{ class: "row" },
					h(
						"button",
						{
							onclick: then(close, redo),
						},
						T("redo"),
						K("⇧U"),
					),
					h(
						"button",
						{
							onclick: then(close, undo),
						},
						T("undo"),
						K("U"),
					),
					h("button", { class: "primary", onclick: close }, T("close")),
				),
			),
		);
}
export function openHelp() {
	const keys = [
		"Enter",
		"1–9",
		"J K",
		"⇧J ⇧K",
		"X",
		"Q",
		"/",
		"N",
		"S",
		"A",
		"P",
		"F",
		"G",
		"V W M L T Z D B Y",
		"R",
		"O",
		"U ⇧U",
		"?",
		"C E I",
		"H",
	];
	dialog("", T("help"), (node, close) =>
		node.append(
			h(
				"div",
				{ class: "tw" },
				h(
					"table",
					{},
					h(
						"tbody",
						{},
						keys.map((key, at) => h("tr", {}, h("td", {}, h("b", {}, key)), h("td", {}, T("key." + at)))),
					),
				),
			),
			h(
				"label",
				{ class: "rel" },
				h("input", {
					type: "checkbox",
					checked: view.keys,
					onchange: (event) => {
						view.keys = event.target.checked;
						keep("keys", view.keys ? "on" : "off");
						text();
						render();
					},
				}),
				T("single-keys"),
			),
			h("p", { class: "small mute" }, T("signs")),
			h(
				"div",
				{ class: "row" },
				h(
					"button",
					{
						onclick: then(close, openLog),
					},
					T("log"),
				),
				h("button", { class: "primary", onclick: close }, T("close")),
			),
		),
	);
}
