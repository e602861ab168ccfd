// Marks the Chinese in what scripts add to an English page, so that it is read out correctly; `render/language_tags.py` does the
// same in finished pages.
(() => {
  "use strict";
  const HAN = "\\u2e80-\\u303f\\u3100-\\u312f\\u31a0-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff01-\\uffef\\u{20000}-\\u{3fffd}";
  const RUN = new RegExp(`([${HAN}](?:[0-9A-Za-z.,%·—…“”‘’]*[${HAN}])*[0-9]*)`, "u");

  // Splits a text into pieces, every second of them Chinese.
  const pieces = (text) => text.split(RUN);
  // Sets the text of an element, with Chinese marked unless the page is Chinese itself.
  const showText = (element, text) => {
    if (document.documentElement.lang.startsWith("zh")) {
      element.append(text);
      return;
    }
    pieces(text).forEach((piece, n) => {
      if (!piece) return;
      const span = document.createElement("span");
      span.lang = "zh-CN";
      span.textContent = piece;
      element.append(n % 2 ? span : piece);
    });
  };
  globalThis.languages = { pieces, showText };
})();
