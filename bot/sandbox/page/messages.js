import * as dates from "./dates.js";
import { arrange, button, el, icon } from "./dom.js";
import { Message } from "./message.js";

const NEAR_BOTTOM_PX = 48;

// The scrolling list of one phone. It follows the newest message unless the viewer has scrolled up.
export class Messages {
  #known = new Map();
  #days = new Map();
  #follow = true;
  #top = 0;
  #signature = "";

  constructor(act) {
    this.act = act;
    this.empty = el("div", { class: "empty" }, el("p", {}, "Здесь пока пусто"));
    if (act.start) {
      const props = { type: "button", class: "primary", "data-testid": "start", onclick: act.start };
      this.empty.append(el("button", props, "Начать"));
    }
    this.list = el("div", { class: "list", role: "log", "aria-live": "polite", "aria-label": "Сообщения" });
    this.scroller = el(
      "div",
      { class: "scroller", tabindex: "0", "aria-label": "Переписка", role: "region" },
      this.list,
    );
    this.down = button(
      "К последнему сообщению",
      { class: "to-bottom", hidden: true, onclick: () => this.toBottom() },
      icon("down"),
    );
    this.node = el("div", { class: "messages" }, this.scroller, this.down);
    this.scroller.addEventListener("scroll", () => this.#scrolled());
    // Pictures load late and the composer grows: either may push the newest message out of sight.
    const watch = new ResizeObserver(() => this.#follow && this.#stick());
    watch.observe(this.list);
    watch.observe(this.scroller);
  }

  // `person` is on whose behalf the phone is held; returns true when the chat has changed.
  update(chat, person, now) {
    const last = chat.messages.findLast((message) => message.from.id === person);
    const nodes = [];
    let day = "";
    const kept = new Set();
    const days = new Map();
    for (const message of chat.messages) {
      const date = new Date(message.date);
      const key = dates.dayKey(date);
      if (key !== day) nodes.push(this.#separator(days, `${key}/${message.message_id}`, date, now));
      day = key;
      kept.add(message.message_id);
      const own = message.from.id === person;
      const options = { own, named: chat.id < 0 && !own, editable: message === last && isText(message) };
      nodes.push(this.#message(message, options));
    }
    for (const id of this.#known.keys()) if (!kept.has(id)) this.#known.delete(id);
    this.#days = days;
    arrange(this.list, nodes.length ? nodes : [this.empty]);
    return this.#changed(chat);
  }

  toBottom() {
    this.#follow = true;
    this.#stick();
  }

  #changed(chat) {
    const signature = JSON.stringify([chat.messages, chat.toasts]);
    const changed = signature !== this.#signature;
    this.#signature = signature;
    if (changed) for (const message of this.#known.values()) message.settle();
    return changed;
  }

  #message(message, options) {
    let known = this.#known.get(message.message_id);
    if (!known) {
      known = new Message(this.act);
      this.#known.set(message.message_id, known);
    }
    known.update(message, options);
    return known.node;
  }

  // A day may come twice: the sandbox clock also goes back.
  #separator(days, key, date, now) {
    const node = this.#days.get(key) ?? el("div", { class: "day" });
    days.set(key, node);
    const words = dates.separator(date, now);
    if (node.textContent !== words) node.textContent = words;
    return node;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    // Only a move up is the viewer's wish: content growing below also ends in a scroll event.
    if (scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX) this.#follow = true;
    else if (scrollTop < this.#top) this.#follow = false;
    this.#top = scrollTop;
    this.down.hidden = this.#follow;
  }

  #stick() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}

function isText(message) {
  return Boolean(message.text) && !message.photo && !message.document && (message.kind ?? "text") === "text";
}
