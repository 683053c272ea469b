import * as api from "./api.js";
import { el } from "./dom.js";

const MODES = [
  ["none", "нет"],
  ["429", "429"],
  ["500", "500"],
  ["silence", "нет ответа"],
  ["slow", "медленно"],
];
const OFF = MODES[0][0];

// Chooses how the sandbox's Bot API misbehaves; a badge is in sight while it does.
export class Faults {
  constructor() {
    const options = MODES.map(([mode, label]) => el("option", { value: mode }, label));
    this.select = el("select", { id: "fault", "data-testid": "fault" }, options);
    this.select.addEventListener("change", () => this.#choose());
    this.tools = el("div", { class: "group" }, el("label", { for: "fault" }, "Сбой"), this.select);
    this.badge = el("span", { class: "badge", role: "status", "data-testid": "fault-badge", hidden: true });
    this.mode = OFF;
  }

  update(faults) {
    const mode = faults?.mode ?? OFF;
    if (mode !== this.mode) this.select.value = mode;
    this.mode = mode;
    const [, label] = MODES.find(([name]) => name === mode) ?? [mode, mode];
    this.badge.hidden = mode === OFF;
    this.badge.textContent = mode === OFF ? "" : `Сбой: ${label}`;
    document.body.classList.toggle("faulty", mode !== OFF);
  }

  async #choose() {
    const done = await api.faults(this.select.value);
    if (!done) this.select.value = this.mode;
  }
}
