// Every time on the page is shown in the sandbox's zone, not the viewer's.
let zone = "Europe/Moscow";
const formats = new Map();

export function useZone(name) {
  if (name && name !== zone) {
    zone = name;
    formats.clear();
  }
}

function format(locale, options) {
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formats.get(key);
}

const DAY = { year: "numeric", month: "2-digit", day: "2-digit" };
const TIME = { hour: "2-digit", minute: "2-digit" };

// 2026-12-15: a key to tell days apart.
export const dayKey = (date) => format("sv-SE", DAY).format(date);

export const time = (date) => format("ru-RU", TIME).format(date);
export const clockTime = (date) => format("ru-RU", { ...TIME, second: "2-digit" }).format(date);

// «вторник, 15 декабря 2026»
export function longDay(date) {
  const weekday = format("ru-RU", { weekday: "long" }).format(date);
  return `${weekday}, ${dayAndMonth(date)} ${format("ru-RU", { year: "numeric" }).format(date)}`;
}

// «вторник, 15 декабря», with the year only when it is not this one.
export function separator(date, now) {
  const year = (day) => dayKey(day).slice(0, 4);
  if (year(date) !== year(now)) return longDay(date);
  return `${format("ru-RU", { weekday: "long" }).format(date)}, ${dayAndMonth(date)}`;
}

function dayAndMonth(date) {
  return format("ru-RU", { day: "numeric", month: "long" }).format(date);
}

// What a datetime-local field shows for this instant.
export function toField(date) {
  return format("sv-SE", { ...DAY, ...TIME })
    .format(date)
    .replace(" ", "T");
}

// The instant a datetime-local field means in the sandbox's zone.
export function fromField(value) {
  const wanted = Date.parse(`${value}Z`);
  let instant = wanted;
  // The second pass settles days on which the zone changes its offset.
  for (let pass = 0; pass < 2; pass += 1) instant += wanted - Date.parse(`${toField(new Date(instant))}Z`);
  return new Date(instant);
}
