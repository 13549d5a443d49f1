import { Clock, type ClockMoved } from "./clock.js";
import { query, type ControlClient, type Result } from "./control-client.js";
import { VerificationError } from "./errors.js";
import type { components, operations } from "./control.js";

type Schemas = components["schemas"];

/** How a session begins: its scenario, seed and clock. */
export type SessionStart = Schemas["SessionStart"];

/** Which requests are expected, and how often; without a number, at least one. */
export type Match = Schemas["Match"];

type Filter = NonNullable<operations["listJournal"]["parameters"]["query"]>;

/** An isolated state of the mock: its own clock, scenario, jobs and journal. */
export class Session implements AsyncDisposable {
  readonly clock: Clock;
  /** The base URL by which every request belongs to the session. */
  readonly baseURL: string;
  /** The headers by which a request to the mock's own URL belongs to the session. */
  readonly headers: { readonly "Ringer-Session": string };
  /** The header by which servers that pass baggage on name the session. */
  readonly baggage: string;
  /** The cookie by which servers that pass cookies on name the session. */
  readonly cookie: { readonly name: string; readonly value: string };
  private readonly path: string;

  constructor(
    private readonly control: ControlClient,
    /** The mock's base URL. */
    readonly mockURL: string,
    readonly name: string,
    private readonly moved: (step: ClockMoved) => Promise<void> = async () => {},
  ) {
    this.path = `/sessions/${encodeURIComponent(name)}`;
    this.baseURL = `${mockURL}/_ringer/s/${name}`;
    this.headers = { "Ringer-Session": name };
    this.baggage = `ringer.session=${name}`;
    this.cookie = { name: `ringer_session_${portOf(mockURL)}`, value: name };
    this.clock = new Clock(control, `${this.path}/clock`, (step) => this.moved(step));
  }

  /** Where the control interface has the session. */
  get url(): string {
    return this.control.url + this.path;
  }

  /** Starts it again: without jobs, journal and changes. */
  start(start: SessionStart = {}): Promise<Schemas["SessionState"]> {
    return this.control.send<Result<"startSession">>("PUT", this.path, start);
  }

  /** Its scenario, seed, clock, and what it received requests for. */
  state(): Promise<Schemas["SessionState"]> {
    return this.control.send<Result<"getSession">>("GET", this.path);
  }

  /** Switches to a scenario by name, or by value as in a scenario file; without one, returns the active one. */
  scenario(choice?: string | Record<string, unknown>): Promise<Schemas["ScenarioState"]> {
    if (choice === undefined) {
      return this.control.send<Result<"getActiveScenario">>("GET", `${this.path}/scenario`);
    }
    const body = typeof choice === "string" ? { name: choice } : { inline: choice };
    return this.control.send<Result<"setScenario">>("PUT", `${this.path}/scenario`, body);
  }

  /** Applies faults to every response, such as "latency:2s"; none removes them. */
  async faults(...faults: (string | Record<string, unknown>)[]): Promise<void> {
    if (faults.length === 0) {
      await this.control.text("DELETE", `${this.path}/faults`);
    } else {
      await this.control.send("PUT", `${this.path}/faults`, { faults });
    }
  }

  /** The jobs, with their timelines. */
  async jobs(of: Record<string, string | number> = {}): Promise<Schemas["Job"][]> {
    const list = await this.control.send<Schemas["JobList"]>("GET", `${this.path}/jobs${query(of)}`);
    return list.jobs;
  }

  /** Creates a job in a given state. */
  createJob(job: Schemas["NewJob"]): Promise<Schemas["Job"]> {
    return this.control.send<Schemas["Job"]>("POST", `${this.path}/jobs`, job);
  }

  /** The latest exchanges that match, the oldest first. */
  async journal(filter: Filter = {}): Promise<Schemas["Entry"][]> {
    const list = await this.control.send<Schemas["JournalList"]>("GET", `${this.path}/journal${query(filter)}`);
    return list.exchanges;
  }

  /** The journal as an HTTP Archive. */
  har(filter: Filter = {}): Promise<string> {
    return this.control.text("GET", `${this.path}/journal.har${query(filter)}`);
  }

  /** Why a response is as it is, by the value of its header Ringer-Trace. */
  why(trace: string): Promise<Schemas["Explanation"]> {
    return this.control.send<Result<"getTrace">>("GET", `/journal/${encodeURIComponent(trace)}`);
  }

  /** Whether the expected requests were received. */
  matches(match: Match): Promise<Schemas["Verification"]> {
    return this.control.send<Result<"verifyRequests">>("POST", `${this.path}/verify`, match);
  }

  /** Requires that the expected requests were received; else it throws, with the most similar one in the message. */
  async verify(match: Match): Promise<Schemas["Verification"]> {
    const verification = await this.matches(match);
    if (!verification.ok) {
      throw new VerificationError(verification);
    }
    return verification;
  }

  /** The requests in its journal that a client should not have sent: see isUnexpected. */
  async unexpected(): Promise<Schemas["Entry"][]> {
    return (await this.journal()).filter(isUnexpected);
  }

  /** Ends it, with everything in it. */
  async drop(): Promise<void> {
    await this.control.text("DELETE", this.path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.drop();
  }
}

/**
 * Whether a client should not have sent a request: it is for no operation of the API, or was refused before it
 * reached one, for its inputs. Refusals that depend on who asks, or on a job's state, do not count.
 */
export function isUnexpected({ trace, status }: Schemas["Entry"]): boolean {
  return !trace.operation || (trace.refused !== undefined && ![401, 403, 409].includes(status));
}

function portOf(url: string): string {
  const { port, protocol } = new URL(url);
  return port || (protocol === "https:" ? "443" : "80");
}
