// Forms: fields of one row, and rows of things that the text names.
import { ask } from "./service.js";
import { P, S, T, rowOf } from "./state.js";
import { h } from "./nodes.js";
import { decide, edit, onRows } from "./decisions.js";
import { showProblem } from "./head.js";
import { choices, dialog } from "./dialogs.js";
import { composing } from "./keys.js";

/** What saves a form: it is closed when its decision is saved, else it says why not and keeps what was typed. */
const saving = (why, close, take) => async () => {
	const words = await take();
	if (!words) return close();
	why.textContent = words;
	why.hidden = false;
};

export function form(title, fields, take, help) {
	dialog("side", title, (node, close) => {
		const inputs = fields.map(([name, text, value, options]) => [
			name,
			options
				? h(
						"select",
						{ id: "f-" + name },
						options.map((each) =>
							h("option", { value: each[0], selected: each[0] === value }, P(each[1]) || each[0]),
						),
					)
				: h("input", { type: "text", id: "f-" + name, value: value || "" }),
			text,
		]);
		const why = h("p", { class: "box find", role: "alert", hidden: true });
		const save = saving(why, close, () =>
			take(Object.fromEntries(inputs.map(([name, input]) => [name, input.value.trim()]))),
		);
		for (const [name, input, text] of inputs)
			node.append(h("div", { class: "fields" }, h("label", { for: "f-" + name }, text), input));
		node.addEventListener("keydown", (event) => {
			if (event.key === "Enter" && !composing(event) && !event.repeat && event.target.matches("input")) {
				event.preventDefault();
				save();
			}
		});
		node.append(
			why,
			help ? h("p", { class: "small mute" }, help) : "",
			h(
				"div",
				{ class: "row" },
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
	dialog("", P(found.title), (node, close) => {
		const inputs = found.fields.map((field) => {
			const id = "f-" + field.column;
			const input = field.choices.length
				? h(
						"select",
						{ id },
						h("option", { value: "" }),
						field.choices.map((each) =>
							h("option", { value: each[0], selected: each[0] === field.value }, P(each[1])),
						),
					)
				: h("input", { type: "text", id, value: field.value });
			const name = h("label", { for: id, title: P(field.help) }, P(field.title), field.required ? " *" : "");
			return [field, input, h("div", { class: "fields" }, name, input)];
		});
		const why = h("p", { class: "box find", role: "alert", hidden: true });
		const save = saving(why, close, () => {
			const set = Object.fromEntries(inputs.map(([field, input]) => [field.column, input.value.trim()]));
			if (key) return onRows("change", [key], { reason: table, set });
			return onRows("add", row ? [row] : [], { reason: table, set }, "added");
		});
		node.addEventListener("keydown", (event) => {
			if (event.key === "Enter" && !composing(event) && !event.repeat && event.target.matches("input")) {
				event.preventDefault();
				save();
			}
		});
		node.append(
			h("p", { class: "small mute" }, T("rows-there", { n: found.rows.length })),
			...inputs.map((each) => each[2]),
			why,
			h(
				"div",
				{ class: "row" },
				found.removable
					? h(
							"button",
							{ onclick: saving(why, close, () => onRows("remove", [key], { reason: table })) },
							T("remove"),
						)
					: null,
				h("button", { onclick: close }, T("cancel")),
				h("button", { class: "primary", onclick: save }, T("save")),
			),
		);
	});
}

/** Why something that a rule finds odd is right. */
export function openReason(each) {
	const names = ["reason_zh", "reason_en"];
	form(
		T("explain"),
		names.map((name) => [name, T(name), ""]),
		(cells) => onRows("explain", [each.key], { reason: each.code, set: { table: each.table, ...cells } }),
		P(each.found),
	);
}

/** A thing that the paragraph names: which kind, then its form. */
export function openNamed(card) {
	choices(T("add-named"), S.lists.forms, (table) => openForm(table, { row: rowOf(card)?.key }));
}
