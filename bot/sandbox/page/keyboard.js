import { el, icon } from "./dom.js";
import { startPayload } from "./links.js";

// After this long a messenger gives up waiting for the bot's answer to a press.
const PATIENCE_MS = 15000;

// The rows of buttons under a message. A pressed button is busy until `settle` or until patience ends.
export class Keyboard {
  #signature = "[]";

  constructor(press, link) {
    this.press = press;
    this.link = link;
    this.node = el("div", { class: "keyboard", hidden: true });
  }

  update(rows) {
    const signature = JSON.stringify(rows);
    if (signature === this.#signature) return;
    this.#signature = signature;
    const focused = this.node.contains(document.activeElement);
    this.node.replaceChildren(
      ...rows.map((row) =>
        el(
          "div",
          { class: "keyboard-row" },
          row.map((cell) => this.#button(cell)),
        ),
      ),
    );
    this.node.hidden = rows.length === 0;
    if (focused) this.node.querySelector("button, a")?.focus();
  }

  settle() {
    for (const node of this.node.querySelectorAll("[aria-busy]")) node.removeAttribute("aria-busy");
  }

  #button(cell) {
    const props = { class: "key", "data-testid": "inline-button", "data-data": cell.data };
    if (cell.url && startPayload(cell.url) === null) {
      return el(
        "a",
        { ...props, href: cell.url, target: "_blank", rel: "noopener noreferrer" },
        cell.text,
        icon("link"),
      );
    }
    const node = el("button", { type: "button", ...props }, cell.text, cell.url ? icon("link") : null);
    node.addEventListener("click", () => (cell.url ? this.link(cell.url) : this.#pressed(node, cell)));
    return node;
  }

  async #pressed(node, cell) {
    node.setAttribute("aria-busy", "true");
    setTimeout(() => node.removeAttribute("aria-busy"), PATIENCE_MS);
    const done = await this.press(cell);
    if (!done) node.removeAttribute("aria-busy");
  }
}
