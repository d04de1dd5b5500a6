// The page behind an upload link. The secret is the end of the address; it is sent in a header and nowhere else.

import { newId } from "/static/chat/js/session.js";
import { el } from "/static/shared/dom.js";
import { S } from "./strings.js";

const MEGABYTE = 1_048_576;
const secret = decodeURIComponent(location.pathname.split("/").pop());
const $ = (id) => document.getElementById(id);
const limit = Number($("file").dataset.maxBytes);
let left = 0;

/** Asks the gateway; gives the JSON answer. Throws an Error with words for the reader; `gone` where the link has ended. */
async function ask(path, options = {}) {
  let response;
  let body;
  try {
    const headers = { Authorization: `Bearer ${secret}` };
    response = await fetch(`/api/attach${path}`, { ...options, headers, cache: "no-store", credentials: "omit" });
    body = await response.json();
  } catch {
    throw Object.assign(new Error(S.noConnection), { passing: true });
  }
  if (response.ok) return body;
  const passing = response.status === 429 || response.status >= 500;
  throw Object.assign(new Error(body.error?.message ?? S.failed), { passing, gone: response.status === 410 });
}

function say(text, kind = "") {
  $("state").textContent = text;
  $("state").className = kind ? `state state-${kind}` : "state";
}

function showLeft(until) {
  $("limits").textContent = left > 0 ? S.limits(left, new Date(until), limit / MEGABYTE) : S.full;
  $("pick").hidden = left <= 0;
}

async function look() {
  const status = await ask("");
  left = status.left;
  showLeft(status.until);
  $("send").hidden = false;
  $("end").hidden = status.sent === 0;
}

function close(text, kind) {
  $("send").hidden = true;
  say(text, kind);
}

/** One line of the list; sends its file, again on wish with the same id, so that it arrives once. */
async function send(file) {
  const id = newId();
  const words = el("span", { class: "file-state", text: S.sending });
  const again = el("button", { type: "button", class: "btn", text: S.again, hidden: true });
  $("files").append(el("li", { class: "file" }, el("span", { class: "file-name", text: file.name }), words, again));

  const tell = (text, kind, retry = false) => {
    words.textContent = text;
    words.className = `file-state file-${kind}`;
    again.hidden = !retry;
  };
  const attempt = async () => {
    tell(S.sending, "busy");
    const form = new FormData();
    form.append("client_id", id);
    form.append("file", file, file.name);
    try {
      const stored = await ask("", { method: "POST", body: form });
      tell(stored.notice ?? S.sent, stored.notice ? "held" : "sent");
      await look();
    } catch (error) {
      if (error.gone) close(error.message, "bad");
      else tell(error.message, "bad", error.passing);
    }
  };
  again.addEventListener("click", attempt);
  if (file.size > limit) tell(S.tooBig(limit / MEGABYTE), "bad");
  else await attempt();
}

async function sendAll() {
  const files = [...$("file").files];
  // Emptied, so that the same file can be picked again after a failure.
  $("file").value = "";
  for (const file of files) await send(file);
}

async function finish() {
  try {
    const { sent } = await ask("/done", { method: "POST" });
    close(S.done(sent), "good");
  } catch (error) {
    if (error.gone) close(error.message, "bad");
    else say(error.message, "bad");
  }
}

async function start() {
  $("pick").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", sendAll);
  $("done").addEventListener("click", finish);
  say(S.loading);
  try {
    await look();
    say(S.ready);
  } catch (error) {
    say(error.message, "bad");
  }
}

start();
