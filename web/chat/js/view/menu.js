// The menu and its dialogs: go on with a draft, start anew, keep a copy, text size.

import { saveFile } from "/static/shared/dom.js";
import { currentSize, setSize } from "/static/shared/text_size.js";
import { resume } from "../api.js";
import { dayBefore, readDay } from "../dates.js";
import { S } from "../strings.js";

const $ = (id) => document.getElementById(id);

/**
 * Wires the menu. `onOpen(opened)` gets {conversation, token} of a resumed draft, `onFresh()` starts anew,
 * `conversation()` gives the open one or null, `notice(text)` says something.
 */
export function wireMenu({ onOpen, onFresh, conversation, notice }) {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    // A press on the dark ground around the box closes it too.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
  $("menu-open").addEventListener("click", () => $("menu").showModal());
  $("menu-resume").addEventListener("click", () => swap("menu", "resume"));
  $("menu-new").addEventListener("click", () => swap("menu", "fresh"));
  $("fresh-yes").addEventListener("click", onFresh);
  $("menu-copy").addEventListener("click", () => {
    $("menu").close();
    keepCopy(conversation(), notice);
  });
  $("resume-form").addEventListener("submit", (event) => {
    event.preventDefault();
    goOn(onOpen);
  });
  wireSizes();
}

function swap(from, to) {
  $(from).close();
  $(to).showModal();
  // The dialogs are opened from the menu button; there the keyboard returns to.
  $(to).addEventListener("close", () => $("menu-open").focus(), { once: true });
}

function wireSizes() {
  for (const input of document.querySelectorAll('input[name="text-size"]')) {
    input.checked = input.value === currentSize();
    input.addEventListener("change", () => setSize(input.value));
  }
}

async function goOn(onOpen) {
  const number = $("resume-number").value.trim();
  const birth = $("resume-birth").value.trim();
  const say = (field, words) => {
    $("resume-error").textContent = words;
    for (const input of [$("resume-number"), $("resume-birth")]) {
      input.setAttribute("aria-invalid", String(input === field));
    }
    field?.focus();
  };
  if (!number || !birth) return say(number ? $("resume-birth") : $("resume-number"), S.resumeMissing);
  const day = readDay(birth);
  if (!day) return say($("resume-birth"), S.resumeBirth);
  say(null, S.resumeBusy);
  try {
    onOpen(await resume(number, day));
  } catch (error) {
    say($("resume-number"), error.message);
  }
}

async function keepCopy(conversation, notice) {
  if (!conversation) return notice(S.notYet);
  notice(S.copySaving);
  try {
    saveFile(await conversation.transcript(), S.copyName(dayBefore(0)));
    notice(S.copySaved);
  } catch (error) {
    notice(error.message);
  }
}
