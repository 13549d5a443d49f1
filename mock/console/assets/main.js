import { field, h, input, select } from "./dom.js";
import { call, follow, of, Problem, setToken } from "./control.js";
import { go, onChange, state } from "./state.js";
import { Clock } from "./clock.js";
import { Jobs } from "./jobs.js";
import { Requests } from "./requests.js";
import { Scenarios } from "./scenarios.js";
import { Faults } from "./faults.js";
import { Sessions } from "./sessions.js";
import { Operations } from "./operations.js";

const views = { jobs: Jobs, requests: Requests, scenarios: Scenarios, faults: Faults, sessions: Sessions, api: Operations };
const main = document.getElementById("main");

/** What all views share: the session and its clock, messages, and when to look again. */
const page = {
  session: undefined,
  view: undefined,
  unfollow: () => {},
  about: undefined,

  say(text, bad = false) {
    const message = document.getElementById("message");
    message.textContent = text;
    message.classList.toggle("bad", bad);
    clearTimeout(this.saying);
    this.saying = setTimeout(() => (message.textContent = ""), bad ? 12000 : 4000);
  },

  /** Does something; what fails is said. */
  async attempt(act) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Problem && error.status === 401) askToken();
      else this.say(error.message, true);
      return undefined;
    }
  },

  tick(now) {
    this.view?.tick?.(now);
  },

  /** Looks again, at most four times a second, and not while a look is under way. */
  refresh() {
    if (this.due || document.hidden) return;
    this.due = setTimeout(async () => {
      await this.attempt(() => this.look());
      this.due = undefined;
      if (this.again) {
        this.again = false;
        this.refresh();
      }
    }, Math.max(0, 250 - (performance.now() - (this.looked ?? -1000))));
  },

  async look() {
    this.looked = performance.now();
    const session = this.session;
    const about = await call("GET", of(session)).catch(async (error) => {
      if (session !== "default" || error.status !== 404) throw error;
      return call("PUT", of(session)); // the shared one was dropped: it is made again at its first use
    });
    if (session !== this.session) return;
    this.about = about;
    clock.take(about.clock);
    await this.view.look?.(about);
  },

  event(kind, data) {
    this.view.event?.(kind, data);
    if (this.due) this.again = true;
    this.refresh();
    if (kind === "change" && data.change.what === "session") pickSession();
  },
};
const clock = new Clock(page);
page.clock = clock;

async function pickSession() {
  const { sessions } = await call("GET", "sessions");
  const names = sessions.map((s) => s.name);
  if (!names.includes(page.session)) names.unshift(page.session);
  const picker = select("session", names, page.session, (name) => go({ session: name }));
  picker.setAttribute("aria-label", "Session");
  document.getElementById("session").replaceChildren(picker);
}

function askToken() {
  const token = input("token", "", { type: "password", required: true });
  main.replaceChildren(h("form", { class: "card token", on: { submit: (event) => {
    event.preventDefault();
    setToken(token.value.trim());
    page.session = undefined;
    show();
  } } }, h("h1", {}, "Token"), h("p", {}, "This mock requires a token for its control interface: the value of the variable that --control-token-env names."),
  field("Token", token), h("button", { class: "primary", "data-testid": "token-send" }, "Open")));
  token.focus();
}

async function show() {
  const now = state();
  const name = now.view in views ? now.view : "jobs";
  const session = now.session || "default";
  document.title = "ringer: " + name + (session === "default" ? "" : " of " + session);
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (session !== page.session) {
    page.session = session;
    page.view = undefined;
    page.unfollow();
    await page.attempt(pickSession);
    page.unfollow = follow(session, () => page.refresh(), (kind, data) => page.event(kind, data));
  }
  if (!(page.view instanceof views[name])) {
    main.replaceChildren();
    page.view = new views[name](page, main);
  }
  await page.attempt(async () => {
    await page.view.show?.(now);
    await page.look();
  });
}

onChange(show);
show();
