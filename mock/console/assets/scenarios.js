import { button, code, h, input, pretty } from "./dom.js";
import { call, of } from "./control.js";
import { address, go, state } from "./state.js";
import { written } from "./scenario.js";
import { yaml } from "./yaml.js";

/** The known scenarios: search, preview, put in force. */
export class Scenarios {
  constructor(page, root) {
    this.page = page;
    this.search = input("search", "", { type: "search", placeholder: "Search: slow, 503, empty ...", "aria-label": "Search scenarios" });
    this.search.addEventListener("input", () => this.filter());
    this.active = h("span", { class: "chip", "data-testid": "active-scenario" });
    this.list = h("div", { class: "cards", "data-testid": "scenarios" });
    this.detail = h("aside", { class: "detail", "aria-label": "Scenario", "data-testid": "detail", hidden: true });
    root.append(h("h1", { class: "hidden" }, "Scenarios"), h("div", { class: "bar" }, this.search, h("span", { class: "grow" }), h("span", { class: "quiet" }, "in force"), this.active),
      h("div", { class: "split" }, this.list, this.detail));
  }

  filter() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => go({ q: this.search.value }, { replace: true }), 150);
  }

  async show(now) {
    this.all ??= (await call("GET", "scenarios")).scenarios;
    if (document.activeElement !== this.search) this.search.value = now.q ?? "";
    this.draw(now);
    await this.open(now);
  }

  look(about) {
    this.active.textContent = about.scenario + (about.inline ? " (changed)" : "");
    for (const card of this.list.querySelectorAll("[data-name]")) card.classList.toggle("active", card.dataset.name === about.scenario && !about.inline);
  }

  draw(now) {
    const words = (now.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.all.filter((s) => words.every((word) => [s.name, s.title, s.for, s.group].join(" ").toLowerCase().includes(word)));
    const groups = Map.groupBy(found, (s) => s.group);
    this.list.replaceChildren(...[...groups].map(([group, some]) => h("section", {}, h("h2", {}, group), h("ul", {}, some.map((s) =>
      h("li", { "data-name": s.name }, h("a", { href: address({ scenario: s.name, of: s.api }), "data-testid": "scenario-" + s.name, "aria-current": now.scenario === s.name ? "true" : false },
        h("strong", {}, s.name), h("span", {}, s.title), s.breaksContract && h("em", {}, "breaks the contract")),
      button("Use", "use-" + s.name, () => this.use(s), { class: "small", "aria-label": "Use " + s.name })))))));
    if (!found.length) this.list.append(h("p", { class: "empty", "data-testid": "no-scenarios" }, "No scenario has these words."));
    if (this.page.about) this.look(this.page.about);
  }

  async use(s) {
    await this.page.attempt(async () => {
      await call("PUT", of(this.page.session, "scenario"), { json: { name: s.name, ...(s.api ? { api: s.api } : {}) } });
      this.page.say(s.name + " is in force.");
      await this.page.look();
    });
  }

  async open(now) {
    const key = now.scenario && now.scenario + " " + (now.of ?? "");
    if (key === this.opened) return;
    this.opened = key;
    this.detail.hidden = !key;
    if (!key) return;
    const s = await call("GET", "scenarios/" + encodeURIComponent(now.scenario), { query: { api: now.of } });
    if (this.opened !== key) return;
    const sample = h("div", { "data-testid": "sample" });
    this.detail.replaceChildren(h("div", { class: "top" }, h("h2", {}, s.name), button("Close", "close", () => go({ scenario: undefined }), { class: "small" })),
      h("p", {}, s.title), h("p", { class: "quiet" }, s.for),
      h("div", { class: "row" }, button("Put in force", "use", () => this.use({ name: s.name, api: now.of }), { class: "primary" }),
        button("What it answers", "preview", () => this.page.attempt(() => this.preview(s.name, sample)))),
      sample, h("h3", {}, "As a file"), code(yaml(written(s)), "scenario-yaml"));
  }

  /** Asks a session of its own, which is deleted afterwards. */
  async preview(name, sample) {
    const session = "console-preview-" + Math.random().toString(36).slice(2, 10);
    const resources = (await call("GET", "resources")).resources;
    const { operations } = await call("GET", "operations");
    const list = operations.find((o) => o.method === "GET" && resources.some((r) => r.lists.includes(o.id))) ?? operations.find((o) => o.method === "GET");
    if (!list) return sample.replaceChildren("The API has no operation that could be asked.");
    await call("POST", "sessions", { json: { name: session, scenario: name } });
    try {
      const path = list.path.replace(/\{[^}]*\}/g, "3fa85f64-5717-4562-b3fc-2c963f66afa6");
      const abort = AbortSignal.timeout(5000);
      const shown = await fetch("s/" + session + path, { signal: abort, cache: "no-store" }).then(async (r) => ({ status: r.status, text: await r.text() }), (error) => ({ status: 0, text: error.name === "TimeoutError" ? "no response within 5 seconds" : "the connection was closed" }));
      sample.replaceChildren(h("h3", {}, `${list.method} ${list.path} `, h("span", { class: "status s" + String(shown.status)[0] }, shown.status || "none")), code(pretty(shown.text).slice(0, 20000), "sample-body"));
    } finally {
      await call("DELETE", of(session));
    }
    return undefined;
  }
}
