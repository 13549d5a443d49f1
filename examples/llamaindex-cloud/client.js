// The published TypeScript client with the mock: only its base URL differs.

import assert from "node:assert/strict";
import { client, PipelinesService } from "@llamaindex/cloud/api";

client.setConfig({
  baseUrl: process.env.RINGER_URL ?? "http://127.0.0.1:4010",
  headers: {
    Authorization: "Bearer anything",
    "Ringer-Session": `llamaindex-cloud-${process.pid}`,
    Prefer: "scenario=one-of-each-status",
  },
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

const list = await api.list({ path, throwOnError: true });
console.log("list    ", list.data.map((execution) => execution.status).join(", "));
assert.deepEqual(list.data.map((execution) => execution.status).sort(),
  ["ERROR", "PARTIAL_SUCCESS", "PENDING", "SUCCESS"]);

const questions = ["11111111-2222-4333-8444-555555555555"];
const made = await api.execute({
  path,
  body: { eval_question_ids: questions },
  throwOnError: true,
});
console.log("execute ", made.data.id, made.data.status);
assert.equal(made.data.status, "PENDING");
assert.deepEqual(made.data.parameters?.eval_question_ids, questions);

const one = await api.get({
  path: { ...path, eval_dataset_execution_id: made.data.id ?? "" },
  throwOnError: true,
});
console.log("get     ", one.data.id, one.data.status);
assert.equal(one.data.id, made.data.id);

const results = await api.results({ path, throwOnError: true });
console.log("results ", results.data.length);
assert.ok(results.data.length > 0);
assert.equal(results.data[0]?.pipeline_id, path.pipeline_id);

const refused = await api.list({ path: { ...path, eval_dataset_id: "not-an-id" } });
console.log("refused ", refused.response.status, refused.error?.detail?.[0]?.msg);
assert.equal(refused.response.status, 422);
assert.deepEqual(refused.error?.detail?.[0]?.loc, ["path", "eval_dataset_id"]);
