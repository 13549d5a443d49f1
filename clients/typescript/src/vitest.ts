import { expect, inject, test as base } from "vitest";
import { matchers } from "./matchers.js";
import { connect, newName, type Ringer } from "./ringer.js";
import type { Match, Session } from "./session.js";
import "./vitest-provided.js";

declare module "vitest" {
  // The names of the parameters are Vitest's.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface Matchers<T> {
    /** The session received the expected requests. */
    toHaveReceived(match: Match): Promise<void>;
  }
}

expect.extend(matchers);

/** Vitest's test with the mock that the global setup started, and a session of it for each test. */
export const test = base.extend<{ ringer: Ringer; session: Session }>({
  // Vitest requires a destructured parameter.
  // eslint-disable-next-line no-empty-pattern
  ringer: async ({}, use) => {
    await use(await connect(inject("ringerURL")));
  },
  session: async ({ ringer, task }, use) => {
    const session = await ringer.session(newName());
    await use(session);
    if (task.result?.state === "fail") {
      console.error(await said(session));
    }
    await session.drop();
  },
});

export { expect };

/** Why the last response was as it was, for the output of a failed test. */
async function said(session: Session): Promise<string> {
  const last = (await session.journal({ limit: "1" })).at(-1);
  return last ? `ringer: ${(await session.why(last.trace.id)).explanation}` : "ringer: the mock received no request of this test";
}
