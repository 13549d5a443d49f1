import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { globalSetup: "@ringer-api/ringer/vitest/setup", testTimeout: 60_000, hookTimeout: 60_000 },
});
