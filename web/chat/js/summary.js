// The summary page: what was taken down, who has it, what comes next. Fetched with the token this device keeps.

import { el, icon, saveFile } from "/static/shared/dom.js";
import { Conversation } from "./api.js";
import { dayAndTimeOf } from "./dates.js";
import { current } from "./session.js";
import { S } from "./strings.js";

const $ = (id) => document.getElementById(id);
const T = S.summary;
const opened = current();
const conversation = opened && new Conversation(opened);
let number = "";

function say(words) {
  $("say").textContent = words;
}

function show(summary) {
  say(summary.receipt_number ? "" : T.notYet);
  number = summary.receipt_number ?? summary.number ?? "";
  $("number-box").hidden = !number;
  if (!summary.receipt_number) $("number-label").textContent = S.draftLabel;
  $("number").textContent = number;
  $("when").textContent = [
    summary.kind_label,
    summary.submitted_at ? T.submittedAt(dayAndTimeOf(summary.submitted_at)) : "",
  ].filter(Boolean).join(" · ");
  if (summary.receipt_number) showHandler(summary.handler);
  list("next", summary.next ?? []);
  list("missing", (summary.missing ?? []).map(({ label }) => label));
  $("sections").replaceChildren(...(summary.sections ?? []).map(section));
}

function showHandler(handler) {
  $("handler-box").hidden = false;
  if (!handler) {
    $("handler").replaceChildren(el("p", { text: T.noHandler }));
    return;
  }
  const { name, team, branch, phone } = handler;
  const dial = phone?.replace(/[^\d+]/g, "");
  $("handler").replaceChildren(
    el("p", { class: "handler-name", text: T.handler(name) }),
    el("p", { text: [branch, team].filter(Boolean).join(" ") }),
    ...(dial ? [el("a", { class: "btn btn-secondary handler-call", href: `tel:${dial}` }, icon("call"), T.callHandler(phone))] : []),
  );
}

function list(id, items) {
  $(`${id}-box`).hidden = items.length === 0;
  $(id).replaceChildren(...items.map((text) => el("li", { text })));
}

function section({ title, rows }) {
  return el("section", {}, el("h2", { text: title }), el("dl", { class: "rows" }, rows.map(row)));
}

function row({ label, value, words, confirmed }) {
  const empty = value === null || value === undefined || value === "";
  return el(
    "div",
    { class: "row" },
    el("dt", { text: label }),
    el(
      "dd",
      {},
      el("p", { text: empty ? T.empty : String(value) }),
      // The worker's own words matter where they say more than the value does.
      words && words !== value ? el("p", { class: "row-words", text: T.words(words) }) : null,
      empty || confirmed ? null : el("p", { class: "row-state", text: T.unconfirmed }),
    ),
  );
}

function showPapers(papers) {
  $("papers-box").hidden = papers.length === 0;
  $("papers").replaceChildren(
    ...papers.map(({ name, label, file }) =>
      el("button", { type: "button", class: "btn", on: { click: () => keepPaper(name, file) } }, icon("download"), label),
    ),
  );
}

async function keepPaper(name, file) {
  say(T.saving);
  try {
    saveFile(await conversation.paper(name), file);
    say(T.saved);
  } catch (error) {
    say(error.message);
  }
}

async function keepPdf() {
  say(T.saving);
  try {
    saveFile(await conversation.summaryPdf(), S.pdfName(number));
    say(T.saved);
  } catch (error) {
    say(error.message);
  }
}

async function start() {
  $("print").addEventListener("click", () => print());
  $("pdf").addEventListener("click", keepPdf);
  if (!conversation) {
    for (const id of ["print", "pdf"]) $(id).hidden = true;
    say(T.none);
    return;
  }
  say(T.loading);
  try {
    show(await conversation.summary());
    showPapers(await conversation.papers());
  } catch (error) {
    say(error.unknown ? T.none : `${T.failed} ${error.message}`);
  }
}

start();
