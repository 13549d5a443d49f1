// Requests to the control interface. Addresses are relative: there may be a base path.

const kept = "ringer-control-token";
let token = sessionStorage.getItem(kept) ?? "";

/** An error of the control interface, as problem details. */
export class Problem extends Error {
  constructor(status, body) {
    super([body.detail ?? body.title ?? "the mock responded with " + status, body.hint].filter(Boolean).join(". "));
    this.status = status;
  }
}

export function setToken(text) {
  token = text;
  sessionStorage.setItem(kept, text);
}

const headers = () => (token ? { Authorization: "Bearer " + token } : {});

async function failed(response) {
  const body = await response.json().catch(() => ({}));
  return new Problem(response.status, body);
}

/** Sends a request. Options: query, json, yaml, and text for a response that is no JSON. */
export async function call(method, path, { query, json, yaml, text } = {}) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== "");
  const address = path + (given.length ? "?" + new URLSearchParams(given) : "");
  const options = { method, headers: headers(), cache: "no-store" };
  if (json !== undefined) {
    options.body = JSON.stringify(json);
    options.headers["Content-Type"] = "application/json";
  } else if (yaml !== undefined) {
    options.body = yaml;
    options.headers["Content-Type"] = "application/yaml";
  }
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Error("the mock does not respond: has it been stopped?");
  }
  if (!response.ok) throw await failed(response);
  if (text) return response.text();
  return response.status === 204 ? undefined : response.json();
}

/** The path of a session, or of something below it. */
export const of = (session, ...rest) => ["sessions", session, ...rest].map(encodeURIComponent).join("/");

/**
 * Follows the events of a session while the page is visible: a hidden tab has no connection, since
 * browsers allow six to a host. Begin is called whenever it starts anew. It is read by fetch, since
 * an EventSource cannot send the token.
 */
export function follow(session, begin, event) {
  let stop = new AbortController();
  let over = false;
  const run = async () => {
    const mine = stop;
    while (!over && !document.hidden && !mine.signal.aborted) {
      try {
        const response = await fetch(of(session, "events"), { headers: headers(), signal: mine.signal, cache: "no-store" });
        if (!response.ok) throw await failed(response);
        begin();
        await read(response.body, event);
      } catch (error) {
        if (error instanceof Problem && error.status === 401) return;
      }
      if (!mine.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  };
  const turn = () => {
    stop.abort();
    stop = new AbortController();
    run();
  };
  document.addEventListener("visibilitychange", turn);
  run();
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", turn);
    stop.abort();
  };
}

async function read(body, event) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split("\n").filter((line) => line.startsWith("data: ")).map((line) => line.slice(6)).join("\n");
      const kind = /^event: (.*)$/m.exec(block)?.[1];
      if (kind && data) event(kind, JSON.parse(data));
    }
  }
}
