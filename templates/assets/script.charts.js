// A chart is saved as a picture or a table; what makes them is loaded when a reader asks for one.
(() => {
  "use strict";
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
})();
