import { useEffect, useState } from "react";
import { list, start, type Execution, type State } from "./api.ts";

/** How often the page asks while an execution is PENDING. */
const everyMilliseconds = 5000;

/** Lists the executions, starts one, and polls until all have ended. */
export function Page({ api, executions: first }: State) {
  const [executions, setExecutions] = useState<Execution[]>(first);
  const [problem, setProblem] = useState("");
  const [running, setRunning] = useState(false);
  const waiting = executions.filter(({ status }) => status === "PENDING").length;

  async function refresh(): Promise<void> {
    try {
      setExecutions(await list(api));
      setProblem("");
    } catch (reason) {
      setProblem(`${(reason as Error).message}; trying again`);
    }
  }

  useEffect(() => setRunning(true), []); // until then nothing happens at a click

  useEffect(() => {
    if (waiting === 0 && problem === "") {
      return;
    }
    const timer = setInterval(refresh, everyMilliseconds);
    return () => clearInterval(timer);
  });

  return (
    <main>
      <h1>Evaluations</h1>
      <button type="button" disabled={!running} onClick={() => start(api).then(refresh)}>
        Evaluate again
      </button>
      {problem && <p role="alert">{problem}</p>}
      <ul>
        {executions.map(({ id, status }) => (
          <li key={id}>{status}</li>
        ))}
      </ul>
      <p role="status">{waiting > 0 ? `Waiting for ${waiting}.` : executions.length > 0 ? "All have ended." : "None yet."}</p>
    </main>
  );
}
