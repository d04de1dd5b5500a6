// Who has the conversation, how far the form is, and the button to a person, which stands there in every state.

import { S } from "../strings.js";

const $ = (id) => document.getElementById(id);

export class StatusView {
  #state = "bot";
  #asked = null;
  #onAsk;
  #onCancel;

  /** `onAsk` and `onCancel` are called when the worker wants a person, or no longer does. */
  constructor({ onAsk, onCancel }) {
    this.#onAsk = onAsk;
    this.#onCancel = onCancel;
    $("person").addEventListener("click", () => this.#press());
  }

  get state() {
    return this.#state;
  }

  /** Shows a Status of the gateway. */
  show(status) {
    this.#state = status.state;
    this.#asked = null;
    this.#person(status);
    this.#progress(status.progress);
    this.#number(status);
    const empty = $("state-person").hidden && $("progress-box").hidden && $("state-number").hidden;
    $("state").hidden = empty;
  }

  /** The wish is kept and goes out with the next connection. */
  later() {
    if (this.#asked) this.#say(this.#asked === "cancel" ? S.cancelLater : S.askLater);
  }

  /** The wish did not get through; the button can be pressed again. */
  reset() {
    this.#asked = null;
    this.#button(this.#state);
  }

  #press() {
    if (this.#asked || this.#state === "human") return;
    const cancel = this.#state === "waiting";
    this.#asked = cancel ? "cancel" : "ask";
    this.#say(cancel ? S.cancelling : S.asking);
    $("state").hidden = false;
    $("person").setAttribute("aria-disabled", "true");
    (cancel ? this.#onCancel : this.#onAsk)();
  }

  #person(status) {
    this.#button(status.state);
    const words = {
      bot: "",
      waiting: S.waitingPlace(status.queue_position, status.wait_text),
      human: S.withHuman(status.handler),
      closed: S.closed,
    };
    this.#say(words[status.state] ?? "");
    $("state").dataset.state = status.state;
  }

  #button(state) {
    const button = $("person");
    button.textContent = S.person[state] ?? S.person.bot;
    button.classList.toggle("btn-secondary", state !== "human");
    button.classList.toggle("person-here", state === "human");
    // Not "disabled": it stays in the tab order, so that the keyboard also finds out who is there.
    button.setAttribute("aria-disabled", String(state === "human"));
  }

  #say(words) {
    const line = $("state-person");
    // The same words again would be read aloud again.
    if (line.textContent !== words) line.textContent = words;
    line.hidden = !words;
  }

  #progress(progress) {
    $("progress-box").hidden = !progress;
    if (!progress) return;
    $("progress").max = Math.max(progress.total, 1);
    $("progress").value = progress.done;
    $("progress-text").textContent = S.progress(progress.done, progress.total, progress.label);
  }

  #number(status) {
    const line = $("state-number");
    const menu = $("menu-number");
    const words = status.receipt_number
      ? S.receiptNumber(status.receipt_number)
      : status.draft_number
        ? S.draftNumber(status.draft_number)
        : "";
    line.textContent = words;
    line.hidden = !words;
    menu.textContent = status.receipt_number ? words : status.draft_number ? S.draftHelp(status.draft_number) : "";
    menu.hidden = !words;
    $("menu-summary").hidden = !status.receipt_number;
    $("fresh-note").textContent = S.freshNote(status.receipt_number ? null : status.draft_number);
  }
}
