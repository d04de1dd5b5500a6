// Runs beside the page's own thread: hands on what the microphone gives, in pieces of about 40 ms.

const PIECE = 2048;

class Tap extends AudioWorkletProcessor {
  #piece = new Float32Array(PIECE);
  #filled = 0;

  process([input]) {
    const samples = input[0];
    if (samples) {
      for (const sample of samples) {
        this.#piece[this.#filled++] = sample;
        if (this.#filled === PIECE) {
          this.port.postMessage(this.#piece);
          this.#piece = new Float32Array(PIECE);
          this.#filled = 0;
        }
      }
    }
    return true;
  }
}

registerProcessor("tap", Tap);
