import { defineConfig } from "vite";

// Where the mock listens: what `ringer serve` prints.
const mock = process.env.RINGER_URL ?? "http://127.0.0.1:4010";

export default defineConfig({
  root: new URL("../page", import.meta.url).pathname,
  server: {
    host: "127.0.0.1",
    port: Number(process.env.PORT ?? 5173),
    strictPort: true,
    proxy: { "/api/": mock },
  },
});
