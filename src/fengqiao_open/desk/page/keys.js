// Keys: what each does, whatever the input method makes of it.
import { $ } from "./nodes.js";
import { S, cards, isNumber, rowOf, seen, view } from "./state.js";
import { doubt, enter, onRows, pick, redo, reopen, undo } from "./decisions.js";
import { move, moveParagraph, nextFinding } from "./places.js";
import { setFilter } from "./text.js";
import { addRow, applyFix, nextRow } from "./cards.js";
import { acceptParagraph, openParagraph, openSimilar } from "./paragraph_card.js";
import { openField, openHelp, openReasons, openRelations, openSearch } from "./dialogs.js";
import { openForm, openName, openNamed, openReason } from "./forms.js";
import { render } from "./desk.js";

const MOVES = ["j", "k", "ArrowDown", "ArrowUp"];

/** Whether a key belongs to an input method: one browser says so by its code alone. */
export const composing = (event) => event.isComposing || event.keyCode === 229;

export function pressed(event) {
	let key = event.key;
	if (key === "Process" || key === "Unidentified" || event.keyCode === 229) {
		const code = event.code;
		key = /^Key/.test(code)
			? code.slice(3)
			: /^Digit/.test(code)
				? code.slice(5)
				: code === "Slash"
					? event.shiftKey
						? "?"
						: "/"
					: code === "NumpadEnter"
						? "Enter"
						: code;
	}
	if (key === "、") key = "/";
	if (key.length === 1) key = key.normalize("NFKC");
	return key.length === 1 && key !== "?" ? key.toLowerCase() : key;
}
document.addEventListener("keydown", (event) => {
	if (!S || event.isComposing || view.opening || $("dialog[open]")) return;
	const target = event.target,
		inField = target.matches("input,textarea,select");
	const key = pressed(event),
		shift = event.shiftKey;
	const act = (what) => {
		event.preventDefault();
		seen.keys++;
		what();
	};
	if ((event.ctrlKey || event.metaKey) && !inField) {
		if (key === "z") act(shift ? redo : undo);
		else if (key === "y") act(redo);
		return;
	}
	if (event.ctrlKey || event.metaKey || event.altKey) return;
	if (inField) {
		if (key === "Enter" && !composing(event) && target.matches("input[data-field]")) act(enter);
		return;
	}
	if ((key === "Enter" || key === " ") && target.matches("button,a")) return;
	if (!view.keys && key.length === 1) return;
	if (event.repeat && !MOVES.includes(key)) {
		event.preventDefault(); // a held key decides nothing
		return;
	}
	if (view.mode) {
		if (key === "Enter") return act(acceptParagraph);
		if (key === "Escape" || key === view.mode[0])
			return act(() => {
				view.mode = "";
				render();
			});
		if (key !== "?") return; // the card behind the table is not shown
	}
	const simple = {
		Enter: enter,
		ArrowDown: () => move(1),
		ArrowUp: () => move(-1),
		j: () => (shift ? moveParagraph(1) : move(1)),
		k: () => (shift ? moveParagraph(-1) : move(-1)),
		u: shift ? redo : undo,
		"?": openHelp,
		q: doubt,
		g: nextFinding,
		o: () => setFilter(view.filter === "open" ? "all" : "open"),
	};
	if (key in simple) return act(simple[key]);
	if (key === "/" && shift) return act(openHelp);
	if (/^[1-9]$/.test(key)) return act(() => pick(key - 1));
	if (key === "p" && isNumber(view.cur)) return act(openParagraph);
	const card = cards.get(view.cur);
	if (!card) return;
	if (!isNumber(view.cur)) {
		if (key === "n" && card.table) act(() => openForm(card.table));
		return;
	}
	const none = card.state === "excluded" || card.asked || !card.rows.length;
	if (key === "x") return act(() => (none ? reopen(card.key) : openReasons(card)));
	if (key === "a") return act(() => openNamed(card));
	if (key === "s") return act(openSimilar);
	if (none) return;
	const row = rowOf(card),
		known = card.findings.find((each) => each.known) || card.known[0];
	if (key === "h" && known) return act(() => openReason(known));
	if (key === "c") return act(() => addRow(row));
	if (key === "e" && card.rows.length > 1) return act(() => nextRow());
	if (key === "i" && card.rows.length > 1) return act(() => onRows("drop", [row.key]));
	const fix = card.findings.find((each) => each.fix);
	if (key === "f" && fix) return act(() => applyFix(fix));
	if (key === "/") return act(() => openSearch(row));
	if (key === "n") return act(() => openName(card));
	if (key === "r") return act(() => openRelations(row));
	const field = row.fields.find((each) => each.key.toLowerCase() === key);
	if (field) act(() => openField(row, field));
});
