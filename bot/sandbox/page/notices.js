import { button, el, icon } from "./dom.js";

const SHOWN_MS = 7000;
const box = () => document.querySelector(".notices");

// A small message of the page itself (not of the bot). The same words are never stacked twice.
export function notice(text) {
  for (const old of box().children) if (old.dataset.text === text) old.remove();
  const node = el("div", { class: "notice", "data-text": text }, el("span", {}, text));
  node.append(button("Закрыть", { class: "icon-button", onclick: () => node.remove() }, icon("close")));
  box().append(node);
  setTimeout(() => node.remove(), SHOWN_MS);
}

let offline = null;

// Shown for as long as the sandbox does not answer.
export function connection(ok) {
  if (ok) {
    offline?.remove();
    offline = null;
  } else if (!offline) {
    offline = el(
      "div",
      { class: "notice", "data-testid": "offline" },
      "Нет связи с песочницей. Пробую снова…",
    );
    box().append(offline);
  }
}
