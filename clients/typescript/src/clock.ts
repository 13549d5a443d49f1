import type { ControlClient, Result } from "./control-client.js";
import type { components } from "./control.js";

export type ClockMoved = components["schemas"]["ClockMoved"];

/** Which jobs a step of the clock waits for; without it, all of the session. */
export type Step = Pick<components["schemas"]["ClockStep"], "jobId" | "resource" | "scope">;

/** The clock of a session. A session that was started with `now` has a frozen one. */
export class Clock {
  constructor(
    private readonly control: ControlClient,
    private readonly path: string,
    private readonly moved: (step: ClockMoved) => Promise<void>,
  ) {}

  /** The time, and how much faster than real time it runs; 0 is frozen. */
  get(): Promise<components["schemas"]["ClockState"]> {
    return this.control.send<Result<"getClock">>("GET", this.path);
  }

  /** Sets the time, the speed, or both. */
  async set(setting: components["schemas"]["ClockSetting"]): Promise<ClockMoved> {
    return this.tell(await this.control.send<Result<"setClock">>("PUT", this.path, setting));
  }

  /** Moves it to the next change of a job's state. */
  next(of: Step = {}): Promise<ClockMoved> {
    return this.step({ ...of, to: "next-transition" });
  }

  /** Moves it until all jobs have ended. */
  final(of: Step = {}): Promise<ClockMoved> {
    return this.step({ ...of, to: "final" });
  }

  /** Moves it by a duration such as "90s" or "1h30m". */
  advance(by: string): Promise<ClockMoved> {
    return this.step({ by });
  }

  private async step(body: components["schemas"]["ClockStep"]): Promise<ClockMoved> {
    return this.tell(await this.control.send<Result<"advanceClock">>("POST", `${this.path}/advance`, body));
  }

  private async tell(moved: ClockMoved): Promise<ClockMoved> {
    await this.moved(moved);
    return moved;
  }
}
