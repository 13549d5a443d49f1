import type {} from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the mock, from the global setup. */
    ringerURL: string;
  }
}
