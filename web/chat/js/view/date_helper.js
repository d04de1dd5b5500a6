// Choosing a day that lies behind: three near days, or a calendar.

import { el } from "/static/shared/dom.js";
import { dayBefore, shortDay, spokenDay } from "../dates.js";
import { S } from "../strings.js";

/** A panel that says the chosen day in full, so that "어제" still means the same when it is read tomorrow. */
export function dateHelper({ say }) {
  const near = S.days.map((name, daysAgo) => {
    const day = dayBefore(daysAgo);
    return el(
      "button",
      { type: "button", class: "btn btn-secondary choice", on: { click: () => say(spokenDay(day)) } },
      el("span", {}, el("strong", { text: name }), ` ${shortDay(day)}`),
    );
  });
  const input = el("input", { class: "input", type: "date", id: "date-other", max: dayBefore(0), min: "1950-01-01" });
  const button = el("button", { type: "submit", class: "btn btn-primary", text: S.chooseDay });
  const form = el(
    "form",
    { class: "helper-row", novalidate: true },
    el("div", { class: "field" }, el("label", { class: "field-label", for: "date-other", text: S.otherDay }), input),
    button,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value) say(spokenDay(input.value));
    else input.focus();
  });
  return el("div", { class: "helper-body" }, el("div", { class: "choices" }, near), form);
}
