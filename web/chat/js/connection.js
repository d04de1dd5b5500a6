// Keeps one conversation flowing in: history first, then a WebSocket, or long polling where a WebSocket will not do.

import { Socket } from "./socket.js";

const FIRST_DELAY_MS = 800;
const LONGEST_DELAY_MS = 30_000;
const SOCKET_TRIES = 2;
const SOCKET_AGAIN_MS = 60_000;
const POLL_SECONDS = 25;

/**
 * Events, each with `detail`: "history" {messages}, "message" Message (each number once, in order), "status" Status,
 * "typing" {on, who}, "link" one of connecting, live, slow, retrying, offline, lost.
 */
export class Connection extends EventTarget {
  #conversation;
  #after = 0;
  #loaded = false;
  #stopped = false;
  #socket = null;
  #socketFailures = 0;
  #socketAgainAt = 0;
  #delay = FIRST_DELAY_MS;
  #wake = null;
  #abort = null;
  #link = "";

  constructor(conversation) {
    super();
    this.#conversation = conversation;
    addEventListener("online", () => this.hurry());
    addEventListener("offline", () => this.#show("offline"));
    document.addEventListener("visibilitychange", () => {
      // A phone that slept often has a socket that only looks open.
      if (!document.hidden) this.hurry();
    });
  }

  /** Runs until the conversation turns out to be unknown or `stop` is called. */
  async run() {
    this.#show("connecting");
    while (!this.#stopped) {
      try {
        if (!this.#loaded) await this.#loadHistory();
        else if (this.#socketFailures < SOCKET_TRIES || Date.now() >= this.#socketAgainAt) await this.#bySocket();
        else await this.#byPoll();
      } catch (error) {
        if (error.unknown) {
          this.#show("lost");
          return;
        }
        await this.#pause();
      }
    }
  }

  stop() {
    this.#stopped = true;
    this.#socket?.close();
    this.#abort?.abort();
    this.#wake?.();
  }

  /** Tries again at once instead of waiting; tests a socket that is open. */
  hurry() {
    this.#delay = FIRST_DELAY_MS;
    this.#socket?.check();
    this.#wake?.();
  }

  /** Tells the other side that the worker is writing. Lost without harm when there is no socket. */
  typing(on) {
    this.#socket?.send({ type: "typing", on });
  }

  async #loadHistory() {
    const { messages, status } = await this.#conversation.messages(0);
    this.#loaded = true;
    this.#delay = FIRST_DELAY_MS;
    const sorted = [...messages].sort((a, b) => a.seq - b.seq);
    this.#after = sorted.at(-1)?.seq ?? 0;
    this.#tell("history", sorted);
    this.#tell("status", status);
  }

  async #bySocket() {
    const hello = { conversation: this.#conversation.id, token: this.#conversation.token, after: this.#after };
    this.#socket = new Socket(hello, (frame) => this.#take(frame));
    const { welcomed } = await this.#socket.done;
    this.#socket = null;
    if (this.#stopped) return;
    if (welcomed) {
      this.#show("retrying");
      await this.#pause();
      return;
    }
    this.#socketFailures += 1;
    this.#socketAgainAt = Date.now() + SOCKET_AGAIN_MS;
    // Straight to polling, which also finds out whether the token is still good.
    await this.#byPoll(0);
  }

  async #byPoll(wait = POLL_SECONDS) {
    this.#abort = new AbortController();
    const { messages, status } = await this.#conversation.messages(this.#after, wait, this.#abort.signal);
    this.#delay = FIRST_DELAY_MS;
    if (this.#socketFailures >= SOCKET_TRIES) this.#show("slow");
    for (const message of messages) this.#message(message);
    this.#tell("status", status);
  }

  #take(frame) {
    if (frame.type === "welcome") {
      this.#socketFailures = 0;
      this.#delay = FIRST_DELAY_MS;
      this.#show("live");
      this.#tell("status", frame.status);
    } else if (frame.type === "message") this.#message(frame.message);
    else if (frame.type === "status") this.#tell("status", frame.status);
    else if (frame.type === "typing") this.#tell("typing", { on: frame.on, who: frame.who });
  }

  #message(message) {
    // A replay may repeat what is already on the page.
    if (message.seq <= this.#after) return;
    this.#after = message.seq;
    this.#tell("message", message);
  }

  async #pause() {
    this.#show(navigator.onLine === false ? "offline" : "retrying");
    const wait = this.#delay * (0.75 + Math.random() / 2);
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY_MS);
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }

  #show(link) {
    if (this.#link === "lost" || this.#link === link) return;
    this.#link = link;
    this.#tell("link", link);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
