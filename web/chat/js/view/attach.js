// Sending photographs and papers: the picker, the check before a long upload, the bubble that shows how it goes.

import { el, icon } from "/static/shared/dom.js";
import { newId } from "../session.js";
import { S } from "../strings.js";

const MEGABYTE = 1_048_576;
const input = () => document.getElementById("file");
const limit = () => Number(input().dataset.maxBytes);

/** The panel under a message that asks for papers. */
export function attachHelper({ pickFile }) {
  return el(
    "div",
    { class: "helper-body" },
    el("p", { class: "field-help", text: S.attachHelp(limit() / MEGABYTE) }),
    el("button", { type: "button", class: "btn btn-primary btn-wide", on: { click: pickFile } }, icon("plus"), S.attachButton),
  );
}

export class Attachments {
  #conversation = null;
  #log;
  #notice;
  #sent = new Set();

  /** `notice(text)` says something aloud and in sight. */
  constructor(log, notice) {
    this.#log = log;
    this.#notice = notice;
    input().addEventListener("change", () => {
      const files = [...input().files];
      // Emptied, so that the same file can be picked again after a failure.
      input().value = "";
      for (const file of files) this.#take(file);
    });
  }

  attach(conversation) {
    this.#conversation = conversation;
  }

  /** True for the message of a file sent from this page. A file is not an answer in words: the offers stay. */
  owns(clientId) {
    return this.#sent.has(clientId);
  }

  pick = () => {
    if (this.#conversation) input().click();
    else this.#notice(S.notYet);
  };

  #take(file) {
    const problem = this.#problem(file);
    if (problem) {
      this.#notice(problem);
      return;
    }
    const clientId = newId();
    this.#sent.add(clientId);
    this.#log.addPending(clientId, S.attachSending(file.name));
    this.#upload(clientId, file);
  }

  #problem(file) {
    if (file.size > limit()) return S.attachTooBig(file.name, limit() / MEGABYTE);
    // Phones and computers name types as they like; what the file really is, the gateway finds out by looking into it.
    const known = input().accept.split(",");
    const ending = file.name.slice(file.name.lastIndexOf(".")).toLowerCase();
    if (file.type && !known.includes(file.type) && !known.includes(ending)) return S.attachType(file.name);
    return null;
  }

  async #upload(clientId, file) {
    try {
      const { notice } = await this.#conversation.attach(clientId, file);
      const words = notice ?? S.attachDone(file.name);
      this.#log.state(clientId, words);
      this.#notice(words);
    } catch (error) {
      const again = { label: S.attachAgain, run: () => this.#retry(clientId, file) };
      const words = error.passing ? S.attachFailed(file.name) : error.message;
      this.#log.state(clientId, words, { failed: true, action: error.passing ? again : null });
      this.#notice(words);
    }
  }

  #retry(clientId, file) {
    this.#log.state(clientId, S.sending);
    this.#upload(clientId, file);
  }
}
