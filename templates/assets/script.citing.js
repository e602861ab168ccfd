// An opened number says how to cite it and where to correct it: the page has the form once, the number what fills it.
(() => {
  "use strict";
  const form = document.querySelector("[data-cite]");
  const put = (list, heading, content, className = "cited") => {
    const row = document.createElement("div"), term = document.createElement("dt"), words = document.createElement("dd");
    term.textContent = heading;
    words.append(content);
    row.className = className;
    row.append(term, words);
    list.append(row);
  };
  const made = (tag, around, className = "") => Object.assign(around.appendChild(document.createElement(tag)), { className });
  // A line of a table of which nothing else is to be said opens as well; what holds for it, the page tells once.
  const held = document.getElementById("held"), table = document.querySelector("table[data-summary]");
  for (const row of form && table ? document.querySelectorAll("tbody[data-line]:not(:has(.more))") : []) {
    const cell = made("td", made("tr", row, "more")), fold = made("details", cell);
    cell.colSpan = row.rows[0].cells.length;
    made("span", made("summary", fold), "visually-hidden").textContent = table.dataset.summary;
    made("dl", fold, "origin");
  }
  const text = (found) => found?.textContent.trim() ?? "";
  document.addEventListener("toggle", ({ target }) => {
    const row = target.closest?.("tbody"), line = (row ?? target).dataset?.line, list = form && line ? target.querySelector("dl") : null;
    if (!list || !target.open || list.dataset.cited) return;
    list.dataset.cited = "yes";
    const { cite, heading, edit, correct } = form.dataset;
    const questions = row?.dataset.held?.split(" ").map((place) => text(held.children[place].firstElementChild));
    if (questions) put(list, table.dataset.holds, questions.join(" "), "held");
    const cells = [...(row?.querySelectorAll("tr:first-child td:not(.code)") ?? [])].map(text)
      .filter((digits) => digits !== "–").map((digits) => {
        const { sign, unit } = form.dataset;
        return sign ? digits.replace(/^−?/, (minus) => minus + sign) : `${digits} ${unit}`;
      });
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
    link.href = edit.replace("{line}", line);
    link.textContent = correct;
    put(list, "", link);
  }, true);
})();
