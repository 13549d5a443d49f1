import type { RingerOptions, RingerServer } from "@ringer-api/ringer/playwright";
import { defineConfig } from "@playwright/test";

const port = Number(process.env.PORT ?? 5173);

export default defineConfig<{ ringerOptions: RingerOptions }, { ringerServer: RingerServer }>({
  testDir: ".",
  outputDir: "../node_modules/.playwright-react",
  fullyParallel: true,
  workers: 10,
  forbidOnly: true,
  // Ten browsers on two cores are slow.
  timeout: 100_000,
  expect: { timeout: 20_000 },
  reporter: "line",
  use: {
    ringerServer: { url: process.env.RINGER_URL ?? "http://127.0.0.1:4010" },
    ringerOptions: { start: { scenario: "empty", seed: 7, now: "2024-10-01T12:00:00Z" } },
    baseURL: `http://127.0.0.1:${port}`,
    // The installed browser: Playwright needs no download.
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"],
    },
  },
  webServer: {
    command: "node react/server.js",
    cwd: "..",
    url: `http://127.0.0.1:${port}/client.js`,
    reuseExistingServer: true,
  },
});
