// Marks what documents print in another script, in what scripts add to a page, so that it is read out correctly;
// `render/language_tags.py` does the same in finished pages, and says here in which letters and with which tag.
(() => {
  "use strict";
  const { tag, letters } = document.currentScript.dataset;
  const RUN = letters && new RegExp(`([${letters}](?:[0-9A-Za-z.,%·—…“”‘’]*[${letters}])*[0-9]*)`, "u");

  // Splits a text into pieces, every second of them in the other script.
  const pieces = (text) => text.split(RUN);
  // Sets the text of an element, with what is in the other script marked, if there is one.
  const showText = (element, text) => {
    if (!RUN) {
      element.append(text);
      return;
    }
    pieces(text).forEach((piece, n) => {
      if (!piece) return;
      const span = document.createElement("span");
      span.lang = tag;
      span.textContent = piece;
      element.append(n % 2 ? span : piece);
    });
  };
  globalThis.languages = { pieces, showText };
})();
