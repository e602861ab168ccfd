// What became of the current number, the findings, the texts that are missing, and what the check says.
import { make, fill } from "./markup.js";

export const stateName = (number, { states }) =>
  number.isDoubtful ? states.doubtful : states[number.state] || number.state;

export const describe = (number, words) => {
  const entries = number.entries.map((entry) => [entry.name, entry.roleName, entry.year].filter(Boolean).join(", "));
  return [`${number.digits}${number.unit}`, ...(entries.length ? entries : [stateName(number, words)]),
    number.hasFinding && words.states.finding, number.seen ? words.words.seen : words.words["not-seen"]].filter(Boolean).join("; ");
};

const tag = (kind, text) => make("span", { class: `tag ${kind}` }, text);

// As documents print money: 135,300. Codes, years and what was typed as words stay as they are.
const group = (digits) => digits.replace(/^([-(]?)(\d{4,})(?=\D|$)/, (_, before, whole) => before + whole.replace(/\B(?=(\d{3})+$)/g, ","));

const digitsOf = (number) => (/元$/.test(number.unit) || number.entries.some((entry) => /元$/.test(entry.unit)) ? group(number.digits) : number.digits);

const entryOf = (entry, words) => make("div", { class: "entry" },
  make("strong", {}, entry.name), make("br"),
  make("span", { class: "typed" }, `${/元$/.test(entry.unit) ? group(entry.typed) : entry.typed} ${entry.unit}`), ` · ${[entry.roleName, entry.year].filter(Boolean).join(", ")} `,
  make("small", {}, fill(words.words.line, entry)));

export const showNumber = (number, words, onCandidate, labelOf) => {
  const { words: w } = words;
  document.getElementById("number-title").replaceChildren(
    make("span", {}, digitsOf(number), number.unit && make("small", {}, ` ${number.unit}`)),
    tag(number.isDoubtful ? "doubtful" : number.isOpen ? "open" : "", stateName(number, words)),
    ...(number.hasFinding ? [tag("finding", words.states.finding)] : []),
    tag(number.seen ? "seen" : "", number.seen ? w.seen : w["not-seen"]));
  const nothing = number.isOpen ? w["no-entry"] : number.state === "left-out" ? w["not-taken-over"] : number.state === "aside" ? w["in-aside"] : w["nothing-needed"];
  const candidates = number.candidates.filter((name) => labelOf(name)).map((name) => make("button", { type: "button", class: "link", onclick: () => onCandidate(name) }, labelOf(name)));
  document.getElementById("number-details").replaceChildren(
    make("p", {}, make("small", {}, [number.place, number.where].filter(Boolean).join(" · "))),
    ...(number.evidence ? [make("p", { class: "evidence", lang: "zh-CN" }, number.evidence)] : []),
    ...(number.entries.length ? number.entries.map((entry) => entryOf(entry, words)) : [make("p", { class: "entry hint" }, nothing)]),
    ...(number.isFound ? [] : [make("p", { class: "hint" }, fill(w["not-on-picture"], { place: number.where }))]),
    ...(candidates.length ? [make("p", {}, `${w.candidates} `, ...candidates.flatMap((each, index) => (index ? [" · ", each] : [each])))] : []));
};

export const showFindings = (findings, current, words, { onPick, onConfirm }) => {
  const { words: w } = words, open = findings.filter((each) => !each.isConfirmed);
  const cards = findings.map((each, index) => make("li", { class: `finding-card ${each.verdict} ${each.isConfirmed ? "confirmed" : ""}`, id: `finding-${index}`, "aria-current": current === index ? "true" : null, tabindex: -1 },
    make("p", {}, each.numbers.length ? make("button", { type: "button", class: "link", onclick: () => onPick(index) }, each.name) : make("strong", {}, each.name)),
    make("p", {}, each.sentence),
    each.isConfirmed ? make("p", {}, tag("", w.confirmed)) : make("p", {}, make("button", { type: "button", onclick: () => onConfirm(index) }, w.confirm))));
  document.getElementById("findings").replaceChildren(
    make("h2", {}, `${w.findings} (${open.length})`),
    ...(findings.length ? [make("p", { class: "hint" }, w["look-first"]), make("ul", {}, ...cards)] : [make("p", { class: "hint" }, w["no-findings"])]));
};

const inputsOf = (text, index, words) => {
  if (text.choices.length) {
    return [make("label", {}, words.choose, make("select", { "data-text": index, "data-choice": true, "aria-label": text.name },
      make("option", { value: "" }, words.choose), ...text.choices.map((each) => make("option", { value: each.value }, each.label))))];
  }
  return text.missing.map((lang) => make("label", {}, words[`text-${lang}`], make("input", { "data-text": index, "data-lang": lang, lang: lang === "zh" ? "zh-CN" : "en", "aria-label": `${text.name}, ${words[`text-${lang}`]}` })));
};

// The form is made anew only if other texts are missing, and what somebody has typed into it stays.
export const showTexts = (texts, words, onSave) => {
  const { words: w } = words, card = document.getElementById("texts"), key = JSON.stringify(texts);
  if (card.dataset.key === key) return;
  card.dataset.key = key;
  const typed = new Map([...card.querySelectorAll("[data-text]")].map((each) => [each.dataset.name, each.value]));
  const focused = document.activeElement?.dataset.name;
  if (!texts.length) return card.replaceChildren();
  const form = make("form", {}, ...texts.map((text, index) => make("div", { class: "text" },
    make("p", {}, text.name), text.written && make("p", { lang: "zh-CN" }, text.written), ...inputsOf(text, index, w))),
    make("p", { class: "error", role: "alert" }), make("p", { class: "acts" }, make("button", { class: "main" }, w["texts-save"])));
  form.querySelectorAll("[data-text]").forEach((each) => {
    each.dataset.name = `${texts[each.dataset.text].file} ${texts[each.dataset.text].path.join(".")} ${each.dataset.lang || ""}`;
    each.value = typed.get(each.dataset.name) || "";
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); onSave(form); });
  const open = card.querySelector("details")?.open ?? false;
  card.replaceChildren(make("details", { open }, make("summary", {}, `${w.texts} (${texts.length})`), make("p", { class: "hint" }, w["texts-help"]), form));
  if (focused) [...card.querySelectorAll("[data-name]")].find((each) => each.dataset.name === focused)?.focus({ preventScroll: true });
};

export const showProblems = (problems, words) => {
  const { words: w } = words, others = problems.filter((each) => !each.isOfText), count = problems.length - others.length;
  document.getElementById("problems").replaceChildren(make("h2", {}, w.problems), count ? make("p", { class: "hint" }, fill(w["problems-of-texts"], { count })) : "", problems.length
    ? make("ul", {}, ...others.slice(0, 40).map((each) => make("li", { class: "problem" }, make("p", {}, each.sentence), make("code", {}, each.place.split("/").slice(-1)[0]), each.hint && make("p", { class: "hint" }, `→ ${each.hint}`))))
    : make("p", { class: "hint" }, w.green));
};
