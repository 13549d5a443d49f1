import { button, clockTime, dateTime, h, select } from "./dom.js";
import { call, of } from "./control.js";

/** The clock of the session: what it shows between two responses is computed. */
export class Clock {
  constructor(page) {
    this.page = page;
    this.at = 0;
    this.speed = 0;
    this.read = performance.now();
    this.speeds = select("speed", [["0", "frozen"], ["1", "1×"], ["10", "10×"], ["60", "60×"], ["600", "600×"]], "1", (v) => this.set({ speed: Number(v) }));
    this.speeds.setAttribute("aria-label", "Speed of the clock");
    this.time = h("output", { class: "time", "data-testid": "clock", "aria-label": "Time of the session's clock" });
    this.freeze = button("Freeze", "freeze", () => this.set({ speed: this.speed ? 0 : 1 }));
    document.getElementById("clock").replaceChildren(
      this.time, this.speeds, this.freeze,
      button("Next transition", "next", () => this.advance({ to: "next-transition" }), { class: "primary" }),
      button("Until all are final", "final", () => this.advance({ to: "final" })),
      button("+1 min", "minute", () => this.advance({ by: "1m" })),
    );
    setInterval(() => this.draw(), 100);
  }

  now() {
    return this.at + (performance.now() - this.read) * this.speed;
  }

  take(state) {
    this.at = Date.parse(state.now);
    this.speed = state.speed;
    this.read = performance.now();
    const value = String(this.speed);
    if (![...this.speeds.options].some((o) => o.value === value)) this.speeds.append(h("option", { value }, value + "×"));
    this.speeds.value = value;
    this.freeze.textContent = this.speed ? "Freeze" : "Run";
    this.draw();
  }

  draw() {
    if (document.hidden || !this.at) return;
    const now = this.now();
    this.time.textContent = clockTime(now).slice(0, 8);
    this.time.title = dateTime(now) + " UTC";
    this.page.tick(now);
  }

  async set(setting) {
    await this.page.attempt(async () => this.moved(await call("PUT", of(this.page.session, "clock"), { json: setting })));
  }

  async advance(step) {
    await this.page.attempt(async () => this.moved(await call("POST", of(this.page.session, "clock", "advance"), { json: step })));
  }

  moved(result) {
    this.take(result.clock);
    const n = result.transitions.length + (result.omitted ?? 0);
    this.page.say(n ? n + (n === 1 ? " transition" : " transitions") + " until " + clockTime(result.to).slice(0, 8) : "The clock shows " + clockTime(result.to).slice(0, 8));
    this.page.refresh();
  }
}
