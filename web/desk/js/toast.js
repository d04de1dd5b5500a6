// One short message at the edge of the page, read out by screen readers.

let timer = 0;

/** Shows `text` for eight seconds. */
export function toast(text) {
  const box = document.getElementById("toast");
  if (!box) return;
  box.textContent = text;
  box.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => (box.hidden = true), 8000);
}
