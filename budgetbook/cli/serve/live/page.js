// Follows what is saved: reloads this page at the same place, or shows what is wrong. `build.py serve` alone adds it.
(() => {
  "use strict";
  const mine = document.currentScript.src, version = new URL(mine).searchParams.get("v");
  const lang = (document.documentElement.lang || navigator.language).startsWith("zh") ? "zh" : "en";
  const folded = () => [...document.querySelectorAll("details")];
  const KEY = "before-reload";

  // Here and not by the browser alone: it may put the page back before all of it has come, and what follows then moves it.
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

  const show = (head, problems) => {
    overlay.replaceChildren(made("div", "wrap", made("h2", "", head), made("ol", "", ...problems.map(item))));
    document.body.append(overlay);
  };

  // In a worker: a page of the site may connect to nothing, and its policy is not softened for this.
  new Worker(new URL("worker.js", mine)).onmessage = ({ data }) => {
    if (data.problems[lang].length) return show(data.head[lang], data.problems[lang]);
    overlay.remove();
    if (data.version === version) return;
    sessionStorage.setItem(KEY, JSON.stringify({ opened: folded().map((each) => each.open), x: scrollX, y: scrollY }));
    location.reload();
  };
})();
