// A long list of terms is filtered by what a reader types: in either language, by its name, its meaning or another name of it.
(() => {
  "use strict";
  const list = document.querySelector(".glossary");
  const entries = [...list.querySelectorAll(".term-list > div")], parts = [...list.querySelectorAll(".part")];
  const kinds = [...list.querySelectorAll(".fold")];
  const said = new Map(entries.map((entry) => [entry, `${entry.textContent} ${entry.dataset.also}`.toLowerCase()]));
  const box = document.querySelector(".filter input"), status = document.querySelector(".filter + [role=status]");

  let before = null; // what was open before anything was typed
  const folds = [...list.querySelectorAll(".part details")];
  const open = (filtered) => {
    before ??= folds.map((fold) => fold.open);
    folds.forEach((fold, n) => { fold.open = filtered || before[n]; });
    if (!filtered) before = null;
  };
  box.addEventListener("input", () => {
    const words = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    for (const [entry, text] of said) entry.hidden = !words.every((word) => text.includes(word));
    const shown = entries.filter((entry) => !entry.hidden).length;
    for (const around of [...parts, ...kinds]) around.hidden = !around.querySelector(".term-list > div:not([hidden])");
    status.textContent = words.length ? list.dataset.shown.replace("{shown}", shown).replace("{total}", entries.length) : "";
    open(words.length > 0);
  });
})();
