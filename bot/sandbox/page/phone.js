import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { button, el, icon } from "./dom.js";
import { startPayload } from "./links.js";
import * as menu from "./menu.js";
import { Messages } from "./messages.js";
import { Toasts } from "./toasts.js";

// One chat as one person sees it. `world`: people(), now(), openStart(payload, chat), hide(chat):
// a way to take the phone off the screen, or null where there is only one on it.
export class Phone {
  constructor(chat, world) {
    Object.assign(this, { id: chat.id, chat, world });
    this.actor = chat.id;
    this.messages = new Messages({
      press: (message, cell) => api.press(this.actor, this.id, message.message_id, cell.data),
      link: (url) => this.#link(url),
      command: (text) => this.composer.tell(text),
      start: this.#group() ? null : () => this.composer.tell("/start"),
      edit: (message) => this.composer.edit(message),
    });
    this.composer = new Composer(this.id, {
      who: () => this.actor,
      commands: () => this.chat.commands,
      sent: () => this.messages.toBottom(),
    });
    this.toasts = new Toasts();
    this.typing = el(
      "p",
      { class: "typing", "data-testid": "typing", hidden: true },
      "Бот печатает",
      el("i"),
      el("i"),
      el("i"),
    );
    this.node = el("section", {
      class: "phone",
      "data-chat": this.id,
      "data-testid": "phone",
      tabindex: "-1",
    });
    this.node.append(this.#header(), this.messages.node, this.typing, this.toasts.node);
    if (this.#group()) this.node.append(this.#actors());
    this.node.append(this.composer.node, this.#blocked());
  }

  // Returns true when there is something new in the chat.
  update(chat) {
    this.chat = chat;
    this.name.textContent = chat.title;
    this.role.textContent = this.#subtitle();
    this.node.setAttribute("aria-label", [chat.title, this.#subtitle()].filter(Boolean).join(", "));
    if (this.#group()) this.#listActors();
    const blocked = Boolean(this.#person()?.blocked);
    this.node.classList.toggle("is-blocked", blocked);
    this.composer.node.hidden = blocked;
    this.barred.hidden = !blocked;
    this.typing.hidden = !chat.typing;
    this.toasts.update(chat.toasts);
    return this.messages.update(chat, this.actor, this.world.now());
  }

  #group() {
    return this.id < 0;
  }

  #person() {
    return this.world.people().find((person) => person.id === this.id);
  }

  #subtitle() {
    if (!this.#group()) return this.#person()?.title ?? "";
    return this.#botAway() ? "Группа · бота здесь нет" : "Группа";
  }

  #botAway() {
    return ["left", "kicked"].includes(this.chat.bot);
  }

  #header() {
    this.name = el("h2", {}, this.chat.title);
    this.role = el("p", { class: "muted" });
    const more = button("Действия", { class: "icon-button", "data-testid": "more" }, icon("more"));
    const header = el("header", { class: "phone-head" }, avatar(this.id, this.chat.title));
    header.append(el("div", { class: "phone-name" }, this.name, this.role), more);
    menu.attach(more, "down", () => this.#actions());
    return header;
  }

  #actions() {
    const hide = { label: "Убрать телефон с экрана", testid: "hide", run: this.world.hide(this.id) };
    const person = this.#person();
    if (person) {
      const label = person.blocked ? "Разблокировать бота" : "Заблокировать бота";
      // There is nobody to block before the first message.
      const run = person.started === false ? null : () => api.block(this.id, !person.blocked);
      return [{ label, testid: "block", run }, hide];
    }
    const away = this.#botAway();
    const label = away ? "Вернуть бота в группу" : "Удалить бота из группы";
    const status = away ? "member" : "kicked";
    return [{ label, testid: "place", run: () => api.place(this.id, status, this.actor) }, hide];
  }

  #blocked() {
    const open = () => api.block(this.id, false);
    const unblock = el(
      "button",
      { type: "button", class: "primary", "data-testid": "unblock", onclick: open },
      "Разблокировать",
    );
    this.barred = el("div", { class: "barred", hidden: true }, el("span", {}, "Бот заблокирован"), unblock);
    return this.barred;
  }

  // In a group somebody has to do the writing and pressing: the first member unless the viewer chooses.
  #actors() {
    this.select = el("select", { "aria-label": "От чьего имени", "data-testid": "act-as" });
    this.select.addEventListener("change", () => {
      this.actor = Number(this.select.value);
      this.update(this.chat);
    });
    return el("label", { class: "actors" }, el("span", {}, "Пишет"), this.select);
  }

  #listActors() {
    const members = this.chat.members;
    const people = this.world.people().filter((person) => !members || members.includes(person.id));
    const signature = JSON.stringify(people.map(({ id, name }) => [id, name]));
    if (signature === this.select.dataset.people) return;
    this.select.dataset.people = signature;
    if (!people.some((person) => person.id === this.actor)) this.actor = people[0]?.id;
    this.select.replaceChildren(...people.map(({ id, name }) => el("option", { value: id }, name)));
    this.select.value = String(this.actor);
  }

  #link(url) {
    const payload = startPayload(url);
    if (payload === null) return false;
    this.world.openStart(payload, this.id);
    return true;
  }
}
