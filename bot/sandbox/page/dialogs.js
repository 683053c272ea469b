import { avatar } from "./avatar.js";
import { button, el, icon } from "./dom.js";

// A dialog over the whole page. It closes on Escape, on its cross and on a tap beside it.
function modal(label, className, ...content) {
  const cross = button(
    "Закрыть",
    { class: "icon-button dialog-close", onclick: () => dialog.close() },
    icon("close"),
  );
  const dialog = el("dialog", { class: className, "aria-label": label }, cross, ...content);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function enlarge(url, caption) {
  const picture = el("img", { src: url, alt: caption || "Фото" });
  const dialog = modal("Фото", "viewer", picture);
  picture.addEventListener("click", () => dialog.close());
}

export function help() {
  const lines = [
    "Каждый телефон — один человек или группа: пишите и нажимайте кнопки за любого. Скрепка пришлёт файл.",
    "Приглашение — ссылка в чате: нажмите её и выберите, кто откроет.",
    "Часы двигаются кнопками сверху: так срабатывают напоминания. Там же включаются сбои связи.",
  ];
  modal(
    "Как играть",
    "sheet",
    el("h2", {}, "Как играть"),
    el(
      "ol",
      {},
      lines.map((line) => el("li", {}, line)),
    ),
  );
}

// Asks on whose phone a start link is opened: an invitation is forwarded to somebody else.
export function openAs(people, clickedBy, choose) {
  const list = el("div", { class: "choices" });
  const dialog = modal(
    "Открыть ссылку как",
    "sheet",
    el("h2", {}, "Открыть как…"),
    el("p", { class: "muted" }, "Ссылка откроется на телефоне выбранного человека."),
    list,
  );
  for (const person of people) {
    const here = person.id === clickedBy ? "этот телефон" : "";
    const hint = [person.title, here].filter(Boolean).join(" · ");
    const pick = () => {
      dialog.close();
      choose(person);
    };
    list.append(
      el(
        "button",
        {
          type: "button",
          class: "choice",
          "data-testid": "open-as",
          "data-person": person.id,
          onclick: pick,
        },
        avatar(person.id, person.name),
        el(
          "span",
          { class: "choice-text" },
          el("b", {}, person.name),
          hint && el("span", { class: "muted" }, hint),
        ),
      ),
    );
  }
}
