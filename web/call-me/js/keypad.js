// Keys, by the buttons of the page or by the keyboard. What was pressed ahead of the question waits for it.

import { el } from "/static/shared/dom.js";
import { S } from "./strings.js";

const KEYS = [..."123456789*0#"];

export class Keypad {
  #pressed = [];
  #onPress = null;

  /** Fills `place` with buttons; `isOn` tells whether the keyboard counts. */
  constructor(place, isOn) {
    place.append(...KEYS.map((key) => el("button", { type: "button", class: "btn", "aria-label": S.key(key), text: key, on: { click: () => this.#press(key) } })));
    document.addEventListener("keydown", (event) => {
      if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !KEYS.includes(event.key)) return;
      event.preventDefault();
      this.#press(event.key);
    });
  }

  forget() {
    this.#pressed = [];
  }

  /** Resolves as soon as any key is pressed, or was pressed before. */
  any(signal) {
    return new Promise((resolve) => {
      if (this.#pressed.length > 0) resolve();
      this.#onPress = () => resolve();
      signal.addEventListener("abort", () => (this.#onPress = null), { once: true });
    });
  }

  /** The digits of one answer: `longest` of them, or what came before #, or before a pause; "" where nothing was asked for. */
  digits({ longest, pause, signal, onDigit }) {
    return new Promise((resolve) => {
      let found = "";
      let timer = null;
      const done = () => {
        clearTimeout(timer);
        this.#onPress = null;
        resolve(found);
      };
      const take = () => {
        while (this.#pressed.length > 0) {
          const key = this.#pressed.shift();
          found += key;
          onDigit(found);
          if (key === "#" || found.length >= longest) return done();
        }
        clearTimeout(timer);
        if (found) timer = setTimeout(done, pause * 1000);
      };
      this.#onPress = take;
      signal.addEventListener("abort", done, { once: true });
      take();
    });
  }

  #press(key) {
    this.#pressed.push(key);
    this.#onPress?.();
  }
}
