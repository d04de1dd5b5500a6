// Under the newest bot message: its quick replies, its helper, its card. Nothing of older messages.

import { el } from "/static/shared/dom.js";
import { S } from "../strings.js";
import { addressHelper } from "./address_helper.js";
import { CardForm } from "./card.js";
import { dateHelper } from "./date_helper.js";
import { attachHelper } from "./attach.js";
import { timeHelper } from "./time_helper.js";

const HELPERS = { date: dateHelper, time: timeHelper, address: addressHelper, attach: attachHelper };

export class Tray {
  #root;
  #say;
  #sendCard;
  #pickFile;
  #card = null;

  /**
   * `say(text)` sends a chosen answer, `sendCard(card, values, clientId)` posts a card and throws an ApiError,
   * `pickFile()` opens the file picker.
   */
  constructor(root, { say, sendCard, pickFile }) {
    this.#root = root;
    this.#say = say;
    this.#sendCard = sendCard;
    this.#pickFile = pickFile;
  }

  /** Shows what belongs to this message. A card that is asked for again keeps what was already typed into it. */
  show(message) {
    const parts = [];
    if (message.card) {
      if (this.#card?.id !== message.card.id) this.#card = new CardForm(message.card, this.#sendCard);
      parts.push(this.#card.root);
    } else this.#card = null;
    const make = HELPERS[message.helper];
    if (make) {
      const title = S.helperTitle[message.helper];
      const body = make({ say: this.#choose, pickFile: this.#pickFile });
      parts.push(el("section", { class: "helper", "aria-label": title }, el("h3", { text: title }), body));
    }
    if (message.buttons?.length) parts.push(this.#choices(message.buttons));
    // Moving the card out and in again would take the keyboard out of the field someone is writing in.
    const kept = this.#card && this.#root.contains(this.#card.root) ? this.#card.root : null;
    for (const child of [...this.#root.children]) if (child !== kept) child.remove();
    for (const part of parts) if (part !== kept) this.#root.append(part);
  }

  /** The worker has answered in words: the offers go, a half-filled card stays. */
  answered() {
    for (const child of [...this.#root.children]) {
      if (child !== this.#card?.root) child.remove();
    }
  }

  /** A person has taken over, or the card is done. */
  clear() {
    this.#card = null;
    this.#root.replaceChildren();
  }

  #choose = (text) => this.#say(text);

  #choices(buttons) {
    const group = el("div", { class: "choices", role: "group", "aria-label": S.choices });
    for (const { title, say } of buttons) {
      group.append(
        el("button", { type: "button", class: "btn btn-secondary choice", text: title, on: { click: () => this.#choose(say) } }),
      );
    }
    return group;
  }
}
