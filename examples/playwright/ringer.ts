import { test as base, expect } from "@playwright/test";

/** A session of the mock, isolated for one test. */
export class Session {
  constructor(private readonly url: string) {}

  /** Resets it to a scenario; its clock is frozen until it is advanced. */
  async begin(scenario: string): Promise<void> {
    await this.send("PUT", "", { scenario, seed: 7, now: "2024-10-01T12:00:00Z" });
  }

  /** Advances the clock until every execution has ended. */
  async advanceUntilFinal(): Promise<void> {
    await this.send("POST", "/clock/advance", { to: "final" });
  }

  /** Advances the clock by a duration such as 90s. */
  async advance(by: string): Promise<void> {
    await this.send("POST", "/clock/advance", { by });
  }

  async drop(): Promise<void> {
    await this.send("DELETE", "");
  }

  private async send(method: string, path: string, body?: object): Promise<void> {
    const answer = await fetch(this.url + path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`${method} ${this.url}${path}: ${answer.status} ${await answer.text()}`);
    }
  }
}

const mock = process.env.RINGER_URL ?? "http://127.0.0.1:4010";

/** A test with a session; every request of its page carries the session's name. */
export const test = base.extend<{ session: Session }>({
  session: async ({ context }, use, info) => {
    const name = `${info.testId}-${info.repeatEachIndex}`;
    await context.setExtraHTTPHeaders({ "Ringer-Session": name });
    const session = new Session(`${mock}/_ringer/sessions/${name}`);
    await use(session);
    await session.drop();
  },
});

export { expect };
