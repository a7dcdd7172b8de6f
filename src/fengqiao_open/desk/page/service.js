// The service: a request with the token, and an answer or what is wrong.
import { T } from "./state.js";

const token = (() => {
	const given = location.hash.slice(1);
	if (given) {
		sessionStorage.setItem("token", given);
		history.replaceState(null, "", location.pathname);
	}
	return given || sessionStorage.getItem("token") || "";
})();

class Problem extends Error {
	constructor(status, error) {
		super(error.code);
		this.status = status;
		this.error = error;
	}
}

export async function ask(path, body) {
	let answer;
	const headers = { Authorization: "Bearer " + token };
	if (body !== undefined) headers["Content-Type"] = "application/json";
	try {
		answer = await fetch("/api/" + path, {
			method: body === undefined ? "GET" : "POST",
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	} catch {
		throw new Problem(0, { code: "stopped", zh: T("stopped"), en: T("stopped") });
	}
	const found = await answer.json();
	if (!answer.ok) throw new Problem(answer.status, found.error);
	return found;
}
