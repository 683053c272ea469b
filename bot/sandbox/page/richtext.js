import { button, el } from "./dom.js";

const PLAIN = new Set([
  "B",
  "STRONG",
  "I",
  "EM",
  "U",
  "INS",
  "S",
  "STRIKE",
  "DEL",
  "CODE",
  "PRE",
  "BLOCKQUOTE",
]);
const SAFE_URL = /^(https?|mailto|tel):/i;
const LIVE = /(https?:\/\/[^\s<>«»"]+[^\s<>«»".,;:!?)\]])|((?<=^|[\s(])\/[a-z][a-z0-9_]{0,31}(?![\w/]))/g;

// Turns the server's `html` into nodes. Only the tags above survive, and of attributes a link's address.
// `act.link(url)` returns true when it has taken the link over, `act.command(text)` sends a tapped /command.
export function render(html, act) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const result = document.createDocumentFragment();
  copy(parsed.body, result, act, true);
  return result;
}

function copy(from, to, act, live) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (live) to.append(...enliven(node.data, act));
      else to.append(node.data);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      to.append(element(node, act, live));
    }
  }
}

function element(node, act, live) {
  if (node.tagName === "BR") return document.createTextNode("\n");
  if (node.tagName === "A" && SAFE_URL.test(node.getAttribute("href") ?? "")) {
    return anchor(node.getAttribute("href"), node.textContent, act);
  }
  if (node.tagName === "TG-SPOILER" || (node.tagName === "SPAN" && node.classList.contains("tg-spoiler"))) {
    return spoiler(node, act);
  }
  if (["SCRIPT", "STYLE", "TEMPLATE"].includes(node.tagName)) return document.createDocumentFragment();
  const target = PLAIN.has(node.tagName)
    ? document.createElement(node.tagName)
    : document.createDocumentFragment();
  copy(node, target, act, live && !["CODE", "PRE"].includes(node.tagName));
  return target;
}

function anchor(url, text, act) {
  return el(
    "a",
    {
      href: url,
      target: "_blank",
      rel: "noopener noreferrer",
      onclick: (event) => {
        if (act.link(url)) event.preventDefault();
      },
    },
    text,
  );
}

function spoiler(node, act) {
  const cover = el("span", {
    class: "spoiler",
    role: "button",
    tabindex: "0",
    "aria-label": "Показать скрытое",
  });
  copy(node, cover, act, false);
  const reveal = () => {
    cover.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
  return cover;
}

// Bare addresses and /commands in running text can be tapped, as in a messenger.
function enliven(text, act) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(LIVE)) {
    parts.push(text.slice(end, match.index));
    const [whole, url] = match;
    if (url) parts.push(anchor(url, url, act));
    else parts.push(button(whole, { class: "command", onclick: () => act.command(whole) }));
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
