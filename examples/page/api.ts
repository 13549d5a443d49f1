// The part of the API that the page uses.

/** An execution, as far as the page shows it. Everything may be null but id and status. */
export interface Execution {
  id: string;
  /** PENDING, SUCCESS, ERROR, PARTIAL_SUCCESS, or what a later version of the service adds. */
  status: string;
  created_at: string | null;
  started_at: string | null;
  ended_at: string | null;
  attempts: number | null;
  error_code: string | null;
  error_message: string | null;
}

/** The dataset whose executions are shown. */
export interface Dataset {
  pipeline: string;
  dataset: string;
}

/** Why a request failed, as a text for the user of the page. */
export class Trouble extends Error {
  constructor(
    message: string,
    /** How long the service asks to wait before the next try, in milliseconds. */
    readonly retryAfter?: number,
    /** Whether a retry makes sense. */
    readonly passing = true,
  ) {
    super(message);
  }
}

/** The executions of a dataset, the newest first. */
export async function list(of: Dataset): Promise<Execution[]> {
  const answer = await ask(of, {});
  if (!Array.isArray(answer)) {
    throw nonsense();
  }
  return (answer as Execution[]).sort((a, b) => (b.created_at ?? "").localeCompare(a.created_at ?? ""));
}

/** Starts an execution over these questions. */
export async function start(of: Dataset, questions: string[]): Promise<Execution> {
  return (await ask(of, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ eval_question_ids: questions }),
  })) as Execution;
}

async function ask({ pipeline, dataset }: Dataset, how: RequestInit): Promise<unknown> {
  const path = `/api/v1/pipelines/${pipeline}/eval-datasets/${dataset}/execute`;
  const answer = await fetch(path, how).catch(() => {
    throw new Trouble("The service cannot be reached. Trying again.");
  });
  if (!answer.ok) {
    throw trouble(answer);
  }
  return answer.json().catch(() => {
    throw nonsense();
  });
}

function nonsense(): Trouble {
  return new Trouble("The service returned an invalid response. Trying again.");
}

function trouble(answer: Response): Trouble {
  const seconds = Number(answer.headers.get("Retry-After") ?? NaN);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : undefined;
  switch (answer.status) {
    case 401:
    case 403:
      return new Trouble("You are not signed in.", undefined, false);
    case 404:
      return new Trouble("There is no such dataset.", undefined, false);
    case 422:
      return new Trouble("The URL of this page has no valid dataset.", undefined, false);
    case 429:
      return new Trouble("Too many requests. Waiting.", wait);
  }
  return new Trouble(`The service returned an error (${answer.status}). Trying again.`, wait);
}
