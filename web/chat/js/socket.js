// One WebSocket, from its opening to its end. Who decides when to open the next is connection.js.

const WELCOME_MS = 5_000;
const PING_MS = 25_000;
const SILENCE_MS = 10_000;

/**
 * Opens the socket and greets the gateway. `onFrame` gets every frame after the greeting is answered, the answer
 * included. `done` resolves once with {welcomed} when the socket is closed, for whatever reason.
 */
export class Socket {
  #ws;
  #welcomed = false;
  #timer = null;
  #onFrame;
  #finish;

  constructor(hello, onFrame) {
    this.#onFrame = onFrame;
    this.done = new Promise((resolve) => {
      this.#finish = resolve;
    });
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    try {
      this.#ws = new WebSocket(`${scheme}//${location.host}/api/chat/ws`);
    } catch {
      this.#end();
      return;
    }
    this.#ws.addEventListener("open", () => this.send({ type: "hello", ...hello }));
    this.#ws.addEventListener("message", (event) => this.#receive(event.data));
    this.#ws.addEventListener("close", () => this.#end());
    this.#ws.addEventListener("error", () => this.close());
    this.#timer = setTimeout(() => this.close(), WELCOME_MS);
  }

  /** Sends a frame if the socket is open; says whether it did. */
  send(frame) {
    if (this.#ws?.readyState !== WebSocket.OPEN) return false;
    this.#ws.send(JSON.stringify(frame));
    return true;
  }

  /** Asks for a sign of life now; without one the socket is given up. */
  check() {
    clearTimeout(this.#timer);
    if (!this.#welcomed) return;
    this.send({ type: "ping" });
    this.#timer = setTimeout(() => this.close(), SILENCE_MS);
  }

  close() {
    this.#ws?.close();
    // A dead line can keep the closing handshake waiting for minutes; the caller must not.
    this.#end();
  }

  #receive(data) {
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    if (frame.type === "welcome") this.#welcomed = true;
    if (this.#welcomed) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.check(), PING_MS);
    } else if (frame.type === "error") {
      this.close();
      return;
    }
    if (this.#finish) this.#onFrame(frame);
  }

  #end() {
    clearTimeout(this.#timer);
    const finish = this.#finish;
    this.#finish = null;
    finish?.({ welcomed: this.#welcomed });
  }
}
