// A page of several parts (`parts.js` opens them on a wide window): its list of parts says which one is being read.
(() => {
  "use strict";
  const wide = matchMedia("(min-width: 62rem)"), here = document.querySelector("details.here");
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
})();
