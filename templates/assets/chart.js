// Pictures and data of one chart, made in the reader's browser from what the page shows. Loaded when a reader asks for one.
const SVG = "http://www.w3.org/2000/svg", EDGE = 24, WIDE = 680;
const COLUMNS = ["item", "series", "year", "amount", "posts", "people", "unit", "sentence"];

export const save = async (files, kind) => {
  const figure = files.closest("figure"), name = `${files.dataset.chart}.${kind.toLowerCase()}`;
  if (kind === "CSV") return download(name, new Blob(["\ufeff", await table(files)], { type: "text/csv" }));
  const svg = picture(figure), text = new XMLSerializer().serializeToString(svg);
  if (kind === "SVG") return download(name, new Blob([text], { type: "image/svg+xml" }));
  const image = new Image(), canvas = document.createElement("canvas");
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  [canvas.width, canvas.height] = [2 * svg.width.baseVal.value, 2 * svg.height.baseVal.value];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => download(name, blob));
};

const download = (name, blob) => {
  const link = document.createElement("a"), address = URL.createObjectURL(blob);
  Object.assign(link, { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

// One row for each figure. A text that a spreadsheet would take for a formula begins with an apostrophe.
const table = async (files) => {
  const { rows } = (await (await fetch(files.dataset.specifications)).json())[files.dataset.chart].datasets;
  const columns = COLUMNS.filter((column) => rows.some((row) => column in row));
  const cell = (value) => (typeof value === "number" ? String(value) : `"${String(value ?? "").replace(/^(?=[=+\-@])/, "'").replaceAll('"', '""')}"`);
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
};

// The wide drawing in the colours of the page, with title, sentence, notes and source around it.
const picture = (figure) => {
  const look = getComputedStyle(document.documentElement), ink = (name) => look.getPropertyValue(name).trim();
  const svg = document.createElementNS(SVG, "svg"), drawing = figure.querySelector("svg.chart-wide").cloneNode(true);
  const heading = figure.querySelector("figcaption :is(h1, h2, h3)").textContent;
  const said = [...figure.querySelectorAll(":scope > figcaption > p, :scope > .quiet:not(.chart-source)")].map((each) => each.textContent.trim());
  const canonical = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  let top = EDGE;
  const write = (words, size, weight, colour) => {
    for (const line of lines(words, `${weight} ${size}px ${look.fontFamily}`)) {
      top += 1.5 * size;
      const text = document.createElementNS(SVG, "text");
      const place = { x: EDGE, y: top - 0.4 * size, "font-size": size, "font-weight": weight, fill: ink(colour) };
      for (const [name, value] of Object.entries(place)) text.setAttribute(name, value);
      text.textContent = line;
      svg.append(text);
    }
  };
  const box = document.createElementNS(SVG, "rect"), title = document.createElementNS(SVG, "title");
  title.textContent = heading;
  svg.append(title, box);
  write(heading, 20, 600, "--chart-text");
  write(said[0], 14, 400, "--chart-text");
  for (const [name, value] of Object.entries({ x: EDGE, y: top + 12 })) drawing.setAttribute(name, value);
  for (const each of [drawing, ...drawing.querySelectorAll("*")]) {
    each.removeAttribute("tabindex");
    for (const { name, value } of each.attributes) if (value.startsWith("var(")) each.setAttribute(name, ink(value.slice(4, -1)));
  }
  svg.append(drawing);
  top += Number(drawing.getAttribute("height")) + 20;
  for (const note of said.slice(1)) write(note, 12, 400, "--chart-muted");
  write(`${document.title}  ${canonical}`, 12, 400, "--chart-muted");
  const sizes = { width: WIDE + 2 * EDGE, height: Math.round(top + EDGE) };
  for (const [name, value] of Object.entries({ ...sizes, fill: ink("--paper") })) box.setAttribute(name, value);
  for (const [name, value] of Object.entries({ ...sizes, "font-family": look.fontFamily, role: "img", lang: document.documentElement.lang })) svg.setAttribute(name, value);
  return svg;
};

const lines = (words, font) => {
  const pen = document.createElement("canvas").getContext("2d"), found = [""];
  pen.font = font;
  for (const { segment } of new Intl.Segmenter(document.documentElement.lang, { granularity: "word" }).segment(words)) {
    const longer = found.at(-1) + segment;
    if (found.at(-1) && pen.measureText(longer.trimEnd()).width > WIDE && !/^[\p{P}\s]/u.test(segment)) found.push(segment);
    else found[found.length - 1] = longer;
  }
  return found;
};
