// A page of several parts: open on a wide window, closed on a phone; its list of parts says which one is being read.
(() => {
  "use strict";
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
})();
