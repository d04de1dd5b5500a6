// What goes to the gateway. The secret of the call stays in this variable: leaving the page ends the call.

import { newId } from "/static/chat/js/session.js";
import { S } from "./strings.js";

let secret = null;

async function ask(path, options) {
  let response;
  let body;
  try {
    const headers = { ...options.headers, ...(secret ? { Authorization: `Bearer ${secret}` } : {}) };
    response = await fetch(`/api/call-me${path}`, { ...options, method: "POST", headers, cache: "no-store", credentials: "omit" });
    body = await response.json();
  } catch {
    throw Object.assign(new Error(S.failed), { passing: false });
  }
  if (response.ok) return body;
  throw Object.assign(new Error(body.error?.message ?? S.failed), { passing: response.status === 503 || response.status === 429 });
}

/** Begins a call; gives the first commands. */
export async function begin() {
  secret = null;
  const answer = await ask("/calls", {});
  secret = answer.call;
  return answer;
}

/** One event of the telephone's protocol: {type, digits, …}. */
export function tell(event) {
  return ask("/events", { headers: { "Content-Type": "application/json" }, body: JSON.stringify({ id: newId(), ...event }) });
}

/** An utterance as WAV. */
export function send(wav) {
  return ask(`/speech?id=${encodeURIComponent(newId())}`, { headers: { "Content-Type": "audio/wav" }, body: wav });
}

/** The page is left in the middle of a call: said without waiting for an answer. */
export function leave() {
  if (secret === null) return;
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${secret}` };
  fetch("/api/call-me/events", { method: "POST", keepalive: true, headers, body: JSON.stringify({ id: newId(), type: "hangup" }) }).catch(() => {});
  secret = null;
}
