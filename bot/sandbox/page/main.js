// The sandbox page. `main` asks the server for its state and hands it down:
//   bar.js       name, clock (clock.js), faults (faults.js)
//   phones.js    tabs and phones; phone.js is one of them:
//                messages.js → message.js → richtext.js, keyboard.js · toasts.js · composer.js
//   api.js       every request; dialogs.js, menu.js, notices.js: what opens over the page
import * as api from "./api.js";
import { Bar } from "./bar.js";
import { connection } from "./notices.js";
import { Phones } from "./phones.js";

const RETRY_MS = 1500;

const bar = new Bar(document.querySelector(".bar"));
let people = [];
const world = { people: () => people, now: () => bar.clock.now() };
const phones = new Phones(document.querySelector(".tabs"), document.querySelector(".phones"), world);

function show(state) {
  people = state.people;
  bar.update(state);
  phones.update(state.chats);
}

// Long polling for ever. After a lost connection everything is asked anew: the server may be a new one.
async function follow() {
  let rev = 0;
  for (;;) {
    try {
      const state = await api.state(rev);
      connection(true);
      rev = state.rev;
      show(state);
    } catch (error) {
      console.warn(error);
      connection(false);
      rev = 0;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

follow();
