// Elements are made here and nowhere else. Texts are set as text, so that nothing in them runs.

/** Makes an element: attributes, "on" with handlers by event, then children: texts or elements. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    } else if (name === "value") {
      element.value = value;
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** Replaces the content of an element; what is absent is left out. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false && child !== ""));
}

/** A button that does something; while it does, it is disabled. */
export function button(label, id, act, attributes = {}) {
  const made = h("button", { type: "button", "data-testid": id, ...attributes }, label);
  made.addEventListener("click", async () => {
    made.setAttribute("aria-disabled", "true");
    try {
      await act(made);
    } finally {
      made.removeAttribute("aria-disabled");
    }
  });
  return made;
}

/** A field with its label. */
export function field(label, control) {
  return h("label", { class: "field" }, h("span", {}, label), control);
}

export function select(id, options, chosen, change) {
  const made = h("select", { "data-testid": id }, options.map((o) => {
    const [value, label] = Array.isArray(o) ? o : [o, o];
    return h("option", { value, selected: value === chosen }, label);
  }));
  if (change) made.addEventListener("change", () => change(made.value));
  return made;
}

export function input(id, value = "", attributes = {}) {
  return h("input", { type: "text", autocomplete: "off", spellcheck: "false", "data-testid": id, value, ...attributes });
}

/** A text to copy. */
export function code(text, id, label = "Copy") {
  const copy = button(label, id + "-copy", async () => {
    try {
      await navigator.clipboard.writeText(text);
      copy.textContent = "Copied";
    } catch {
      copy.textContent = "Select and copy";
    }
    setTimeout(() => (copy.textContent = label), 2000);
  }, { class: "small copy" });
  return h("div", { class: "code" }, h("pre", { "data-testid": id, tabindex: "0", role: "region", "aria-label": "text" }, text), copy);
}

/** A body: JSON with indentation, anything else as it is. */
export function pretty(body) {
  if (body === undefined || body === null || body === "") return "";
  if (typeof body !== "string") return JSON.stringify(body, null, 2);
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** An SVG of the server as an element. */
export function drawing(text) {
  const read = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (read.localName !== "svg") throw new Error("the drawing cannot be read");
  return document.adoptNode(read);
}

/** An address with its long ids shortened. */
export const shortened = (url) => url.replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "$1…");

export const clockTime = (at) => new Date(at).toISOString().slice(11, 23);
export const dateTime = (at) => new Date(at).toISOString().slice(0, 19).replace("T", " ");

/** A duration in words. */
export function duration(ms) {
  const seconds = Math.abs(ms) / 1000;
  if (seconds < 60) return seconds.toFixed(seconds < 10 ? 2 : 1) + " s";
  if (seconds < 3600) return Math.floor(seconds / 60) + " min " + Math.round(seconds % 60) + " s";
  if (seconds < 86400) return Math.floor(seconds / 3600) + " h " + Math.round((seconds % 3600) / 60) + " min";
  return (seconds / 86400).toFixed(1) + " d";
}
