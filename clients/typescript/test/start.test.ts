import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { connect, findBinary, RingerError, startRinger } from "@ringer-api/ringer";
import { expect, test, vi } from "vitest";

test("a mock is started and stopped", async () => {
  const ringer = await startRinger({ args: ["--scenario", "empty"] });
  expect(await ringer.version()).toBeTypeOf("string");
  const again = await connect(`${ringer.url}/`);
  expect((await (await again.session()).state()).scenario).toBe("empty");
  await ringer.stop();
  await expect(connect(ringer.url)).rejects.toThrow(/no mock responds at .*ringer serve/);
  await ringer.stop();
});

test("errors at start name the mistake and the hint", async () => {
  await expect(startRinger({ api: "nowhere.yaml" })).rejects.toThrow(
    /ringer serve ended with exit code 2 before it was ready: there is no file or folder "nowhere\.yaml"; want an OpenAPI document/,
  );
  await expect(startRinger({ args: ["--prot", "1"] })).rejects.toThrow("there is no option --prot; did you mean --port?");
  await expect(startRinger({ binary: "/no/such/ringer" })).rejects.toThrow(/ringer cannot be started: .*ENOENT/);
  await expect(startRinger({ binary: "/bin/echo" })).rejects.toThrow("the first line of ringer serve is not JSON");
  await expect(startRinger({ binary: process.execPath, args: [], env: { NODE_OPTIONS: "" }, timeout: 1 })).rejects.toThrow(RingerError);
});

// Its process is killed, and can tell nobody.
test("a mock ends with the process that started it", async () => {
  const script = `
    import { startRinger } from "@ringer-api/ringer";
    const { url } = await startRinger();
    console.log(url);
    setInterval(() => {}, 1000);`;
  const runner = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: import.meta.dirname, stdio: ["ignore", "pipe", "inherit"] });
  const [url] = (await once(createInterface({ input: runner.stdout! }), "line")) as [string];
  await connect(url);
  runner.kill("SIGKILL");
  await vi.waitFor(() => expect(connect(url)).rejects.toThrow("no mock responds"), { timeout: 20_000 });
});

// Nothing of the mock keeps it from ending.
test("a process that forgets its mock ends", async () => {
  const script = `
    import { startRinger } from "@ringer-api/ringer";
    await startRinger();`;
  const runner = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: import.meta.dirname, stdio: "inherit" });
  expect(await once(runner, "exit")).toEqual([0, null]);
});

test("a binary that cannot be run is an error with a hint", () => {
  vi.stubEnv("RINGER_BINARY", "/no/such/ringer");
  expect(() => findBinary()).toThrow(/RINGER_BINARY is \/no\/such\/ringer, which cannot be run/);
  vi.stubEnv("RINGER_BINARY", "");
  expect(() => findBinary()).toThrow(/the package @ringer-api\/.* is not installed.*--include=optional.*RINGER_BINARY/s);
  vi.unstubAllEnvs();
});

test("connect needs an address", async () => {
  vi.stubEnv("RINGER_URL", "");
  await expect(connect()).rejects.toThrow("set RINGER_URL");
  vi.unstubAllEnvs();
});
