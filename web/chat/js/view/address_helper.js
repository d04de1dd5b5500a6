// Writing an address: two lists where the gateway has them, and free text in any case.

import { el } from "/static/shared/dom.js";
import { regions } from "../api.js";
import { S } from "../strings.js";

let known = null;

export function addressHelper({ say }) {
  const rest = el("input", { class: "input", id: "address-rest", autocomplete: "off", "aria-describedby": "address-hint" });
  const lists = el("div", { class: "helper-two", hidden: true });
  const form = el(
    "form",
    { class: "helper-body" },
    lists,
    el(
      "div",
      { class: "field" },
      el("label", { class: "field-label", for: "address-rest", text: S.addressRest }),
      el("p", { class: "field-help", id: "address-hint", text: S.addressHint }),
      rest,
    ),
    el("button", { type: "submit", class: "btn btn-primary btn-wide", text: S.chooseAddress }),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const picked = [...lists.querySelectorAll("select")].map((select) => select.value);
    const words = [...picked, rest.value.trim()].filter(Boolean).join(" ");
    if (words) say(words);
    else rest.focus();
  });
  fill(lists);
  return form;
}

async function fill(lists) {
  known ??= await regions();
  if (!known) return;
  const district = el("select", { class: "input", id: "address-district", disabled: true }, choice("", S.pick));
  const province = el(
    "select",
    { class: "input", id: "address-province" },
    choice("", S.pick),
    Object.keys(known).map((name) => choice(name, name)),
  );
  province.addEventListener("change", () => {
    const names = known[province.value] ?? [];
    district.replaceChildren(choice("", S.pick), ...names.map((name) => choice(name, name)));
    district.disabled = names.length === 0;
  });
  lists.replaceChildren(labelled(province, S.sido), labelled(district, S.sigungu));
  lists.hidden = false;
}

const choice = (value, text) => el("option", { value, text });

const labelled = (input, text) =>
  el("div", { class: "field" }, el("label", { class: "field-label", for: input.id, text }), input);
