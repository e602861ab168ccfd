// Follows every save: reloads this page at the same place, or shows the problems. Only `build.py serve` adds it.
(() => {
  "use strict";
  const mine = document.currentScript.src, version = new URL(mine).searchParams.get("v");
  const lang = (document.documentElement.lang || navigator.language).startsWith("zh") ? "zh" : "en";
  const folded = () => [...document.querySelectorAll("details")];
  const KEY = "before-reload";

  // Not left to the browser: it may scroll before the whole page has loaded, and the rest then moves it.
  const before = JSON.parse(sessionStorage.getItem(KEY) || "null");
  sessionStorage.removeItem(KEY);
  if (before) {
    folded().forEach((each, index) => { each.open = before.opened[index] ?? each.open; });
    scrollTo(before.x, before.y);
  }

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("overlay.css", mine);
  document.head.append(style);

  const overlay = document.createElement("section");
  overlay.id = "live-problems";
  overlay.lang = lang;
  overlay.setAttribute("role", "alert");

  const made = (tag, name, ...inside) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...inside);
    return element;
  };

  const item = ({ place, sentence, before, there, hint }) => {
    const [word] = there.match(/^[^\s:,{}[\]]+|^./u) || [""];
    const line = made("pre", "", before, made("mark", "", word), there.slice(word.length));
    return made("li", "", made("code", "", place), made("p", "", sentence), word ? line : "", hint ? made("p", "hint", hint) : "");
  };

  // Where a draft is mended, if one has its document beside it.
  const lead = (words) => {
    if (!words) return "";
    const link = made("a", "", words);
    link.href = `/review/?lang=${lang}`;
    return made("p", "", link);
  };

  const show = (head, review, problems) => {
    overlay.replaceChildren(made("div", "wrap", made("h2", "", head), lead(review), made("ol", "", ...problems.map(item))));
    document.body.append(overlay);
  };

  // In a worker, whose file has no policy: the page's own policy stays as a build gives it.
  new Worker(new URL("worker.js", mine)).onmessage = ({ data }) => {
    if (data.problems[lang].length) return show(data.head[lang], data.review[lang], data.problems[lang]);
    overlay.remove();
    if (data.version === version) return;
    sessionStorage.setItem(KEY, JSON.stringify({ opened: folded().map((each) => each.open), x: scrollX, y: scrollY }));
    location.reload();
  };
})();
