// Builds an element. Strings become text nodes, never markup.
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// A button that never submits and always has a name for screen readers.
export function button(label, props = {}, ...children) {
  const content = children.length ? children : [label];
  const named = children.length ? { "aria-label": label, title: label } : {};
  return el("button", { type: "button", ...named, ...props }, ...content);
}

const PATHS = {
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  clip: "M8 12.5l5.7-5.7a3.2 3.2 0 0 1 4.5 4.5l-7.5 7.5a5 5 0 0 1-7.1-7.1L10.5 5",
  send: "M12 19V5.5M6 11.5l6-6 6 6",
  pencil: "M5 19l.8-3.8L15.5 5.5l3 3-9.7 9.7z",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  down: "M12 5v13M6.5 12.5L12 18l5.5-5.5",
  menu: "M5 7.5h14M5 12h14M5 16.5h9",
  file: "M7 3.5h7l4 4v13H7zM14 3.5v4h4",
  link: "M8 16l8-8M9.5 8H16v6.5",
  check: "M5.5 12.5l4.5 4.5 8.5-9.5",
  tools: "M4 8h9M17 8h3M4 16h3M11 16h9M15 5.8v4.400M9 13.8v4.400",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

// Makes `parent` hold exactly `nodes`, in order. Nodes already in place stay: a moved node loses focus.
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const node of [...parent.childNodes]) if (!wanted.has(node)) node.remove();
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}
