// Choosing a time of day with three short lists, exact or roughly.

import { el } from "/static/shared/dom.js";
import { S } from "../strings.js";

const STEP_MINUTES = 10;

export function timeHelper({ say }) {
  const half = select("time-half", S.ampm, [["", S.pick], [S.am, S.am], [S.pm, S.pm]]);
  const hour = select("time-hour", S.hour, [["", S.pick], ...range(1, 12, 1).map((n) => [n, S.hourOption(n)])]);
  const minute = select("time-minute", S.minute, range(0, 60 - STEP_MINUTES, STEP_MINUTES).map((n) => [n, S.minuteOption(n)]));
  const about = el("input", { type: "checkbox" });
  const form = el(
    "form",
    { class: "helper-body" },
    el("div", { class: "helper-three" }, half.field, hour.field, minute.field),
    el("label", { class: "option" }, about, el("span", { text: S.about })),
    el("button", { type: "submit", class: "btn btn-primary btn-wide", text: S.chooseTime }),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Nothing is chosen beforehand: a time that nobody picked must not get into a claim.
    const open = [half.input, hour.input].find((input) => !input.value);
    if (open) {
      open.focus();
      return;
    }
    say(S.spokenTime(half.input.value, Number(hour.input.value), Number(minute.input.value), about.checked));
  });
  return form;
}

function range(first, last, step) {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}

function select(id, label, options) {
  const input = el("select", { class: "input", id }, options.map(([value, text]) => el("option", { value, text })));
  return { input, field: el("div", { class: "field" }, el("label", { class: "field-label", for: id, text: label }), input) };
}
