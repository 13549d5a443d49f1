import type { components } from "./control.js";

/** What the mock, or starting it, refused: the message says what is wrong and what to do. */
export class RingerError extends Error {
  override name = "RingerError";

  constructor(
    message: string,
    /** The problem details of the response (RFC 9457), if there was one. */
    readonly problem?: components["schemas"]["Problem"],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Requests that were expected and not received, with the most similar one that was. */
export class VerificationError extends RingerError {
  override name = "VerificationError";

  constructor(readonly verification: components["schemas"]["Verification"]) {
    super(describe(verification));
  }
}

/** What was expected, what was received, and how the most similar request differs. */
export function describe({ message, nearest }: components["schemas"]["Verification"]): string {
  if (!nearest || message.includes(nearest.trace)) {
    return message;
  }
  const mismatches = nearest.mismatches.map((mismatch) => `\n  - ${mismatch}`).join("");
  return `${message}\nThe most similar request was ${nearest.method} ${nearest.url} (${nearest.trace}):${mismatches}`;
}
