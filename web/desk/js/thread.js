// The conversation on the page: new messages, what may be done in it, and the composer.

import { toast } from "./toast.js";

const NEAR = 80; // pixels from the end that still count as reading the end

/** Runs the conversation in `box`. */
export function startThread(box) {
  const id = box.dataset.thread;
  const base = `/desk/conversations/${id}`;
  const said = box.querySelector("#said");
  const scroll = box.querySelector("#scroll");
  const down = box.querySelector("#down");
  const composer = box.querySelector("#composer");
  const say = composer.elements.text;
  const send = box.querySelector("#send");
  const note = box.querySelector("#say-note");
  let last = Number(box.dataset.last);
  let fetching = false;
  let again = false;

  const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
  const toEnd = () => {
    scroll.scrollTop = scroll.scrollHeight;
    down.hidden = true;
  };

  function speakable() {
    const mine = box.querySelector("[data-panel]").dataset.mine === "yes";
    const had = !say.disabled;
    say.disabled = send.disabled = !mine;
    say.placeholder = mine ? "보낼 말을 써 주세요" : "대화를 받으면 말을 보낼 수 있습니다";
    if (mine && !had) say.focus();
  }

  function show(html, { end = false } = {}) {
    const news = new DOMParser().parseFromString(html, "text/html").querySelector("[data-news]");
    if (!news) return;
    const stay = end || atEnd();
    let added = 0;
    for (const item of news.querySelectorAll("[data-said] > li")) {
      const seq = Number(item.dataset.seq);
      if (document.getElementById(item.id)) continue;
      const next = [...said.children].find((other) => Number(other.dataset.seq) > seq);
      said.insertBefore(document.importNode(item, true), next || null);
      added += 1;
    }
    last = Math.max(last, Number(news.dataset.last));
    const panel = news.querySelector("[data-panel]");
    const old = box.querySelector("[data-panel]");
    // An unchanged panel stays, so that the keyboard keeps its place.
    if (panel.dataset.key !== old.dataset.key) {
      const inside = old.contains(document.activeElement);
      old.replaceWith(document.importNode(panel, true));
      if (inside) (say.disabled ? box.querySelector("[data-panel] button") : say)?.focus();
    }
    speakable();
    if (stay) toEnd();
    else if (added) down.hidden = false;
  }

  async function call(path, options = {}) {
    const response = await fetch(base + path, {
      ...options,
      headers: { "HX-Request": "true", "X-CSRF-Token": document.body.dataset.csrf, ...options.headers },
    });
    if (response.status === 401) location.assign("/desk");
    return response;
  }

  async function look() {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    try {
      const response = await call(`/messages?after=${last}`, { headers: { "X-Desk-Background": "1" } });
      if (response.ok) show(await response.text());
    } catch {
      // The connection is told about in the head of the page; the next news fetches again.
    } finally {
      fetching = false;
      if (again) {
        again = false;
        look();
      }
    }
  }

  async function act(form) {
    const body = new FormData(form);
    body.set("after", String(last));
    const button = form.querySelector("button:not([type=button])");
    button.disabled = true;
    try {
      const response = await call(new URL(form.action).pathname.slice(base.length), { method: "POST", body });
      form.closest("dialog")?.close();
      if (response.ok || response.status === 409 || response.status === 422) show(await response.text(), { end: true });
      else toast(response.status === 403 ? "화면이 오래되었습니다. 새로 고친 뒤 다시 해 주세요." : "처리하지 못했습니다. 다시 해 주세요.");
    } catch {
      toast("연결이 끊겼습니다. 연결되면 다시 해 주세요.");
    } finally {
      button.disabled = false;
    }
  }

  async function speak() {
    const text = say.value.trim();
    if (!text || send.disabled) return;
    const body = new FormData(composer);
    body.set("after", String(last));
    send.disabled = true;
    note.hidden = true;
    try {
      const response = await call("/say", { method: "POST", body });
      if (response.ok) {
        say.value = "";
        // The next words are another message; until now a repeat was the same one.
        composer.elements.client_id.value = newId();
        show(await response.text(), { end: true });
      } else if (response.status === 409 || response.status === 422) {
        show(await response.text(), { end: true });
      } else {
        failed("보내지 못했습니다. 다시 보내 주세요.");
      }
    } catch {
      failed("연결이 끊겨 보내지 못했습니다. 쓴 말은 그대로 있으니 다시 보내 주세요.");
    } finally {
      send.disabled = say.disabled;
      if (!say.disabled) say.focus();
    }
  }

  function failed(words) {
    note.textContent = words;
    note.hidden = false;
  }

  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    speak();
  });
  say.addEventListener("keydown", (event) => {
    // While a Korean syllable is being composed, Enter only ends the syllable.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      speak();
    }
  });
  box.addEventListener("submit", (event) => {
    if (!event.target.hasAttribute("data-act")) return;
    event.preventDefault();
    act(event.target);
  });
  scroll.addEventListener("scroll", () => {
    if (atEnd()) down.hidden = true;
  });
  down.addEventListener("click", toEnd);
  box.querySelector("[data-earlier]")?.addEventListener("click", async (event) => {
    const button = event.currentTarget;
    const response = await call("/messages?after=0");
    if (!response.ok) return;
    const height = scroll.scrollHeight;
    show(await response.text());
    button.parentElement.remove();
    scroll.scrollTop += scroll.scrollHeight - height;
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-message]");
    if (!link) return;
    const [conversation, seq] = link.dataset.message.split(":");
    if (conversation === id && point(seq)) event.preventDefault();
  });
  document.body.addEventListener("desk:thread", look);

  function point(seq) {
    const item = document.getElementById(`m${seq}`);
    if (!item) return false;
    for (const old of said.querySelectorAll(".said-pointed")) old.classList.remove("said-pointed");
    item.classList.add("said-pointed");
    box.scrollIntoView({ block: "nearest" });
    scroll.scrollTop = item.offsetTop - scroll.offsetTop - scroll.clientHeight / 3;
    item.focus({ preventScroll: true });
    return true;
  }

  toEnd();
  if (location.hash.startsWith("#m")) point(location.hash.slice(2));
}

/** A name for one message. crypto.randomUUID needs HTTPS, which an office's own network may not have. */
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
