import { Clock } from "./clock.js";
import * as dialogs from "./dialogs.js";
import { button, el, icon } from "./dom.js";
import { Faults } from "./faults.js";

// The top bar: name, clock, its moves, faults, help. On a narrow screen the tools fold behind one button.
export class Bar {
  constructor(root) {
    this.clock = new Clock();
    this.faults = new Faults();
    const help = button(
      "Как играть",
      { class: "icon-button", "data-testid": "help", onclick: dialogs.help },
      "?",
    );
    const tools = el("div", { class: "tools", id: "tools" }, this.clock.tools, this.faults.tools);
    const toggle = button(
      "Часы и сбои",
      {
        class: "icon-button tools-toggle",
        "aria-controls": "tools",
        "aria-expanded": "false",
        "data-testid": "tools",
      },
      icon("tools"),
    );
    toggle.addEventListener("click", () => {
      const open = root.classList.toggle("open");
      toggle.setAttribute("aria-expanded", String(open));
    });
    const title = el("h1", {}, "Наставник: ", el("span", {}, "песочница"));
    root.append(title, this.clock.face, this.faults.badge, tools, toggle, help, this.clock.progress);
  }

  update(state) {
    this.clock.update(state.clock);
    this.faults.update(state.faults);
  }
}
