// Nodes of the page: text comes in as text only.
import { view } from "./state.js";
import { focusCurrent } from "./text.js";

export function h(tag, props, ...kids) {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(props || {})) {
		if (value === null || value === undefined || value === false) continue;
		if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
		else if (name === "class") node.className = value;
		else if (name in node && typeof value !== "string") node[name] = value;
		else node.setAttribute(name, value === true ? "" : value);
	}
	for (const kid of kids.flat(3))
		if (kid !== null && kid !== undefined && kid !== false) node.append(kid.nodeType ? kid : String(kid));
	return node;
}
export const $ = (selector) => document.querySelector(selector);
export const K = (key) => (view.keys ? h("kbd", { "aria-hidden": "true" }, key) : null);
export const zh = (text) => h("span", { lang: "zh-CN" }, text);
export const button = (text, key, act, kind) =>
	h(
		"button",
		{
			class: kind || null,
			onclick: () => {
				act();
				if (!$("dialog[open]")) focusCurrent();
			},
		},
		h("span", {}, text),
		key ? K(key) : null,
	);
/** Choices: key, words, tag, whether it is chosen, what it means. */
export const opts = (list, act, props) =>
	h(
		"ul",
		{ class: "opts", ...props },
		list.map(([key, words, tag, chosen, title], n) =>
			h(
				"li",
				{},
				h(
					"button",
					{ "aria-pressed": String(chosen), title, onclick: () => act(n) },
					(key && K(key)) || h("span", {}),
					h("span", {}, words),
					h("span", { class: "tag" }, tag),
				),
			),
		),
	);
let speaking;
export function say(text) {
	clearTimeout(speaking);
	speaking = setTimeout(() => {
		$("#live").textContent = text;
	}, 60);
}
