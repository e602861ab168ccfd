// Sorts the tables of entities and years by any column and filters them by any word. A table of several pages reads all its rows
// on first use, file by file, and meanwhile shows what it has found. Without this script each page is sorted by year and size.
(() => {
  "use strict";
  const STEP = 100;

  // A row: the texts of its cells, and its element, made when it is needed.
  const fromPage = (tr) => ({
    tr,
    texts: [...tr.cells].map((cell) => cell.textContent),
    values: [...tr.cells].map((cell) => cell.dataset.value),
  });
  const fromData = (cells, make) => ({ cells, make, texts: cells.map(([text]) => text), values: cells.map(([, value]) => value) });

  const cellOf = ([text, value, href, tag, fails], index, { labels, base, mark }) => {
    const cell = document.createElement(index ? "td" : "th");
    if (!index) cell.scope = "row";
    if (index && value) cell.dataset.value = value;
    if (index) cell.dataset.label = labels[index];
    const inside = href ? document.createElement("a") : cell;
    globalThis.languages.showText(inside, text);
    if (href) {
      inside.href = new URL(href, base);
      cell.append(inside);
    }
    for (const [name, words] of [["tag", tag], ["mark", fails ? mark : ""]]) {
      if (!words) continue;
      const span = document.createElement("span");
      span.className = name;
      globalThis.languages.showText(span, words);
      cell.append(" ", span);
    }
    return cell;
  };

  const enhance = (area) => {
    const table = area.querySelector("table"), body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
    const pager = document.querySelector(".pager"), language = document.documentElement.lang;
    const about = { labels: heads.map((head) => head.textContent), mark: area.dataset.mark, base: "" };
    const make = (cells) => {
      const tr = document.createElement("tr");
      tr.append(...cells.map((cell, index) => cellOf(cell, index, about)));
      return tr;
    };
    let rows = [...body.rows].map(fromPage), whole = !area.dataset.rows, reading, shown = [];
    let sorted = { column: -1, down: true };

    const box = area.querySelector(".filter input"), status = area.querySelector("[role=status]"), more = document.createElement("button");
    more.type = "button";
    more.textContent = area.dataset.more;
    more.hidden = true;
    area.append(more);

    const load = async () => {
      const files = +area.dataset.files, read = [];
      about.base = new URL(area.dataset.rows, location.href).href;
      for (let number = 1; number <= files; number++) {
        const answer = await fetch(number > 1 ? about.base.replace(/\.json$/, `-${number}.json`) : about.base);
        if (!answer.ok) throw new Error(answer.url);
        read.push(...(await answer.json()).map((cells) => fromData(cells, make)));
        rows = read;
        whole = number === files;
        if (!whole) arrange();
      }
    };
    const show = (from) => {
      const next = shown.slice(from, whole && !area.dataset.rows ? shown.length : from + STEP);
      if (!from) body.replaceChildren();
      body.append(...next.map((row) => (row.tr ??= row.make(row.cells))));
      more.hidden = body.rows.length >= shown.length;
    };
    const compare = (a, b) => {
      const { column, down } = sorted, [x, y] = [a.values[column], b.values[column]];
      const text = new Intl.Collator(language, { numeric: true }).compare;
      if (heads[column].classList.contains("number-column")) {
        if (!x || !y) return (x ? 0 : 1) - (y ? 0 : 1); // what has no number stands last either way
        return down ? y - x : x - y;
      }
      return down ? text(b.texts[column], a.texts[column]) : text(a.texts[column], b.texts[column]);
    };
    const update = async () => {
      try {
        if (!whole) await (reading ??= load());
      } catch {
        reading = undefined;
        status.textContent = area.dataset.failed;
        return;
      }
      arrange();
    };
    const arrange = () => {
      const words = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      shown = rows.filter(({ texts }) => words.every((word) => texts.slice(0, 2).some((text) => text.toLowerCase().includes(word))));
      if (sorted.column >= 0) shown.sort(compare);
      if (pager) pager.hidden = true;
      status.textContent = area.dataset.shown.replace("{shown}", shown.length).replace("{total}", rows.length);
      if (!whole) status.textContent += area.dataset.reading;
      show(0);
    };

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...(head.querySelector("a") ? [] : head.childNodes));
      if (!button.textContent) button.setAttribute("aria-label", head.textContent);
      head.append(button);
      button.addEventListener("click", () => {
        const first = head.classList.contains("number-column"); // numbers from the largest, names from the first
        sorted = { column, down: sorted.column === column ? !sorted.down : first };
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
        update();
      });
    });
    let waiting;
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(update, 150);
    });
    more.addEventListener("click", () => {
      const first = body.rows.length;
      show(first);
      body.rows[first].querySelector("a").focus();
    });
  };
  for (const area of document.querySelectorAll(".compare-area")) {
    if (area.querySelector(".filter")) enhance(area);
  }
})();
