// Terms and the marks of charts are explained beside them; the arrow keys lead from mark to mark.
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
})();
