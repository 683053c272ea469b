const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

// What a bot's start link carries («https://t.me/bot?start=PAYLOAD»), or null for any other address.
export function startPayload(url) {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  return HOSTS.has(address.hostname) ? address.searchParams.get("start") : null;
}
