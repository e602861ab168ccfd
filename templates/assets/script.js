// Everything works without this script. It explains terms and the marks of charts beside them, moves between marks with the arrow
// keys, saves charts, opens what the address's fragment names, and keeps the place when the language changes.
(() => {
  "use strict";
  const SVG = "svg.chart", MARK = "[aria-label]:not(svg)", TERM = "a.term[aria-description]";
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("aria-hidden", "true"); // the mark itself carries the same words
  document.body.append(tip);

  let spoken = null; // the mark whose words are shown
  const show = (mark) => {
    spoken = mark;
    tip.textContent = mark.getAttribute("aria-description") ?? mark.getAttribute("aria-label");
    tip.classList.add("shown");
    const box = mark.getBoundingClientRect(), own = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left + box.width / 2 - own.width / 2, document.documentElement.clientWidth - own.width - 8));
    const above = box.top - own.height - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : Math.min(box.bottom + 8, innerHeight - own.height - 8)}px`;
  };
  const hide = () => {
    spoken = null;
    tip.classList.remove("shown");
  };

  const marksOf = (svg) => [...svg.querySelectorAll(MARK)];
  for (const svg of document.querySelectorAll(SVG)) {
    const marks = marksOf(svg);
    if (!marks.length) continue;
    svg.setAttribute("role", "group"); // an image may hold nothing that takes the focus
    svg.setAttribute("aria-keyshortcuts", "ArrowLeft ArrowRight");
    marks.forEach((mark, index) => {
      mark.setAttribute("role", "img");
      mark.setAttribute("tabindex", index ? "-1" : "0");
    });
  }
  // On the document, not on the drawing: Chromium adds an svg that listens to focus to the tab order.
  const point = (event) => {
    const mark = event.target.closest(`${SVG} ${MARK}, ${TERM}`);
    if (mark) show(mark); else hide();
  };
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);
  let told = null; // by touch a term first says what it means, then leads to its page
  document.addEventListener("click", (event) => {
    const term = event.target.closest(TERM);
    if (event.pointerType === "touch" && term && term !== told) {
      event.preventDefault();
      show(term);
    }
    told = term;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    const svg = document.activeElement.closest(SVG), marks = svg ? marksOf(svg) : [];
    const at = marks.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = marks[Math.max(0, Math.min(to, marks.length - 1))];
    marks[at].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
    show(next);
  });
  addEventListener("scroll", () => { if (spoken) show(spoken); }, { passive: true });

  for (const link of document.querySelectorAll("a.language")) {
    link.addEventListener("click", () => { link.hash = location.hash; }); // to the same place in the other language
  }

  // On a wide window the parts of a statement lie open; on a phone each is closed under its answer.
  const parts = [...document.querySelectorAll(".part > details")], wide = matchMedia("(min-width: 62rem)");
  const here = document.querySelector("details.here");
  const unfold = () => { for (const each of parts) each.open = wide.matches; if (here) here.open = wide.matches; };
  wide.addEventListener("change", unfold);
  if (wide.matches) unfold();

  // The list of parts says which one is being read.
  if (here) {
    const current = here.querySelector(".current"), links = [...here.querySelectorAll("a[href^='#']")];
    const inView = new Set(), named = [...document.querySelectorAll(".part[id]")];
    const watch = new IntersectionObserver((seen) => {
      for (const { target, isIntersecting } of seen) inView[isIntersecting ? "add" : "delete"](target);
      const part = named.findLast((each) => inView.has(each)), link = links.find((each) => each.hash === `#${part?.id}`);
      if (!link) return;
      for (const each of links) each.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      current.textContent = link.textContent;
    }, { rootMargin: "-15% 0px -80% 0px" });
    for (const part of named) watch.observe(part);
    here.addEventListener("click", (event) => { if (event.target.closest("a") && !wide.matches) here.open = false; });
  }

  // A long table shows its classes; each opens to its finer lines.
  const finer = (row) => {
    const rows = [];
    for (let next = row.nextElementSibling; next && !next.matches(".level-0"); next = next.nextElementSibling) rows.push(next);
    return rows;
  };
  const classOf = (row) => {
    while (row && !row.matches(".level-0")) row = row.previousElementSibling;
    return row;
  };
  const unfoldClass = (row, shown) => {
    for (const each of finer(row)) each.classList.toggle("shown", shown);
    row.querySelector(".open-class")?.setAttribute("aria-expanded", String(shown));
  };
  for (const table of document.querySelectorAll("table.folded")) {
    for (let row = table.tBodies[0]; row && !row.matches(".level-0"); row = row.nextElementSibling) row.classList.add("shown");
    const classes = [...table.querySelectorAll("tbody.level-0")].filter((row) => finer(row).length);
    for (const row of classes) {
      const name = row.querySelector("th"), button = document.createElement("button");
      button.type = "button";
      button.className = "open-class";
      button.setAttribute("aria-expanded", "false");
      button.append(name.firstChild);
      name.prepend(button);
      button.addEventListener("click", () => unfoldClass(row, button.getAttribute("aria-expanded") !== "true"));
    }
    const all = document.createElement("button");
    all.type = "button";
    all.className = "open-all";
    all.textContent = table.dataset.openAll;
    all.addEventListener("click", () => {
      const shown = all.textContent === table.dataset.openAll;
      for (const row of classes) unfoldClass(row, shown);
      all.textContent = shown ? table.dataset.closeAll : table.dataset.openAll;
    });
    table.caption.append(all);
  }

  // An opened number says how to cite it and where to correct it: the page has the form once, the number what fills it.
  const form = document.querySelector("[data-cite]");
  const put = (list, heading, content) => {
    const row = document.createElement("div"), term = document.createElement("dt"), words = document.createElement("dd");
    term.textContent = heading;
    words.append(content);
    row.className = "cited";
    row.append(term, words);
    list.append(row);
  };
  document.addEventListener("toggle", ({ target }) => {
    const list = form && target.dataset?.line ? target.querySelector("dl") : null;
    if (!list || !target.open || list.dataset.cited) return;
    list.dataset.cited = "yes";
    const row = target.closest("tbody"), { cite, heading, edit, correct } = form.dataset;
    const text = (found) => found?.textContent.trim() ?? "";
    const cells = [...(row?.querySelectorAll("tr:first-child td:not(.code)") ?? [])].map(text)
      .filter((digits) => digits !== "–").map((digits) => `${digits} ${form.dataset.unit}`);
    const filled = {
      name: text(target.querySelector(".name") ?? row?.querySelector("th")),
      year: target.dataset.year ?? "",
      place: text(list.querySelector(".place dd")) || form.dataset.at || document.title,
      printed: target.dataset.number ?? (text(list.querySelector(":scope > :first-child .printed")) || cells.join(" · ")),
    };
    const whole = cite.replaceAll(`#${form.dataset.name}`, `#${list.id || row?.id}`);
    put(list, heading, Object.entries(filled).reduce((done, [key, value]) => (value ? done.replace(form.dataset[key], () => value) : done), whole));
    if (!edit) return;
    const link = document.createElement("a");
    link.href = edit.replace("{line}", target.dataset.line);
    link.textContent = correct;
    put(list, "", link);
  }, true);

  const own = document.currentScript.src;
  for (const files of document.querySelectorAll(".files[data-chart]")) {
    for (const kind of ["PNG", "SVG", "CSV"]) {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.textContent = `${files.dataset.save} ${kind}`;
      button.addEventListener("click", async () => (await import(new URL("chart.js", own))).save(files, kind));
      item.append(button);
      files.append(item);
    }
  }

  // Every chart had a page of its own once; frames on other sites may still ask for it.
  const former = document.body.matches(".page-404") && location.pathname.match(/^(.*\/chart\/)([\w-]+)\/(?:index\.html)?$/);
  if (former) location.replace(`${former[1]}#chart-${former[2]}`);

  const open = () => {
    const name = decodeURIComponent(location.hash.slice(1)), named = document.getElementById(name);
    const rest = document.querySelector("a[data-rest]"); // what the page once held and its page of evidence holds now
    if (!named && name && rest) location.replace(`${rest.href}#${name}`);
    if (!named) return;
    if (named.matches(".folded > tbody:not(.level-0)")) unfoldClass(classOf(named), true);
    const inside = named.matches("tbody, .part") ? named.querySelector("details") : null;
    if (inside) inside.open = true;
    for (let around = named.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    named.scrollIntoView();
  };
  addEventListener("hashchange", open);
  if (location.hash) open();

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
  });
})();
