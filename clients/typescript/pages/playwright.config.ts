import { defineConfig } from "@playwright/test";

// Tests that fail on purpose: a Go test reads what is reported of them.
export default defineConfig({
  testDir: ".",
  outputDir: "../node_modules/.playwright",
  fullyParallel: true,
  workers: 4,
  timeout: 60_000,
  reporter: "json",
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    },
  },
});
