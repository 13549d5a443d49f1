import { button, code, drawing, field, fill, h, input, pretty } from "./dom.js";
import { call } from "./control.js";
import { address } from "./state.js";

/** The operations of the API, which can be tried, and the states of its jobs. */
export class Operations {
  constructor(page, root) {
    this.page = page;
    this.list = h("ul", { class: "operations", "data-testid": "operations" });
    this.detail = h("aside", { class: "detail", "aria-label": "Operation", "data-testid": "detail", hidden: true });
    this.states = h("div", {});
    root.append(h("h1", { class: "hidden" }, "API"), h("div", { class: "split" }, h("section", { class: "card flush", "aria-label": "Operations" }, this.list), this.detail), this.states);
  }

  async show(now) {
    if (!this.all) {
      this.all = (await call("GET", "operations")).operations;
      const { resources } = await call("GET", "resources");
      for (const r of resources) {
        const text = await call("GET", `resources/${encodeURIComponent(r.name)}/states.svg`, { text: true });
        this.states.append(h("section", { class: "card" }, h("h2", {}, "States of " + r.name), h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "States of " + r.name, "data-testid": "states" }, drawing(text))));
      }
    }
    this.list.replaceChildren(...this.all.map((o) => h("li", {}, h("a", { href: address({ op: o.id, of: o.api }), "data-testid": "operation", "data-id": o.id, "aria-current": now.op === o.id ? "true" : false },
      h("b", { class: "m " + o.method.toLowerCase() }, o.method), h("span", { class: "url" }, o.path), h("span", { class: "quiet" }, o.summary ?? o.id)))));
    await this.open(now);
  }

  async open(now) {
    const key = now.op && now.op + " " + (now.of ?? "");
    if (key === this.opened) return;
    this.opened = key;
    this.detail.hidden = !key;
    if (!key) return;
    const { operations } = await call("GET", "operations", { query: { operation: now.op } });
    const o = operations.find((one) => (one.api ?? "") === (now.of ?? ""));
    if (!o) return this.page.say("There is no operation " + now.op, true);
    const fields = (o.parameters ?? []).filter((p) => p.in !== "cookie").map((p) => ({ ...p, control: input("param-" + p.name, p.in === "path" ? "3fa85f64-5717-4562-b3fc-2c963f66afa6" : "", { title: p.about }) }));
    const body = o.media ? h("textarea", { rows: "8", "data-testid": "try-body", value: pretty(o.example) || "{}" }) : undefined;
    const shown = h("div", { "data-testid": "tried" });
    fill(this.detail, h("h2", {}, `${o.method} ${o.path}`), h("p", {}, o.summary ?? ""), h("p", { class: "quiet" }, "Documented: " + (o.statuses ?? []).join(", ")),
      h("div", { class: "row" }, fields.map((p) => field(p.name + (p.in === "path" ? "" : ` (${p.in})`), p.control))), body && field("Body", body),
      button("Send", "try", () => this.page.attempt(() => this.send(o, fields, body, shown)), { class: "primary" }), shown);
    return undefined;
  }

  async send(o, fields, body, shown) {
    const value = (p) => p.control.value.trim();
    let path = o.path;
    for (const p of fields) if (p.in === "path") path = path.replace(`{${p.name}}`, encodeURIComponent(value(p)));
    const query = new URLSearchParams(fields.filter((p) => p.in === "query" && value(p)).map((p) => [p.name, value(p)]));
    const headers = Object.fromEntries(fields.filter((p) => p.in === "header" && value(p)).map((p) => [p.name, value(p)]));
    if (body) headers["Content-Type"] = o.media;
    const base = "s/" + encodeURIComponent(this.page.session);
    const began = performance.now();
    const response = await fetch(base + path + (query.size ? "?" + query : ""), { method: o.method, headers, body: body?.value, cache: "no-store" });
    const text = await response.text();
    const trace = response.headers.get("Ringer-Trace");
    fill(shown, h("h3", {}, "Response ", h("span", { class: "status s" + String(response.status)[0], "data-testid": "try-status" }, response.status), ` in ${Math.round(performance.now() - began)} ms`),
      trace && h("p", {}, h("a", { href: "?" + new URLSearchParams({ view: "requests", session: this.page.session, trace }), "data-testid": "try-why" }, "why")), code(pretty(text).slice(0, 50000), "try-response"));
  }
}
