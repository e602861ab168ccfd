// The page of the document with a mark on every number.
import { make, fill } from "./markup.js";

export const classes = (number) => {
  const kind = number.isOpen ? "open" : ["year", "date", "ordinal", "code", "aside", "left-out", "free"].includes(number.state) ? "quiet" : "placed";
  return ["mark", kind, number.isDoubtful && "doubtful", number.hasFinding && "finding", number.seen && "seen"].filter(Boolean).join(" ");
};

export class Sheet {
  constructor(view, frame, onPick) {
    Object.assign(this, { view, frame, onPick, page: 0, zoom: 1, marks: new Map() });
  }

  // Draws a page anew only if it is another one; afterwards the marks say what became of each number.
  show(page, numbers, current, describe) {
    if (page !== this.page) this.draw(page, numbers);
    for (const number of numbers) {
      const mark = this.marks.get(number.id);
      if (!mark) continue;
      mark.className = classes(number);
      mark.setAttribute("aria-label", describe(number));
      mark.toggleAttribute("aria-current", number.id === current);
      if (number.id === current) mark.setAttribute("aria-current", "true");
      mark.tabIndex = number.id === current ? 0 : -1;
    }
  }

  draw(page, numbers) {
    this.page = page;
    this.marks.clear();
    this.view.querySelector("img")?.removeAttribute("src"); // a page that was turned away from need not be drawn
    this.view.replaceChildren(this.frame.pages[page - 1]?.shape ? this.drawPicture(page, numbers) : this.drawWords(page));
    this.view.scrollTo(0, 0);
  }

  drawPicture(page, numbers) {
    const shape = this.frame.pages[page - 1].shape, words = this.frame.words.words;
    const picture = make("img", { src: `pages/${page}.png`, alt: fill(words["page-picture"], { page }) });
    const sheet = make("div", { class: "sheet" }, make("p", { class: "hint drawing" }, words.drawing), picture);
    picture.onload = () => {
      sheet.querySelector(".drawing")?.remove();
      if (page === this.page && this.frame.pages[page]?.shape) new Image().src = `pages/${page + 1}.png`; // the next one is ready when it is turned to
    };
    sheet.style.aspectRatio = `${shape.width} / ${shape.height}`;
    sheet.style.setProperty("--zoom", this.zoom);
    for (const number of numbers.filter((each) => each.page === page && each.box)) {
      const [left, top, width, height] = number.box, mark = this.makeMark(number.id);
      Object.assign(mark.style, { left: `calc(${left * 100}% - 2px)`, top: `calc(${top * 100}% - 2px)`, width: `calc(${width * 100}% + 4px)`, height: `calc(${height * 100}% + 5px)` });
      sheet.append(mark);
    }
    return sheet;
  }

  drawWords(page) {
    const sheet = make("div", { class: "words", lang: "zh-CN" }, ...(this.frame.pages[page - 1]?.blocks || []).map((block) => this.makeBlock(block)));
    sheet.style.setProperty("--zoom", this.zoom);
    return sheet;
  }

  makeBlock({ kind, runs, rows, rowNames, columnNames }) {
    if (kind === "sheet") return this.makeCells(rows, rowNames, columnNames);
    if (kind !== "table") return make("p", { class: kind }, ...runs.map((run) => this.makeRun(run)));
    return make("div", { class: "scroll" }, make("table", {}, make("tbody", {}, ...rows.map((row) => make("tr", {}, ...this.makeRow(row))))));
  }

  // A sheet of a workbook, with the letters and numbers by which its cells are known.
  makeCells(rows, rowNames, columnNames) {
    const head = make("tr", {}, make("td"), ...columnNames.map((name) => make("th", { scope: "col" }, name)));
    const body = rows.map((row, index) => make("tr", {}, make("th", { scope: "row" }, rowNames[index]), ...this.makeRow(row)));
    return make("table", { class: "cells" }, make("thead", {}, head), make("tbody", {}, ...body));
  }

  makeRow(row) {
    return row.map((cell) => make("td", { rowspan: cell.rows > 1 && cell.rows, colspan: cell.columns > 1 && cell.columns }, ...cell.runs.map((run) => this.makeRun(run))));
  }

  makeRun(run) {
    if (typeof run === "string") return run;
    const mark = this.makeMark(run.number);
    mark.textContent = run.text;
    return mark;
  }

  makeMark(id) {
    const mark = make("button", { type: "button", class: "mark", tabindex: -1, onclick: () => this.onPick(id) });
    this.marks.set(id, mark);
    return mark;
  }

  // Brings a number into sight, and puts the keyboard on it unless a person is typing elsewhere.
  focus(id, { keyboard = true } = {}) {
    const mark = this.marks.get(id);
    if (!mark) return;
    if (keyboard) mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center", inline: "nearest" });
  }

  resize(factor) {
    this.zoom = Math.min(3, Math.max(0.5, this.zoom * factor));
    this.view.firstElementChild?.style.setProperty("--zoom", this.zoom);
  }
}
