import { hue } from "./avatar.js";
import * as dates from "./dates.js";
import * as dialogs from "./dialogs.js";
import { arrange, button, el, icon } from "./dom.js";
import { Keyboard } from "./keyboard.js";
import * as richtext from "./richtext.js";

const KINDS = {
  sticker: "Стикер",
  voice: "Голосовое сообщение",
  location: "Место на карте",
  contact: "Контакт",
  forward: "Пересланное сообщение",
  video: "Видео",
  video_note: "Видеосообщение",
  animation: "Анимация",
  audio: "Аудио",
  venue: "Место",
  dice: "Кубик",
  poll: "Опрос",
};
// Somebody joined, something was pinned: the server names no kind and gives no words.
const SERVICE = "Служебное сообщение";

// One message on one phone. `update` rebuilds only the parts that changed, so pictures do not flicker
// and a selection survives an edit of the buttons.
export class Message {
  #parts = new Map();

  constructor(act) {
    this.act = act;
    this.keyboard = new Keyboard((cell) => act.press(this.message, cell), act.link);
    this.bubble = el("div", { class: "bubble" });
    this.node = el("article", { class: "message" }, this.bubble, this.keyboard.node);
  }

  update(message, { own, named, editable }) {
    this.message = message;
    this.node.dataset.message = message.message_id;
    this.node.classList.toggle("own", own);
    arrange(this.bubble, [
      ...this.#part("author", named ? message.from.name : "", (name) => author(message.from.id, name)),
      ...this.#part("photo", message.photo?.url, (url) => photo(url, message.text)),
      ...this.#part("document", message.document, chip),
      ...this.#part("kind", kindOf(message), (label) => el("span", { class: "kind" }, label)),
      ...this.#part("text", message.html || escaped(message.text), (html) => text(html, this.act)),
      ...this.#part("meta", this.#meta(editable), (meta) => this.#footer(meta)),
    ]);
    this.bubble.classList.toggle("pictured", Boolean(message.photo));
    this.keyboard.update(message.buttons ?? []);
  }

  settle() {
    this.keyboard.settle();
  }

  #meta(editable) {
    return { date: this.message.date, edited: this.message.edited, editable };
  }

  #footer({ date, edited, editable }) {
    const at = new Date(date);
    const footer = el("footer", { class: "meta" });
    if (editable) {
      const pencil = { class: "pencil", "data-testid": "edit", onclick: () => this.act.edit(this.message) };
      footer.append(button("Изменить сообщение", pencil, icon("pencil")));
    }
    footer.append(edited ? "изменено " : "", el("time", { datetime: date }, dates.time(at)));
    return footer;
  }

  // Zero or one node, made anew only when `value` differs from the last time.
  #part(name, value, make) {
    if (!value) {
      this.#parts.delete(name);
      return [];
    }
    const signature = JSON.stringify(value);
    let part = this.#parts.get(name);
    if (part?.signature !== signature) {
      part = { signature, node: make(value) };
      this.#parts.set(name, part);
    }
    return [part.node];
  }
}

function kindOf({ kind, text, photo, document }) {
  return KINDS[kind] ?? (text || photo || document ? "" : SERVICE);
}

function escaped(plain) {
  const holder = document.createElement("div");
  holder.textContent = plain ?? "";
  return holder.innerHTML;
}

function author(id, name) {
  return el("span", { class: `author ${hue(id)}` }, name);
}

function text(html, act) {
  return el("div", { class: "text" }, richtext.render(html, act));
}

function photo(url, caption) {
  const picture = el("img", { src: url, alt: caption || "Фото" });
  return button(
    "Открыть фото",
    { class: "photo", "data-testid": "photo", onclick: () => dialogs.enlarge(url, caption) },
    picture,
  );
}

function chip({ name, size, url }) {
  const label = el(
    "span",
    { class: "file-text" },
    el("b", {}, name),
    el("span", { class: "muted" }, weight(size)),
  );
  return el(
    "a",
    { class: "file", href: url, download: name, "data-testid": "document" },
    icon("file"),
    label,
  );
}

export function weight(bytes) {
  const number = (value) => value.toLocaleString("ru-RU", { maximumFractionDigits: value < 10 ? 1 : 0 });
  if (bytes < 1024) return `${bytes} Б`;
  if (bytes < 1024 * 1024) return `${number(bytes / 1024)} КБ`;
  return `${number(bytes / 1024 / 1024)} МБ`;
}
