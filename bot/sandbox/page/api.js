import { notice } from "./notices.js";

const POLL_SECONDS = 25;

// The newest state once it differs from `rev`, or the same one after POLL_SECONDS.
// Throws when the sandbox is away.
export async function state(rev) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), (POLL_SECONDS + 15) * 1000);
  try {
    const response = await fetch(`/control/state?since=${encodeURIComponent(rev)}&timeout=${POLL_SECONDS}`, {
      signal: abort.signal,
      cache: "no-store",
    });
    if (!response.ok) throw new Error(`state: ${response.status}`);
    return await response.json();
  } finally {
    clearTimeout(timer);
  }
}

// Sends one wish of the viewer. On failure says why in a notice and returns null.
async function ask(path, init) {
  try {
    const response = await fetch(`/control/${path}`, { method: "POST", ...init });
    const body = await response.json().catch(() => ({}));
    if (response.ok) return body;
    notice(body.error || `Песочница отказала: ${response.status}`);
  } catch {
    notice("Нет связи с песочницей");
  }
  return null;
}

function post(path, body) {
  return ask(path, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export const say = (person, chat, text) => post("say", { person, chat, text });
export const press = (person, chat, messageId, data) =>
  post("press", { person, chat, message_id: messageId, data });
export const send = (person, chat, kind) => post("send", { person, chat, kind });
export const edit = (person, chat, messageId, text) =>
  post("edit", { person, chat, message_id: messageId, text });
export const block = (person, blocked) => post("block", { person, blocked });
export const place = (chat, status, by) => post("bot", { chat, status, by });
export const clock = (move) => post("clock", move);
export const faults = (mode) => post("faults", { mode });

export function upload(person, chat, file, caption) {
  const form = new FormData();
  form.set("person", person);
  form.set("chat", chat);
  if (caption) form.set("caption", caption);
  form.set("file", file, file.name);
  return ask("upload", { body: form });
}
