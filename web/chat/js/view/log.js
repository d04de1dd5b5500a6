// The list of messages: order, days, what is still on its way, scrolling, and what is read aloud.

import { el } from "/static/shared/dom.js";
import { longDayOf } from "../dates.js";
import { S } from "../strings.js";
import { confirmView, messageView, pendingView, setState } from "./message.js";

const NEAR_END_PX = 160;

export class Log {
  #root;
  #pending = new Map();
  #day = "";
  #jump;

  constructor(root) {
    this.#root = root;
    this.#jump = el("button", { type: "button", class: "btn btn-secondary jump", hidden: true, text: S.newBelow });
    this.#jump.addEventListener("click", () => this.toEnd());
    root.after(this.#jump);
    addEventListener("scroll", () => {
      if (this.#nearEnd()) this.#jump.hidden = true;
    }, { passive: true });
  }

  /** Puts in what was said before, without a word from the screen reader. */
  history(messages) {
    this.#root.setAttribute("aria-live", "off");
    for (const message of messages) this.#put(message);
    this.toEnd();
    // Screen readers look at the region a moment after it changed.
    setTimeout(() => this.#root.setAttribute("aria-live", "polite"), 600);
  }

  /** Adds a message that has just come; it is read aloud. */
  add(message) {
    const follow = this.#nearEnd() || message.sender === "worker";
    this.#put(message);
    if (follow) this.toEnd();
    else this.#jump.hidden = false;
  }

  /** Shows at once what the worker sends. */
  addPending(clientId, text) {
    if (this.#pending.has(clientId) || this.#root.querySelector(`[data-client="${clientId}"]`)) return;
    const view = pendingView(clientId, text);
    this.#pending.set(clientId, view);
    this.#root.append(view);
    this.toEnd();
  }

  state(clientId, text, options) {
    const view = this.#pending.get(clientId);
    if (view) setState(view, text, options);
  }

  removePending(clientId) {
    this.#pending.get(clientId)?.remove();
    this.#pending.delete(clientId);
  }

  /** Keeps the newest thing in sight while other parts of the page grow or shrink. */
  toEnd() {
    this.#jump.hidden = true;
    requestAnimationFrame(() => scrollTo({ top: document.documentElement.scrollHeight }));
  }

  #put(message) {
    const waiting = message.client_id ? this.#pending.get(message.client_id) : null;
    if (waiting) {
      this.#pending.delete(message.client_id);
      confirmView(waiting, message);
      // Normally it already stands in its place; only a reply that overtook it makes it move.
      if (this.#firstPendingBefore(waiting)) this.#root.insertBefore(waiting, this.#firstPending());
      return;
    }
    const place = this.#firstPending();
    const day = longDayOf(message.at);
    if (day && day !== this.#day) {
      this.#day = day;
      this.#root.insertBefore(el("p", { class: "day", text: day }), place);
    }
    this.#root.insertBefore(messageView(message), place);
  }

  #firstPending() {
    return this.#root.querySelector(".message-pending");
  }

  #firstPendingBefore(view) {
    const first = this.#firstPending();
    return first && first.compareDocumentPosition(view) & Node.DOCUMENT_POSITION_FOLLOWING;
  }

  #nearEnd() {
    const page = document.documentElement;
    return page.scrollHeight - page.clientHeight - page.scrollTop < NEAR_END_PX;
  }
}
