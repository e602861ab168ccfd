// What scripts put into an English page: the Chinese in it is marked as Chinese, as languages.py marks it in finished pages, so that
// it is read out as such.
(() => {
  "use strict";
  const HAN = "\\u2e80-\\u303f\\u3100-\\u312f\\u31a0-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff01-\\uffef\\u{20000}-\\u{3fffd}";
  const RUN = new RegExp(`([${HAN}](?:[0-9A-Za-z.,%·—…“”‘’]*[${HAN}])*[0-9]*)`, "u");

  // A text in pieces, every second of them Chinese.
  const pieces = (text) => text.split(RUN);
  // What an element shows: the text, marked where the page is not Chinese itself.
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
