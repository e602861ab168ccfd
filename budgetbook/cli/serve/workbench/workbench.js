// The workbench: steps through the numbers of a document, and sends what a person decides.
import { act, load } from "./server.js";
import { Combobox, open } from "./dialogs.js";
import { describe, showFindings, showNumber, showProblems, showTexts } from "./desk.js";
import { fill, make } from "./markup.js";
import { Sheet, classes } from "./sheet.js";

const byId = (id) => document.getElementById(id);
const WRITE_AFTER = 2500; // milliseconds without an act, after which the counts go into the file
const waiting = new Set(); // numbers accepted here of which the server has not heard yet
let frame, state, words, sheet, combobox, current = 0, finding = -1, by = {}, writing = 0, batch = [], sending = null;

const number = () => state.numbers[current];
const say = (text, isError = false) => { byId("said").textContent = text; byId("said").classList.toggle("error", isError); };

// ---- What is shown

const take = (next) => {
  const index = new Map((state?.numbers || []).map((each, place) => [each.id, place]));
  const id = state?.numbers[current]?.id;
  state = { ...state, ...next };
  if (next.seenNumbers) {
    const seen = new Set(next.seenNumbers);
    state.numbers.forEach((each) => { each.seen = seen.has(each.id); });
  }
  if (next.numbers) {
    next.numbers.forEach((each) => {
      each.hasFinding = each.findings.some((place) => !next.findings[place].isConfirmed);
    });
    if (id && index.size) current = Math.max(0, state.numbers.findIndex((each) => each.id === id));
  }
  state.numbers.forEach((each) => { if (waiting.has(each.id)) each.seen = true; });
};

const showCounts = () => {
  const { of, written, problems } = state, w = words.words, seen = state.numbers.filter((each) => each.seen).length;
  byId("meter").max = of || 1;
  byId("meter").value = seen;
  byId("counts").textContent = fill(w["seen-of"], { seen, of }) + (!written && !seen ? "" : ` · ${written === seen ? w["counts-written"] : w["counts-unwritten"]}`);
  byId("check").textContent = problems.length ? fill(w["problem-count"], { count: problems.length }) : w.green;
  byId("check").classList.toggle("green", !problems.length);
  byId("check").href = problems.length && problems.every((each) => each.isOfText) ? "#texts" : "#problems";
};

const showDesk = () => {
  byId("title").textContent = state.title;
  document.title = `${state.title} · ${words.words.title}`;
  showCounts();
  showFindings(state.findings, finding, words, { onPick: pickFinding, onConfirm: confirmFinding });
  showTexts(state.texts, words, saveTexts);
  showProblems(state.problems, words);
};

const labelOf = (name) => frame.targets.find(({ path }) => path[0] === "figures" ? path[1] === name : path[3] === name)?.label;

const showPage = (page) => {
  const pages = frame.pages.length, { name, file } = frame.pages[page - 1] || {};
  byId("page-name").textContent = pages ? [fill(words.words["page-of"], { page, pages }), name, file].filter(Boolean).join(" · ") : "";
  byId("previous-page").disabled = page <= 1;
  byId("next-page").disabled = page >= pages;
  sheet.show(page, state.numbers, number()?.id, (each) => describe(each, words));
};

const showCurrent = ({ focus = true } = {}) => {
  if (!state.numbers.length) return;
  showNumber(number(), words, assign, labelOf);
  showActs(number());
  showPage(number().page || 1);
  sheet.focus(number().id, { keyboard: focus });
};

// Nobody can say "right" to a number of which nothing is said yet: first it is decided what that number is.
const showActs = ({ isOpen }) => {
  document.querySelectorAll("[data-act=accept], [data-act=row]").forEach((each) => { each.hidden = isOpen; });
  document.querySelector("[data-act=assign]").classList.toggle("main", isOpen);
  if (isOpen && byId("said").textContent === words.words.begin) say("");
  byId("assign-label").textContent = words.words[isOpen ? "assign-open" : "assign"];
};

const go = (index, options) => {
  if (index < 0 || index >= state.numbers.length) return;
  current = index;
  showCurrent(options);
  if (!sheet.marks.has(number().id)) say(describe(number(), words));
};

// ---- Steps

const turnPage = (step) => {
  const pages = frame.pages.length, page = sheet.page + step;
  if (page < 1 || page > pages) return;
  const first = state.numbers.findIndex((each) => each.page === page);
  if (first >= 0) go(first);
  else showPage(page);
};

const search = (fits) => {
  const count = state.numbers.length;
  for (let step = 1; step <= count; step += 1) {
    const index = (current + step) % count;
    if (fits(state.numbers[index])) return index;
  }
  return -1;
};

const jump = (kind) => {
  if (kind === "finding") return jumpToFinding();
  const tests = { unseen: (each) => !each.seen, doubtful: (each) => each.isDoubtful, open: (each) => each.isOpen };
  const index = search(tests[kind]);
  if (index < 0) say(words.words[`none-${kind}`]);
  else go(index);
};

const jumpToFinding = () => {
  const count = state.findings.length;
  for (let step = 1; step <= count; step += 1) {
    const index = (finding + step + count) % count;
    if (!state.findings[index].isConfirmed) return pickFinding(index);
  }
  return say(words.words["none-finding"]);
};

const pickFinding = (index) => {
  finding = index;
  showFindings(state.findings, finding, words, { onPick: pickFinding, onConfirm: confirmFinding });
  const place = state.numbers.findIndex((each) => each.id === state.findings[index].numbers[0]);
  if (place >= 0) go(place, { focus: false });
  const card = byId(`finding-${index}`);
  card.scrollIntoView({ block: "nearest" });
  (card.querySelector("button:not(.link)") || card).focus({ preventScroll: true });
};

// ---- Acts

const send = async (request, done, ids = []) => {
  const before = state.findings.filter((each) => !each.isConfirmed).length;
  const slow = done && done !== "accept" ? setTimeout(() => say(words.words.working), 300) : 0;
  let answer;
  try {
    answer = await act(() => ({ ...request, version: state.version }), (taken) => {
      ids.forEach((id) => waiting.delete(id));
      if (taken.state) take(taken.state);
    }).finally(() => clearTimeout(slow));
  } catch {
    ids.forEach((id) => waiting.delete(id));
    say(words.errors.offline, true);
    return words.errors.offline;
  }
  const after = state.findings.filter((each) => !each.isConfirmed).length;
  const change = before === after ? "" : ` · ${fill(words.words["findings-change"], { before, after })}`;
  if (answer.error) say(answer.error, true);
  else if (done) say(words.words[`done-${done}`] + change);
  if (answer.state?.numbers) showDesk();
  else showCounts();
  return answer.error || "";
};

const askWho = async () => {
  if (state.hasBy || by.zh) return true;
  return open("by", () => {
    by = { zh: byId("by-zh").value.trim(), en: byId("by-en").value.trim() };
    return by.zh && by.en ? "" : words.errors["both-languages"];
  });
};

const writeSoon = () => {
  clearTimeout(writing);
  writing = setTimeout(async () => {
    if (document.querySelector("dialog[open]")) return writeSoon();
    if (state.seen !== state.written && (state.hasBy || by.zh)) await send({ act: "count", by });
  }, WRITE_AFTER);
};

// Whoever is quick accepts several numbers while the server hears of one: they go together then.
const sendAccepted = async () => {
  await null;
  while (batch.length) {
    const ids = batch.splice(0);
    await send({ act: "accept", numbers: ids }, "accept", ids);
  }
};

const accept = async (numbers) => {
  if (!await askWho()) return;
  const ids = numbers.map(({ id }) => id);
  numbers.forEach((each) => { each.seen = true; waiting.add(each.id); });
  batch.push(...ids);
  sending ||= sendAccepted().finally(() => { sending = null; });
  const next = search((each) => !each.seen), sent = sending;
  showCounts();
  if (next >= 0) go(next);
  else showCurrent();
  await sent;
  if (next < 0) say(words.words["none-unseen"]);
  writeSoon();
};

const acceptRow = () => accept(state.numbers.filter((each) => each.row === number().row && !each.isOpen));

const edit = async (request, done) => {
  if (!await askWho()) return "";
  const error = await send(request, done);
  if (!error) { showCurrent(); writeSoon(); }
  return error;
};

const assign = (name) => {
  const each = number(), entry = each.entries[0];
  byId("assign-title").textContent = fill(words.words["assign-title"], { number: `${each.digits}${each.unit}` });
  byId("assign-evidence").textContent = each.evidence || each.where;
  const find = (key) => frame.targets.find(({ path }) => path.at(-1) === key);
  combobox.set(find(typeof name === "string" ? name : entry?.path[0] === "figures" ? entry.path[1] : each.candidates[0]) || null);
  const role = each.role || (frame.rolesOf[entry?.role] ? entry.role : "amount");
  byId("roles").querySelectorAll("input").forEach((input) => { input.checked = input.value === role; });
  const done = open("assign", () => {
    const role = byId("roles").querySelector("input:checked")?.value;
    if (!combobox.chosen) return words.errors["no-such-target"];
    return edit({ act: "assign", number: each.id, target: combobox.chosen.path, role }, "assign");
  });
  byId("target").select();
  return done.then(() => sheet.focus(number().id));
};

const setAside = () => edit({ act: "set-aside", number: number().id }, "set-aside");

const undo = async () => {
  await sending;
  if (!await send({ act: "undo" }, "undo")) { showCurrent(); writeSoon(); }
};

const confirmFinding = (index) => {
  const each = state.findings[index];
  byId("confirm-sentence").textContent = each.sentence;
  byId("note-zh").value = byId("note-en").value = "";
  return open("confirm", () => edit({
    act: "confirm", finding: each.id, place: each.place, note: { zh: byId("note-zh").value, en: byId("note-en").value },
  }, "confirm"));
};

// What is whole is written; a text in one language of two stays in the form, and is said to.
const saveTexts = async (form) => {
  const tell = (text) => { const error = byId("texts").querySelector(".error"); if (error) error.textContent = text; };
  const texts = state.texts.map((text, index) => {
    const inputs = [...form.querySelectorAll(`[data-text="${index}"]`)].filter((each) => each.value.trim());
    const filled = Object.fromEntries(inputs.filter((each) => each.dataset.lang).map((each) => [each.dataset.lang, each.value]));
    const choice = inputs.find((each) => "choice" in each.dataset)?.value || "";
    return { text, filled, choice };
  }).filter(({ filled, choice }) => choice || Object.keys(filled).length);
  const whole = texts.filter(({ text, filled, choice }) => choice || text.missing.every((lang) => filled[lang]));
  if (!texts.length) return tell(words.errors["text-needed"]);
  if (!whole.length) return tell(words.errors["both-languages"]);
  const items = whole.map(({ text, filled, choice }) => ({ file: text.file, path: text.path, words: filled, choice }));
  const error = await send({ act: "write", texts: items }, "write");
  const half = texts.length - whole.length;
  tell(error || (half ? fill(words.words[half === 1 ? "text-half" : "texts-half"], { count: half }) : ""));
  if (!error && !state.texts.length) sheet.focus(number()?.id);
  return error;
};

// ---- Keys

const KEYS = {
  j: () => go(current + 1), ArrowDown: () => go(current + 1), k: () => go(current - 1), ArrowUp: () => go(current - 1),
  Enter: () => (number().isOpen ? assign() : accept([number()])), a: acceptRow, c: () => assign(), x: setAside, z: undo,
  s: () => jump("unseen"), n: () => jump("doubtful"), u: () => jump("open"), f: () => jump("finding"),
  PageDown: () => turnPage(1), PageUp: () => turnPage(-1), "?": () => byId("help").showModal(),
};

const press = (event) => {
  const { target, key } = event;
  if (key === "Escape" && target.closest("#texts")) return sheet.focus(number()?.id);
  if (!state?.numbers.length || event.ctrlKey || event.metaKey || event.altKey || !KEYS[key]) return;
  if (target.closest("dialog, input, textarea, select") || document.querySelector("dialog[open]")) return;
  if (key === "Enter" && target.closest("button:not(.mark), a, summary")) return;
  if (key.length === 1 && !byId("keys-on").checked) return;
  event.preventDefault();
  KEYS[key]();
};

// ---- The beginning

const listen = () => {
  document.addEventListener("keydown", press);
  byId("check").onclick = (event) => {
    const target = byId(byId("check").hash.slice(1)), details = target.querySelector("details");
    event.preventDefault();
    if (details) details.open = true;
    target.style.scrollMarginTop = getComputedStyle(byId("number")).position === "sticky" ? `${byId("number").offsetHeight}px` : `${document.querySelector(".document").offsetHeight}px`;
    target.scrollIntoView();
    (details?.querySelector("input, select") || target).focus({ preventScroll: true });
  };
  byId("open-help").onclick = () => byId("help").showModal();
  byId("previous-page").onclick = () => turnPage(-1);
  byId("next-page").onclick = () => turnPage(1);
  byId("smaller").onclick = () => sheet.resize(1 / 1.25);
  byId("larger").onclick = () => sheet.resize(1.25);
  const acts = { accept: () => accept([number()]), row: acceptRow, assign: () => assign(), "set-aside": setAside, undo };
  document.querySelectorAll("[data-act]").forEach((each) => { each.onclick = () => acts[each.dataset.act](); });
  document.querySelectorAll("[data-jump]").forEach((each) => { each.onclick = () => jump(each.dataset.jump); });
};

const showLegend = () => {
  const example = (fields) => ({ entries: [], candidates: [], findings: [], ...fields });
  const kinds = [["figure", example({ state: "figure" })], ["year", example({ state: "year" })], ["undecided", example({ isOpen: true })],
    ["doubtful", example({ isOpen: true, isDoubtful: true })], ["finding", example({ state: "figure", hasFinding: true })]];
  byId("legend").replaceChildren(...kinds.map(([name, each]) => make("li", { class: "sheet-legend" }, make("span", { class: classes(each) }, "12.30"), ` ${words.states[name]}`)),
    make("li", {}, make("span", { class: classes(example({ state: "figure", seen: true })) }, "12.30"), ` ${words.words.seen}`));
};

const begin = async () => {
  frame = await load("frame.json");
  words = frame.words;
  take(frame.state);
  sheet = new Sheet(byId("view"), frame, (id) => go(state.numbers.findIndex((each) => each.id === id)));
  combobox = new Combobox(byId("target"), byId("target-list"), frame.targets, byId("no-match"));
  byId("roles").replaceChildren(...Object.entries(frame.rolesOf).map(([role, label]) =>
    make("label", {}, make("input", { type: "radio", name: "role", value: role }), ` ${label}`)));
  showLegend();
  listen();
  showDesk();
  if (frame.fault) {
    byId("number").hidden = document.querySelector(".tools").hidden = true; // there is nothing to compare with
    return byId("view").replaceChildren(make("p", { class: "error", role: "alert" }, frame.fault));
  }
  current = Math.max(0, state.numbers.findIndex((each) => !each.seen));
  showCurrent();
  say(words.words.begin);
  return document.documentElement.setAttribute("data-ready", "");
};

begin().catch((fault) => {
  const waiting = make("p", { class: "error", role: "alert" }, fault.reason || document.body.dataset.offline);
  byId("view").replaceChildren(waiting);
});
