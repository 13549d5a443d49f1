// Starts a mock, or connects to one that runs, and drives its sessions.

export { connect, Ringer } from "./ringer.js";
export { startRinger, type StartOptions, type StartedRinger } from "./start.js";
export { isUnexpected, Session, type Match, type SessionStart } from "./session.js";
export { Clock, type ClockMoved, type Step } from "./clock.js";
export { RingerError, VerificationError } from "./errors.js";
export { findBinary } from "./binary.js";
export type { components, operations, paths } from "./control.js";
