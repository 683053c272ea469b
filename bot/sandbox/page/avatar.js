import { el } from "./dom.js";

// A circle with initials in one of eight calm colours, always the same one for the same chat.
export function avatar(id, name) {
  return el("span", { class: `avatar ${hue(id)}`, "aria-hidden": "true" }, initials(name));
}

export const hue = (id) => `hue-${Math.abs(Number(id)) % 8}`;

function initials(name) {
  const words = name.split(/[\s«»"№]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return (
    words
      .slice(0, 2)
      .map((word) => word[0].toUpperCase())
      .join("") || "?"
  );
}
