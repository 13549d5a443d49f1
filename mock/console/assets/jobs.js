import { button, clockTime, code, drawing, duration, field, fill, h, input, pretty, select } from "./dom.js";
import { call, of } from "./control.js";
import { address, go, state } from "./state.js";

const spans = [["", "what is going on"], ["60", "1 minute"], ["600", "10 minutes"], ["3600", "1 hour"], ["86400", "1 day"], ["604800", "7 days"]];

/** The jobs of the session on a time axis. */
export class Jobs {
  constructor(page, root) {
    this.page = page;
    this.chart = h("div", { class: "chart", "data-testid": "chart" });
    this.first = h("div", {});
    this.detail = h("aside", { class: "detail", "aria-label": "Job", "data-testid": "detail", hidden: true });
    this.shown = h("div", {});
    this.means = h("div", {});
    this.detail.append(this.shown, this.means);
    this.span = select("span", spans, "", (span) => go({ span }));
    this.making = h("div", {});
    root.append(h("h1", { class: "hidden" }, "Jobs"), this.first,
      h("div", { class: "bar" }, field("Show", this.span), legend(), h("span", { class: "grow" }),
        button("Create a job", "create-job", () => this.create())),
      this.making,
      h("div", { class: "split" }, h("section", { class: "card flush", "aria-label": "Time axis" }, this.chart), this.detail));
    this.chart.addEventListener("pointerdown", (event) => this.drag(event));
    this.chart.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => {
      const width = Math.floor(this.chart.clientWidth);
      if (this.width && Math.abs(width - this.width) > 2) page.refresh();
    }).observe(this.chart);
  }

  async show(now) {
    this.span.value = now.span ?? "";
    this.model ??= (await call("GET", "resources")).resources;
    await this.open(now);
  }

  event(kind) {
    if (kind !== "request" || state().job) this.stale = true;
  }

  async look(about) {
    this.about = about;
    this.width = Math.floor(this.chart.clientWidth);
    const query = { width: Math.max(200, Math.min(this.width, 8000)), job: state().job };
    const span = Number(state().span);
    if (span) {
      const now = this.page.clock.now();
      query.from = new Date(now - span * 600).toISOString();
      query.to = new Date(now + span * 400).toISOString();
    }
    const text = await call("GET", of(this.page.session, "timeline.svg"), { query, text: true });
    if (!this.dragging) this.draw(text);
    this.guide(about);
    if (this.stale && state().job) {
      this.stale = false;
      await this.open(state());
    }
  }

  draw(text) {
    const focused = this.chart.contains(document.activeElement) ? document.activeElement : undefined;
    const job = focused?.dataset?.job;
    const drawn = drawing(text);
    const rows = drawn.querySelectorAll("a[data-job]");
    this.chart.replaceChildren(rows.length ? drawn : h("p", { class: "empty", "data-testid": "no-jobs" }, "There is no job yet. Jobs appear with the first request to the API, or create one here."));
    const line = drawn.querySelector(".tl-now");
    const d = drawn.dataset;
    this.axis = { from: +d.from, to: +d.to, left: +d.left, right: +d.right, line, future: drawn.querySelector(".tl-future") };
    line.setAttribute("tabindex", "0");
    line.setAttribute("role", "slider");
    line.setAttribute("data-testid", "now");
    line.setAttribute("aria-label", "Now. Right arrow: next transition; with Shift: one minute; End: until all are final");
    line.setAttribute("aria-valuemin", d.from);
    line.setAttribute("aria-valuemax", d.to);
    this.tick(this.page.clock.now());
    if (job) [...rows].find((row) => row.dataset.job === job)?.focus();
    else if (focused?.dataset?.testid === "now") line.focus();
    this.chart.dataset.repaints = Number(this.chart.dataset.repaints ?? 0) + 1;
  }

  tick(now) {
    const a = this.axis;
    if (!a || this.dragging) return;
    if (now > a.to && this.page.clock.speed && !this.page.due) this.page.refresh();
    this.place(a.left + (a.right - a.left) * Math.min(1, Math.max(0, (now - a.from) / (a.to - a.from))), now);
  }

  place(x, now) {
    const a = this.axis;
    a.line.setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
    a.future.setAttribute("x", x.toFixed(1));
    a.future.setAttribute("width", Math.max(0, a.right - x).toFixed(1));
    a.line.setAttribute("aria-valuenow", Math.round(now));
    a.line.setAttribute("aria-valuetext", clockTime(now));
  }

  /** Now can be dragged forward; a drag back is refused when it ends. */
  drag(event) {
    if (!event.target.closest?.(".tl-now") || !this.axis) return;
    event.preventDefault();
    this.axis.line.focus();
    this.dragging = true;
    const a = this.axis;
    const left = this.chart.querySelector("svg").getBoundingClientRect().left;
    const at = (e) => Math.min(a.right, Math.max(a.left, e.clientX - left));
    const time = (x) => a.from + ((x - a.left) / (a.right - a.left)) * (a.to - a.from);
    const move = (e) => this.place(at(e), time(at(e)));
    const end = async (e) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      const to = time(at(e));
      if (to < this.page.clock.now()) this.page.say("The clock cannot go back: what clients have seen would be undone. Reset the session to begin again.", true);
      else await this.page.clock.set({ now: new Date(Math.round(to)).toISOString() });
      this.dragging = false;
      this.page.refresh();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
  }

  key(event) {
    const clock = this.page.clock;
    if (event.target.dataset?.testid === "now") {
      const act = { ArrowRight: () => clock.advance(event.shiftKey ? { by: "1m" } : { to: "next-transition" }), End: () => clock.advance({ to: "final" }),
        ArrowLeft: () => this.page.say("The clock cannot go back: reset the session to begin again.", true) }[event.key];
      if (act) {
        event.preventDefault();
        act();
      }
      return;
    }
    const rows = [...this.chart.querySelectorAll("a[data-job]")];
    const at = rows.indexOf(event.target.closest?.("a[data-job]"));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (at < 0 || to === undefined || !rows[to]) return;
    event.preventDefault();
    rows[at].setAttribute("tabindex", "-1");
    rows[to].setAttribute("tabindex", "0");
    rows[to].focus();
  }

  /** The first steps, until there was a request. */
  guide(about) {
    const wanted = about.requests === 0;
    if (!wanted || this.first.childElementCount) {
      if (!wanted) this.first.replaceChildren();
      return;
    }
    const base = new URL(this.page.session === "default" ? ".." : "s/" + encodeURIComponent(this.page.session), location.href.split("?")[0]).href.replace(/\/$/, "");
    call("GET", "operations").then(({ operations }) => {
      const names = this.model[0]?.lists ?? [];
      const list = operations.find((o) => names.includes(o.id)) ?? operations.find((o) => o.method === "GET") ?? operations[0];
      const path = list ? list.path.replace(/\{[^}]*\}/g, "3fa85f64-5717-4562-b3fc-2c963f66afa6") : "/";
      this.first.replaceChildren(h("section", { class: "card first", "data-testid": "first-use" }, h("h2", {}, "No request yet"),
        h("p", {}, "Give your program this base URL, or try it in a shell:"),
        code(base, "first-base"), code(`curl -s '${base}${path}'`, "first-curl"), code(`ringer ctl advance final --session ${this.page.session}`, "first-ctl")));
    });
  }

  which(now) {
    const query = {};
    if (now.resource) query.resource = now.resource;
    for (const [name, value] of Object.entries(now)) if (name.startsWith("scope.")) query[name.slice(6)] = value;
    return query;
  }

  async open(now) {
    if (!now.job) {
      this.detail.hidden = true;
      this.opened = this.changing = undefined;
      return;
    }
    const query = this.which(now);
    const path = of(this.page.session, "jobs", now.job);
    const [job, { polls }] = await Promise.all([call("GET", path, { query: { ...query, at: now.t } }), call("GET", path + "/polls", { query })]);
    const key = JSON.stringify([job, polls, now.t]);
    if (this.opened === key) return;
    this.opened = key;
    const model = this.model.find((r) => r.name === job.resource);
    if (this.changing !== path) { // what somebody types is kept while the job changes
      this.changing = path;
      fill(this.means, this.change(job, model, path, query));
    }
    const ended = job.timeline.findLast((s) => model?.states.find((m) => m.name === s.state)?.final && s.at);
    fill(this.shown,
      h("div", { class: "top" }, h("h2", { "data-testid": "job-id" }, job.id), button("Close", "close", () => go({ job: undefined, t: undefined }), { class: "small" })),
      h("p", {}, h("strong", { "data-testid": "job-state" }, job.state), ` · ${job.resource} · ${job.origin}`, job.noNext ? ` · ${job.noNext}` : ""),
      h("h3", {}, "States"), this.stages(job, now),
      h("h3", {}, now.t ? "Record at " + clockTime(now.t) : "Record now"), code(pretty(job.record), "record"),
      h("h3", {}, "What clients saw"), this.polls(polls, ended));
    this.detail.hidden = false;
  }

  stages(job, now) {
    return h("ul", { class: "stages" }, h("li", {}, h("a", { href: address({ t: undefined }), "data-testid": "at-now", "aria-current": now.t ? false : "true" }, "now")),
      job.timeline.map((s, n) => h("li", { class: s.past ? "" : "future" }, s.at
        ? h("a", { href: address({ t: s.at }), "data-testid": "stage-" + n, "aria-current": now.t === s.at ? "true" : false }, h("time", {}, clockTime(s.at)), " " + s.state + (s.attempt ? ", attempt " + s.attempt : ""))
        : s.state + (s.afterPolls === undefined ? "" : ` after ${s.afterPolls} polls`))));
  }

  polls(polls, ended) {
    if (!polls.length) return h("p", { class: "quiet", "data-testid": "no-polls" }, "No client has looked at it.");
    const seen = ended && polls.find((p) => p.state === ended.state);
    return h("div", {}, seen && h("p", { class: "note", "data-testid": "gap" }, `It ended at ${clockTime(ended.at)}; a client first saw that ${duration(Date.parse(seen.at) - Date.parse(ended.at))} later.`),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "What clients saw" }, h("table", { "data-testid": "polls" }, h("thead", {}, h("tr", {}, ["Time", "Status", "State seen", ""].map((t) => h("th", {}, t)))),
        h("tbody", {}, polls.toReversed().slice(0, 50).map((p) => h("tr", {}, h("td", {}, clockTime(p.at)), h("td", { class: p.status >= 400 || !p.status ? "bad" : "" }, p.status || "none"),
          h("td", {}, p.state ?? (p.missing ? "not in the list" : "nothing")),
          h("td", {}, h("a", { href: "?" + new URLSearchParams({ view: "requests", session: this.page.session, trace: p.trace }) }, "why"))))))));
  }

  /** The means to change a job. */
  change(job, model, path, query) {
    const finals = model?.states.filter((s) => s.final).map((s) => s.name) ?? [];
    const end = select("end-state", finals);
    const pointer = input("field-pointer", model?.status ?? "", { placeholder: "/status" });
    const value = input("field-value", "", { placeholder: 'JSON, such as "text" or null' });
    const breaks = h("input", { type: "checkbox", "data-testid": "field-breaks" });
    const suffix = Object.keys(query).length ? "?" + new URLSearchParams(query) : "";
    const done = (what) => async (act) => {
      this.stale = true;
      await this.page.attempt(async () => {
        await act();
        this.page.say(what);
      });
      this.page.refresh();
    };
    return h("div", {}, h("h3", {}, "Change"),
      finals.length ? h("div", { class: "row" }, field("End it now as", end), button("End", "end-job", () => done("The job has ended.")(() => call("POST", path + "/end" + suffix, { json: { state: end.value } })))) : "",
      h("div", { class: "row" }, field("Field", pointer), field("Value", value), h("label", { class: "check" }, breaks, " may break the schema"),
        button("Set", "set-field", () => done("The field is set.")(() => call("PATCH", path + suffix, { json: { set: { [pointer.value]: asJSON(value.value) }, ...(breaks.checked ? { breakContract: true } : {}) } })))),
      button("Delete the job", "delete-job", async () => {
        await done("The job is deleted.")(() => call("DELETE", path + suffix));
        go({ job: undefined, t: undefined });
      }, { class: "small danger" }));
  }

  /** The form for another job. */
  create() {
    if (this.making.childElementCount) return this.making.replaceChildren();
    const names = this.model.map((r) => r.name);
    const resource = select("new-resource", names, names[0], () => show());
    const rest = h("div", { class: "row" });
    let parts = {};
    const show = () => {
      const model = this.model.find((r) => r.name === resource.value);
      const known = this.about?.collections.find((c) => c.resource === model.name)?.scope ?? {};
      parts = { scope: {}, state: select("new-state", [["", "as a client would"], ...model.states.map((s) => s.name)], ""), ends: select("new-ends", [["", "as the scenario decides"], ...model.states.map((s) => s.name)], "") };
      for (const name of model.within) parts.scope[name] = input("new-" + name, known[name] ?? "3fa85f64-5717-4562-b3fc-2c963f66afa6");
      rest.replaceChildren(...Object.entries(parts.scope).map(([name, control]) => field(name, control)), field("State now", parts.state), field("Ends as", parts.ends));
    };
    show();
    this.making.replaceChildren(h("form", { class: "card", "data-testid": "new-job", on: { submit: (event) => {
      event.preventDefault();
      this.page.attempt(async () => {
        const scope = Object.fromEntries(Object.entries(parts.scope).map(([name, control]) => [name, control.value]));
        const job = await call("POST", of(this.page.session, "jobs"), { json: { resource: resource.value, ...(Object.keys(scope).length ? { scope } : {}), ...(parts.state.value ? { state: parts.state.value } : {}), ...(parts.ends.value ? { ends: parts.ends.value } : {}) } });
        this.making.replaceChildren();
        const at = Object.fromEntries(Object.entries(job.scope).map(([name, value]) => ["scope." + name, value]));
        this.page.say("The job is created.");
        go({ job: job.id, resource: job.resource, t: undefined, ...at });
      });
    } } }, h("h2", {}, "Create a job"), field("What", resource), rest, h("button", { class: "primary", "data-testid": "new-send" }, "Create")));
    resource.focus();
    return undefined;
  }
}

function legend() {
  return h("span", { class: "legend", "aria-hidden": "true" }, [["waiting", "waiting"], ["running", "running"], ["succeeded", "succeeded"], ["failed", "failed"]].map(([kind, text]) =>
    h("span", {}, h("i", { class: "dot " + kind }), text)), h("span", {}, h("i", { class: "dot hatch" }), "to come"), h("span", {}, h("i", { class: "tick" }), "request"), h("span", {}, h("i", { class: "diamond" }), "end seen"));
}

/** What somebody typed as JSON; a text without quotes is that text. */
export function asJSON(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
