import { avatar } from "./avatar.js";
import * as dialogs from "./dialogs.js";
import { arrange, el } from "./dom.js";
import { Phone } from "./phone.js";

const STORED = "sandbox.hidden";
const narrow = matchMedia("(max-width: 719px)");

// All phones and the tabs above them. On a wide screen a tab shows or hides its phone; on a narrow one
// it switches to it.
export class Phones {
  #phones = new Map();
  #tabs = new Map();
  #unread = new Map();
  #hidden = new Set(recall());
  #active = null;
  #inSight = new Set();

  constructor(tabs, stage, world) {
    Object.assign(this, { tabs, stage });
    this.world = {
      ...world,
      hide: (id) => (narrow.matches ? null : () => this.#toggle(id)),
      openStart: (...link) => this.#openStart(...link),
    };
    this.eye = new IntersectionObserver((seen) => this.#looked(seen), { threshold: 0.5 });
    narrow.addEventListener("change", () => this.#paint());
  }

  update(chats) {
    for (const chat of chats) this.#one(chat);
    const ids = new Set(chats.map((chat) => chat.id));
    for (const [id, phone] of this.#phones) {
      if (ids.has(id)) continue;
      this.eye.unobserve(phone.node);
      this.#phones.delete(id);
      this.#tabs.delete(id);
    }
    if (!ids.has(this.#active)) this.#active = chats[0]?.id ?? null;
    arrange(
      this.tabs,
      chats.map((chat) => this.#tabs.get(chat.id)),
    );
    arrange(
      this.stage,
      chats.map((chat) => this.#phones.get(chat.id).node),
    );
    this.#paint();
  }

  #one(chat) {
    const known = this.#phones.get(chat.id);
    const phone = known ?? new Phone(chat, this.world);
    const last = (of) => of.messages.at(-1)?.message_id ?? 0;
    const before = known ? last(known.chat) : Infinity;
    if (!known) {
      if (chat.backstage && !localStorage.getItem(STORED)) this.#hidden.add(chat.id);
      this.#phones.set(chat.id, phone);
      this.#tabs.set(chat.id, this.#tab(chat));
      this.eye.observe(phone.node);
    }
    phone.update(chat);
    const fresh = chat.messages.filter(
      (message) => message.message_id > before && message.from.id !== phone.actor,
    );
    if (fresh.length && !this.#inSight.has(chat.id)) {
      this.#unread.set(chat.id, (this.#unread.get(chat.id) ?? 0) + fresh.length);
    }
  }

  #tab(chat) {
    const props = { type: "button", class: "tab", "data-testid": "tab", "data-tab": chat.id };
    const count = el("span", { class: "count", hidden: true });
    const words = el("span", { class: "tab-name" }, chat.title);
    return el(
      "button",
      { ...props, onclick: () => this.#tapped(chat.id) },
      avatar(chat.id, chat.title),
      words,
      count,
    );
  }

  #tapped(id) {
    if (narrow.matches) this.#reveal(id);
    else this.#toggle(id);
  }

  #toggle(id) {
    if (this.#hidden.has(id)) return this.#reveal(id);
    this.#hidden.add(id);
    this.#remember();
  }

  #reveal(id) {
    this.#hidden.delete(id);
    this.#active = id;
    this.#remember();
    this.#tabs.get(id).scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#phones.get(id).node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "smooth" });
  }

  #remember() {
    localStorage.setItem(STORED, JSON.stringify([...this.#hidden]));
    this.#paint();
  }

  #looked(seen) {
    for (const { target, isIntersecting } of seen) {
      const id = Number(target.dataset.chat);
      if (isIntersecting) this.#inSight.add(id);
      else this.#inSight.delete(id);
      if (isIntersecting) this.#unread.delete(id);
    }
    this.#paint();
  }

  #paint() {
    for (const [id, phone] of this.#phones) {
      const shown = narrow.matches ? id === this.#active : !this.#hidden.has(id);
      phone.node.hidden = !shown;
      const tab = this.#tabs.get(id);
      tab.setAttribute("aria-pressed", String(shown));
      const words = tab.querySelector(".tab-name");
      if (words.textContent !== phone.chat.title) words.textContent = phone.chat.title;
      const count = tab.querySelector(".count");
      count.hidden = !this.#unread.has(id);
      count.textContent = this.#unread.get(id) ?? "";
    }
  }

  #openStart(payload, clickedOn) {
    dialogs.openAs(this.world.people(), clickedOn, (person) => {
      const phone = this.#phones.get(person.id);
      if (!phone) return;
      this.#reveal(person.id);
      phone.composer.tell(`/start ${payload}`.trim());
    });
  }
}

function recall() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) ?? [];
  } catch {
    return [];
  }
}
