// Loaded before the first paint, as a plain script: sets the reader's text size so that the page does not jump.
(function () {
  try {
    var size = localStorage.getItem("ieum.text-size");
    if (size === "large" || size === "xlarge") {
      document.documentElement.dataset.text = size;
    }
  } catch (error) {
    // Storage can be forbidden; the page then opens in the normal size.
  }
})();
