// The reader's text size: "normal", "large" or "xlarge", kept on this device.

const KEY = "ieum.text-size";
const SIZES = ["normal", "large", "xlarge"];

/** The size in force now. */
export function currentSize() {
  const size = document.documentElement.dataset.text;
  return SIZES.includes(size) ? size : "normal";
}

/** Applies a size at once and remembers it; unknown names mean "normal". */
export function setSize(size) {
  const chosen = SIZES.includes(size) ? size : "normal";
  if (chosen === "normal") {
    delete document.documentElement.dataset.text;
  } else {
    document.documentElement.dataset.text = chosen;
  }
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Not remembered where storage is forbidden; the choice still holds for this page.
  }
}
