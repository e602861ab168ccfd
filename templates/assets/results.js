// The search page: shows what is found while one types. Without it the page shows where else to look.
(() => {
  "use strict";
  const { find, entry, marks } = globalThis.search;
  const area = document.getElementById("results"), form = document.getElementById("search"), box = form.elements.q;
  const status = area.querySelector("[role=status]"), list = area.querySelector("ol"), more = area.querySelector("button");
  const AROUND = 30; // characters of a text shown before the first hit
  const isDense = /^(zh|ja)/.test(document.documentElement.lang); // a sign says as much as two letters
  const made = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) globalThis.languages.showText(element, text);
    return element;
  };
  // A part of a text around the first word that was asked for, with each such word marked.
  const excerpt = (text, words, length) => {
    const shown = made("p", "excerpt"), escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
    const hit = words.length ? new RegExp(escaped.map((word) => /^[a-z]/.test(word) ? `\\b${word.replace(/s$/, "")}` : word).join("|"), "gi") : null;
    const first = Math.max(hit ? text.search(hit) : 0, 0);
    let from = text.length > length ? Math.max(first - AROUND, 0) : 0;
    if (from && /[a-z]/i.test(text[from])) from = text.indexOf(" ", from) + 1;
    const part = `${from ? "… " : ""}${text.slice(from, from + length)}${from + length < text.length ? " …" : ""}`;
    let at = 0;
    const put = (tag, words) => { if (words) globalThis.languages.showText(shown.appendChild(document.createElement(tag)), words); };
    for (const found of hit ? part.matchAll(hit) : []) {
      put("span", part.slice(at, found.index));
      put("mark", found[0]);
      at = found.index + found[0].length;
    }
    put("span", part.slice(at));
    return shown;
  };
  // The first result answers at once: what it is in plain words, how much, of whom and when, and a sentence on it.
  const item = ({ kind, title, note, href, amount, sentence, plain }, words, isAnswer) => {
    const isFigure = kind === area.dataset.figure, name = isAnswer && isFigure && plain, element = made("li", isAnswer && "answer"), link = made("a", "", name || title);
    link.href = href;
    element.append(link);
    if (isAnswer && amount) element.append(made("p", "answer-amount", amount));
    element.append(made("p", "quiet", [kind, name && title, isAnswer ? "" : amount, note].filter(Boolean).join(" · ")));
    if (sentence) element.append(excerpt(sentence, words, (isAnswer ? 240 : 140) / (isDense ? 2 : 1)));
    if (isAnswer && isFigure) {
      const origin = made("a", "", area.dataset.origin);
      origin.href = href.replace("index.html#", "evidence/index.html#");
      element.appendChild(made("p", "origin-link")).append(origin);
    }
    return element;
  };

  const SHOWN = 20, PATIENCE = 30; // results at a time, and the most pieces read for them
  let asked = 0, answers, found = [], all = true;
  const show = async (anew) => {
    const mine = asked, first = anew ? 0 : list.childElementCount, from = answers;
    for (let read = 0; !all && found.length < first + SHOWN && read < PATIENCE; read++) {
      const { value, done } = await from.next();
      if (mine !== asked) return; // something else has been typed since
      all = done;
      found.push(...(value ?? []));
    }
    const [words, ...next] = await Promise.all([marks(box.value), ...found.slice(first, first + SHOWN).map(entry)]);
    if (mine !== asked) return;
    if (anew) list.replaceChildren();
    list.append(...next.map((each, n) => item(each, words, first + n === 0)));
    list.removeAttribute("aria-busy");
    more.hidden = all && list.childElementCount >= found.length;
    const said = all ? (found.length ? area.dataset.found : area.dataset.none) : area.dataset.begun;
    status.textContent = box.value.trim() ? said.replace("{count}", found.length) : "";
    return list.children[first];
  };
  const search = async () => {
    const mine = ++asked, text = box.value.trim();
    list.ariaBusy = "true"; // until these are the results of this question
    const address = new URL(location.href);
    if (text) address.searchParams.set("q", text); else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    document.querySelectorAll("a.language").forEach((link) => { link.search = address.search; });
    [answers, found, all] = [find(text), [], !text];
    try {
      await show(true);
    } catch {
      if (mine !== asked) return;
      status.textContent = area.dataset.failed;
      list.removeAttribute("aria-busy");
    }
  };

  let waiting;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  more.addEventListener("click", async () => (await show())?.querySelector("a").focus());
  // Arrow keys move between the box and the results.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], stops = [box, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });
  box.value = new URL(location.href).searchParams.get("q") ?? "";
  if (box.value) search();
})();
