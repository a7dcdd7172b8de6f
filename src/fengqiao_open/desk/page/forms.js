// Forms: fields of one row, and rows of things that the text names.
import { ask } from "./service.js";
import { P, S, T, rowOf } from "./state.js";
import { h } from "./nodes.js";
import { edit, onRows } from "./decisions.js";
import { showProblem } from "./head.js";
import { choices, dialog } from "./dialogs.js";
import { composing } from "./keys.js";

/** A field: its name, words, value, and what it is chosen from; what it means, and whether it must be filled. */
function field([name, text, value, options, help, required]) {
	const id = "f-" + name;
	const choice = ([code, words]) => h("option", { value: code, selected: code === value }, P(words) || code);
	const input = options?.length
		? h("select", { id }, options.map(choice))
		: h("input", { type: "text", id, value: value || "" });
	return [
		name,
		input,
		h("div", { class: "fields" }, h("label", { for: id, title: help }, text, required && " *"), input),
	];
}

/** A form is closed when its decision is saved, else it says why not and keeps what was typed. */
export function form(title, fields, take, help, { kind = "side", remove } = {}) {
	dialog(kind, title, (node, close, work) => {
		const inputs = fields.map(field);
		const why = h("p", { class: "box find", role: "alert", hidden: true });
		const send = (made) =>
			work(made).then((words) => {
				why.textContent = words;
				why.hidden = !words;
			});
		const save = () => send(take(Object.fromEntries(inputs.map(([name, input]) => [name, input.value.trim()]))));
		node.addEventListener("keydown", (event) => {
			if (event.key === "Enter" && !composing(event) && !event.repeat && event.target.matches("input")) {
				event.preventDefault();
				save();
			}
		});
		node.append(
			...inputs.map((each) => each[2]),
			why,
			help ? h("p", { class: "small mute" }, help) : "",
			h(
				"div",
				{ class: "row" },
				remove && h("button", { onclick: () => send(remove()) }, T("remove")),
				h("button", { onclick: close }, T("cancel")),
				h("button", { class: "primary", onclick: save }, T("save")),
			),
		);
	});
}

export function openScope(row) {
	const cell = (name) => row.fields.find((each) => each.column === name).value;
	form(
		T("rank-scope"),
		[
			["rank_area_id", T("column.rank_area_id"), cell("rank_area_id"), [["", null], ...S.lists.areas]],
			["rank_scope_zh", T("column.rank_scope_zh"), cell("rank_scope_zh") || S.words.zh["page.not-stated"]],
			["rank_scope_en", T("column.rank_scope_en"), cell("rank_scope_en") || S.words.en["page.not-stated"]],
		],
		(cells) => edit(row.key, cells),
	);
}

/** A note has both languages. */
export function openNote(row) {
	const names = ["note_zh", "note_en"],
		cell = (name) => row.fields.find((each) => each.column === name).value;
	form(
		T("column.note_zh"),
		names.map((name) => [name, T("column." + name), cell(name)]),
		(cells) => edit(row.key, cells),
	);
}

export function openName(card) {
	const known = rowOf(card).indicator,
		own = known?.draft ? known : null;
	form(
		T(own ? "change-name" : "new-indicator"),
		[
			["name_zh", T("name-zh"), own ? own.name.zh : ""],
			["name_en", T("name-en"), own ? own.name.en : ""],
			["theme_id", T("theme"), own ? own.theme_id : S.paragraphs[card.paragraph - 1].theme, S.lists.themes],
			["quantity", T("quantity"), known ? known.quantity : "", S.lists.quantity],
		],
		(cells) => onRows("name", [rowOf(card).key], { set: cells }, "named"),
		T("name-help"),
	);
}

/** A form for a row beside the number that one is at, or for the row with a key. */
export async function openForm(table, { row = "", key = "" } = {}) {
	let found;
	try {
		found = await ask(`forms/${table}?${new URLSearchParams({ row, key })}`);
	} catch (problem) {
		return showProblem(problem);
	}
	form(
		P(found.title),
		found.fields.map((each) => [
			each.column,
			P(each.title),
			each.value,
			each.choices.length ? [["", null], ...each.choices] : null,
			P(each.help),
			each.required,
		]),
		(set) =>
			key
				? onRows("change", [key], { reason: table, set })
				: onRows("add", row ? [row] : [], { reason: table, set }, "added"),
		T("rows-there", { n: found.rows.length }),
		{ kind: "", remove: found.removable && (() => onRows("remove", [key], { reason: table })) },
	);
}

/** Why something that a rule finds odd is right: a new reason for a finding, or one that was given. */
export function openReason(each) {
	const action = each.found
		? (set) => onRows("explain", [each.key], { reason: each.code, set: { table: each.table, ...set } })
		: (set) => onRows("change", [each.key], { reason: "discrepancies", set });
	const fields = [
		["reason_zh", T("reason_zh"), each.zh],
		["reason_en", T("reason_en"), each.en],
	];
	form(T("explain"), fields, action, P(each.found));
}

/** A thing that the paragraph names: which kind, then its form. */
export function openNamed(card) {
	choices(T("add-named"), S.lists.forms, (table) => openForm(table, { row: rowOf(card)?.key }));
}
