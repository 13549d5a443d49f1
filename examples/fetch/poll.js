// Starts an execution and waits for its end, with nothing but fetch.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

const mock = process.env.RINGER_URL ?? "http://127.0.0.1:4010";
const session = `fetch-${randomUUID()}`;
const pipeline = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
const dataset = "6b1e2c3d-0f4a-4b5c-8d6e-7f8091a2b3c4";
const executions = `${mock}/api/v1/pipelines/${pipeline}/eval-datasets/${dataset}/execute`;

/**
 * Sends a request to the API, in our own session.
 * @param {string} url
 * @param {RequestInit} [how]
 */
async function ask(url, how = {}) {
  const headers = { ...how.headers, "Ringer-Session": session };
  const answer = await fetch(url, { ...how, headers });
  if (!answer.ok) {
    throw new Error(`${how.method ?? "GET"} ${url}: ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

// A session whose clock runs sixty times as fast: a job of minutes takes seconds.
await ask(`${mock}/_ringer/sessions/${session}`, {
  method: "PUT",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ scenario: "all-success", speed: 60 }),
});

let execution = await ask(executions, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ eval_question_ids: ["11111111-2222-4333-8444-555555555555"] }),
});
console.log(`${execution.id} ${execution.status}`);
assert.equal(execution.status, "PENDING");

while (execution.status === "PENDING") {
  await pause(100);
  execution = await ask(`${executions}/${execution.id}`);
}
console.log(`${execution.id} ${execution.status}`);
assert.equal(execution.status, "SUCCESS");

const results = await ask(`${executions}/result`);
console.log(`${results.length} results`);

// A single request can select an error.
const refused = await fetch(executions, {
  headers: { "Ringer-Session": session, Prefer: "code=503" },
});
console.log(`${refused.status} ${refused.headers.get("Preference-Applied")}`);
assert.equal(refused.status, 503);
