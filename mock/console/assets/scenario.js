import { call, of } from "./control.js";

const keys = ["title", "for", "group", "breaks_contract", "etag", "jobs", "records", "generate", "results", "overrides", "rules", "faults"];

/** What a scenario file has of a scenario. */
export function written(scenario) {
  const file = {};
  for (const key of keys) {
    const value = scenario[key];
    if (value === undefined || value === "" || value === null || (typeof value === "object" && !Object.keys(value).length)) continue;
    file[key] = value;
  }
  return file;
}

/** Puts an addition to the active scenario in force: its rules and overrides come first. */
export async function add(session, addition, api) {
  const query = api ? { api } : {};
  const path = of(session, "scenario");
  const now = written((await call("GET", path, { query })).scenario);
  const next = { ...now };
  for (const [key, some] of Object.entries(addition)) next[key] = Array.isArray(some) ? (key === "rules" ? [...some, ...(now[key] ?? [])] : [...(now[key] ?? []), ...some]) : some;
  return call("PUT", path, { query, json: { inline: next } });
}
