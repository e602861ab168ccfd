// Everything works without this file. It adds three things: words beside the marks of a chart, arrow keys between them,
// and it opens what the address bar's fragment names.
(() => {
  "use strict";
  const SVG = "svg.chart", MARK = "[aria-label]:not(svg)";
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("aria-hidden", "true"); // the mark itself carries the same words
  document.body.append(tip);

  const show = (mark) => {
    tip.textContent = mark.getAttribute("aria-label");
    tip.classList.add("shown");
    const box = mark.getBoundingClientRect(), own = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left + box.width / 2 - own.width / 2, document.documentElement.clientWidth - own.width - 8));
    const above = box.top - own.height - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : Math.min(box.bottom + 8, innerHeight - own.height - 8)}px`;
  };
  const hide = () => tip.classList.remove("shown");

  for (const svg of document.querySelectorAll(SVG)) {
    const marks = [...svg.querySelectorAll(MARK)];
    if (!marks.length) continue;
    svg.setAttribute("role", "group"); // an image may hold nothing that takes the focus
    marks.forEach((mark, index) => {
      mark.setAttribute("role", "img");
      mark.setAttribute("tabindex", index ? "-1" : "0");
    });
    svg.addEventListener("pointerover", (event) => {
      const mark = event.target.closest(MARK);
      if (mark) show(mark); else hide();
    });
    svg.addEventListener("pointerleave", hide);
    svg.addEventListener("focusin", (event) => show(event.target));
    svg.addEventListener("focusout", hide);
    svg.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
      const at = marks.indexOf(document.activeElement);
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      const next = marks[Math.max(0, Math.min(to, marks.length - 1))];
      marks[at].setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }
  addEventListener("scroll", hide, { passive: true });

  const open = () => {
    const named = document.getElementById(location.hash.slice(1));
    if (!named) return;
    const inside = named.matches("tbody") ? named.querySelector("details") : null;
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
