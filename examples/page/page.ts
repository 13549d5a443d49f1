// A page that lists the executions of a dataset, starts one, and polls until
// all have ended.

import { list, start, Trouble, type Execution } from "./api.ts";

const query = new URLSearchParams(location.search);
const dataset = {
  pipeline: query.get("pipeline") ?? "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  dataset: query.get("dataset") ?? "6b1e2c3d-0f4a-4b5c-8d6e-7f8091a2b3c4",
};
const everyMilliseconds = Number(query.get("every") ?? 2000);
const questions = ["11111111-2222-4333-8444-555555555555", "66666666-7777-4888-8999-aaaaaaaaaaaa"];

const element = (id: string) => document.getElementById(id)!;
const button = element("start") as HTMLButtonElement;
let timer: ReturnType<typeof setTimeout> | undefined;

button.addEventListener("click", async () => {
  button.disabled = true;
  await attempt(async () => {
    await start(dataset, questions);
    await look();
  });
  button.disabled = false;
});

await attempt(look);

/** Polls once, and schedules the next poll while an execution is PENDING. */
async function look(): Promise<void> {
  clearTimeout(timer);
  const executions = await list(dataset);
  element("trouble").hidden = true;
  show(executions);
  const waiting = executions.filter((e) => e.status === "PENDING").length;
  element("state").textContent = progress(executions.length, waiting);
  if (waiting > 0) {
    again(everyMilliseconds);
  }
}

/** Does something, and shows the error if it fails. */
async function attempt(something: () => Promise<void>): Promise<void> {
  try {
    await something();
  } catch (reason) {
    const trouble =
      reason instanceof Trouble ? reason : new Trouble(String(reason), undefined, false);
    element("trouble").textContent = trouble.message;
    element("trouble").hidden = false;
    element("state").textContent = "";
    if (trouble.passing) {
      again(trouble.retryAfter ?? everyMilliseconds);
    }
  }
}

function again(milliseconds: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => attempt(look), milliseconds);
}

function progress(all: number, waiting: number): string {
  if (waiting > 0) {
    return `Waiting for ${waiting}.`;
  }
  return all > 0 ? "All have ended." : "";
}

function show(executions: Execution[]): void {
  element("none").hidden = executions.length > 0;
  element("executions").hidden = executions.length === 0;
  element("executions").querySelector("tbody")!.replaceChildren(...executions.map(row));
}

function row(execution: Execution): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.dataset.execution = execution.id;
  const status = document.createElement("span");
  status.className = `status ${execution.status}`;
  status.textContent = execution.status ?? "unknown";
  row.insertCell().textContent = moment(execution.created_at);
  row.insertCell().append(status);
  row.insertCell().textContent = String(execution.attempts ?? "");
  row.insertCell().textContent = took(execution);
  const wrong = [execution.error_code, execution.error_message];
  row.insertCell().textContent = wrong.filter(Boolean).join(": ");
  return row;
}

function moment(text: string | null): string {
  return text ? new Date(text).toISOString().slice(0, 19).replace("T", " ") : "";
}

function took({ started_at, ended_at }: Execution): string {
  if (!started_at || !ended_at) {
    return "";
  }
  const seconds = (Date.parse(ended_at) - Date.parse(started_at)) / 1000;
  return seconds >= 0 ? `${seconds.toFixed(1)} s` : ""; // clocks that disagree give no duration
}
