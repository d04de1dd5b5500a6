// Dialogs, questions before a step that cannot be undone, and no double sending.

/** Listens on the whole page, so that parts fetched later work too. */
export function startForms() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      document.getElementById(opener.dataset.opens)?.showModal();
      return;
    }
    event.target.closest("[data-closes]")?.closest("dialog")?.close();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    // A page that is about to be replaced must not be sent twice; scripts look after their own forms.
    if (form.method === "post" && !form.hasAttribute("hx-post") && !form.hasAttribute("data-act") && form.id !== "composer") {
      const button = form.querySelector("button:not([type=button])");
      if (button) setTimeout(() => (button.disabled = true));
    }
  });

  // A page that comes back from the browser's memory has its buttons off and may be stale.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
