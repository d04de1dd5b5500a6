// The sign that an answer is coming, and the words for when it takes long.

import { S } from "../strings.js";

const SLOW_MS = 6_000;
const GIVE_UP_MS = 45_000;

export class TypingSign {
  #root = document.getElementById("typing");
  #text = document.getElementById("typing-text");
  #slow = null;
  #end = null;

  /** The worker has just sent something to the bot: an answer is owed. */
  expect() {
    this.#show(S.typing("bot"));
    this.#slow = setTimeout(() => {
      this.#text.textContent = S.slowAnswer;
    }, SLOW_MS);
  }

  /** What the gateway says about the other side. */
  set(on, who, name) {
    if (!on) this.hide();
    else if (who === "staff") this.#show(S.typing(who, name));
    // Already expected: the clock that tells of a slow answer runs on.
    else if (this.#root.hidden) this.expect();
  }

  hide() {
    this.#stop();
    this.#root.hidden = true;
  }

  #show(words) {
    this.#stop();
    this.#text.textContent = words;
    this.#root.hidden = false;
    this.#end = setTimeout(() => this.hide(), GIVE_UP_MS);
  }

  #stop() {
    clearTimeout(this.#slow);
    clearTimeout(this.#end);
  }
}
