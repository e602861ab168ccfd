// A long table shows its classes; each opens to its finer lines.
(() => {
  "use strict";
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

  document.addEventListener("reveal", ({ target }) => {
    if (target.matches(".folded > tbody:not(.level-0)")) unfoldClass(classOf(target), true);
  });
})();
