import { test as base, expect as baseExpect, type BrowserContext, type TestInfo } from "@playwright/test";
import type { ClockMoved } from "./clock.js";
import type { components } from "./control.js";
import { matchers } from "./matchers.js";
import { connect, type Ringer } from "./ringer.js";
import { Session, type SessionStart } from "./session.js";
import { startRinger, type StartOptions } from "./start.js";

type Entry = components["schemas"]["Entry"];

/** Options for all tests of a project, or of a file: test.use({ ringerOptions: { ... } }). */
export interface RingerOptions {
  /** How each session begins. */
  start?: SessionStart;
  /**
   * Which of the page's requests belong to the session: globs or patterns of URLs, besides those of the mock itself.
   * A page that calls the mock through its own server has, for example, "**\/api/**".
   */
  routes?: readonly (string | RegExp)[];
  /** How the browser's clock follows the session's; false leaves it alone. */
  browserClock?: "fastForward" | "runFor" | false;
  /** Which unexpected requests do not fail a test; true for all. */
  allowUnexpected?: boolean | ((request: Entry) => boolean);
}

/** Options of a worker: where the mock is, or how to start it. */
export interface RingerServer {
  /** The address of a mock that runs, for all workers; without it, that of RINGER_URL. */
  url?: string;
  /** Without an address, each worker starts a mock. */
  start?: StartOptions;
  token?: string;
}

/** The session of a test, and its page's clock. */
export class PageSession extends Session {
  private allowed: NonNullable<RingerOptions["allowUnexpected"]>;

  constructor(ringer: Ringer, name: string, moved: (step: ClockMoved) => Promise<void>, options: RingerOptions) {
    super(ringer.control, ringer.url, name, moved);
    this.allowed = options.allowUnexpected ?? false;
  }

  /** Lets the test send requests that the API does not have, or refuses: all, or those for which the function is true. */
  allowUnexpected(which: (request: Entry) => boolean = () => true): void {
    this.allowed = which;
  }

  /** The unexpected requests that were not allowed. */
  async faulty(): Promise<Entry[]> {
    const allowed = this.allowed;
    if (allowed === true) {
      return [];
    }
    return (await this.unexpected()).filter((entry) => !allowed || !allowed(entry));
  }
}

interface TestFixtures {
  ringerOptions: RingerOptions;
  /** A session of the mock, for this test alone: the requests of its pages belong to it. */
  session: PageSession;
}

interface WorkerFixtures {
  ringerServer: RingerServer;
  /** The mock. */
  ringer: Ringer;
}

/** Playwright's test with a mock, and a session of it for each test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  ringerOptions: [{}, { option: true }],
  ringerServer: [{}, { option: true, scope: "worker" }],

  ringer: [
    async ({ ringerServer: server }, use) => {
      const url = server.url ?? process.env.RINGER_URL;
      if (url) {
        await use(await connect(url, server.token === undefined ? {} : { token: server.token }));
        return;
      }
      await using started = await startRinger(server.start);
      await use(started);
    },
    { scope: "worker" },
  ],

  session: [
    async ({ ringer, ringerOptions: options, context, baseURL }, use, info) => {
      const moved = (step: ClockMoved) => moveBrowser(context, step, options.browserClock ?? "fastForward");
      const session = new PageSession(ringer, nameOf(info), moved, options);
      const state = await session.start(options.start ?? {});
      if (options.browserClock !== false) {
        await context.clock.install({ time: state.clock.now });
      }
      await route(context, session, options.routes ?? []);
      await context.addCookies(cookies(session, baseURL));
      await use(session);
      await conclude(session, info);
    },
    { auto: true },
  ],
});

/** Playwright's expect, with toHaveReceived. */
export const expect = baseExpect.extend(matchers);

/** A name that no other test has, nor another run of this one. */
function nameOf(info: TestInfo): string {
  const title = info.title.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 40);
  return `${info.testId}-${info.repeatEachIndex}-${info.retry}-${title}`.slice(0, 100).replace(/-$/, "");
}

/** Adds the session to requests for the mock, and to no others. */
async function route(context: BrowserContext, session: Session, routes: readonly (string | RegExp)[]): Promise<void> {
  for (const pattern of [`${new URL(session.mockURL).origin}/**`, ...routes]) {
    await context.route(pattern, async (route) => {
      await route.fallback({ headers: { ...route.request().headers(), ...lowerCase(session.headers) } });
    });
  }
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The session's cookie, for the mock and for the server of the page, which passes it on when it renders. */
function cookies(session: Session, page: string | undefined): { name: string; value: string; url: string }[] {
  return [session.mockURL, ...(page ? [page] : [])].map((url) => ({ ...session.cookie, url: new URL(url).origin }));
}

/** Moves the clocks of all pages as the session's has moved. */
async function moveBrowser(context: BrowserContext, { from, to }: ClockMoved, how: "fastForward" | "runFor" | false): Promise<void> {
  const milliseconds = Math.ceil(Date.parse(to) - Date.parse(from));
  if (how !== false && milliseconds > 0) {
    await context.clock[how](milliseconds);
  }
}

/** Attaches what happened to a failed test's report; fails one that sent unexpected requests. */
async function conclude(session: PageSession, info: TestInfo): Promise<void> {
  const failed = info.status !== info.expectedStatus;
  const faulty = failed ? [] : await session.faulty();
  if (!failed && faulty.length === 0) {
    await session.drop();
    return;
  }
  await attach(session, info);
  if (faulty.length > 0) {
    throw new Error(unexpectedText(faulty));
  }
}

/** The session is kept, so that the link works while the mock runs. */
async function attach(session: PageSession, info: TestInfo): Promise<void> {
  const journal = await session.journal();
  await info.attach("ringer-journal.har", { body: await session.har(), contentType: "application/json" });
  const last = journal.at(-1);
  const why = last ? (await session.why(last.trace.id)).explanation : "The mock received no request of this test.";
  await info.attach("ringer-why.txt", { body: why, contentType: "text/plain" });
  await info.attach("ringer-session.txt", { body: `${session.url}/journal`, contentType: "text/plain" });
}

function unexpectedText(faulty: Entry[]): string {
  const shown = faulty.slice(0, 10).map(({ method, url, status, trace }) => {
    const reason = trace.refused ?? "no operation of the API has this method and path";
    return `\n  ${method} ${url} got ${status}: ${reason} (${trace.id})`;
  });
  const rest = faulty.length > shown.length ? `\n  and ${faulty.length - shown.length} more` : "";
  return `the mock received requests that it did not expect:${shown.join("")}${rest}\nsession.allowUnexpected() allows them`;
}
