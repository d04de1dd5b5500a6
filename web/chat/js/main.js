// The worker chat: puts the parts together. Each part knows one thing; what happens between them stands here.

import { ApiError, Conversation, create } from "./api.js";
import { Connection } from "./connection.js";
import { Outbox } from "./outbox.js";
import * as session from "./session.js";
import { S } from "./strings.js";
import { Attachments } from "./view/attach.js";
import { Composer } from "./view/composer.js";
import { LinkState } from "./view/link_state.js";
import { Log } from "./view/log.js";
import { wireMenu } from "./view/menu.js";
import { StatusView } from "./view/status.js";
import { Tray } from "./view/tray.js";
import { TypingSign } from "./view/typing.js";

const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 20_000];

const outbox = new Outbox();
const link = new LinkState();
const typing = new TypingSign();
const log = new Log(document.getElementById("log"));
const attachments = new Attachments(log, link.notice);
let conversation = null;
let connection = null;
let handler = null;
let unread = 0;

const status = new StatusView({
  onAsk: () => outbox.add("handoff"),
  onCancel: () => outbox.add("cancel"),
});

const tray = new Tray(document.getElementById("tray"), {
  say: (text) => send(text, true),
  sendCard: async (card, values, clientId) => {
    if (!conversation) throw new ApiError(0);
    await conversation.card(clientId, card, values);
    typing.expect();
  },
  pickFile: attachments.pick,
});

const composer = new Composer({
  onSend: (text) => send(text, false),
  onTyping: (on) => connection?.typing(on),
});

document.getElementById("attach").addEventListener("click", attachments.pick);

wireMenu({
  onOpen: (opened) => {
    session.open(opened, true);
    location.reload();
  },
  onFresh: () => {
    // What could not be sent any more is not lost: it waits in the input of the new conversation.
    const unsent = outbox.items().filter((item) => item.kind === "message").map((item) => item.text);
    outbox.clear();
    session.forget();
    session.keepTyped(unsent.join("\n"));
    location.reload();
  },
  conversation: () => conversation,
  notice: link.notice,
});

function send(text, choice) {
  const fromTray = document.getElementById("tray").contains(document.activeElement);
  const byKeyboard = fromTray && document.activeElement.matches(":focus-visible");
  const item = outbox.add("message", text, choice);
  log.addPending(item.client_id, text);
  tray.answered();
  if (status.state === "bot" && navigator.onLine !== false) typing.expect();
  // The pressed button is gone; the keyboard goes on in the input. A finger must not be shown a screen keyboard.
  if (byKeyboard) composer.focus();
}

outbox.addEventListener("waiting", ({ detail: item }) => {
  typing.hide();
  if (item.kind === "message") log.state(item.client_id, S.waitingToSend);
  else status.later();
});

outbox.addEventListener("kept", ({ detail: error }) => link.notice(error.message));

outbox.addEventListener("sent", ({ detail: item }) => {
  if (item.kind === "message") log.state(item.client_id, S.sent);
});

outbox.addEventListener("refused", ({ detail: { item, error } }) => {
  typing.hide();
  link.notice(S.refused(error.message));
  if (item.kind !== "message") {
    status.reset();
    return;
  }
  const again = () => {
    log.removePending(item.client_id);
    composer.restore(item.text);
  };
  log.state(item.client_id, S.refused(error.message), { failed: true, action: { label: S.writeAgain, run: again } });
});

function take(message) {
  if (message.sender !== "worker") typing.hide();
  log.add(message);
  session.markSeen(message.seq);
  offer(message);
  if (document.hidden && message.sender !== "worker") {
    unread += 1;
    document.title = S.titleWithNew(unread);
  }
}

function offer(message) {
  const offers = message.sender === "system" && message.buttons?.length;
  if (message.sender === "bot" || offers) tray.show(message);
  else if (message.sender === "worker" && !attachments.owns(message.client_id)) tray.answered();
  else if (message.sender === "staff") tray.clear();
}

function takeHistory(messages) {
  const seen = session.seen();
  const last = messages.at(-1)?.seq ?? 0;
  // A brand-new conversation holds only the greeting: that is news, and is read aloud.
  if (seen === 0 && messages.length <= 1) messages.forEach((message) => log.add(message));
  else {
    log.history(messages);
    const fresh = messages.filter((message) => message.seq > seen && message.sender !== "worker").length;
    link.notice(fresh ? S.historyNew(fresh) : S.historyLoaded);
  }
  messages.forEach(offer);
  session.markSeen(last);
  for (const item of outbox.items()) if (item.kind === "message") log.addPending(item.client_id, item.text);
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unread = 0;
  document.title = S.title;
});

addEventListener("online", () => outbox.hurry());

function connect(opened) {
  conversation = new Conversation(opened);
  attachments.attach(conversation);
  connection = new Connection(conversation);
  connection.addEventListener("history", ({ detail }) => takeHistory(detail));
  connection.addEventListener("message", ({ detail }) => take(detail));
  connection.addEventListener("status", ({ detail }) => {
    handler = detail.handler;
    status.show(detail);
    if (detail.state === "human") tray.clear();
  });
  connection.addEventListener("typing", ({ detail }) => {
    typing.set(detail.on, detail.who, handler);
    log.follow();
  });
  connection.addEventListener("link", ({ detail }) => {
    link.show(detail);
    if (detail === "live") outbox.hurry();
  });
  connection.run();
  outbox.attach(conversation);
}

async function start() {
  const known = session.current();
  if (known) {
    connect(known);
    return;
  }
  for (const item of outbox.items()) log.addPending(item.client_id, item.text);
  for (let tries = 0; ; tries += 1) {
    try {
      const opened = await create();
      session.open(opened);
      connect(opened);
      return;
    } catch (error) {
      link.show(navigator.onLine === false ? "offline" : "retrying");
      if (!error.passing) link.notice(error.message);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]));
    }
  }
}

start();
