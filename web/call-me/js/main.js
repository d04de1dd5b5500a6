// The speech trial: the browser is the telephone. It says what it is told, listens as it is told, and presses keys.

import { el } from "/static/shared/dom.js";
import * as api from "./api.js";
import { Keypad } from "./keypad.js";
import { Microphone } from "./microphone.js";
import { S } from "./strings.js";

const $ = (id) => document.getElementById(id);
const PASSING_TRIES = 2;
let call = null; // {context, microphone, over}
const keypad = new Keypad($("keypad"), () => call !== null);

function state(text, kind = "") {
  $("state").textContent = text;
  $("state").className = kind ? `state state-${kind}` : "state";
}

function note(kind, who, text) {
  const line = el("p", { class: `line line-${kind}` }, who ? el("span", { class: "line-who", text: `${who}: ` }) : null, text);
  $("log").append(line);
  $("log").scrollTop = $("log").scrollHeight; // not the page: keys and state stay in sight
}

/** A button that can be pressed until `signal` says stop; resolves when it is. */
function pressed(button, signal) {
  button.disabled = false;
  return new Promise((resolve) => {
    const stop = () => {
      button.disabled = true;
      button.removeEventListener("click", resolve);
    };
    button.addEventListener("click", resolve, { once: true });
    signal.addEventListener("abort", stop, { once: true });
  });
}

/**
 * Plays a WAV in base64 until its end, or until a key or the button cuts in, where that is allowed.
 * Gives whether it was cut in on, and how many milliseconds were heard.
 */
async function play(sound, mayCut) {
  const bytes = Uint8Array.from(atob(sound), (letter) => letter.charCodeAt(0));
  const source = call.context.createBufferSource();
  source.buffer = await call.context.decodeAudioData(bytes.buffer);
  source.connect(call.context.destination);
  const stop = new AbortController();
  const ended = new Promise((resolve) => source.addEventListener("ended", () => resolve(false), { once: true }));
  const over = new Promise((resolve) => call.over.signal.addEventListener("abort", () => resolve(true), { once: true }));
  const cuts = mayCut ? [keypad.any(stop.signal), pressed($("cut"), stop.signal)].map((cut) => cut.then(() => true)) : [];
  source.start();
  const began = performance.now();
  const isCut = await Promise.race([ended, over, ...cuts]);
  stop.abort();
  if (isCut) source.stop();
  return { isCut, heard: performance.now() - began };
}

/** {silence: true} after a while, {stopped: true} by `signal`. */
function silence(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ silence: true }), ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve({ stopped: true })), { once: true });
  });
}

/** Waits for words, keys or silence as `gather` says; gives the gateway's answer. */
async function listen(gather) {
  const { speech, dtmf } = gather;
  state(speech ? S.listening : S.keysOnly, "listening");
  const stop = new AbortController();
  const hanging = () => stop.abort();
  call.over.signal.addEventListener("abort", hanging, { once: true });
  const listening = new AbortController();
  const answers = [];
  if (dtmf) {
    const show = (digits) => {
      // A number is nobody's business who looks over the shoulder.
      $("pressed").textContent = dtmf.longest > 1 ? "•".repeat(digits.length) : digits;
      listening.abort(); // whoever presses keys does not speak
    };
    answers.push(keypad.digits({ longest: dtmf.longest, pause: dtmf.between_ms / 1000, signal: stop.signal, onDigit: show }).then((digits) => ({ digits })));
  }
  stop.signal.addEventListener("abort", () => listening.abort(), { once: true });
  const heard = speech
    ? call.microphone.listen({
        beginWithin: gather.begin_within_ms / 1000,
        endSilence: speech.end_silence_ms / 1000,
        longest: speech.longest_ms / 1000,
        signal: listening.signal,
        finish: (end) => pressed($("said"), listening.signal).then(end),
      })
    : silence(gather.begin_within_ms, listening.signal);
  answers.push(heard.then((found) => (found.stopped ? new Promise(() => {}) : found)));
  const ended = new Promise((resolve) => call.over.signal.addEventListener("abort", () => resolve({ over: true }), { once: true }));
  const found = await Promise.race([...answers, ended]);
  stop.abort();
  listening.abort();
  $("level").value = 0;
  $("pressed").textContent = "";
  if (found.over) return null;
  state(S.understanding);
  if (found.digits !== undefined) {
    note("me", S.me, dtmf.longest > 1 ? S.keys(found.digits.replace("#", "").length) : S.key(found.digits));
    return api.tell({ type: "dtmf", digits: found.digits });
  }
  if (found.silence) return api.tell({ type: "no_input" });
  const answer = await api.send(found.wav);
  note("me", S.me, answer.heard.text || S.notHeard);
  return answer;
}

/** Does what it is told; gives the answer to what came of it, null where the call is over. */
async function obey(commands) {
  let heard = 0;
  for (const command of commands) {
    if (call.over.signal.aborted) return null;
    if (command.type === "say") {
      state(S.speaking);
      note("bot", S.bot, command.text);
      const played = command.audio ? await play(command.audio, command.barge_in) : { isCut: false, heard: 0 };
      heard += played.heard;
      if (played.isCut && !call.over.signal.aborted && lastGather(commands)) {
        await api.tell({ type: "barge_in", position_ms: Math.round(heard) });
        return listen(lastGather(commands));
      }
    } else if (command.type === "gather") {
      return listen(command);
    } else if (command.type === "continue") {
      return api.tell({ type: "continue" });
    } else if (command.type === "transfer") {
      note("note", "", S.noTransfer);
      return api.tell({ type: "transfer.result", result: "no_answer" });
    } else if (command.type === "send_text") {
      note("note", "", command.text);
    } else if (command.type === "hangup") {
      return null;
    }
  }
  note("note", "", S.withPerson);
  return null;
}

/** Whoever cuts in skips the rest of what was to be said, but not a continue or a transfer. */
function lastGather(commands) {
  const last = commands.at(-1);
  return last?.type === "gather" ? last : null;
}

async function talk() {
  let answer = await api.begin();
  let tries = 0;
  while (answer !== null) {
    const { commands } = answer;
    try {
      answer = await obey(commands);
      tries = 0;
    } catch (error) {
      if (!error.passing || ++tries > PASSING_TRIES) throw error;
      note("note", "", error.message);
      answer = { commands: commands.filter(({ type }) => type === "gather") };
    }
  }
}

async function start() {
  if (!navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode) return state(S.oldBrowser, "bad");
  state(S.starting);
  $("begin").disabled = true;
  const context = new AudioContext();
  try {
    const microphone = await Microphone.open(context, (level) => ($("level").value = level));
    call = { context, microphone, over: new AbortController() };
  } catch {
    await context.close();
    $("begin").disabled = false;
    return state(S.noMicrophone, "bad");
  }
  keypad.forget();
  $("log").replaceChildren();
  $("before").hidden = true;
  $("talk").hidden = false;
  $("talk").querySelector("#end").focus();
  try {
    await talk();
    state(S.ended);
  } catch (error) {
    state(error.message, "bad");
  }
  finish();
}

function finish() {
  api.leave();
  call.microphone.close();
  call.context.close();
  call = null;
  for (const id of ["cut", "said", "end"]) $(id).disabled = true;
  $("begin").replaceChildren(S.again);
  $("begin").disabled = false;
  $("before").hidden = false;
}

$("begin").addEventListener("click", () => {
  $("end").disabled = false;
  start();
});
$("end").addEventListener("click", () => call?.over.abort());
addEventListener("pagehide", api.leave);
