// One message as the reader sees it.

import { el, icon } from "/static/shared/dom.js";
import { clockOf, spokenDay } from "../dates.js";
import { S } from "../strings.js";

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A bubble of a message the gateway has stored. */
export function messageView(message) {
  const extras = [
    message.more ? more(message.more) : null,
    message.citations?.length ? citations(message.citations) : null,
    message.summary ? summaryLink(message.step === "review") : null,
  ].filter(Boolean);
  return el(
    "article",
    {
      class: `message message-${message.sender}`,
      "data-seq": message.seq,
      "data-client": message.client_id,
      "data-asks": message.asks,
      "data-step": message.step,
    },
    el("p", { class: "message-who", text: whoSays(message) }),
    el(
      "div",
      { class: "bubble" },
      // Where life is in danger the number stands first: with large text the end of a bubble can be out of sight.
      message.call ? callLink(message.call) : null,
      el("p", { class: "message-text" }, wholeNumbers(message.text)),
      extras,
    ),
    el("p", { class: "message-foot" }, el("time", { datetime: message.at, text: clockOf(message.at) })),
  );
}

/** A bubble of something that is still on its way. */
export function pendingView(clientId, text) {
  return el(
    "article",
    { class: "message message-worker message-pending", "data-client": clientId },
    el("p", { class: "message-who", text: S.who.worker }),
    el("div", { class: "bubble" }, el("p", { class: "message-text", text })),
    // The delivery state changes several times; the connection line says aloud what matters.
    el("p", { class: "message-foot", "aria-live": "off" }, el("span", { class: "message-state", text: S.sending })),
  );
}

/** Writes the delivery state under a bubble, with an action where the reader can do something. */
export function setState(view, text, { failed = false, action = null } = {}) {
  view.classList.toggle("message-failed", failed);
  const button = action
    ? el("button", { type: "button", class: "btn btn-text", text: action.label, on: { click: action.run } })
    : null;
  view.querySelector(".message-foot").replaceChildren(
    ...[el("span", { class: "message-state", text }), button].filter(Boolean),
  );
}

/** Turns a bubble on its way into a stored one without replacing it, so that it is not read aloud twice. */
export function confirmView(view, message) {
  view.classList.remove("message-pending", "message-failed");
  view.dataset.seq = message.seq;
  view.querySelector(".message-text").textContent = message.text;
  view.querySelector(".message-foot").replaceChildren(
    el("time", { datetime: message.at, text: clockOf(message.at) }),
  );
}

// A receipt or telephone number that breaks at its hyphen is copied wrongly onto paper; the particle stays with it.
function wholeNumbers(text) {
  return text
    .split(/(\d[\d-]*-[\d-]*\d[가-힣]{0,2}|\d+%[가-힣]{0,2})/)
    .map((part, index) => (index % 2 ? el("span", { class: "whole-number", text: part }) : part));
}

function whoSays(message) {
  if (message.sender === "staff") return S.staffName(message.name);
  return S.who[message.sender] ?? S.who.system;
}

function callLink(number) {
  const dial = String(number).replace(/[^\d+]/g, "");
  return el("a", { class: "btn btn-danger call", href: `tel:${dial}` }, icon("call"), S.call(number));
}

function more(text) {
  const body = el("p", { class: "message-text message-more", text, hidden: true });
  const button = el("button", { type: "button", class: "btn btn-text", "aria-expanded": "false", text: S.more });
  button.addEventListener("click", () => {
    body.hidden = !body.hidden;
    button.setAttribute("aria-expanded", String(!body.hidden));
    button.textContent = body.hidden ? S.more : S.less;
  });
  return el("div", {}, button, body);
}

function citations(list) {
  const words = list.map(({ law, article, in_force: since }) =>
    [law, article, ISO_DAY.test(since ?? "") ? `(${S.inForce(spokenDay(since))})` : ""].filter(Boolean).join(" "),
  );
  return el("p", { class: "citations" }, el("span", { class: "citations-label", text: S.cited }), words.join(", "));
}

function summaryLink(draft) {
  const kind = draft ? "draft-link" : "receipt-link";
  return el("a", { class: `btn btn-primary btn-wide summary-link ${kind}`, href: "/summary", text: draft ? S.seeDraft : S.seeSummary });
}
