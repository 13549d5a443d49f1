import { defineConfig } from "cypress";

export default defineConfig({
  e2e: {
    baseUrl: `http://127.0.0.1:${process.env.PORT ?? 5173}`,
    specPattern: "e2e/*.cy.ts",
    supportFile: "ringer.ts",
    screenshotOnRunFailure: false,
  },
  env: { mock: process.env.RINGER_URL ?? "http://127.0.0.1:4010" },
});
