// The head with progress and steps, the foot with what was saved, and notices.
import { P, S, T, isOpen, items, keep, stepOf, view } from "./state.js";
import { $, K, h } from "./nodes.js";
import { undo } from "./decisions.js";
import { go, nextFinding } from "./places.js";
import { colours, focusCurrent, isDark, setLanguage } from "./text.js";
import { openHelp, openLog } from "./dialogs.js";

export function head() {
	const all = Object.values(S.numbers),
		count = (state) => all.filter((each) => each[0] === state).length;
	const [accepted, excluded, inDoubt] = ["accepted", "excluded", "doubt"].map(count);
	const left = items().filter(isOpen).length,
		found = S.findings;
	const bar = h(
		"div",
		{ class: "bar", role: "img", "aria-label": T("progress", { n: all.length, accepted, excluded, doubt: inDoubt }) },
		[
			["a", accepted],
			["x", excluded],
			["q", inDoubt],
		].map(([kind, n]) => {
			const part = h("i", { class: kind });
			part.style.width = (100 * n) / all.length + "%";
			return part;
		}),
	);
	$("header").replaceChildren(
		h("h1", { lang: view.lang === "zh" ? "zh-CN" : "en" }, P(S.title)),
		h(
			"div",
			{ class: "prog" },
			bar,
			h(
				"div",
				{ class: "small mute" },
				left ? T("left", { n: left, minutes: Math.max(1, Math.round((left * pace()) / 60)) }) : T("all-answered"),
				inDoubt ? T("in-doubt", { n: inDoubt }) : "",
			),
		),
		h(
			"button",
			{ class: found ? "bad" : null, disabled: !found, onclick: nextFinding },
			found ? T("findings", { n: found }) : T("no-findings"),
			found ? K("G") : null,
		),
		h(
			"div",
			{ class: "tools" },
			h(
				"button",
				{ onclick: undo, "aria-label": T("undo") },
				"↶",
				h("span", { class: "hidesm" }, " ", T("undo")),
				K("U"),
			),
			h("button", { onclick: openLog, class: "hidemid" }, T("log")),
			h(
				"button",
				{ onclick: () => setLanguage(view.lang === "zh" ? "en" : "zh"), lang: view.lang === "zh" ? "en" : "zh-CN" },
				view.lang === "zh" ? "English" : "中文",
			),
			h(
				"button",
				{
					onclick: () => {
						view.dark = isDark() ? "light" : "dark";
						keep("dark", view.dark);
						colours();
						head();
					},
					"aria-label": T("colours"),
				},
				isDark() ? "☀" : "☾",
			),
			h(
				"button",
				{ onclick: openHelp, "aria-label": T("help") },
				h("span", { class: "hidesm" }, T("help"), " "),
				"?",
			),
		),
	);
	const nav = $(".steps");
	nav.setAttribute("aria-label", T("steps"));
	nav.replaceChildren(
		...["parts", "numbers", "names", "finish"].map((step, at) => {
			const own = items().filter((key) => stepOf(key) === step),
				n = own.filter(isOpen).length;
			return h(
				"button",
				{
					"aria-current": stepOf(view.cur) === step ? "step" : null,
					onclick: () => go(own.find(isOpen) || (step === "finish" ? "end" : own[0]) || "end"),
				},
				`${at + 1} ${T("step." + step)}`,
				n ? h("b", { class: "n" }, n) : h("b", { class: "d", "aria-label": T("done") }, "✓"),
			);
		}),
	);
}
export let decided = []; // moments of the last decisions: the clerk's own pace
function pace() {
	const gaps = decided.slice(1).map((at, n) => (at - decided[n]) / 1000);
	return gaps.length < 5 ? 8 : gaps.sort((a, b) => a - b)[gaps.length >> 1]; // a break is no slower pace
}
export function foot(kind, at, text) {
	const saved = $("#saved");
	saved.className = { saving: "w", failed: "e", refused: "e" }[kind] || "";
	if (kind === "saved") {
		decided = [...decided.slice(-19), Date.now()];
		saved.textContent =
			"✓ " + T("saved", { at: new Date(at).toLocaleTimeString(view.lang === "zh" ? "zh-CN" : "en-GB") });
		$("#last").textContent = text;
	} else if (kind) saved.textContent = T(kind);
	if (kind === "refused") $("#last").textContent = text;
}
export function banner(kind, text, ...buttons) {
	const node = $("#banner");
	node.className = kind || "";
	node.replaceChildren(
		...(text
			? [
					h("span", {}, text),
					...buttons.filter(Boolean),
					h(
						"button",
						{
							onclick: () => {
								banner();
								focusCurrent();
							},
						},
						T("close"),
					),
				]
			: []),
	);
}
let noticed = "";
export function notices() {
	const last = S.notices[S.notices.length - 1];
	if (last && JSON.stringify(last) !== noticed) {
		noticed = JSON.stringify(last);
		banner("", P(last));
	}
}
export function showProblem(problem) {
	banner("err", problem.error ? P(problem.error) : String(problem));
}
