import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type APIRequestContext, type Page } from "@playwright/test";

const pipeline = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
const dataset = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const executions = `/api/v1/pipelines/${pipeline}/eval-datasets/${dataset}/execute`;

/** A session of its own with a frozen clock, and the console that shows it. */
export class Console {
  constructor(readonly page: Page, readonly request: APIRequestContext, readonly session: string) {}

  async open(view: string, more = ""): Promise<void> {
    await this.page.goto(`/_ringer/?view=${view}&session=${this.session}${more}`);
  }

  /** What a client does in the session. */
  async client(method: "GET" | "POST", path = "", data?: unknown): Promise<any> {
    const response = await this.request.fetch(`/_ringer/s/${this.session}${executions}${path}`, { method, ...(data ? { data } : {}) });
    return response.json().catch(() => undefined);
  }

  async create(): Promise<string> {
    return (await this.client("POST", "", { eval_question_ids: [pipeline] })).id;
  }

  async control(method: string, path: string, data?: unknown): Promise<any> {
    const response = await this.request.fetch(`/_ringer/sessions/${this.session}${path}`, { method, ...(data ? { data } : {}) });
    expect(response.ok(), await response.text()).toBe(true);
    return response.status() === 204 ? undefined : response.json();
  }

  by(id: string) {
    return this.page.getByTestId(id);
  }

  /** A press of a key on an element that the keyboard has reached. */
  async press(id: string, key = "Enter"): Promise<void> {
    await this.by(id).focus();
    await this.by(id).press(key);
  }

  /** Nothing overflows the window, and axe-core finds nothing serious. */
  async looksRight(): Promise<void> {
    const [inner, outer] = await this.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(inner, "the page is wider than the window").toBeLessThanOrEqual(outer as number);
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    expect(serious.map((v) => v.id + ": " + v.nodes.map((n) => n.html + " " + n.failureSummary).slice(0, 3).join("; "))).toEqual([]);
  }
}

let made = 0;

/** The errors that a test expects in the browser's console. */
export const test = base.extend<{ console: Console; allowed: RegExp[] }>({
  allowed: [[], { option: true }],
  console: async ({ page, request, allowed }, use, info) => {
    const wrong: string[] = [];
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("dialog", (dialog) => {
      wrong.push("a script ran: " + dialog.message());
      void dialog.dismiss();
    });
    page.on("console", (message) => {
      if (message.type() === "error" && !allowed.some((a) => a.test(message.text()))) wrong.push(message.text());
    });
    page.on("request", (sent) => {
      if (new URL(sent.url()).origin !== new URL(info.project.use.baseURL as string).origin) wrong.push("a request to " + sent.url());
    });
    const session = `console-${process.pid}-${++made}`;
    const response = await request.post("/_ringer/sessions", { data: { name: session, seed: 7, now: "2024-10-01T12:00:00Z", scenario: "default" } });
    expect(response.status(), await response.text()).toBe(201);
    await use(new Console(page, request, session));
    expect(wrong).toEqual([]);
  },
});

export { expect };
