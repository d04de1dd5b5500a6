// What this device remembers: which conversation is open, how far it was read, and the half-written message.

const CONVERSATION = "ieum.chat.conversation";
const SEEN = "ieum.chat.seen";
const TYPED = "ieum.chat.typed";

// Some browsers forbid storage or have none left; the page then works from memory until it is closed.
const memory = new Map();

/** Reads one stored value, parsed; null where there is none. */
export function load(key) {
  if (memory.has(key)) return memory.get(key);
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Stores one value; null removes it. */
export function save(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    memory.delete(key);
  } catch {
    memory.set(key, value);
  }
}

/** The open conversation as {conversation, token}, or null. */
export function current() {
  const found = load(CONVERSATION);
  return found && found.conversation && found.token ? found : null;
}

/** Opens a conversation on this device. `resumed`: its history is old to the reader and is not read aloud. */
export function open({ conversation, token }, resumed = false) {
  save(CONVERSATION, { conversation, token });
  save(SEEN, resumed ? Number.MAX_SAFE_INTEGER : 0);
}

/** Forgets the open conversation and what was half written in it. */
export function forget() {
  for (const key of [CONVERSATION, SEEN, TYPED]) save(key, null);
}

/** The number of the last message the reader has had on this device. */
export const seen = () => load(SEEN) ?? 0;
export const markSeen = (seq) => save(SEEN, seq);

/** The text standing unsent in the input. */
export const typed = () => load(TYPED) ?? "";
export const keepTyped = (text) => save(TYPED, text || null);

/** An identifier that makes a repeated sending recognisable. Also works on plain http, where randomUUID is missing. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
