// One field of a card: its label, its input, its help and its error, tied together for the screen reader.

import { el } from "/static/shared/dom.js";
import { readDay } from "../dates.js";
import { S } from "../strings.js";

const FEW_OPTIONS = 7;
const HINTS = { date: S.dateHint, tel: S.telHint, registration: S.registrationHint };
const MODES = { date: "numeric", registration: "numeric" };

/** A field with `id`, `root` (the element), `value()`, `error(text|null)`, `focus()` and `missing()`. */
export class Field {
  #spec;
  #inputs = [];
  #error;
  #group = false;

  constructor(spec, domId) {
    this.#spec = spec;
    this.id = spec.id;
    this.#error = el("p", { class: "field-error", id: `${domId}-error`, hidden: true });
    const help = spec.help || HINTS[spec.type] || "";
    const helpLine = help ? el("p", { class: "field-help", id: `${domId}-help`, text: help }) : null;
    const described = [help ? `${domId}-help` : "", `${domId}-error`].filter(Boolean).join(" ");
    this.root = this.#build(domId, helpLine, described);
  }

  value() {
    const { type } = this.#spec;
    const [first] = this.#inputs;
    if (type === "check") return first.checked;
    if (type === "multi") return this.#inputs.filter((input) => input.checked).map((input) => input.value);
    if (this.#group) return this.#inputs.find((input) => input.checked)?.value ?? "";
    const text = first.value.trim();
    return type === "date" ? (readDay(text) ?? text) : text;
  }

  missing() {
    const value = this.value();
    return Boolean(this.#spec.required) && (value === "" || value === false || value.length === 0);
  }

  get label() {
    return this.#spec.label;
  }

  /** Shows what is wrong at the field, or takes it away. */
  error(text) {
    this.#error.textContent = text ?? "";
    this.#error.hidden = !text;
    for (const input of this.#inputs) input.setAttribute("aria-invalid", String(Boolean(text)));
  }

  focus() {
    this.#inputs[0].focus();
  }

  #build(domId, helpLine, described) {
    const { type, options } = this.#spec;
    if (type === "check") return this.#check(domId, helpLine, described);
    if (type === "multi" || (type === "choice" && (options?.length ?? 0) <= FEW_OPTIONS)) {
      return this.#options(domId, helpLine, described);
    }
    const input = type === "choice" ? this.#select(domId, described) : this.#text(domId, described);
    this.#inputs = [input];
    const label = el("label", { class: "field-label", for: domId }, this.#words());
    const toggle = type === "registration" ? maskToggle(input) : null;
    return el("div", { class: "field" }, label, helpLine, input, toggle, this.#error);
  }

  #words() {
    const need = this.#spec.required ? S.required : S.optional;
    return [`${this.#spec.label} `, el("span", { class: "field-need", text: need })];
  }

  #text(domId, described) {
    const { type, value, autocomplete, required } = this.#spec;
    return el("input", {
      class: "input",
      id: domId,
      type: type === "tel" ? "tel" : "text",
      inputmode: MODES[type],
      autocomplete: type === "registration" ? "off" : (autocomplete ?? "off"),
      spellcheck: "false",
      maxlength: 200,
      "aria-describedby": described,
      "aria-required": String(Boolean(required)),
      value: value ?? "",
    });
  }

  #select(domId, described) {
    const { options, value, required } = this.#spec;
    const input = el(
      "select",
      { class: "input", id: domId, "aria-describedby": described, "aria-required": String(Boolean(required)) },
      el("option", { value: "", text: S.pick }),
      options.map((option) => el("option", { value: option.value, text: option.label })),
    );
    input.value = value ?? "";
    return input;
  }

  #options(domId, helpLine, described) {
    const { type, options, value } = this.#spec;
    this.#group = true;
    const chosen = Array.isArray(value) ? value : [value];
    this.#inputs = options.map((option) =>
      el("input", {
        type: type === "multi" ? "checkbox" : "radio",
        name: domId,
        value: option.value,
        checked: chosen.includes(option.value),
      }),
    );
    const rows = options.map((option, index) =>
      el("label", { class: "option" }, this.#inputs[index], el("span", { text: option.label })),
    );
    return el(
      "fieldset",
      { class: "field", "aria-describedby": described },
      el("legend", { class: "field-label" }, this.#words()),
      helpLine,
      rows,
      this.#error,
    );
  }

  #check(domId, helpLine, described) {
    const { value, required } = this.#spec;
    const input = el("input", {
      type: "checkbox",
      id: domId,
      checked: value === true,
      "aria-describedby": described,
      "aria-required": String(Boolean(required)),
    });
    this.#inputs = [input];
    return el("div", { class: "field" }, el("label", { class: "option" }, input, el("span", {}, this.#words())), helpLine, this.#error);
  }
}

function maskToggle(input) {
  const button = el("button", { type: "button", class: "btn btn-text mask-toggle", "aria-pressed": "false", text: S.hideNumber });
  button.addEventListener("click", () => {
    const masked = input.classList.toggle("masked");
    button.setAttribute("aria-pressed", String(masked));
    button.textContent = masked ? S.showNumber : S.hideNumber;
  });
  return button;
}
