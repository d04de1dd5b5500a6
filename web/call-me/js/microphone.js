// The microphone: how loud it is, and one utterance at a time. Sound is kept only from the first word to the last.

import { wavOf } from "./wav.js";

const BEFORE = 0.4; // seconds kept from before the voice was loud enough
const LOUD_FOR = 0.12; // seconds: a knock on the table is shorter
const QUIETEST = 0.008; // root mean square under which nobody speaks, however quiet the room
const ABOVE_ROOM = 3; // times louder than the room

export class Microphone {
  #context;
  #stream;
  #room = QUIETEST / ABOVE_ROOM;
  #take = null;
  #onLevel;

  /** Asks the reader for the microphone. Throws where there is none or it is refused. */
  static async open(context, onLevel) {
    const microphone = new Microphone();
    microphone.#context = context;
    microphone.#onLevel = onLevel;
    const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    microphone.#stream = await navigator.mediaDevices.getUserMedia({ audio });
    await context.audioWorklet.addModule("/static/call-me/js/tap.js");
    const tap = new AudioWorkletNode(context, "tap", { numberOfOutputs: 0 });
    tap.port.onmessage = ({ data }) => microphone.#piece(data);
    context.createMediaStreamSource(microphone.#stream).connect(tap);
    return microphone;
  }

  close() {
    for (const track of this.#stream.getTracks()) track.stop();
  }

  /**
   * Waits for an utterance: {wav}, or {silence: true} where nobody began to speak in time, or {stopped: true} by `signal`.
   * `finish` is called with a function that ends the utterance at once.
   */
  async listen({ beginWithin, endSilence, longest, signal, finish }) {
    const pieces = [];
    const before = [];
    const reason = await new Promise((resolve) => {
      const state = { spoken: 0, quiet: 0, waited: 0, loud: 0 };
      signal.addEventListener("abort", () => resolve("stopped"), { once: true });
      finish(() => resolve(pieces.length > 0 ? "said" : "silence"));
      this.#take = (piece, isLoud) => {
        const seconds = piece.length / this.#context.sampleRate;
        if (pieces.length === 0) {
          before.push(piece);
          state.loud = isLoud ? state.loud + seconds : 0;
          while (before.length * seconds > BEFORE + state.loud) before.shift();
          state.waited += seconds;
          if (state.loud >= LOUD_FOR) pieces.push(...before);
          else if (state.waited >= beginWithin && state.loud === 0) resolve("silence");
          return;
        }
        pieces.push(piece);
        state.spoken += seconds;
        state.quiet = isLoud ? 0 : state.quiet + seconds;
        if (state.quiet >= endSilence || state.spoken >= longest) resolve("said");
      };
    });
    this.#take = null;
    if (reason === "said") return { wav: await wavOf(pieces, this.#context.sampleRate) };
    return { [reason]: true };
  }

  #piece(piece) {
    const loudness = Math.sqrt(piece.reduce((sum, sample) => sum + sample * sample, 0) / piece.length);
    const isLoud = loudness > Math.max(QUIETEST, this.#room * ABOVE_ROOM);
    // The room is learnt slowly while it gets louder, at once while it gets quieter.
    if (!isLoud) this.#room = loudness < this.#room ? loudness : this.#room * 0.98 + loudness * 0.02;
    this.#onLevel(Math.min(1, Math.sqrt(loudness) * 1.6));
    this.#take?.(piece, isLoud);
  }
}
