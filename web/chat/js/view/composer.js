// The input: sends on Enter, breaks the line on Shift+Enter, never loses a half-written message.

import { keepTyped, typed } from "../session.js";

const TYPING_REST_MS = 3_000;

export class Composer {
  #text = document.getElementById("say");
  #onSend;
  #onTyping;
  #typing = false;
  #timer = null;

  constructor({ onSend, onTyping }) {
    this.#onSend = onSend;
    this.#onTyping = onTyping;
    this.#text.value = typed();
    this.#grow();
    document.getElementById("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    this.#text.addEventListener("input", () => {
      keepTyped(this.#text.value);
      this.#grow();
      this.#sign();
    });
  }

  /** Puts text back for another try, before whatever stands there now. */
  restore(text) {
    this.#text.value = [text, this.#text.value].filter(Boolean).join("\n");
    keepTyped(this.#text.value);
    this.#grow();
    this.focus();
  }

  focus() {
    this.#text.focus();
  }

  #key(event) {
    // While a Korean syllable is being composed, Enter only finishes the syllable. Safari says so by key code 229.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    const text = this.#text.value.trim();
    this.#text.focus();
    if (!text) return;
    this.#text.value = "";
    keepTyped("");
    this.#grow();
    this.#rest();
    this.#onSend(text);
  }

  #sign() {
    if (!this.#typing) {
      this.#typing = true;
      this.#onTyping(true);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(), TYPING_REST_MS);
  }

  #rest() {
    clearTimeout(this.#timer);
    if (!this.#typing) return;
    this.#typing = false;
    this.#onTyping(false);
  }

  #grow() {
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight + 2}px`;
  }
}
