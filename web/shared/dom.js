// Building elements without markup strings: text always goes in as text, so nothing anyone types can become HTML.

/**
 * Makes an element. `props` sets attributes; "class" is the class list, "text" the text content, "on" a map of
 * event listeners, and true/false/null switch an attribute on or leave it out. Children may be nodes, strings or null.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name === "on") {
      for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    } else if (name === "value" || name === "checked") node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

/** A decorative icon by its name in base.css; the words beside it carry the meaning. */
export function icon(name) {
  return el("span", { class: `icon icon-${name}`, "aria-hidden": "true" });
}

/** Hands a blob to the reader as a file. */
export function saveFile(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the blob after the click returns, so the address must outlive it for a moment.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
