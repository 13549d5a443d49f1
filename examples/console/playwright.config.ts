import { defineConfig } from "@playwright/test";

// The tests of the mock's console, on a wide and on a narrow window.
export default defineConfig({
  testDir: ".",
  outputDir: "../node_modules/.console",
  fullyParallel: true,
  workers: 3,
  forbidOnly: true,
  retries: 1, // a browser that starves for a minute on a shared machine is no defect of the page
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "line",
  projects: [
    { name: "wide", use: { viewport: { width: 1440, height: 900 } } },
    { name: "narrow", use: { viewport: { width: 390, height: 844 }, colorScheme: "dark" }, grepInvert: /five hundred/ },
  ],
  use: {
    baseURL: process.env.RINGER_URL ?? "http://127.0.0.1:4010",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
