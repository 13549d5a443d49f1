import { defineConfig } from "@playwright/test";

const port = Number(process.env.PORT ?? 5173);

export default defineConfig({
  testDir: ".",
  outputDir: "../node_modules/.playwright",
  fullyParallel: true,
  workers: 10,
  forbidOnly: true,
  // Ten browsers on two cores are slow.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: "line",
  use: {
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
