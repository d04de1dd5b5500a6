// The list of messages: order, days, what is still on its way, scrolling, and what is read aloud.

import { el } from "/static/shared/dom.js";
import { longDayOf } from "../dates.js";
import { S } from "../strings.js";
import { confirmView, messageView, pendingView, setState } from "./message.js";

const NEAR_END_PX = 160;
const GAP_PX = 12;
// Only a scroll shortly after a wheel, finger or key is the reader's; the page also moves when its parts change size.
const HAND_MS = 1_000;
const SCROLL_KEYS = ["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown", " "];
// Messages that come this close together are one reply and are read from its beginning.
const BURST_MS = 3_000;

// How much of the page an element that stays in sight covers; 0 where this page size lets it scroll away.
function stickyHeight(selector) {
  const element = document.querySelector(selector);
  return getComputedStyle(element).position === "sticky" ? element.offsetHeight : 0;
}

// Someone is writing into a card or a helper: the page must not move away under the hands.
function fillingIn() {
  return document.activeElement?.matches(".tray input, .tray select") ?? false;
}

function scrolls({ key, target }) {
  return SCROLL_KEYS.includes(key) && !target.matches("input, select, textarea");
}

export class Log {
  #root;
  #pending = new Map();
  #day = "";
  #jump;
  #anchor = null;
  #lastAt = 0;
  #lastSender = "";
  #newest = null;
  #roaming = false;
  #handAt = 0;

  constructor(root) {
    this.#root = root;
    this.#jump = el("button", { type: "button", class: "btn btn-secondary jump", hidden: true, text: S.newBelow });
    this.#jump.addEventListener("click", () => this.toEnd());
    document.querySelector(".bottom").prepend(this.#jump);
    for (const type of ["wheel", "touchmove", "keydown"]) {
      addEventListener(type, (event) => {
        if (type !== "keydown" || scrolls(event)) this.#handAt = Date.now();
      }, { passive: true });
    }
    // A turned phone or an opened screen keyboard must not take the newest words out of sight.
    addEventListener("resize", () => this.follow());
    addEventListener("scroll", () => {
      this.#roaming = !this.#nearEnd() && (this.#roaming || Date.now() - this.#handAt < HAND_MS);
      if (this.#newest && this.#inSight(this.#newest)) this.#jump.hidden = true;
    }, { passive: true });
  }

  /** Puts in what was said before, without a word from the screen reader. */
  history(messages) {
    this.#root.setAttribute("aria-live", "off");
    for (const message of messages) this.#put(message);
    this.#anchor = this.#root.lastElementChild;
    this.#show();
    // Screen readers look at the region a moment after it changed.
    setTimeout(() => this.#root.setAttribute("aria-live", "polite"), 600);
  }

  /** Adds a message that has just come; it is read aloud. */
  add(message) {
    const follow = !this.#roaming && !fillingIn();
    const view = this.#put(message);
    this.#newest = view;
    if (message.sender === "worker") {
      this.#anchor = null;
    } else {
      if (!this.#inBurst(message.sender)) this.#anchor = view;
      this.#lastAt = Date.now();
    }
    this.#lastSender = message.sender;
    if (follow) this.#show();
    else this.#jump.hidden = this.#inSight(view);
  }

  /** Shows at once what the worker sends. */
  addPending(clientId, text) {
    if (this.#pending.has(clientId) || this.#root.querySelector(`[data-client="${clientId}"]`)) return;
    const view = pendingView(clientId, text);
    this.#pending.set(clientId, view);
    this.#root.append(view);
    this.#anchor = null;
    this.#show();
  }

  state(clientId, text, options) {
    const view = this.#pending.get(clientId);
    if (view) setState(view, text, options);
  }

  removePending(clientId) {
    this.#pending.get(clientId)?.remove();
    this.#pending.delete(clientId);
  }

  /** Goes to the newest thing. */
  toEnd() {
    this.#anchor = null;
    this.#show();
  }

  /** Keeps the end in sight where the page below the log has grown. */
  follow() {
    if (!this.#roaming && !fillingIn()) this.#show();
  }

  #inBurst(sender) {
    return this.#anchor !== null && sender === this.#lastSender && Date.now() - this.#lastAt < BURST_MS;
  }

  // To the end, but never past the beginning of a new reply: a long one is read from its first line.
  #show() {
    this.#jump.hidden = true;
    requestAnimationFrame(() => {
      const page = document.documentElement;
      const end = page.scrollHeight - page.clientHeight;
      const covered = Math.max(...[".top", ".top-row"].map(stickyHeight));
      const start = this.#anchor ? this.#anchor.getBoundingClientRect().top + scrollY - covered - GAP_PX : end;
      scrollTo({ top: Math.min(end, start) });
      this.#roaming = false;
    });
  }

  #inSight(view) {
    return view.getBoundingClientRect().top < innerHeight - stickyHeight(".bottom") - NEAR_END_PX / 2;
  }

  #put(message) {
    const waiting = message.client_id ? this.#pending.get(message.client_id) : null;
    if (waiting) {
      this.#pending.delete(message.client_id);
      confirmView(waiting, message);
      // Normally it already stands in its place; only a reply that overtook it makes it move.
      if (this.#firstPendingBefore(waiting)) this.#root.insertBefore(waiting, this.#firstPending());
      return waiting;
    }
    const place = this.#firstPending();
    const day = longDayOf(message.at);
    if (day && day !== this.#day) {
      this.#day = day;
      this.#root.insertBefore(el("p", { class: "day", text: day }), place);
    }
    const view = messageView(message);
    this.#root.insertBefore(view, place);
    return view;
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
