// The WebSocket that says what has changed. It carries no content: the page then fetches what it shows.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15000;
const MERGE = 120; // several changes in one moment are fetched once

const pending = new Map();

/** Tells the page that something changed: "look" the lists, "case" the fields, "thread" the conversation. */
function tell(name) {
  if (pending.has(name)) return;
  pending.set(
    name,
    setTimeout(() => {
      pending.delete(name);
      document.body.dispatchEvent(new CustomEvent(`desk:${name}`, { bubbles: true }));
    }, MERGE),
  );
}

function tellAll() {
  tell("look");
  tell("case");
  tell("thread");
}

/** Keeps a connection open for as long as the page is; `watch` is the conversation that the page shows, or "". */
export function startLive(watch) {
  const state = document.getElementById("link-state");
  const address = new URL("/desk/ws", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  if (watch) address.searchParams.set("conversation", watch);
  let wait = FIRST_WAIT;
  let lost = 0;

  function connect() {
    const socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT;
      clearTimeout(lost);
      lost = 0;
      state.textContent = "";
    });
    socket.addEventListener("message", (event) => hear(JSON.parse(event.data), watch));
    socket.addEventListener("close", () => {
      // A short break needs no words; a longer one must be seen.
      lost ||= setTimeout(() => (state.textContent = "실시간 연결 끊김, 다시 잇는 중"), 3000);
      setTimeout(connect, wait + Math.random() * 300);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  connect();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) tellAll();
  });
}

function hear(news, watch) {
  if (news.type === "signed_out") location.assign("/desk");
  else if (news.type === "look") tellAll();
  else if (news.type === "message" || news.type === "status") {
    tell("look");
    if (news.conversation === watch) {
      tell("thread");
      tell("case");
    }
  } else if (news.type !== "typing" && news.type !== "welcome") {
    tell("look");
    tell("case");
    if (!news.conversation || news.conversation === watch) tell("thread");
  }
}
