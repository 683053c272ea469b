import { el } from "./dom.js";

const SHOWN_MS = 4500;

// The bot's answers to button presses: a line over the messages, or a dialog inside the phone for an alert.
export class Toasts {
  #seen = null;

  constructor() {
    this.node = el("div", { class: "toasts", "aria-live": "assertive" });
  }

  // Answers from before the page was opened are not shown again.
  update(toasts) {
    const first = this.#seen === null;
    this.#seen ??= new Set();
    for (const toast of toasts ?? []) {
      if (this.#seen.has(toast.query_id)) continue;
      this.#seen.add(toast.query_id);
      if (first || !toast.text) continue;
      if (toast.alert) this.#alert(toast.text);
      else this.#line(toast.text);
    }
  }

  #line(text) {
    const node = el("div", { class: "toast", "data-testid": "toast" }, text);
    this.node.append(node);
    setTimeout(() => node.remove(), SHOWN_MS);
  }

  #alert(text) {
    const ok = el("button", { type: "button", class: "primary", "data-testid": "alert-ok" }, "Понятно");
    const box = el("div", {
      class: "alert",
      role: "alertdialog",
      "aria-label": "Ответ бота",
      "data-testid": "alert",
    });
    box.append(el("div", { class: "alert-box" }, el("p", {}, text), ok));
    ok.addEventListener("click", () => box.remove());
    box.addEventListener("keydown", (event) => event.key === "Escape" && box.remove());
    this.node.append(box);
    // Somebody typing on another phone keeps the focus there.
    if (this.node.parentElement.contains(document.activeElement) || document.activeElement === document.body)
      ok.focus();
  }
}
