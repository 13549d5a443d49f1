import { describe } from "./errors.js";
import type { Match, Session } from "./session.js";

/** Matchers for expect.extend(): expect(session).toHaveReceived({ operation: "createJob" }). */
export const matchers = {
  async toHaveReceived(this: { isNot?: boolean }, session: Session, match: Match): Promise<{ pass: boolean; message: () => string }> {
    const verification = await session.matches(match);
    return {
      pass: verification.ok,
      message: () =>
        verification.ok
          ? `expected no such requests: ${verification.message} (${verification.traces.join(", ")})`
          : describe(verification),
    };
  },
};
