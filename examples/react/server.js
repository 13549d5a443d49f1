// Serves the page, rendered: a small stand-in for Next, Remix and others.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { build, createServer as createVite } from "vite";

const api = process.env.RINGER_URL ?? "http://127.0.0.1:4010";
const root = import.meta.dirname;
const vite = { root, configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ("warn") };

// What the browser runs is built once, what the server runs is loaded by Vite.
const built = await build({ ...vite, build: { write: false, rollupOptions: { input: `${root}/client.tsx` } } });
const client = /** @type {import("vite").Rolldown.RolldownOutput} */ (built).output[0].code;
const { ssrLoadModule } = await createVite({ ...vite, appType: "custom", server: { middlewareMode: true, ws: false } });
const { render } = await ssrLoadModule("/render.tsx");
const template = await readFile(`${root}/index.html`, "utf8");

const server = createServer(async (request, response) => {
  if (request.url === "/client.js") {
    response.setHeader("Content-Type", "text/javascript");
    response.end(client);
    return;
  }
  try {
    const { html, state } = await render(api, request.headers.cookie ?? "");
    response.setHeader("Content-Type", "text/html");
    response.end(template.replace("<!--page-->", () => html)
      .replace('"<!--state-->"', () => JSON.stringify(state).replaceAll("<", "\\u003c")));
  } catch (problem) {
    response.statusCode = 500;
    response.end(String(problem));
  }
});
server.listen(Number(process.env.PORT ?? 5173), "127.0.0.1");
