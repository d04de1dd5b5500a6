// The gateway's HTTP routes for a worker. Every failure comes out as an ApiError.

import { S } from "./strings.js";

const BASE = "/api/chat";

/** A request that did not succeed. `status` 0 means that no answer came at all. */
export class ApiError extends Error {
  constructor(status, { code = "", message = "", fields = {} } = {}) {
    super(message || (status === 0 ? S.noConnection : S.serverTrouble));
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.fields = fields;
  }

  /** True where sending the same again later can work. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 425 || this.status === 429 || this.status >= 500;
  }

  /** True where the conversation or its token is not known (any more). */
  get unknown() {
    return this.status === 401 || this.status === 403 || this.status === 404;
  }
}

async function ask(path, { method = "GET", token, json, form, seconds = 20, signal } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (json) headers["Content-Type"] = "application/json";
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), seconds * 1000);
  signal?.addEventListener("abort", () => limit.abort(), { once: true });
  try {
    const response = await fetch(BASE + path, {
      method,
      headers,
      body: json ? JSON.stringify(json) : form,
      signal: limit.signal,
      cache: "no-store",
      credentials: "omit",
    });
    if (!response.ok) throw new ApiError(response.status, await problem(response));
    return response;
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(0);
  } finally {
    clearTimeout(timer);
  }
}

async function problem(response) {
  try {
    return (await response.json()).error ?? {};
  } catch {
    return {};
  }
}

async function read(response) {
  try {
    return await response.json();
  } catch {
    // The answer broke off on the way: to the reader the same as none.
    throw new ApiError(0);
  }
}

/** Opens a new conversation; gives {conversation, token}. */
export const create = async () => read(await ask("/conversations", { method: "POST", json: {} }));

/** Opens a kept draft; gives {conversation, token}. 404: no match, 423: locked for 15 minutes. */
export const resume = async (draftNumber, birthDate) =>
  read(await ask("/resume", { method: "POST", json: { draft_number: draftNumber, birth_date: birthDate } }));

/** 시·도 with their 시·군·구, or null where the gateway has no such list. */
export async function regions() {
  try {
    return (await read(await ask("/regions"))).regions ?? null;
  } catch {
    return null;
  }
}

/** The routes of one conversation. */
export class Conversation {
  constructor({ conversation, token }) {
    this.id = conversation;
    this.token = token;
  }

  #ask(path, options = {}) {
    return ask(`/conversations/${encodeURIComponent(this.id)}${path}`, { token: this.token, ...options });
  }

  /** What came after `seq`; waits up to `wait` seconds for something to come. Gives {status, messages}. */
  async messages(seq, wait = 0, signal = undefined) {
    return read(await this.#ask(`/messages?after=${seq}&wait=${wait}`, { seconds: wait + 15, signal }));
  }

  async say({ client_id, text, choice }) {
    const json = choice ? { client_id, text, choice: true } : { client_id, text };
    return read(await this.#ask("/messages", { method: "POST", json }));
  }

  async card(client_id, card, values) {
    return read(await this.#ask("/card", { method: "POST", json: { client_id, card, values } }));
  }

  async attach(client_id, file) {
    const form = new FormData();
    form.append("client_id", client_id);
    form.append("file", file, file.name);
    // Ten megabytes over a weak mobile line take minutes.
    return read(await this.#ask("/attachments", { method: "POST", form, seconds: 300 }));
  }

  handoff(client_id) {
    return this.#ask("/handoff", { method: "POST", json: { client_id } });
  }

  cancelHandoff(client_id) {
    return this.#ask("/handoff/cancel", { method: "POST", json: { client_id } });
  }

  async summary() {
    return read(await this.#ask("/summary"));
  }

  async summaryPdf() {
    return (await this.#ask("/summary.pdf", { seconds: 60 })).blob();
  }

  /** Papers of the claim as [{name, label, file}]. */
  async papers() {
    return (await read(await this.#ask("/papers"))).papers;
  }

  async paper(name) {
    return (await this.#ask(`/papers/${encodeURIComponent(name)}`, { seconds: 60 })).blob();
  }

  async transcript() {
    return (await this.#ask("/transcript", { seconds: 60 })).blob();
  }
}
