// The agent console: all by keyboard. What is typed is kept at every pause, what is complete is stored field by field, and
// the next missing field has the focus. Words and rules come from the server; here is only where the keyboard is.

import { Kept } from "./console_kept.js";
import { replaceParts, syncRows } from "./console_parts.js";
import { toast } from "./toast.js";

const HINT_PAUSE = 500;

/** Runs the call in `box`. */
export function startConsole(box) {
  const base = `/desk/console/${box.dataset.call}`;
  const line = box.querySelector("#line");
  const ask = box.querySelector("#ask");
  const hint = box.querySelector("#hint");
  let waiting = Promise.resolve();
  let hinted = 0;
  let under = 0; // acts that are not shown yet

  line.dataset.lineId ||= newId();
  const work = () => box.querySelector("[data-work]");
  const field = (id) => document.getElementById(`f-${id}`);
  const kept = new Kept(box, `${base}/keep`, () => ({ line: line.value, line_id: line.dataset.lineId }));

  async function post(path, data) {
    const body = new FormData();
    for (const [name, value] of Object.entries(data)) body.set(name, value);
    const response = await fetch(base + path, {
      method: "POST",
      body,
      headers: { "HX-Request": "true", "X-CSRF-Token": document.body.dataset.csrf },
    });
    if (response.status === 401) location.assign("/desk");
    return response;
  }

  // One after another: what is answered first is shown first.
  function send(path, data, then = () => {}) {
    under += 1;
    box.setAttribute("aria-busy", "true");
    waiting = waiting.then(async () => {
      try {
        const response = await post(path, data);
        if (response.ok || response.status === 409 || response.status === 422) {
          show(await response.text());
          then(response.ok);
        } else {
          toast(response.status === 429 ? "너무 자주 확인했습니다. 잠시 뒤 다시 해 주세요." : "처리하지 못했습니다. 쓴 내용은 그대로 있습니다.");
        }
      } catch {
        toast("연결이 끊겼습니다. 쓴 내용은 그대로 있으니 다시 해 주세요.");
      } finally {
        under -= 1;
        if (!under) box.removeAttribute("aria-busy");
      }
    });
    return waiting;
  }

  function show(html, { unasked = false } = {}) {
    const news = new DOMParser().parseFromString(html, "text/html").querySelector("[data-work]");
    if (!news) return;
    if (unasked) news.querySelector('[data-part="notice"]').remove(); // what the agent was told stays
    for (const name of ["next", "ready", "problem"]) work().dataset[name] = news.dataset[name];
    // The form comes with the claim and goes when it is handed in.
    if ((box.querySelector("[data-row]") === null) !== (news.querySelector("[data-row]") === null)) {
      box.querySelector(".console-form").replaceWith(document.importNode(news.querySelector(".console-form"), true));
    }
    replaceParts(box, news);
    syncRows(box, news);
  }

  /** To the next missing field, or the button that hands in. */
  function focusNext() {
    const next = work().dataset.next;
    const target = next ? field(next) : work().dataset.ready === "yes" ? box.querySelector('[data-act="next"]') : null;
    if (target) {
      target.focus({ preventScroll: true });
      (target.closest("[data-row], .console-head") || target).scrollIntoView({ block: "nearest" });
      if (target.select && target.type !== "checkbox") target.select();
    } else if (!box.querySelector("[data-row]")) {
      line.focus();
    }
  }

  function isChanged(input) {
    return input.value.trim() !== (input.dataset.stored || "").trim();
  }

  function save(input, { stay = false } = {}) {
    const id = input.dataset.field;
    const text = input.type === "checkbox" ? String(input.checked) : input.value;
    input.dataset.sent = text;
    return send(`/fields/${id}`, { text }, () => {
      kept.now();
      if (!stay) focusNext();
    });
  }

  function sayLine() {
    const text = line.value.trim();
    if (!text) return focusNext();
    return send("/line", { line: text, line_id: line.dataset.lineId }, (ok) => {
      if (!ok) return;
      line.value = "";
      line.dataset.lineId = newId();
      hint.replaceChildren();
      kept.now();
      focusNext();
    });
  }

  async function showHint() {
    const text = line.value.trim();
    const mine = ++hinted;
    if (text.length < 4) return hint.replaceChildren();
    try {
      const response = await post("/hint", { line: text });
      if (response.ok && mine === hinted && line.value.trim()) hint.innerHTML = await response.text();
    } catch {
      // A preview that does not come is none.
    }
  }

  function unknown() {
    const input = document.activeElement?.dataset?.field ? document.activeElement : field(work().dataset.next);
    if (input) send(`/unknown/${input.dataset.field}`, {}, (ok) => ok && focusNext());
  }

  function next() {
    if (work().dataset.ready === "yes") document.getElementById("hand-in").showModal();
    else focusNext();
  }

  function open(id) {
    const dialog = document.getElementById(id);
    if (dialog && !document.querySelector("dialog[open]")) dialog.showModal();
  }

  const KEYS = {
    F1: () => open("keys-help"),
    F2: () => line.focus(),
    F4: () => ask.focus(),
    F8: unknown,
    F9: next,
  };
  const WITH_ALT = {
    KeyB: () => open("call-back"),
    KeyT: () => open("transfer"),
    KeyW: () => open("wrap-up"),
    KeyO: () => box.querySelector("[data-optional]")?.click(),
    Digit1: () => kind("accident"),
    Digit2: () => kind("disease"),
    Digit3: () => kind("commute"),
    Digit4: () => kind("death"),
  };

  function kind(id) {
    if (box.querySelector(`[data-kind="${id}"]`)?.closest("[hidden]") === null) send("/kind", { kind: id }, focusNext);
  }

  document.addEventListener("keydown", (event) => {
    kept.count(event);
    if (document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey) return;
    const act = event.altKey ? WITH_ALT[event.code] : KEYS[event.key];
    const inText = event.target.matches?.("textarea, input:not([type=checkbox])");
    if (act) {
      event.preventDefault();
      act();
    } else if (event.key === "?" && !event.isComposing && (!inText || !event.target.value)) {
      event.preventDefault();
      open("keys-help");
    }
  });

  box.addEventListener("keydown", (event) => {
    // While a Korean syllable is being composed, Enter only ends the syllable.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    const target = event.target;
    if (target === line) {
      event.preventDefault();
      sayLine();
    } else if (target === ask) {
      event.preventDefault();
      if (ask.value.trim()) send("/ask", { question: ask.value });
    } else if (target.dataset.field && target.type === "checkbox") {
      event.preventDefault();
      focusNext();
    } else if (target.dataset.field) {
      event.preventDefault();
      if (isChanged(target)) save(target);
      else focusNext();
    }
  });

  box.addEventListener("change", (event) => {
    const target = event.target;
    if (!target.dataset.field) return;
    if (target.type === "checkbox") save(target);
    // Left by Tab: stored, and the keyboard stays where it went.
    else if (target.dataset.sent !== target.value && isChanged(target)) save(target, { stay: true });
  });

  box.addEventListener("input", (event) => {
    if (event.target === line) {
      clearTimeout(line.hint);
      line.hint = setTimeout(showHint, HINT_PAUSE);
    }
    if (event.target === line || event.target.dataset.field) kept.soon();
  });

  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.act === "next") next();
    else if (button.dataset.kind) kind(button.dataset.kind);
    else if (button.dataset.topic) send("/ask", { topic: button.dataset.topic });
    else if (button.dataset.optional !== undefined) send("/optional", { on: button.dataset.optional }, focusNext);
    else if (button.dataset.goOn) send(`/go-on/${button.dataset.goOn}`, {}, focusNext);
  });

  box.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.actForm) return;
    event.preventDefault();
    const data = Object.fromEntries(new FormData(form));
    if (data.other) data.when = data.other;
    form.closest("dialog")?.close();
    send(`/${form.dataset.actForm}`, data, (ok) => {
      const asked = form.dataset.actForm === "match" ? document.querySelector("#born, [data-go-on]") : null;
      if (ok && !asked) focusNext();
      else {
        asked?.focus();
        asked?.select?.();
      }
    });
  });

  // The handler has taken the call, or a colleague has: the page says so.
  document.body.addEventListener("desk:thread", () => {
    waiting = waiting.then(async () => {
      try {
        const response = await fetch(`${base}/parts`, { headers: { "HX-Request": "true", "X-Desk-Background": "1" } });
        if (response.ok) show(await response.text(), { unasked: true });
      } catch {
        // The head of the page tells that the connection is lost.
      }
    });
  });

  if (!box.querySelector("[data-row]") || line.value) line.focus();
  else focusNext();
}

function newId() {
  return crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`;
}
