#!/usr/bin/env node
// Runs the binary of this system's package, passes signals on to it, and ends like it.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { findBinary } from "../dist/binary.js";

let binary;
try {
  binary = findBinary();
} catch (problem) {
  console.error(`error: ${problem.message}`);
  process.exit(3);
}
const child = spawn(binary, process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  // A terminal sends its signals to the binary, too: then this one is the second, which ends it at once.
  process.on(signal, () => {
    if (!(signal === "SIGINT" && process.stdin.isTTY)) {
      child.kill(signal);
    }
  });
}
child.on("error", (problem) => {
  console.error(`error: ${binary} cannot be run: ${problem.message}`);
  process.exit(3);
});
child.on("exit", (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
  process.exit();
});
