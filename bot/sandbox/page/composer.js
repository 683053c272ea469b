import * as api from "./api.js";
import { button, el, icon } from "./dom.js";
import * as menu from "./menu.js";
import { weight } from "./message.js";

const ODD = [
  ["sticker", "Стикер"],
  ["voice", "Голосовое сообщение"],
  ["location", "Место на карте"],
  ["contact", "Контакт"],
  ["forward", "Пересланное сообщение"],
];

// The writing line of one phone. `who()` is the person it writes as, `chat` the chat it writes to.
export class Composer {
  #editing = null;
  #file = null;

  constructor(chat, { who, commands, sent }) {
    Object.assign(this, { chat, who, sent });
    this.input = el("textarea", {
      rows: "1",
      placeholder: "Сообщение",
      "aria-label": "Сообщение",
      "data-testid": "input",
    });
    this.input.addEventListener("input", () => this.#grow());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.picker = el("input", { type: "file", hidden: true, "data-testid": "file", "aria-label": "Файл" });
    this.picker.addEventListener("change", () => this.#picked());
    this.banner = el("div", { class: "banner", hidden: true });
    const open = button(
      "Меню команд",
      { class: "pill", "data-testid": "menu" },
      icon("menu"),
      el("span", {}, "Меню"),
    );
    const attach = button("Прикрепить", { class: "icon-button", "data-testid": "attach" }, icon("clip"));
    const go = button(
      "Отправить",
      { class: "icon-button send", "data-testid": "send", onclick: () => this.submit() },
      icon("send"),
    );
    this.node = el("div", { class: "composer" }, this.banner);
    this.node.append(el("div", { class: "line" }, open, attach, this.input, go, this.picker));
    menu.attach(open, "up", () => this.#commands(commands()));
    menu.attach(attach, "up", () => this.#odd());
  }

  // Sends a ready text, such as a command from the menu, past whatever is being typed.
  async tell(text) {
    this.sent();
    return api.say(this.who(), this.chat, text);
  }

  edit(message) {
    this.#editing = message;
    this.#file = null;
    this.input.value = message.text;
    this.#banner("Изменение сообщения", "edit-cancel", () => (this.input.value = ""));
    this.#grow();
    this.input.focus();
  }

  async submit() {
    const text = this.input.value;
    const [editing, file] = [this.#editing, this.#file];
    if (!file && !text.trim()) return;
    this.#clear();
    this.sent();
    let done;
    if (editing) done = await api.edit(this.who(), this.chat, editing.message_id, text);
    else if (file) done = await api.upload(this.who(), this.chat, file, text.trim());
    else done = await api.say(this.who(), this.chat, text);
    // What was refused comes back, unless the person has begun anew.
    if (!done && !this.input.value) {
      this.input.value = text;
      this.#grow();
    }
  }

  #clear() {
    this.#editing = null;
    this.#file = null;
    this.input.value = "";
    this.picker.value = "";
    this.banner.hidden = true;
    this.#grow();
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && !this.banner.hidden) {
      this.#clear();
    }
  }

  #picked() {
    const [file] = this.picker.files;
    if (!file) return;
    this.#editing = null;
    this.#file = file;
    this.#banner(`${file.name} · ${weight(file.size)}`, "file-cancel");
    this.input.focus();
  }

  #banner(words, testid, undo) {
    const drop = () => {
      this.#editing = null;
      this.#file = null;
      this.picker.value = "";
      this.banner.hidden = true;
      undo?.();
      this.#grow();
    };
    const cross = button(
      "Отменить",
      { class: "icon-button", "data-testid": testid, onclick: drop },
      icon("close"),
    );
    this.banner.replaceChildren(el("span", {}, words), cross);
    this.banner.hidden = false;
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 140)}px`;
  }

  #commands(known) {
    if (!known?.length) return [{ label: "Бот пока не предложил команд" }];
    return known.map(({ command, description }) => ({
      label: description,
      hint: `/${command}`,
      testid: `command-${command}`,
      run: () => this.tell(`/${command}`),
    }));
  }

  #odd() {
    const file = { label: "Файл или фото…", testid: "attach-file", run: () => this.picker.click() };
    const kinds = ODD.map(([kind, label]) => ({
      label,
      testid: `send-${kind}`,
      run: () => {
        this.sent();
        api.send(this.who(), this.chat, kind);
      },
    }));
    return [file, ...kinds];
  }
}
