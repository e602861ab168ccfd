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

  const show = (head, problems) => {
    const title = document.createElement("h2"), list = document.createElement("ol");
    title.textContent = head;
    list.append(...problems.map((text) => {
      const item = document.createElement("li"), [sentence, ...lines] = text.split("\n"), source = document.createElement("pre");
      item.append(sentence);
      source.textContent = lines.join("\n");
      if (lines.length) item.append(source);
      return item;
    }));
    overlay.replaceChildren(title, list);
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
