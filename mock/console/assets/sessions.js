import { button, dateTime, field, h, input, select } from "./dom.js";
import { call, of } from "./control.js";
import { go } from "./state.js";

/** The sessions of the mock. */
export class Sessions {
  constructor(page, root) {
    this.page = page;
    this.rows = h("tbody", {});
    this.name = input("new-name", "", { required: true, pattern: "[A-Za-z0-9._\\-]{1,100}", placeholder: "cart-7" });
    this.scenario = h("select", { "data-testid": "new-scenario" });
    this.seed = input("new-seed", "", { inputmode: "numeric", placeholder: "that of the mock" });
    this.frozen = h("input", { type: "checkbox", "data-testid": "new-frozen" });
    root.append(h("h1", { class: "hidden" }, "Sessions"),
      h("form", { class: "card", on: { submit: (event) => {
        event.preventDefault();
        this.make();
      } } }, h("h2", {}, "Make a session"), h("div", { class: "row" }, field("Name", this.name), field("Scenario", this.scenario), field("Seed", this.seed), h("label", { class: "check" }, this.frozen, " clock frozen"),
        h("button", { class: "primary", "data-testid": "make" }, "Make"))),
      h("section", { class: "card flush scroll", tabindex: "0", "aria-label": "Sessions" }, h("table", { "data-testid": "sessions" },
        h("thead", {}, h("tr", {}, ["Name", "Scenario", "Clock", "Requests", "Faults", ""].map((t) => h("th", {}, t)))), this.rows)));
  }

  async show() {
    if (this.scenario.options.length) return;
    const { scenarios } = await call("GET", "scenarios");
    this.scenario.append(...[["", "that of the mock"], ...scenarios.map((s) => [(s.api ? s.api + "/" : "") + s.name, s.name])].map(([value, label]) => h("option", { value }, label)));
  }

  async look() {
    const { sessions } = await call("GET", "sessions");
    const key = JSON.stringify(sessions.map((s) => ({ ...s, clock: s.clock.speed || s.clock })));
    if (key === this.drawn) return;
    this.drawn = key;
    this.rows.replaceChildren(...sessions.map((s) => h("tr", { "data-testid": "session-" + s.name },
      h("td", {}, h("a", { href: "?" + new URLSearchParams({ session: s.name }), "data-testid": "open-" + s.name, "aria-current": s.name === this.page.session ? "true" : false }, s.name)),
      h("td", {}, s.scenario + (s.inline ? " (changed)" : "")), h("td", {}, dateTime(s.clock.now) + (s.clock.speed ? ` ${s.clock.speed}×` : " frozen")), h("td", {}, s.requests), h("td", {}, s.faults.join(", ") || "none"),
      h("td", { class: "actions" }, button("Copy link", "link-" + s.name, (b) => this.link(s.name, b), { class: "small" }),
        button("Reset", "reset-" + s.name, () => this.act(() => call("POST", of(s.name, "reset")), s.name + " begins again."), { class: "small" }),
        button("Drop", "drop-" + s.name, () => this.drop(s.name), { class: "small danger" })))));
  }

  async link(name, b) {
    const address = location.href.split("?")[0] + "?" + new URLSearchParams({ session: name });
    try {
      await navigator.clipboard.writeText(address);
      b.textContent = "Copied";
    } catch {
      this.page.say(address);
    }
  }

  async act(act, said) {
    await this.page.attempt(async () => {
      await act();
      this.page.say(said);
      this.drawn = undefined;
      await this.page.look();
    });
  }

  async drop(name) {
    if (name === this.page.session && name !== "default") {
      await this.page.attempt(() => call("DELETE", of(name)));
      return go({ session: undefined, view: "sessions" });
    }
    return this.act(() => call("DELETE", of(name)), name + " is dropped.");
  }

  async make() {
    await this.page.attempt(async () => {
      const start = { name: this.name.value };
      if (this.scenario.value) start.scenario = this.scenario.value;
      if (this.seed.value) start.seed = Number(this.seed.value);
      if (this.frozen.checked) start.speed = 0;
      await call("POST", "sessions", { json: start });
      go({ session: start.name, view: "jobs" });
    });
  }
}
