import { field, h, input } from "./dom.js";
import { call, of } from "./control.js";

/** The faults of the session as switches. */
export class Faults {
  constructor(page, root) {
    this.page = page;
    this.list = h("div", { class: "faults", "data-testid": "faults" });
    root.append(h("h1", { class: "hidden" }, "Faults"), h("p", { class: "quiet" }, "What is switched on applies to every response of the API in this session, until it is switched off or the session is reset."), this.list);
  }

  async show() {
    if (this.kinds) return;
    const { kinds, modifiers } = await call("GET", "faults");
    this.kinds = kinds.map((kind) => this.make(kind, modifiers));
    this.list.replaceChildren(...this.kinds.map((k) => k.root));
  }

  make(kind, modifiers) {
    const k = { name: kind.name, fields: {} };
    k.on = h("input", { type: "checkbox", role: "switch", id: "fault-" + kind.name, "data-testid": "fault-" + kind.name, on: { change: () => this.set() } });
    const preset = new Map(/^[^:]*:(.+)$/.exec(kind.short) && kind.parameters[0] ? [[kind.parameters[0].name, kind.short.split(":")[1].includes("=") ? "" : kind.short.split(":")[1]]] : []);
    for (const p of [...kind.parameters, ...modifiers]) {
      const control = input(`fault-${kind.name}-${p.name}`, "", { placeholder: preset.get(p.name) || p.default || p.type, title: p.sentence });
      control.addEventListener("change", () => k.on.checked && this.set());
      k.fields[p.name] = control;
    }
    k.example = kind.short;
    k.root = h("section", { class: "card fault" }, h("div", { class: "top" }, h("label", { for: "fault-" + kind.name }, h("strong", {}, kind.name), h("span", {}, kind.sentence)), k.on),
      h("details", {}, h("summary", { "data-testid": `fault-${kind.name}-more` }, "Parameters"), h("div", { class: "row" }, Object.entries(k.fields).map(([name, control]) => field(name, control)))));
    return k;
  }

  /** The short form of a switched-on fault: as in its example, unless a parameter is given. */
  short(k) {
    const given = Object.entries(k.fields).filter(([, control]) => control.value.trim());
    if (!given.length) return k.example;
    const escape = (text) => text.trim().replaceAll("%", "%25").replaceAll(":", "%3A").replaceAll("+", "%2B");
    return [k.name, ...given.map(([name, control]) => name + "=" + escape(control.value))].join(":");
  }

  async set() {
    const faults = this.kinds.filter((k) => k.on.checked).map((k) => this.short(k));
    await this.page.attempt(async () => {
      await call("PUT", of(this.page.session, "faults"), { json: { faults } });
      this.page.say(faults.length ? "In force: " + faults.join(", ") : "No fault is in force.");
    });
    await this.page.attempt(() => this.page.look());
  }

  look(about) {
    for (const k of this.kinds ?? []) {
      const mine = about.faults.find((f) => f.split(":")[0] === k.name);
      k.on.checked = mine !== undefined;
      k.root.classList.toggle("active", mine !== undefined);
      k.root.querySelector("summary").textContent = mine ? "In force: " + mine : "Parameters";
    }
  }
}
