// Sound and title badge when somebody waits, a case arrives, or a worker I talk with says something.

const SOUND = "ieum.desk.sound";
const KNOWN = "ieum.desk.known"; // shared by all tabs, so that only one of them sounds

const title = document.title;
let audio = null;

/** Watches the bell in the head of the page. */
export function startAlerts() {
  const button = document.getElementById("sound");
  const show = () => {
    const on = soundOn();
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? button.dataset.on : button.dataset.off;
  };
  button.addEventListener("click", () => {
    store(SOUND, soundOn() ? "off" : "on");
    show();
    if (soundOn()) beep();
  });
  show();
  // Browsers let a page sound only after it has been touched once.
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, wake, { once: true });
  document.addEventListener("htmx:afterSwap", (event) => {
    const bell = event.detail.target.id === "bell-box" ? event.detail.target.querySelector("[data-bell]") : null;
    if (bell) ring(bell.dataset);
  });
}

function ring({ waiting, words, cases }) {
  const here = document.hidden ? "" : document.body.dataset.watch;
  const list = (text, kind) => text.split(" ").filter(Boolean).map((id) => kind + id);
  const calls = list(waiting, "w");
  const arrived = list(cases, "c");
  const said = list(words, "m").filter((id) => !here || !id.startsWith(`m${here}:`));
  const known = read();
  const fresh = known ? [...calls, ...arrived, ...said].filter((id) => !known.includes(id)) : [];
  // Words of the conversation on screen are seen at once.
  remember([...calls, ...arrived, ...list(words, "m")]);
  const count = calls.length + arrived.length;
  document.title = count ? `(${count}) ${title}` : title;
  if (fresh.length === 0) return;
  document.body.dataset.rang = String(Number(document.body.dataset.rang || 0) + 1);
  document.getElementById("heard").textContent = fresh.some((id) => id.startsWith("w"))
    ? "기다리는 사람이 있습니다."
    : fresh.some((id) => id.startsWith("c"))
      ? "새 접수가 배정되었습니다."
      : "대화에 새 말이 왔습니다.";
  if (soundOn()) beep();
}

function wake() {
  audio ||= new AudioContext();
  audio.resume();
}

function beep() {
  wake();
  const at = audio.currentTime;
  for (const [step, height] of [[0, 880], [0.18, 1175]]) {
    const tone = audio.createOscillator();
    const loud = audio.createGain();
    tone.frequency.value = height;
    loud.gain.setValueAtTime(0.0001, at + step);
    loud.gain.exponentialRampToValueAtTime(0.2, at + step + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, at + step + 0.16);
    tone.connect(loud).connect(audio.destination);
    tone.start(at + step);
    tone.stop(at + step + 0.17);
  }
}

const soundOn = () => load(SOUND) !== "off";

function read() {
  try {
    return JSON.parse(load(KNOWN));
  } catch {
    return null;
  }
}

function remember(ids) {
  store(KNOWN, JSON.stringify(ids));
}

function load(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage the page forgets at the next one; nothing else depends on it.
  }
}
