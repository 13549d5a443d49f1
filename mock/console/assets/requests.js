import { button, clockTime, code, field, fill, h, input, pretty, select, shortened } from "./dom.js";
import { call, of } from "./control.js";
import { address, go, state } from "./state.js";
import { Otherwise } from "./otherwise.js";

const most = 200;

/** The journal of the session. */
export class Requests {
  constructor(page, root) {
    this.page = page;
    this.rows = [];
    this.path = input("filter-path", "", { type: "search", placeholder: "path or query contains" });
    this.method = select("filter-method", [["", "any"], "GET", "POST", "PUT", "PATCH", "DELETE"], "");
    this.status = select("filter-status", [["", "any"], "2xx", "3xx", "4xx", "5xx"], "");
    for (const control of [this.path, this.method, this.status]) control.addEventListener(control === this.path ? "input" : "change", () => this.filter());
    this.list = h("ol", { class: "requests", "data-testid": "requests", "aria-label": "Requests" });
    this.detail = h("aside", { class: "detail", "aria-label": "Request", "data-testid": "detail", hidden: true });
    root.append(h("h1", { class: "hidden" }, "Requests"),
      h("div", { class: "bar" }, field("Method", this.method), field("Path", this.path), field("Status", this.status), h("span", { class: "grow" }),
        h("a", { class: "button", href: of(page.session, "journal.har"), download: "ringer.har", "data-testid": "har" }, "HAR"),
        button("Clear", "clear", () => page.attempt(async () => {
          await call("DELETE", of(page.session, "journal"));
          this.load();
        }))),
      h("div", { class: "split" }, h("section", { class: "card flush", "aria-label": "Journal" }, this.list), this.detail));
    this.list.addEventListener("keydown", (event) => this.key(event));
  }

  async show(now) {
    const filter = JSON.stringify([now.method, now.path, now.status]);
    this.method.value = now.method ?? "";
    this.status.value = now.status ?? "";
    if (document.activeElement !== this.path) this.path.value = now.path ?? "";
    if (filter !== this.filtered) {
      this.filtered = filter;
      await this.load();
    }
    this.mark();
    await this.open(now.trace);
  }

  filter() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => go({ method: this.method.value, path: this.path.value, status: this.status.value, trace: undefined }, { replace: true }), 200);
  }

  async load() {
    const now = state();
    const { exchanges } = await call("GET", of(this.page.session, "journal"), { query: { method: now.method, path: now.path, status: now.status, limit: most } });
    this.rows = exchanges.map((e) => ({ trace: e.trace.id, at: e.at, method: e.method, url: e.url, status: e.status, operation: e.trace.operation, refused: e.trace.refused })).reverse();
    this.draw();
  }

  event(kind, event) {
    if (kind === "change" && event.change.what === "journal") this.load();
    if (kind !== "request" || event.session !== this.page.session) return;
    const now = state();
    const r = event.request;
    if (now.method && now.method !== r.method || now.path && !r.url.includes(now.path) || now.status && Number(now.status[0]) !== Math.floor(r.status / 100)) return;
    if (this.rows.some((row) => row.trace === r.trace)) return;
    this.rows.unshift({ trace: r.trace, at: event.at, method: r.method, url: r.url, status: r.status, operation: r.operation });
    this.rows.length = Math.min(this.rows.length, most);
    if (this.rows.length === 1) return this.draw();
    this.list.prepend(this.row(this.rows[0]));
    while (this.list.childElementCount > most) this.list.lastElementChild.remove();
    return undefined;
  }

  draw() {
    this.list.replaceChildren(...this.rows.map((row) => this.row(row)));
    if (!this.rows.length) this.list.append(h("li", { class: "empty", "data-testid": "no-requests" }, state().method || state().path || state().status ? "No request matches." : "No request yet."));
    this.mark();
  }

  row(row) {
    return h("li", {}, h("a", { href: address({ trace: row.trace }), "data-testid": "request", "data-trace": row.trace, "aria-current": state().trace === row.trace ? "true" : false },
      h("time", {}, clockTime(row.at)), h("b", {}, row.method), h("span", { class: "status s" + String(row.status)[0] }, row.status || "none"), h("span", { class: "url", title: row.url }, shortened(row.url))));
  }

  mark() {
    const trace = state().trace;
    for (const link of this.list.querySelectorAll("a")) {
      if (link.dataset.trace === trace) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      link.setAttribute("href", address({ trace: link.dataset.trace }));
    }
  }

  key(event) {
    const links = [...this.list.querySelectorAll("a")];
    const to = links[links.indexOf(event.target) + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? NaN)];
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  async open(trace) {
    if (trace === this.opened) return;
    this.opened = trace;
    this.detail.hidden = !trace;
    if (!trace) return;
    const { why, explanation, exchange: e } = await call("GET", "journal/" + encodeURIComponent(trace));
    if (this.opened !== trace) return;
    fill(this.detail,
      h("div", { class: "top" }, h("h2", { "data-testid": "request-line" }, `${e.method} ${shortened(e.url)}`), button("Close", "close", () => go({ trace: undefined }), { class: "small" })),
      h("h3", {}, "Why"), h("p", { class: "note", "data-testid": "why" }, explanation), reasons(e.trace, why),
      h("h3", {}, "Response ", h("span", { class: "status s" + String(e.status)[0] }, e.status || "none")),
      e.problem && h("p", { class: "bad" }, e.problem), message(e.responseHeader, e.responseBody, "response", e.clipped),
      h("h3", {}, "Request"), message(e.header, e.body, "sent", false),
      h("h3", {}, "curl"), code(curl(e), "curl"),
      h("h3", {}, "Answer otherwise"), new Otherwise(this.page, e).root);
    this.detail.scrollTop = 0;
  }
}

/** The facts behind a response. */
function reasons(trace, why) {
  const facts = [["Operation", trace.operation], ["Call", trace.call], ["Scenario", trace.scenario],
    ["Rule", trace.rule && trace.rule + (trace.response ? ", response " + trace.response : "")], ["Refused", trace.refused],
    ["Preferences", trace.applied?.join(", ")], ["In short", why]];
  for (const miss of trace.nearMisses ?? []) facts.push(["Near miss", miss.rule + ": " + miss.condition]);
  for (const f of trace.faults ?? []) facts.push(["Fault", f.fault + (f.applied ? ": " : " not applied: ") + (f.note ?? "")]);
  for (const i of trace.ignored ?? []) facts.push(["Ignored", (i.name ?? "") + ": " + i.reason]);
  for (const b of trace.broken ?? []) facts.push(["Breaks the contract", b]);
  return h("dl", { "data-testid": "facts" }, facts.filter(([, value]) => value !== undefined && value !== "").map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

function message(header, body, id, clipped) {
  const lines = Object.entries(header ?? {}).map(([name, values]) => values.map((value) => name + ": " + value).join("\n")).join("\n");
  return h("div", {}, h("details", {}, h("summary", { "data-testid": id + "-headers" }, Object.keys(header ?? {}).length + " headers"), h("pre", { tabindex: "0" }, lines)),
    body ? code(pretty(body), id + "-body") : h("p", { class: "quiet" }, "No body."), clipped && h("p", { class: "quiet" }, "The journal keeps the beginning of long bodies only."));
}

const quoted = (text) => "'" + String(text).replaceAll("'", "'\\''") + "'";

/** The request for a shell. Secrets were replaced in the journal. */
function curl(e) {
  const skip = new Set(["Host", "Connection", "Content-Length", "Accept-Encoding", "User-Agent", "Accept-Language"]);
  const parts = ["curl -i" + (e.method === "GET" ? "" : " -X " + e.method), quoted(`${e.scheme}://${e.host}${e.url}`)];
  for (const [name, values] of Object.entries(e.header ?? {})) {
    if (!skip.has(name) && !name.startsWith("Sec-")) for (const value of values) parts.push("-H " + quoted(name + ": " + value));
  }
  if (typeof e.body === "string" && e.body) parts.push("--data-binary " + quoted(e.body));
  return parts.join(" \\\n  ");
}
