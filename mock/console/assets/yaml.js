// Writes data as YAML. Texts are quoted as JSON wherever a plain one could mean something else.

const plain = /^[A-Za-z_\/][A-Za-z0-9_\/ .{}-]*$/;
const words = /^(true|false|null|yes|no|on|off|y|n|~)$/i;

function scalar(value) {
  if (typeof value === "string" && plain.test(value) && !words.test(value) && value.trim() === value && !/[{}]/.test(value)) return value;
  return JSON.stringify(value);
}

const empty = (value) => typeof value === "object" && value !== null && Object.keys(value).length === 0;

/** The lines of a value. */
export function yaml(value, indent = "") {
  if (typeof value !== "object" || value === null || empty(value)) return indent + scalar(value) + "\n";
  if (Array.isArray(value)) {
    return value.map((item) => {
      if (typeof item !== "object" || item === null || empty(item)) return indent + "- " + scalar(item) + "\n";
      return indent + "- " + yaml(item, indent + "  ").slice(indent.length + 2);
    }).join("");
  }
  return Object.entries(value).map(([key, item]) => {
    const name = indent + scalar(key) + ":";
    if (typeof item !== "object" || item === null || empty(item)) return name + " " + scalar(item) + "\n";
    return name + "\n" + yaml(item, indent + "  ");
  }).join("");
}
