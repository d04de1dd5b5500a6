// The line above the input that says, in words, how the connection is, and short notices about what was just done.

import { S } from "../strings.js";

const NOTICE_MS = 7_000;
// A connection that comes back at once is not worth a word.
const CALM_MS = 1_500;

export class LinkState {
  #line = document.getElementById("link-state");
  #words = "";
  #notice = null;
  #calm = null;

  show(link) {
    clearTimeout(this.#calm);
    const words = S.link(link);
    const set = () => {
      this.#words = words;
      this.#line.dataset.link = link;
      // Trouble with the line is told at once; a line that works again lets a notice stand.
      if (words) this.#dropNotice();
      if (!this.#notice) this.#write(words);
    };
    if (link === "retrying" || link === "connecting") this.#calm = setTimeout(set, CALM_MS);
    else set();
  }

  /** Says something for a few seconds. */
  notice = (text) => {
    this.#dropNotice();
    this.#write(text);
    this.#notice = setTimeout(() => {
      this.#notice = null;
      this.#write(this.#words);
    }, NOTICE_MS);
  };

  #dropNotice() {
    clearTimeout(this.#notice);
    this.#notice = null;
  }

  #write(text) {
    if (this.#line.textContent !== text) this.#line.textContent = text;
  }
}
