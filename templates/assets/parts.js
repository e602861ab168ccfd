// On a wide window the parts of a page lie open; on a phone each is closed under its answer. This runs while the page is still
// being read, so that nothing moves once it is seen.
(() => {
  "use strict";
  const wide = matchMedia("(min-width: 62rem)");
  const unfold = () => { for (const each of document.querySelectorAll(".part > details, details.here")) each.open = wide.matches; };
  wide.addEventListener("change", unfold);
  if (!wide.matches) return;
  const reading = new MutationObserver(unfold);
  reading.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => { unfold(); reading.disconnect(); });
})();
