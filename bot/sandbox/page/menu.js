import { el } from "./dom.js";

let open = null;

function close() {
  open?.list.remove();
  open?.opener.setAttribute("aria-expanded", "false");
  open = null;
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.list.contains(event.target) && !open.opener.contains(event.target)) close();
});

// Gives `opener` a drop-down beside it. `items()` is asked at every opening: [{label, hint?, run, testid?}].
// The opener's parent must be a positioned box; `side` is "up" or "down".
export function attach(opener, side, items) {
  opener.setAttribute("aria-haspopup", "menu");
  opener.setAttribute("aria-expanded", "false");
  opener.addEventListener("click", () => {
    const again = open?.opener === opener;
    close();
    if (!again) show(opener, side, items());
  });
}

function show(opener, side, items) {
  const list = el("div", { class: `menu menu-${side}`, role: "menu" });
  for (const item of items) {
    const label = el("span", { class: "menu-label" }, item.label);
    const hint = item.hint ? el("span", { class: "menu-hint" }, item.hint) : null;
    const pick = () => {
      close();
      opener.focus();
      item.run?.();
    };
    const props = {
      role: "menuitem",
      class: "menu-item",
      "data-testid": item.testid,
      disabled: !item.run,
      onclick: pick,
    };
    list.append(el("button", { type: "button", ...props }, label, hint));
  }
  list.addEventListener("keydown", (event) => move(event, list, opener));
  opener.after(list);
  opener.setAttribute("aria-expanded", "true");
  open = { opener, list };
  list.querySelector("button:not(:disabled)")?.focus();
}

function move(event, list, opener) {
  const buttons = [...list.querySelectorAll("button:not(:disabled)")];
  const at = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    buttons.at((at + step) % buttons.length)?.focus();
  } else if (event.key === "Escape") {
    close();
    opener.focus();
  } else if (event.key === "Tab") {
    close();
  }
}
