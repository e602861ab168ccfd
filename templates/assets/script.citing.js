// An opened number says how to cite it and where to correct it: the page has the form once, the number what fills it.
(() => {
  "use strict";
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
})();
