import { button, code, field, h, input, pretty, select } from "./dom.js";
import { call, of } from "./control.js";
import { add } from "./scenario.js";
import { asJSON } from "./jobs.js";
import { yaml } from "./yaml.js";

/** Makes of a request in the journal a rule, a fault or an override, shows it and puts it in force. */
export class Otherwise {
  constructor(page, exchange) {
    this.page = page;
    this.e = exchange;
    this.parts = h("div", { class: "row" });
    this.preview = h("div", {});
    this.kind = select("otherwise", [["rule", "another response"], ["fault", "a fault"], ["override", "a changed field"]], "rule", () => this.choose());
    this.root = h("div", { class: "otherwise" }, field("With", this.kind), this.parts, this.preview,
      button("Put in force for this session", "otherwise-send", () => this.send(), { class: "primary" }));
    this.choose();
  }

  async choose() {
    const kind = this.kind.value;
    const watch = (control) => {
      control.addEventListener("input", () => this.draw());
      return control;
    };
    const f = (this.fields = {});
    if (kind === "rule") {
      f.calls = watch(select("otherwise-calls", [["", "every call"], ["next", "the next call"], ["nth", "one call from now"], ["from", "a call from now and all after it"]], "next"));
      f.nth = watch(input("otherwise-nth", "1", { type: "number", min: "1" }));
      f.code = watch(input("otherwise-code", "503", { type: "number", min: "200", max: "599" }));
      f.body = watch(h("textarea", { rows: "4", "data-testid": "otherwise-body", placeholder: "empty: the usual body of this status code" }));
      this.parts.replaceChildren(field("For", f.calls), field("Call", f.nth), field("Status code", f.code), field("Body", f.body));
    } else if (kind === "fault") {
      this.kinds ??= (await call("GET", "faults")).kinds;
      const parameters = () => {
        const kind = this.kinds.find((k) => k.name === f.fault.value);
        f.parameter.replaceChildren(...[["", "as usual"], ...kind.parameters.map((p) => [p.name, p.name])].map(([value, label]) => h("option", { value }, label)));
        this.draw();
      };
      f.parameter = watch(h("select", { "data-testid": "otherwise-parameter" }));
      f.value = watch(input("otherwise-value", ""));
      f.fault = select("otherwise-fault", this.kinds.map((k) => k.name), "latency", parameters);
      parameters();
      this.parts.replaceChildren(field("Fault", f.fault), field("Parameter", f.parameter), field("Value", f.value));
    } else {
      f.at = watch(input("otherwise-at", "/status"));
      f.value = watch(input("otherwise-value", '"ERROR"'));
      f.breaks = watch(h("input", { type: "checkbox", "data-testid": "otherwise-breaks" }));
      this.parts.replaceChildren(field("Field", f.at), field("Value", f.value), h("label", { class: "check" }, f.breaks, " may break the schema"));
    }
    this.draw();
  }

  /** What is added to the scenario, as a scenario file has it. */
  addition() {
    const f = this.fields;
    const operation = this.e.trace.operation;
    if (this.kind.value === "fault") return { faults: [{ kind: f.fault.value, ...(f.parameter.value ? { [f.parameter.value]: asJSON(f.value.value) } : {}) }] };
    if (this.kind.value === "override") {
      const where = this.record();
      return { ...(f.breaks.checked ? { breaks_contract: true } : {}), overrides: [{ ...(where ? { where: { id: where } } : {}), at: f.at.value, value: asJSON(f.value.value) }] };
    }
    // A scenario that is put in force counts calls from then on.
    const call = { next: { nth: 1 }, nth: { nth: Number(f.nth.value) }, from: { from: Number(f.nth.value) } }[f.calls.value];
    const when = { ...(operation ? { operation } : {}), ...(operation && this.e.params ? { path: this.e.params } : {}), ...(call ? { call } : {}) };
    const response = { code: Number(f.code.value) };
    if (f.body.value.trim()) response.body = asJSON(f.body.value);
    return { rules: [{ name: "answer otherwise", when, answers: [response] }] };
  }

  /** The id of the job that the request names, if it names one. */
  record() {
    const body = pretty(this.e.responseBody);
    const id = asJSON(body)?.id;
    return typeof id === "string" && Object.values(this.e.params ?? {}).includes(id) ? id : undefined;
  }

  draw() {
    this.preview.replaceChildren(code(yaml(this.addition()), "otherwise-yaml"));
  }

  async send() {
    await this.page.attempt(async () => {
      if (this.kind.value === "fault") {
        const { faults } = await call("GET", of(this.page.session, "faults"));
        await call("PUT", of(this.page.session, "faults"), { json: { faults: [...faults, ...this.addition().faults] } });
      } else {
        await add(this.page.session, this.addition(), this.e.trace.api);
      }
      this.page.say("In force: the next request gets it.");
    });
  }
}
