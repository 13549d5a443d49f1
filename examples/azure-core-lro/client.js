// Azure's poller for long-running operations with a mock of the operations in openapi.yaml: one
// ends well and its document is fetched, one fails and throws, one is cancelled.

import assert from "node:assert/strict";
import { createHttpPoller } from "@azure/core-lro";

const mock = process.env.RINGER_URL ?? "http://127.0.0.1:4010";

/**
 * Sends a request, and returns the response in the form that the poller reads.
 * @param {string} method
 * @param {string} at
 * @param {{ body?: object, headers?: Record<string, string>, abortSignal?: AbortSignal }} [more]
 */
async function send(method, at, { body, headers, abortSignal } = {}) {
  const url = new URL(at, mock).href;
  const got = await fetch(url, {
    method, signal: abortSignal,
    headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  const text = await got.text();
  const read = text === "" ? undefined : JSON.parse(text);
  assert.ok(got.ok, `${method} ${url}: ${got.status} ${JSON.stringify(read)}`);
  return {
    flatResponse: read,
    rawResponse: { statusCode: got.status, body: read, headers: Object.fromEntries(got.headers), request: { method, url } },
  };
}

/**
 * Starts an export whose monitor the poller polls, as often as Retry-After says.
 * @param {object} body
 * @param {Record<string, string>} [headers]
 */
function start(body, headers) {
  return createHttpPoller({
    sendInitialRequest: () => send("POST", "/exports", { body, headers }),
    sendPollRequest: (path) => send("GET", path),
  }, { intervalInMs: 100 });
}

const good = start({ format: "pdf", displayName: "Report" }, { Prefer: "scenario=all-succeeded" });
/** @type {string[]} */
const seen = [];
good.onProgress((state) => { if (seen.at(-1) !== state.status) seen.push(state.status); });
const made = /** @type {{ operationId: string, url: string, pages: number }} */ (await good.pollUntilDone());
console.log("succeeded ", seen.join(", "), "with", made.pages, "pages at", made.url);
assert.equal(seen.at(-1), "succeeded");
assert.ok(made.pages >= 1 && URL.canParse(made.url));

const monitor = (await send("GET", `/operations/${made.operationId}`)).flatResponse;
assert.equal(monitor.status, "Succeeded");
assert.equal(monitor.displayName, "Report");
assert.equal(monitor.percentComplete, 100);
assert.ok(monitor.endDateTime >= monitor.createdDateTime);

const bad = start({ format: "docx" }, { Prefer: "scenario=all-failed" });
await assert.rejects(bad.pollUntilDone(), (/** @type {Error} */ thrown) => {
  console.log("failed    ", thrown.message);
  return /failed|Failed/.test(thrown.message);
});
assert.ok(bad.operationState?.error);

// A resource that is polled itself, by Location: 202 without a body until it is there.
const thumbnail = createHttpPoller({
  sendInitialRequest: () => send("POST", "/thumbnails", { body: { page: 3 } }),
  sendPollRequest: (path) => send("GET", path),
}, { intervalInMs: 100 });
let polls = 0;
thumbnail.onProgress(() => { polls += 1; });
const drawn = /** @type {{ id: string, page: number, url: string }} */ (await thumbnail.pollUntilDone());
console.log("thumbnail ", drawn.url, "after", polls, "polls");
assert.ok(polls > 1);
assert.equal(drawn.page, 3);

// A status that ends with a redirection (303) to the result, which fetch follows.
const merge = createHttpPoller({
  sendInitialRequest: () => send("POST", "/merges", { headers: { Prefer: "scenario=all-succeeded" } }),
  sendPollRequest: (path) => send("GET", path),
}, { intervalInMs: 100 });
const merged = /** @type {{ mergeId: string, pages: number }} */ (await merge.pollUntilDone());
console.log("merged    ", merged.pages, "pages");
assert.ok(merged.pages >= 1);

// The poller cannot cancel: a request does, and the poller throws when it sees that.
const accepted = await send("POST", "/exports", { body: { format: "pdf" } });
const location = accepted.rawResponse.headers["operation-location"];
assert.equal(accepted.rawResponse.statusCode, 202);
assert.equal(accepted.rawResponse.headers["retry-after"], "1");
const cancelled = createHttpPoller({
  sendInitialRequest: async () => accepted,
  sendPollRequest: (path) => send("GET", path),
}, { intervalInMs: 100 });
await send("POST", `${location}:cancel`);
await assert.rejects(cancelled.pollUntilDone(), /cancel/i);
console.log("cancelled ", new URL(location).pathname);

// Every operation is in the list once, page by page.
const ids = new Set();
let count = 0;
for (let next = "/operations?top=3"; next; count += 1) {
  assert.ok(count < 100, "the list does not end");
  const page = (await send("GET", next)).flatResponse;
  for (const { id } of page.value) {
    assert.ok(!ids.has(id), `${id} is listed twice`);
    ids.add(id);
  }
  next = page.nextLink;
}
assert.ok(ids.has(made.operationId) && ids.has(accepted.flatResponse.id));
console.log("list      ", ids.size, "operations in", count, "pages");
