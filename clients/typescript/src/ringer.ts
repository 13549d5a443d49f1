import { ControlClient } from "./control-client.js";
import { RingerError } from "./errors.js";
import { Session, type SessionStart } from "./session.js";
import type { components } from "./control.js";

/** A mock that is running. */
export class Ringer {
  readonly control: ControlClient;

  constructor(
    /** The mock's base URL. */
    readonly url: string,
    token?: string,
  ) {
    this.control = new ControlClient(`${url}/_ringer`, token);
  }

  /** Starts a session of its own; an existing one of that name starts again. */
  async session(name = newName(), start: SessionStart = {}): Promise<Session> {
    const session = new Session(this.control, this.url, name);
    await session.start(start);
    return session;
  }

  /** Its sessions. */
  async sessions(): Promise<components["schemas"]["SessionState"][]> {
    const list = await this.control.send<components["schemas"]["SessionList"]>("GET", "/sessions");
    return list.sessions;
  }

  /** The version of ringer. */
  async version(): Promise<string> {
    return (await this.control.send<components["schemas"]["Version"]>("GET", "/version")).version;
  }
}

/** Connects to a mock that is running: at a URL, or at that of RINGER_URL. */
export async function connect(url = process.env.RINGER_URL, options: { token?: string } = {}): Promise<Ringer> {
  if (!url) {
    throw new RingerError("the address of the mock is not known: set RINGER_URL, or give it to connect()");
  }
  const ringer = new Ringer(url.replace(/\/+$/, ""), options.token);
  await ringer.control.send("GET", "/health");
  return ringer;
}

/** A name that no other session has. */
export function newName(): string {
  return `s-${crypto.randomUUID()}`;
}
