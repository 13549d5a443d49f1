// OpenAI's published client with a mock of the jobs in openapi.yaml: each kind of job is created
// and polled until it ends, most by the client's own helpers; lists are read page by page, jobs
// are cancelled, and one fails. The program only needs the address of a mock whose clock runs.

import assert from "node:assert/strict";
import OpenAI, { toFile } from "openai";

const mock = process.env.RINGER_URL ?? "http://127.0.0.1:4010";
const openai = new OpenAI({ baseURL: `${mock}/v1`, apiKey: "anything", maxRetries: 0, timeout: 20_000 });

const often = { pollIntervalMs: 100 };
const succeeds = { headers: { Prefer: "scenario=all-completed" } };
const fails = { headers: { Prefer: "scenario=all-failed" } };
// What is cancelled must not end before that, however slow the machine is.
const slowly = { headers: { Prefer: "scenario=slow-jobs" } };

/**
 * Retrieves a job until it is over, for resources without a helper.
 * @template {{ id: string, status?: string | null }} Job
 * @param {Job} job
 * @param {(id: string) => Promise<Job>} retrieve
 * @returns {Promise<Job & { polls: number }>}
 */
async function ended(job, retrieve) {
  const over = ["completed", "succeeded", "failed", "cancelled", "expired", "incomplete", "processed", "error"];
  let polls = 0;
  for (; !over.includes(job.status ?? ""); polls += 1) {
    assert.ok(polls < 300, `${job.id} is still ${job.status}`);
    await new Promise((resolve) => setTimeout(resolve, often.pollIntervalMs));
    const now = await retrieve(job.id);
    assert.equal(now.id, job.id);
    job = now;
  }
  return { ...job, polls };
}

/**
 * Reads a list page by page, and checks that each item comes once.
 * @param {AsyncIterable<{ id: string }>} pages
 * @param {string[]} wanted
 */
async function listed(pages, ...wanted) {
  /** @type {string[]} */
  const ids = [];
  for await (const item of pages) {
    ids.push(item.id);
    assert.ok(ids.length <= 500, "the list does not end");
  }
  assert.equal(new Set(ids).size, ids.length, "an item is listed twice");
  for (const id of wanted) assert.ok(ids.includes(id), `${id} is not in the list`);
  return ids.length;
}

/** @param {string} what @param {unknown[]} more */
const say = (what, ...more) => console.log(what.padEnd(14), ...more);

// A file, and a batch that reads it.
const input = await openai.files.create({
  file: await toFile(Buffer.from('{"custom_id":"1"}\n'), "requests.jsonl"),
  purpose: "batch",
});
assert.equal(input.object, "file");
assert.equal(input.filename, "requests.jsonl");
assert.equal(input.bytes, 18);
assert.equal(await (await openai.files.content(input.id)).text(), '{"custom_id":"1"}\n');
const unread = await openai.files.create({ file: await toFile(Buffer.from("x"), "x.txt"), purpose: "user_data" });
await openai.files.delete(unread.id);
await assert.rejects(openai.files.content(unread.id), OpenAI.NotFoundError);
say("file", input.id, input.filename, input.bytes, "bytes");

// A completion, whole and in parts, and a text as sound.
const question = { model: "small", messages: [{ role: /** @type {const} */ ("user"), content: "Hello?" }] };
const whole = await openai.chat.completions.create(question);
assert.equal(whole.model, "small");
assert.ok(whole.choices[0].message.content);
let text = "";
const parts = [];
for await (const part of await openai.chat.completions.create({ ...question, stream: true })) {
  parts.push(part);
  text += part.choices[0].delta.content ?? "";
}
assert.ok(parts.length > 1 && text.length > 0);
assert.equal(new Set(parts.map((part) => part.id)).size, 1);
const sound = Buffer.from(await (await openai.audio.speech.create({ model: "small", input: "Hello", voice: "alloy" })).arrayBuffer());
assert.ok(sound.length > 0);
say("completion", parts.length, "parts:", text);
const batches = [];
for (let i = 0; i < 3; i += 1) {
  batches.push(await openai.batches.create({
    input_file_id: input.id, endpoint: "/v1/responses", completion_window: "24h", metadata: { nightly: `${i}` },
  }, i === 2 ? slowly : {}));
}
const [first, second, third] = batches;
assert.equal(first.status, "validating");
assert.equal(first.input_file_id, input.id);
assert.equal(first.completed_at ?? null, null);
assert.deepEqual(first.metadata, { nightly: "0" });
const stopped = await openai.batches.cancel(third.id);
assert.ok(["cancelling", "cancelled"].includes(stopped.status));
const batch = await ended(first, (id) => openai.batches.retrieve(id));
say("batch", batch.id, batch.status, "after", batch.polls, "polls");
assert.equal(batch.created_at, first.created_at);
if (batch.status === "completed") assert.ok((batch.completed_at ?? 0) >= batch.created_at);
const cancelled = await ended(stopped, (id) => openai.batches.retrieve(id));
assert.equal(cancelled.status, "cancelled");
assert.ok((cancelled.cancelled_at ?? 0) >= (cancelled.cancelling_at ?? Infinity));
say("batches", await listed(openai.batches.list({ limit: 2 }), first.id, second.id, third.id), "in pages of 2");

// Files of a vector store, attached together and alone: the client's helpers poll.
const store = await openai.vectorStores.create({ name: "manuals" });
assert.equal(store.object, "vector_store");
assert.equal(store.name, "manuals");
const files = ["file-one", "file-two", "file-three"];
const together = await openai.vectorStores.fileBatches.createAndPoll(store.id, { file_ids: files }, succeeds);
say("file batch", together.id, together.status);
assert.equal(together.status, "completed");
assert.equal(together.vector_store_id, store.id);
const { in_progress, completed, failed, cancelled: dropped, total } = together.file_counts;
assert.equal(in_progress, 0);
assert.equal(total, files.length);
assert.equal(completed + failed + dropped, total);
const inBatch = await listed(openai.vectorStores.fileBatches.listFiles(together.id, { vector_store_id: store.id, limit: 2 }));
say("its files", inBatch);
const running = await openai.vectorStores.fileBatches.create(store.id, { file_ids: files }, slowly);
assert.equal(running.status, "in_progress");
const dropping = await openai.vectorStores.fileBatches.cancel(running.id, { vector_store_id: store.id });
assert.equal((await openai.vectorStores.fileBatches.poll(store.id, dropping.id, often)).status, "cancelled");
const lost = await openai.vectorStores.fileBatches.createAndPoll(store.id, { file_ids: files }, { ...often, ...fails });
say("file batch", lost.id, lost.status);
assert.equal(lost.status, "failed");
const attached = await openai.vectorStores.files.createAndPoll(store.id, { file_id: input.id }, { ...often, ...succeeds });
say("attached", attached.id, attached.status);
assert.equal(attached.id, input.id);
assert.equal(attached.status, "completed");
assert.equal(attached.last_error, null);
await listed(openai.vectorStores.files.list(store.id, { limit: 5 }), attached.id);
const uploaded = await openai.vectorStores.fileBatches.uploadAndPoll(store.id,
  { files: [await toFile(Buffer.from("one"), "one.txt"), await toFile(Buffer.from("two"), "two.txt")], fileIds: [input.id] },
  { ...often, ...succeeds });
assert.equal(uploaded.file_counts.completed, 3);
const spoilt = await openai.vectorStores.files.createAndPoll(store.id, { file_id: "file-spoilt" }, { ...often, ...fails });
assert.equal(spoilt.status, "failed");
assert.ok(spoilt.last_error?.message);

// A video is created from a form. Its content is there when it is complete, and never if it fails.
const asked = await openai.videos.create({ prompt: "a harbour at dawn", seconds: "8", size: "1280x720" }, succeeds);
assert.equal(asked.status, "queued");
assert.equal(asked.prompt, "a harbour at dawn");
assert.equal(asked.seconds, "8");
const video = await ended(asked, (id) => openai.videos.retrieve(id));
say("video", video.id, video.status, `${video.progress} %`);
assert.equal(video.status, "completed");
assert.equal(video.progress, 100);
assert.ok((video.completed_at ?? 0) >= video.created_at);
assert.equal(video.error, null);
const film = await openai.videos.downloadContent(video.id);
assert.ok((await film.arrayBuffer()).byteLength > 0);
await listed(openai.videos.list({ limit: 3 }), video.id);
const cut = await ended(await openai.videos.create({ prompt: "rain" }, fails), (id) => openai.videos.retrieve(id));
assert.equal(cut.status, "failed");
assert.ok(cut.error?.message);
assert.equal(cut.completed_at, null);
await assert.rejects(openai.videos.downloadContent(cut.id), OpenAI.APIError);
say("video", cut.id, cut.status, JSON.stringify(cut.error?.code));
assert.equal((await openai.videos.delete(video.id)).deleted, true);
await assert.rejects(openai.videos.retrieve(video.id), OpenAI.NotFoundError);

// Runs of a thread, which the helpers poll: the thread is created before, or with the run.
const { threads } = openai.beta;
const thread = await threads.create({ messages: [{ role: "user", content: "What is new?" }] });
const run = await threads.runs.createAndPoll(thread.id, { assistant_id: "asst_1", instructions: "Be brief." }, { ...often, ...succeeds });
say("run", run.id, run.status);
assert.equal(run.status, "completed");
assert.equal(run.thread_id, thread.id);
assert.equal(run.assistant_id, "asst_1");
assert.equal(run.instructions, "Be brief.");
assert.equal(run.last_error, null);
assert.ok((run.completed_at ?? 0) >= (run.started_at ?? Infinity) && (run.started_at ?? 0) >= run.created_at);
const both = await threads.createAndRunPoll({ assistant_id: "asst_1", thread: { messages: [] } }, { ...often, ...succeeds });
say("thread and run", both.id, both.status, "in", both.thread_id);
assert.equal(both.status, "completed");
await listed(threads.runs.list(both.thread_id, { limit: 2 }), both.id);
assert.equal((await threads.retrieve(both.thread_id)).id, both.thread_id);
const waiting = await threads.runs.createAndPoll(thread.id, { assistant_id: "asst_1" },
  { ...often, headers: { Prefer: "scenario=all-requires-action" } });
assert.equal(waiting.status, "requires_action");
const outputs = waiting.required_action?.submit_tool_outputs.tool_calls.map(({ id }) => ({ tool_call_id: id, output: "12 °C" })) ?? [];
assert.ok(outputs.length > 0, "what to do");
const continued = await threads.runs.submitToolOutputsAndPoll(waiting.id, { thread_id: thread.id, tool_outputs: outputs }, often);
say("run", continued.id, continued.status, "after", outputs.length, "tool calls");
assert.equal(continued.id, waiting.id);
assert.ok(["completed", "failed"].includes(continued.status));
assert.equal(continued.required_action, null);
const broken = await threads.runs.createAndPoll(thread.id, { assistant_id: "asst_1" }, { ...often, ...fails });
say("run", broken.id, broken.status, JSON.stringify(broken.last_error?.code));
assert.equal(broken.status, "failed");
assert.ok(broken.last_error?.message && broken.failed_at);
const halted = await threads.runs.create(thread.id, { assistant_id: "asst_1" }, slowly);
await threads.runs.cancel(halted.id, { thread_id: thread.id });
assert.equal((await threads.runs.poll(halted.id, { thread_id: thread.id }, often)).status, "cancelled");
await listed(threads.runs.list(thread.id, { limit: 1 }), run.id, broken.id, halted.id);

// A fine-tuning job.
const tuning = await openai.fineTuning.jobs.create({ model: "small", training_file: input.id, seed: 7 }, succeeds);
assert.equal(tuning.training_file, input.id);
assert.equal(tuning.finished_at, null);
const tuned = await ended(tuning, (id) => openai.fineTuning.jobs.retrieve(id));
say("fine-tuning", tuned.id, tuned.status, "after", tuned.polls, "polls");
assert.equal(tuned.status, "succeeded");
assert.ok((tuned.finished_at ?? 0) >= tuned.created_at);
await listed(openai.fineTuning.jobs.listEvents(tuned.id, { limit: 5 }));
const spent = await ended(await openai.fineTuning.jobs.create({ model: "small", training_file: input.id }, fails),
  (id) => openai.fineTuning.jobs.retrieve(id));
say("fine-tuning", spent.id, spent.status);
assert.equal(spent.status, "failed");
assert.ok(spent.error?.message);
assert.equal(spent.fine_tuned_model, null);
await assert.rejects(openai.fineTuning.jobs.cancel(spent.id), OpenAI.APIError);
const given = await openai.fineTuning.jobs.cancel((await openai.fineTuning.jobs.create({ model: "small", training_file: input.id }, slowly)).id);
assert.equal(given.status, "cancelled");
say("fine-tunings", await listed(openai.fineTuning.jobs.list({ limit: 4 }), tuned.id, spent.id, given.id));

// A response in the background.
const background = { model: "small", input: "Write a long text.", background: true };
const queued = await openai.responses.create(background, succeeds);
assert.equal(queued.status, "queued");
assert.equal(queued.background, true);
const response = await ended(queued, (id) => openai.responses.retrieve(id));
say("response", response.id, response.status, "after", response.polls, "polls");
assert.equal(response.status, "completed");
assert.equal(response.error, null);
const halting = await openai.responses.create(background, slowly);
assert.equal((await openai.responses.cancel(halting.id)).status, "cancelled");
assert.equal((await openai.responses.retrieve(halting.id)).status, "cancelled");
const refused = await ended(await openai.responses.create(background, fails), (id) => openai.responses.retrieve(id));
say("response", refused.id, refused.status, JSON.stringify(refused.error?.code));
assert.equal(refused.status, "failed");
assert.ok(refused.error?.message);
await openai.responses.delete(response.id);
await assert.rejects(openai.responses.retrieve(response.id), OpenAI.NotFoundError);

// What the API refuses, the client throws: an unknown id, a request that is not valid.
await assert.rejects(openai.batches.retrieve("batch_unknown"),
  (/** @type {InstanceType<typeof OpenAI.APIError>} */ e) => e instanceof OpenAI.NotFoundError && /batch_unknown/.test(e.message));
// @ts-expect-error the types refuse it as well
await assert.rejects(openai.batches.create({ endpoint: "/v1/responses" }),
  (/** @type {InstanceType<typeof OpenAI.APIError>} */ e) => e instanceof OpenAI.BadRequestError && /input_file_id/.test(e.message));
say("refused", "as errors of the client");
