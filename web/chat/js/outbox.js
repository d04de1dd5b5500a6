// What the worker has sent but the gateway has not yet taken. Kept on the device, so a closed page loses nothing.
//
// Everything goes out by POST, never by the WebSocket: the 202 is the proof that it is stored, and one way of sending
// serves both transports. The same client_id goes with every try, so the gateway recognises a repeat.

import { load, newId, save } from "./session.js";

const KEY = "ieum.chat.outbox";
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 20_000;

/** Events, each with `detail`: "sent" item, "waiting" item, "refused" {item, error}, "kept" error: stored aside, with a number. */
export class Outbox extends EventTarget {
  #conversation = null;
  #busy = false;
  #delay = FIRST_DELAY_MS;
  #timer = null;

  /** Things waiting for the open conversation, oldest first. Items: {client_id, kind, text, choice, conversation}. */
  items() {
    const mine = this.#conversation?.id ?? null;
    return (load(KEY) ?? []).filter((item) => item.conversation === mine || item.conversation === null);
  }

  /** From now on things go to this conversation, also those written before there was one. */
  attach(conversation) {
    this.#conversation = conversation;
    const all = load(KEY) ?? [];
    for (const item of all) item.conversation ??= conversation.id;
    save(KEY, all);
    this.hurry();
  }

  /** Keeps and sends something. `kind`: message, handoff or cancel. Gives the item. */
  add(kind, text = "", choice = false) {
    const item = { client_id: newId(), kind, text, choice, conversation: this.#conversation?.id ?? null };
    save(KEY, [...(load(KEY) ?? []), item]);
    this.hurry();
    return item;
  }

  /** Tries now instead of at the next turn. */
  hurry() {
    clearTimeout(this.#timer);
    this.#delay = FIRST_DELAY_MS;
    this.#flush();
  }

  /** Drops everything meant for the open conversation. */
  clear() {
    const mine = new Set(this.items().map((item) => item.client_id));
    save(KEY, (load(KEY) ?? []).filter((item) => !mine.has(item.client_id)));
  }

  async #flush() {
    if (this.#busy || !this.#conversation) return;
    this.#busy = true;
    try {
      // One after the other: the gateway must get them in the order they were written.
      for (let item = this.items()[0]; item; item = this.items()[0]) {
        if (!(await this.#send(item))) break;
      }
    } finally {
      this.#busy = false;
    }
  }

  async #send(item) {
    try {
      if (item.kind === "handoff") await this.#conversation.handoff(item.client_id);
      else if (item.kind === "cancel") await this.#conversation.cancelHandoff(item.client_id);
      else await this.#conversation.say(item);
    } catch (error) {
      if (error.passing || error.unknown) {
        // What stands behind it in the queue waits with it.
        for (const waiting of this.items()) this.#tell("waiting", waiting);
        if (error.code === "kept_aside") this.#tell("kept", error);
        if (error.passing) this.#later();
        return false;
      }
      this.#remove(item);
      this.#tell("refused", { item, error });
      return true;
    }
    this.#delay = FIRST_DELAY_MS;
    this.#remove(item);
    this.#tell("sent", item);
    return true;
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY_MS);
  }

  #remove(item) {
    save(KEY, (load(KEY) ?? []).filter((other) => other.client_id !== item.client_id));
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
