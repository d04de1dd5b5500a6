// A card of the gateway as a form. Its values go to the gateway only: never into the chat, never onto the device.

import { el } from "/static/shared/dom.js";
import { newId } from "../session.js";
import { S } from "../strings.js";
import { Field } from "./field.js";

export class CardForm {
  #card;
  #send;
  #fields;
  #problem;
  #button;
  #busy = false;
  // A second try of the same content carries the same id; changed content is a new sending.
  #attempt = { values: "", clientId: "" };

  /** `send(card id, values, client id)` posts the values and throws an ApiError. */
  constructor(card, send) {
    this.#card = card;
    this.#send = send;
    this.id = card.id;
    this.#fields = card.fields.map((spec, index) => new Field(spec, `card-${card.id}-${index}`));
    this.#problem = el("p", { class: "notice notice-danger", role: "alert", hidden: true });
    this.#button = el("button", { type: "submit", class: "btn btn-primary btn-wide", text: card.submit || S.cardSend });
    const titleId = `card-${card.id}-title`;
    this.root = el(
      "form",
      { class: "card", "aria-labelledby": titleId, novalidate: true, on: { submit: (event) => this.#submit(event) } },
      el("h3", { id: titleId, text: card.title }),
      el("p", card.note ? { class: "card-note", text: card.note } : { class: "card-private", text: S.cardPrivate }),
      this.#problem,
      this.#fields.map((field) => field.root),
      this.#button,
    );
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#busy) return;
    const missing = this.#fields.filter((field) => field.missing());
    if (missing.length) {
      this.#show(Object.fromEntries(missing.map((field) => [field.id, S.fieldMissing(field.label)])));
      return;
    }
    this.#show({});
    this.#working(true);
    try {
      const values = Object.fromEntries(this.#fields.map((field) => [field.id, field.value()]));
      await this.#send(this.#card.id, values, this.#clientId(values));
      this.root.replaceChildren(el("p", { class: "notice notice-success", role: "status", text: S.cardSent }));
    } catch (error) {
      this.#working(false);
      const known = this.#fields.some((field) => error.fields?.[field.id]);
      if (known) this.#show(error.fields);
      else this.#say(error.passing ? S.cardFailed : error.message);
    }
  }

  #clientId(values) {
    const text = JSON.stringify(values);
    if (this.#attempt.values !== text) this.#attempt = { values: text, clientId: newId() };
    return this.#attempt.clientId;
  }

  #show(errors) {
    const wrong = this.#fields.filter((field) => errors[field.id]);
    for (const field of this.#fields) field.error(errors[field.id] ?? null);
    this.#say(wrong.length ? S.cardProblems(wrong.length) : "");
    wrong[0]?.focus();
  }

  #say(words) {
    this.#problem.hidden = !words;
    this.#problem.textContent = words;
  }

  #working(on) {
    this.#busy = on;
    this.#button.setAttribute("aria-disabled", String(on));
    this.#button.textContent = on ? S.cardSending : this.#card.submit || S.cardSend;
  }
}
