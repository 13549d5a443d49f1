import { renderToString } from "react-dom/server";
import { list, type State } from "./api.ts";
import { Page } from "./page.tsx";

/** Renders the page on the server. The API gets the cookies of the browser's request, and so the test's session. */
export async function render(api: string, cookie: string): Promise<{ html: string; state: State }> {
  const state = { api, executions: await list(api, { cookie }) };
  return { html: renderToString(<Page {...state} />), state };
}
