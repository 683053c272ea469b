import * as api from "./api.js";
import * as dates from "./dates.js";
import { arrange, button, el } from "./dom.js";

// The sandbox clock in the top bar: it ticks between polls and moves on request.
export class Clock {
  #now = new Date(0);
  #readAt = 0;
  #shortcuts = "";

  constructor() {
    this.day = el("span", { class: "clock-day" });
    this.time = el("span", { class: "clock-time" });
    this.face = el(
      "div",
      { class: "clock", "data-testid": "clock", "aria-label": "Часы песочницы" },
      this.day,
      this.time,
    );
    this.progress = el("div", {
      class: "progress",
      role: "progressbar",
      "aria-label": "Часы идут",
      hidden: true,
    });
    this.field = el("input", {
      type: "datetime-local",
      "aria-label": "Дата и время",
      "data-testid": "clock-field",
    });
    this.field.addEventListener("keydown", (event) => event.key === "Enter" && this.#jump());
    this.jumps = el("span", { class: "jumps" });
    this.tools = el(
      "div",
      { class: "group", role: "group", "aria-label": "Перевести часы" },
      this.#move("+1 час", { add: { hours: 1 } }, "clock-hour"),
      this.#move("+1 день", { add: { days: 1 } }, "clock-day"),
      this.jumps,
      el(
        "span",
        { class: "joined" },
        this.field,
        button("Перейти", { "data-testid": "clock-go", onclick: () => this.#jump() }),
      ),
    );
    setInterval(() => this.#tick(), 1000);
  }

  now() {
    return new Date(this.#now.getTime() + performance.now() - this.#readAt);
  }

  update(clock) {
    dates.useZone(clock.zone);
    this.#now = new Date(clock.now);
    this.#readAt = performance.now();
    if (!this.field.value) this.field.value = dates.toField(this.#now);
    const shortcuts = JSON.stringify(clock.shortcuts ?? []);
    if (shortcuts !== this.#shortcuts) {
      this.#shortcuts = shortcuts;
      arrange(
        this.jumps,
        (clock.shortcuts ?? []).map((jump) => this.#shortcut(jump)),
      );
    }
    this.#tick();
  }

  #shortcut({ label, to }) {
    const when = new Date(to);
    const move = this.#move(label, { to }, "clock-shortcut");
    move.title = `${dates.longDay(when)}, ${dates.time(when)}`;
    return move;
  }

  #move(label, request, testid) {
    return button(label, { "data-testid": testid, onclick: () => this.#go(request) });
  }

  #jump() {
    if (this.field.value) this.#go({ to: dates.fromField(this.field.value).toISOString() });
  }

  // The answer comes when everything due by then has been said, which can take seconds.
  async #go(request) {
    if (!this.progress.hidden) return;
    this.#busy(true);
    const done = await api.clock(request);
    this.#busy(false);
    if (done) this.field.value = "";
  }

  #busy(moving) {
    this.progress.hidden = !moving;
    this.face.classList.toggle("moving", moving);
    for (const control of this.tools.querySelectorAll("button, input")) control.disabled = moving;
  }

  #tick() {
    const now = this.now();
    this.day.textContent = dates.longDay(now);
    this.time.textContent = dates.clockTime(now);
  }
}
