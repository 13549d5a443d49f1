import type { TestProject } from "vitest/node";
import { startRinger, type StartOptions } from "./start.js";
import "./vitest-provided.js";

/** Makes a global setup of Vitest that starts a mock for all tests, or uses that of RINGER_URL. */
export function ringerSetup(options: StartOptions = {}): (project: TestProject) => Promise<() => Promise<void>> {
  return async (project) => {
    const url = process.env.RINGER_URL;
    if (url) {
      project.provide("ringerURL", url);
      return async () => {};
    }
    const ringer = await startRinger(options);
    project.provide("ringerURL", ringer.url);
    return () => ringer.stop();
  };
}

/** The same with the settings of ringer.yaml: globalSetup: "@ringer-api/ringer/vitest/setup". */
export default ringerSetup();
