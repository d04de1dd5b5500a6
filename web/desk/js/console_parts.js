// Put what the server sent in place of what is shown, without taking the keyboard's place away or a half-typed word.

/** Replaces every marked part; open dialogs stay as they are. */
export function replaceParts(box, news) {
  for (const part of news.querySelectorAll("[data-part]")) {
    const old = box.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!old || old.querySelector("dialog[open]") || old.outerHTML === part.outerHTML) continue;
    const active = document.activeElement;
    const inside = old.contains(active) ? active.id || active.dataset.act || active.dataset.kind : null;
    old.replaceWith(document.importNode(part, true));
    if (inside) (document.getElementById(inside) || box.querySelector(`[data-act="${inside}"], [data-kind="${inside}"]`))?.focus();
  }
}

/** Brings the rows of each list into the order and state that the server says; a row in which somebody types stays. */
export function syncRows(box, news) {
  const known = new Map([...box.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]));
  const wanted = new Set([...news.querySelectorAll("[data-row]")].map((row) => row.dataset.row));
  for (const [id, row] of known) if (!wanted.has(id)) row.remove();
  for (const list of news.querySelectorAll("[data-rows]")) {
    const here = box.querySelector(`[data-rows="${list.dataset.rows}"]`);
    if (!here) continue;
    let at = here.firstElementChild;
    for (const row of list.querySelectorAll(":scope > [data-row]")) {
      const node = current(known.get(row.dataset.row), row);
      if (node === at) at = at.nextElementSibling;
      else here.insertBefore(node, at);
      if (node !== known.get(row.dataset.row)) {
        if (known.get(row.dataset.row) === at) at = at.nextElementSibling;
        known.get(row.dataset.row)?.remove();
      }
    }
  }
}

function current(old, row) {
  if (!old) return document.importNode(row, true);
  const input = old.querySelector("[data-field]");
  const typing = input === document.activeElement && input.type !== "checkbox" && input.value !== (input.dataset.sent ?? input.dataset.stored);
  if (typing) {
    input.dataset.stored = row.querySelector("[data-field]").dataset.stored;
    return old;
  }
  if (old.dataset.key === row.dataset.key && !(input && input.dataset.sent !== undefined)) return old;
  const fresh = document.importNode(row, true);
  // What is typed elsewhere and not stored yet is kept.
  const now = fresh.querySelector("[data-field]");
  if (input && now.type !== "checkbox" && input.dataset.sent === undefined && input.value !== (input.dataset.stored || "")) now.value = input.value;
  return fresh;
}
