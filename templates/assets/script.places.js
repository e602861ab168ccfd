// What the address names is opened and shown, also where it has moved to, and in the other language.
(() => {
  "use strict";
  for (const link of document.querySelectorAll("a.language")) {
    link.addEventListener("click", () => { link.hash = location.hash; }); // to the same place in the other language
  }

  // Every chart had a page of its own once; frames on other sites may still ask for it.
  const former = document.body.matches(".page-404") && location.pathname.match(/^(.*\/chart\/)([\w-]+)\/(?:index\.html)?$/);
  if (former) location.replace(`${former[1]}#chart-${former[2]}`);

  const open = () => {
    const name = decodeURIComponent(location.hash.slice(1)), named = document.getElementById(name);
    const rest = document.querySelector("a[data-rest]"); // what the page once held and its page of evidence holds now
    if (!named && name && rest) location.replace(`${rest.href}#${name}`);
    if (!named) return;
    named.dispatchEvent(new Event("reveal", { bubbles: true }));
    const inside = named.matches("tbody, .part") ? named.querySelector("details") : null;
    if (inside) inside.open = true;
    for (let around = named.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    named.scrollIntoView();
  };
  addEventListener("hashchange", open);
  if (location.hash) addEventListener("DOMContentLoaded", open); // when all scripts have run
})();
