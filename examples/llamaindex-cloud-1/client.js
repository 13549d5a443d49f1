// Version 1 of the published TypeScript client with the mock: all four operations, a job that
// is polled to its end, a refusal, and what the client does when responses fail.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { client, PipelinesService } from "@llamaindex/cloud/api";

const mock = process.env.RINGER_URL ?? "http://127.0.0.1:4010";
const session = `llamaindex-cloud-1-${randomUUID()}`;

client.setConfig({
  baseUrl: mock,
  headers: { Authorization: "Bearer anything", "Ringer-Session": session },
});

const path = {
  pipeline_id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  eval_dataset_id: "6b1e2c3d-0f4a-4b5c-8d6e-7f8091a2b3c4",
};

// The client's names are long; these are the four operations of the API.
const api = {
  list: PipelinesService.getEvalDatasetExecutionsApiV1PipelinesPipelineIdEvalDatasetsEvalDatasetIdExecuteGet,
  execute: PipelinesService.executeEvalDatasetApiV1PipelinesPipelineIdEvalDatasetsEvalDatasetIdExecutePost,
  results: PipelinesService.getEvalDatasetExecutionResultApiV1PipelinesPipelineIdEvalDatasetsEvalDatasetIdExecuteResultGet,
  get: PipelinesService.getEvalDatasetExecutionApiV1PipelinesPipelineIdEvalDatasetsEvalDatasetIdExecuteEvalDatasetExecutionIdGet,
};

/**
 * Sends a request to the mock's control interface, about our own session.
 * @param {string} method
 * @param {string} at
 * @param {object} body
 */
async function control(method, at, body) {
  const answer = await fetch(`${mock}/_ringer/sessions/${session}${at}`, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.ok(answer.ok, `${method} ${at}: ${answer.status} ${await answer.text()}`);
}

// A session whose clock stands still until it is advanced: polling needs no waiting.
await control("PUT", "", { scenario: "all-success", now: "2024-10-01T12:00:00Z" });

const questions = ["11111111-2222-4333-8444-555555555555"];
const made = await api.execute({
  path,
  body: { eval_question_ids: questions },
  throwOnError: true,
});
console.log("execute ", made.data.id, made.data.status);
assert.equal(made.data.status, "PENDING");
assert.deepEqual(made.data.parameters?.eval_question_ids, questions);

const job = { ...path, eval_dataset_execution_id: made.data.id ?? "" };
let one = made;
let polls = 0;
while (one.data.status === "PENDING") {
  assert.ok(polls < 100, "the job does not end");
  await control("POST", "/clock/advance", { by: "30s" });
  one = await api.get({ path: job, throwOnError: true });
  polls += 1;
}
console.log("get     ", one.data.id, one.data.status, `after ${polls} polls`);
assert.equal(one.data.id, made.data.id);
assert.equal(one.data.status, "SUCCESS");

const list = await api.list({ path, throwOnError: true });
console.log("list    ", list.data.length, "executions");
assert.ok(list.data.some((execution) => execution.id === made.data.id && execution.status === "SUCCESS"));

const results = await api.results({ path, throwOnError: true });
console.log("results ", results.data.length);
assert.equal(results.data[0]?.pipeline_id, path.pipeline_id);

// An invalid id: the client returns the 422 as data, or throws it.
const wrong = { ...path, eval_dataset_id: "not-an-id" };
const refused = await api.list({ path: wrong });
console.log("refused ", refused.response.status, refused.error?.detail?.[0]?.msg);
assert.equal(refused.response.status, 422);
assert.deepEqual(refused.error?.detail?.[0]?.loc, ["path", "eval_dataset_id"]);
await assert.rejects(api.list({ path: wrong, throwOnError: true }),
  (thrown) => (assert.deepEqual(thrown, refused.error), true));

// An outage, by a preference: its body is a page, which the client returns as a text.
const outage = await api.list({ path, headers: { Prefer: "code=503" } });
console.log("outage  ", outage.response.status, outage.response.headers.get("Preference-Applied"));
assert.equal(outage.response.status, 503);
assert.equal(typeof outage.error, "string");

// A broken connection and one that is given up are errors of fetch.
await assert.rejects(api.list({ path, headers: { Prefer: "fault=close" } }), TypeError);
await assert.rejects(
  api.list({ path, headers: { Prefer: "wait=20" }, signal: AbortSignal.timeout(100) }),
  { name: "TimeoutError" });
console.log("broken   fetch failed, and timed out");

// The client's generic request reaches the same operation. A preference of other servers is
// ignored, and named.
const generic = await client.get({
  url: "/api/v1/pipelines/{pipeline_id}/eval-datasets/{eval_dataset_id}/execute",
  path,
  headers: { Prefer: "respond-async, count=2" },
});
console.log("generic ", generic.response.status, generic.response.headers.get("Ringer-Ignored"));
assert.equal(/** @type {unknown[]} */ (generic.data).length, 2);
assert.equal(generic.response.headers.get("Ringer-Ignored"), 'respond-async;reason="unknown preference"');
