// The part of the API that the page uses.

export interface Execution {
  id: string;
  status: string;
}

/** What the server gives to the page: where the API is, and what it has rendered. */
export interface State {
  api: string;
  executions: Execution[];
}

const path =
  "/api/v1/pipelines/3fa85f64-5717-4562-b3fc-2c963f66afa6/eval-datasets/7c9e6679-7425-40de-944b-e07fc1f90ae7/execute";

/** The executions, the newest first. */
export async function list(api: string, headers: Record<string, string> = {}): Promise<Execution[]> {
  const response = await fetch(api + path, { headers });
  if (!response.ok) {
    throw new Error(`the service responded with ${response.status}`);
  }
  return (await response.json()) as Execution[];
}

/** Starts an execution. */
export async function start(api: string): Promise<Execution> {
  const response = await fetch(api + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ eval_question_ids: ["11111111-2222-4333-8444-555555555555"] }),
  });
  return (await response.json()) as Execution;
}
