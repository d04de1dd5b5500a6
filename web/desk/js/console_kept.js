// What is typed and not stored yet, kept on the server at every pause; and the agent's keystrokes.

const PAUSE = 300;
const SILENT = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock", "HangulMode", "Process"]);

/** Keeps the fields and the line of the console in `box` at `address`; `line` gives the line's own state. */
export class Kept {
  constructor(box, address, line) {
    this.box = box;
    this.address = address;
    this.line = line;
    this.keys = Number(box.dataset.keys || 0);
    this.timer = 0;
    window.addEventListener("pagehide", () => this.timer && this.now(true));
  }

  /** One keystroke; modifiers alone are none, and a held key is one. */
  count(event) {
    if (event.repeat || (SILENT.has(event.key) && event.keyCode !== 229)) return;
    this.keys += 1;
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PAUSE);
  }

  now(leaving = false) {
    clearTimeout(this.timer);
    this.timer = 0;
    const drafts = {};
    for (const input of this.box.querySelectorAll("[data-field]:not([type=checkbox])")) {
      if (input.value !== (input.dataset.stored || "")) drafts[input.dataset.field] = input.value;
    }
    const body = new FormData();
    body.set("typed", JSON.stringify({ drafts, ...this.line() }));
    body.set("keys", String(this.keys));
    fetch(this.address, {
      method: "POST",
      body,
      keepalive: leaving,
      headers: { "HX-Request": "true", "X-CSRF-Token": document.body.dataset.csrf },
    }).catch(() => this.soon());
  }
}
