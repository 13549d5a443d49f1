import { RingerError } from "./errors.js";
import type { components, operations } from "./control.js";

type JSONBody<T> = T extends { content: { "application/json": infer Body } } ? Body : undefined;
type Responses<O> = O extends { responses: infer R } ? R : never;

/** What an operation returns when it succeeds. */
export type Result<Name extends keyof operations> =
  Responses<operations[Name]> extends infer R
    ? JSONBody<R[Extract<keyof R, 200 | 201 | 204>]>
    : never;

/** What an operation is given. */
export type Body<Name extends keyof operations> =
  operations[Name] extends { requestBody?: infer R } ? JSONBody<NonNullable<R>> : undefined;

/** Sends requests to a mock's control interface. */
export class ControlClient {
  constructor(
    readonly url: string,
    private readonly token: string | undefined,
  ) {}

  /** Sends a request, and returns the response's JSON; undefined without a body. */
  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const text = await this.text(method, path, body);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  /** Sends a request, and returns the response's text. A problem is a RingerError. */
  async text(method: string, path: string, body?: unknown): Promise<string> {
    const headers: Record<string, string> = {};
    if (this.token) {
      headers.Authorization = `Bearer ${this.token}`;
    }
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    const init: RequestInit = { method, headers };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
    }
    const response = await fetch(this.url + path, init).catch((cause: unknown) => {
      throw new RingerError(
        `no mock responds at ${this.url}: ${reason(cause)}. Start one with ringer serve, or name its address by RINGER_URL`,
        undefined,
        { cause },
      );
    });
    const text = await response.text();
    if (!response.ok) {
      throw refusal(method, this.url + path, response.status, text);
    }
    return text;
  }
}

function refusal(method: string, url: string, status: number, text: string): RingerError {
  let problem: components["schemas"]["Problem"] | undefined;
  try {
    problem = JSON.parse(text);
  } catch {
    // no problem details: the text is shown as it is
  }
  const what = problem?.detail
    ? problem.detail + (problem.hint ? `; ${problem.hint}` : "")
    : text.slice(0, 500);
  return new RingerError(`${method} ${url}: ${status} ${what}`, problem);
}

function reason(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  if (inner instanceof Error) {
    return inner.message || ((inner as NodeJS.ErrnoException).code ?? inner.name);
  }
  return String(inner);
}

/** A query string of the parameters that are set. */
export function query(parameters: Record<string, string | number | boolean | undefined>): string {
  const set = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
