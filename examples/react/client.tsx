import { hydrateRoot } from "react-dom/client";
import type { State } from "./api.ts";
import { Page } from "./page.tsx";

declare global {
  interface Window {
    __STATE__: State;
  }
}

hydrateRoot(document.getElementById("root")!, <Page {...window.__STATE__} />);
