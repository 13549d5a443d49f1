import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { RingerError } from "./errors.js";

const require = createRequire(import.meta.url);

/** The systems that have a package with the binary. */
const systems = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64", "win32-arm64"];

/** The path of the binary: that of RINGER_BINARY, or the one in the package for this system. */
export function findBinary(): string {
  const own = process.env.RINGER_BINARY;
  if (own) {
    try {
      accessSync(own, constants.X_OK);
    } catch (cause) {
      throw new RingerError(`RINGER_BINARY is ${own}, which cannot be run: ${(cause as Error).message}`, undefined, { cause });
    }
    return own;
  }
  const system = `${process.platform}-${process.arch}`;
  if (!systems.includes(system)) {
    throw new RingerError(
      `there is no package with ringer for ${system}, only for ${systems.join(", ")}. ` +
        "Build it with Go, and name the binary by RINGER_BINARY",
    );
  }
  const name = `@ringer-api/${system}`;
  try {
    return require.resolve(`${name}/bin/ringer${process.platform === "win32" ? ".exe" : ""}`);
  } catch (cause) {
    throw new RingerError(
      `the package ${name}, which has the binary for this system, is not installed. ` +
        "Optional dependencies may be switched off (npm install --include=optional), or the lock file may have been " +
        `written on another system: npm install ${name}@<the version of @ringer-api/ringer>, ` +
        "or remove node_modules and package-lock.json and install again. RINGER_BINARY names another binary",
      undefined,
      { cause },
    );
  }
}
