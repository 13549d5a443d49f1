// What the page shows is in its address, so that a link opens the same.

export const state = () => Object.fromEntries(new URLSearchParams(location.search));

const kept = ["view", "session"];

/** The address after a change. A change of the view or the session forgets all else. */
export function address(change) {
  let now = state();
  if ((change.view ?? now.view) !== now.view || (change.session ?? now.session) !== now.session) {
    now = Object.fromEntries(kept.filter((name) => now[name]).map((name) => [name, now[name]]));
  }
  const next = { ...now, ...change };
  for (const name of Object.keys(next)) if (next[name] === undefined || next[name] === "") delete next[name];
  return "?" + new URLSearchParams(next);
}

let shown = () => {};

export const onChange = (show) => (shown = show);

export function go(change, { replace = false } = {}) {
  const to = address(change);
  if (to !== location.search) history[replace ? "replaceState" : "pushState"](null, "", to);
  shown();
}

addEventListener("popstate", () => shown());
// A link within the page changes the address without loading it again.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='?']");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const to = new URLSearchParams(link.getAttribute("href"));
  const session = state().session;
  if (!to.has("session") && session) to.set("session", session);
  history.pushState(null, "", "?" + to);
  shown();
});
