import { spawn, type ChildProcessByStdio } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { findBinary } from "./binary.js";
import { RingerError } from "./errors.js";
import { Ringer } from "./ringer.js";

/** How to start a mock. */
export interface StartOptions {
  /** The API: an OpenAPI document, or the folder of an API; without it, that of ringer.yaml, or the built-in one. */
  api?: string;
  /** The port; a free one without it. */
  port?: number;
  /** Further options of ringer serve. */
  args?: readonly string[];
  /** The folder in which it looks for ringer.yaml, and that relative names are in. */
  cwd?: string;
  /** Variables besides those of this process. */
  env?: Readonly<Record<string, string>>;
  /** The binary, instead of that of RINGER_BINARY or of the package. */
  binary?: string;
  /** How long it may take to start, in milliseconds. */
  timeout?: number;
  /** The control interface's token, if args has --control-token-env. */
  token?: string;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** A mock that this process has started; it ends with this process, however that ends. */
export class StartedRinger extends Ringer implements AsyncDisposable {
  private readonly ended: Promise<void>;

  constructor(
    url: string,
    token: string | undefined,
    private readonly child: Child,
  ) {
    super(url, token);
    this.ended = new Promise((resolve) => child.once("exit", () => resolve()));
    // The mock must not keep this process running: when it ends, the pipe closes, and the mock stops.
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) {
      (stream as unknown as { unref(): void }).unref();
    }
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Stops it, and waits until it has ended. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.ref();
      this.child.stdin.end();
      this.child.kill("SIGTERM");
      await this.ended;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

/** Starts a mock, and waits until it accepts requests. */
export async function startRinger(options: StartOptions = {}): Promise<StartedRinger> {
  const { api, port = 0, args = [], timeout = 30_000 } = options;
  const child = spawn(
    options.binary ?? findBinary(),
    ["serve", ...(api === undefined ? [] : [api]), "--port", String(port), "--log-format", "json", "--exit-with-parent", ...args],
    { cwd: options.cwd, env: { ...process.env, RINGER_LOG_LEVEL: "warn", ...options.env }, stdio: ["pipe", "pipe", "pipe"] },
  );
  child.stdin.on("error", () => {}); // it has ended, which is noticed otherwise
  const problems: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (problems.length < 20) {
      problems.push(line);
    }
  });
  try {
    const { url } = await ready(child, timeout, problems);
    return new StartedRinger(url, options.token, child);
  } catch (failed) {
    child.kill("SIGKILL");
    throw failed;
  }
}

/** Waits for the first line on stdout. */
function ready(child: Child, timeout: number, problems: string[]): Promise<{ url: string }> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new RingerError(`ringer serve was not ready within ${timeout} ms${told(problems)}`)), timeout);
    const lines = createInterface({ input: child.stdout });
    lines.once("line", (line) => {
      clearTimeout(timer);
      lines.close();
      child.stdout.resume(); // whatever follows must not fill the pipe
      try {
        resolve(JSON.parse(line));
      } catch {
        reject(new RingerError(`the first line of ringer serve is not JSON, but ${line.slice(0, 200)}: is it of another version?`));
      }
    });
    child.once("error", (cause) => {
      clearTimeout(timer);
      reject(new RingerError(`ringer cannot be started: ${cause.message}`, undefined, { cause }));
    });
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      reject(new RingerError(`ringer serve ended with ${signal ?? `exit code ${code}`} before it was ready${told(problems)}`));
    });
  });
}

/** The last error that it logged, with its hints. */
function told(problems: string[]): string {
  for (const line of problems.toReversed()) {
    try {
      const { level, msg, hints = [] } = JSON.parse(line);
      if (level === "ERROR") {
        return `: ${[msg, ...hints].join("; ")}`;
      }
    } catch {
      return `: ${line}`;
    }
  }
  return "";
}
