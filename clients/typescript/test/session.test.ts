import { RingerError, VerificationError } from "@ringer-api/ringer";
import { expect, test } from "@ringer-api/ringer/vitest";

const collection = "/api/v1/pipelines/3fa85f64-5717-4562-b3fc-2c963f66afa6/eval-datasets/7c9e6679-7425-40de-944b-e07fc1f90ae7/execute";
const start = { scenario: "empty", seed: 7, now: "2024-10-01T12:00:00Z" };

/** Starts a job, as an application would. */
async function create(base: string, headers: Record<string, string> = {}): Promise<{ status: string }> {
  const response = await fetch(base + collection, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ eval_question_ids: ["0d1e2f3a-4b5c-4d7e-8f90-a1b2c3d4e5f6"] }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { status: string };
}

async function statuses(base: string): Promise<string[]> {
  const list = (await (await fetch(base + collection)).json()) as { status: string }[];
  return list.map(({ status }) => status);
}

test("a job moves with the session's clock", async ({ session }) => {
  await session.start(start);
  expect((await create(session.baseURL)).status).toBe("PENDING");
  const [job] = await session.jobs();
  expect(job?.state).toBe("PENDING");

  const next = await session.clock.next();
  expect(next.from).toBe(start.now);
  expect(next.transitions).toHaveLength(1);
  const final = await session.clock.final();
  expect(final.clock.now).toBe(job?.finalAt);
  expect(await statuses(session.baseURL)).not.toContain("PENDING");

  const { to } = await session.clock.advance("90s");
  expect(Date.parse(to) - Date.parse(final.to)).toBe(90_000);
  expect((await session.clock.get()).now).toBe(to);
});

test("sessions do not see each other", async ({ ringer, session }) => {
  await session.start(start);
  await using other = await ringer.session("other.session", start);
  await create(session.baseURL);
  expect(await statuses(session.baseURL)).toHaveLength(1);
  expect(await statuses(other.baseURL)).toHaveLength(0);
  expect((await ringer.sessions()).map(({ name }) => name)).toContain("other.session");
});

test("a session that is disposed of is gone", async ({ ringer }) => {
  {
    await using session = await ringer.session("short-lived");
    expect((await session.state()).name).toBe("short-lived");
  }
  expect((await ringer.sessions()).map(({ name }) => name)).not.toContain("short-lived");
});

test("a session is named by header, baggage or cookie", async ({ session }) => {
  await session.start(start);
  const ways: [string, Record<string, string>][] = [
    ["path", {}],
    ["header", session.headers],
    ["baggage", { baggage: `k=v,${session.baggage}` }],
    ["cookie", { cookie: `a=b; ${session.cookie.name}=${session.cookie.value}` }],
  ];
  for (const [way, headers] of ways) {
    await create(way === "path" ? session.baseURL : session.mockURL, headers);
  }
  const journal = await session.journal();
  expect(journal.map(({ trace }) => trace.sessionBy)).toEqual(ways.map(([way]) => way));
});

test("scenarios are set by name and by value", async ({ session }) => {
  expect((await session.scenario("one-of-each-status")).name).toBe("one-of-each-status");
  expect(await statuses(session.baseURL)).toHaveLength(4);
  await session.scenario({ title: "of this test", generate: { count: 2 } });
  expect(await statuses(session.baseURL)).toHaveLength(2);
  await expect(session.scenario("emty")).rejects.toThrow(/did you mean.*empty/s);
});

test("faults are set and removed", async ({ session }) => {
  await session.faults("drop-field:/0/status");
  expect((await session.state()).faults).toHaveLength(1);
  await session.faults();
  expect((await session.state()).faults).toEqual([]);
});

test("what was received is verified, with the nearest miss", async ({ session }) => {
  await session.start(start);
  await create(session.baseURL);
  await session.verify({ method: "POST", exactly: 1 });
  await expect(session).toHaveReceived({ method: "POST", fields: { "/eval_question_ids/0": "0d1e2f3a-4b5c-4d7e-8f90-a1b2c3d4e5f6" } });

  const failed: unknown = await session.verify({ method: "POST", fields: { "/eval_question_ids/0": "other" } }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(VerificationError);
  const { message, verification } = failed as VerificationError;
  expect(verification.nearest?.mismatches).toHaveLength(1);
  expect(message).toContain(verification.nearest!.mismatches[0]);
  expect(message).toContain(`${session.name}.1`);
  await expect(expect(session).toHaveReceived({ method: "DELETE" })).rejects.toThrow(message.split(":")[0]?.slice(0, 8));
  await expect(expect(session).not.toHaveReceived({ method: "POST" })).rejects.toThrow("expected no such requests");
});

test("unexpected requests are those that the API does not have, or refuses", async ({ session }) => {
  await create(session.baseURL);
  await fetch(`${session.baseURL}/no/such/path`);
  await fetch(session.baseURL + collection, { method: "POST", body: "{}" });
  expect((await session.unexpected()).map(({ status }) => status)).toEqual([404, 422]);
});

test("the journal is filtered, exported and explained", async ({ session }) => {
  await create(session.baseURL);
  await statuses(session.baseURL);
  const [post, ...rest] = await session.journal({ method: "POST" });
  expect(rest).toEqual([]);
  expect((await session.why(post!.trace.id)).explanation).toContain("got 200");
  expect(JSON.parse(await session.har()).log.entries).toHaveLength(2);
});

test("problems say what is wrong", async ({ session }) => {
  await expect(session.clock.advance("soon")).rejects.toThrow(/advance: 4\d\d .*soon/);
  const problem = await session.start({ scenario: "nowhere" }).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(RingerError);
  expect((problem as RingerError).problem?.status).toBe(404);
});
