// htmx: what the page fetches on its own is marked, folds stay open over a refresh, failures are told.

import { toast } from "./toast.js";

/** Listens to htmx's events. */
export function startHtmx() {
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.hasAttribute("data-background")) event.detail.headers["X-Desk-Background"] = "1";
  });

  let open = [];
  let focused = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const target = event.detail.target;
    open = [...target.querySelectorAll("details[open][id]")].map((fold) => fold.id);
    const active = document.activeElement;
    focused = target.contains(active) ? active.getAttribute("href") || active.id : null;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    // A list that refreshes itself must not take the keyboard's place away.
    if (focused) {
      const same = [...event.detail.target.querySelectorAll("a, button, input, summary")].find(
        (node) => node.getAttribute("href") === focused || (node.id && node.id === focused),
      );
      same?.focus({ preventScroll: true });
    }
  });

  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.elt.hasAttribute("data-background") && event.detail.xhr.status >= 500) return;
    toast(
      event.detail.xhr.status === 403
        ? "화면이 오래되어 처리하지 않았습니다. 새로 고친 뒤 다시 해 주세요."
        : "처리하지 못했습니다. 잠시 뒤 다시 해 주세요.",
    );
  });
  document.addEventListener("htmx:sendError", (event) => {
    if (!event.detail.elt.hasAttribute("data-background")) toast("연결이 끊겼습니다. 연결되면 다시 해 주세요.");
  });
}
