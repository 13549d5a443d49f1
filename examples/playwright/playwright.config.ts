import { defineConfig } from "@playwright/test";
import type { RingerOptions, RingerServer } from "@ringer-api/ringer/playwright";

const port = Number(process.env.PORT ?? 5173);

/** The page calls its own server, which passes what is below /api/ on to the mock. */
export const options: RingerOptions = {
  start: { seed: 7, now: "2024-10-01T12:00:00Z" },
  routes: ["**/api/v1/**"],
};

export default defineConfig<{ ringerOptions: RingerOptions }, { ringerServer: RingerServer }>({
  testDir: ".",
  outputDir: "../node_modules/.playwright",
  fullyParallel: true,
  workers: 10,
  forbidOnly: true,
  // Ten browsers on two cores are slow.
  timeout: 100_000,
  expect: { timeout: 20_000 },
  reporter: "line",
  use: {
    ringerServer: { url: process.env.RINGER_URL ?? "http://127.0.0.1:4010" },
    ringerOptions: options,
    baseURL: `http://127.0.0.1:${port}`,
    // The installed browser: Playwright needs no download.
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"],
    },
  },
  // The page, behind Vite's proxy to the mock.
  webServer: {
    command: "npm run vite",
    cwd: "..",
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: true,
  },
});
