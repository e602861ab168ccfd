// Cuts what a reader types (`search/terms.py` cuts texts in the same way) and understands it as a question.
(() => {
  "use strict";
  // Scripts in which no space stands between words, and the letters of all others (`search/normal_text.py`).
  const DENSE = "\\u3005\\u3040-\\u30ff\\u3400-\\u9fff";
  const LETTERS = "a-z\\u00df-\\u00ff\\u0100-\\u024f\\u0370-\\u052f\\u0590-\\u06ff\\u0900-\\u0e7f\\uac00-\\ud7a3";
  const UNSEEN = /[“”‘’"'《》()〈〉「」«»]/g, ACCENTS = /[\u0300-\u036f]/g, WORDS = new RegExp(`[${LETTERS}]+`, "g");
  const RUN = new RegExp(`[${DENSE}]+|[0-9]+(?:\\.[0-9]+)?|[${LETTERS}]+`, "g"), LETTER = new RegExp(`[${LETTERS}]`), HAN = new RegExp(`[${DENSE}]`);
  const AFTER = new RegExp(`[${DENSE}0-9${LETTERS}]`);
  // The words after a number that say how large it is, as the index gives them (`search/number_units.py`), and the powers of ten that
  // a number without any may have.
  let POWERS = {}, BARE = [0], UNIT = /(?!)/y, ENDINGS = [], GROUP = ",", DECIMAL = /(?!)/g, GROUPS = /(?!)/g, THOUSANDS = /(?!)/;
  const measure = ({ powers = {}, bare = [0], endings = [], group = ",", decimal = "." } = {}) => {
    const escaped = (words) => words.sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|") || "(?!)";
    const lettered = Object.keys(powers).filter((word) => LETTER.test(word)), others = Object.keys(powers).filter((word) => !LETTER.test(word));
    POWERS = powers;
    BARE = bare;
    UNIT = new RegExp(` ?(?:(${escaped(others)})|(${escaped(lettered)})(?![${LETTERS}]))`, "y");
    const [g, d] = [escaped([group]), escaped([decimal])];
    ENDINGS = endings;
    GROUP = group;
    GROUPS = new RegExp(`[0-9]+(?:${g}[0-9]+)+`, "g");
    THOUSANDS = new RegExp(`^[0-9]{1,3}(?:${g}[0-9]{3})+$`);
    DECIMAL = decimal === "." ? /(?!)/g : new RegExp(`(?<=[0-9])${d}(?=[0-9])`, "g");
  };
  const plain = (text) => text.normalize("NFKD").replace(ACCENTS, "").normalize("NFKC").toLowerCase().replace(UNSEEN, "")
    .replace(GROUPS, (found) => THOUSANDS.test(found) ? found.replaceAll(GROUP, "") : found).replace(DECIMAL, ".");
  const singular = (word) => {
    const [ending, other] = (word.length >= 4 && ENDINGS.find(([each]) => word.endsWith(each))) || ["", ""];
    return word.slice(0, word.length - ending.length) + other;
  };

  // Weights of a term in a name and in a text: a whole word counts more than a prefix.
  const WHOLE = [9, 3], BEGUN = [2, 1];
  const ofNumber = (run, unit, inside, open) => {
    const [whole, fraction = ""] = run.split("."), every = (whole + fraction).replace(/^0+/, "");
    const digits = every.replace(/0+$/, "") || "0", first = every ? every.length - fraction.length - 1 : 0;
    const sure = every ? `${digits}:${first + (unit ? POWERS[unit] : 0)}` : "0:0";
    if (unit && !inside) return { key: sure, from: [[sure, false]], weigh: (key) => key === sure && WHOLE };
    const plainly = !fraction, powers = new Set(BARE.map((power) => String(every ? first + power : 0)));
    const weigh = (key) => {
      const [start, power] = key.split(":");
      if (power === undefined) return plainly && (key === run ? WHOLE : open && key.startsWith(run) && BEGUN);
      return powers.has(power) && (start === digits ? WHOLE : open && start.startsWith(every) && BEGUN);
    };
    const from = [[`${digits}:`, true], ...(plainly ? [[run, open]] : []), ...(open && every ? [[every, true]] : [])];
    const anyUnit = { key: `${digits}:`, from: [[`${digits}:`, true]], weigh: (key) => key.startsWith(`${digits}:`) && BEGUN };
    return { key: unit || !plainly ? sure : run, from, weigh, anyUnit };
  };

  // Cuts the query into what an entry must contain: every three adjacent Chinese characters, words, numbers. Each says where in the
  // order of terms to look (`from`: a term, and whether it is a prefix) and how much a term there weighs. One or two characters and
  // the last word may be a prefix.
  const termsOf = (text) => {
    const written = plain(text), terms = new Map(), put = (term) => terms.set(term.key, term);
    RUN.lastIndex = 0;
    for (let found; (found = RUN.exec(written));) {
      const [run] = found, end = RUN.lastIndex, open = run.length > 1 && !AFTER.test(written.slice(end));
      if (HAN.test(run)) {
        // A single character after a number is its measure word (2023年): it says little, and very many terms begin with it.
        if (run.length === 1 && /[0-9]/.test(written[end - 2] ?? "")) continue;
        if (run.length < 3) put({ key: run, from: [[run, true]], weigh: (key) => key.startsWith(run) && WHOLE });
        for (let at = 0; at < run.length - 2; at++) {
          const key = run.slice(at, at + 3);
          put({ key, from: [[key, false]], weigh: (other) => other === key && WHOLE });
        }
      } else if (/^[0-9]/.test(run)) {
        UNIT.lastIndex = end;
        const [, chinese, english] = UNIT.exec(written) ?? [], after = UNIT.lastIndex;
        const inside = chinese && HAN.test(written[after] ?? ""); // of a longer word, perhaps: 2024万里
        if (after && !inside) RUN.lastIndex = after;
        put(ofNumber(run, chinese ?? english, inside, open));
      } else {
        const key = singular(run), from = open ? [[key, false], [run, true]] : [[key, false]];
        put({ key, from, weigh: (other) => other === key ? WHOLE : open && other.startsWith(run) && BEGUN });
      }
    }
    return [...terms.values()];
  };

  const DIRECTIONS = ["up", "down"]; // no text need have the word: the amounts say it
  const TOTAL = "@expenditure"; // what is asked for where it is not said what the money is for
  const LONGEST = 12, MOST_WORDS = 7; // of a word in Chinese characters, of a phrase in English words
  // The words of a question in their order: each with what it stands for (`search/asked_words.py`), or without if it is no such
  // word. The longest word counts. Idle words are left out: English ones anywhere, a Chinese character only between others.
  const pieces = (written, words) => {
    const found = [], put = (from, to, name) => {
      const before = found.at(-1);
      if (!name && before && !before.name && before.to === from) before.to = to;
      else found.push({ from, to, name });
    };
    const latin = [...written.matchAll(WORDS)].map((each) => ({ from: each.index, to: each.index + each[0].length, word: singular(each[0]) }));
    for (let at = 0; at < written.length;) {
      if (HAN.test(written[at])) {
        let size = LONGEST;
        while (size && !(HAN.test(written[at + size - 1] ?? "") && words.get(written.slice(at, at + size)))) size--;
        put(at, at + (size || 1), size > 1 || (size && words.get(written[at]) !== "nothing") ? words.get(written.slice(at, at + size)) : undefined);
        at += size || 1;
        continue;
      }
      const next = latin.findIndex((each) => each.from === at);
      if (next < 0) {
        const [digits = ""] = written.slice(at).match(/^[0-9][0-9.,]*/) ?? [];
        if (digits) put(at, at + digits.length, words.get(digits));
        at += digits.length || 1;
        if (digits && written[at] === "年") at++;
        continue;
      }
      const some = latin.slice(next).filter(({ word }) => words.get(word) !== "nothing").slice(0, MOST_WORDS);
      let size = latin[next] === some[0] ? some.length : 0;
      while (size && !words.get(some.slice(0, size).map(({ word }) => word).join(" "))) size--;
      const end = size ? some[size - 1].to : latin[next].to;
      if (size || latin[next] === some[0]) put(at, end, words.get(some.slice(0, size).map(({ word }) => word).join(" ")));
      at = end;
    }
    return found;
  };
  // What is left of a piece without idle characters around it.
  const trimmed = (text, words) => {
    let from = 0, to = text.length;
    const isIdle = (sign) => HAN.test(sign) && words.get(sign) === "nothing";
    while (from < to && isIdle(text[from])) from++;
    while (to > from && isIdle(text[to - 1])) to--;
    return text.slice(from, to).trim();
  };

  // A question as what an answer has to match (`units`: each several terms, one of which is enough; those of what it surely is are
  // `sure`; `piece`: the words it stands in, if nobody knows them), what may be a whole name, what is to be marked in a text, and whether an amount or a meaning is asked for.
  // Empty if it has none of the words of questions: then it is looked for as it is written.
  const understand = (text, words) => {
    const written = plain(text), found = pieces(written, words), asks = (name) => found.some((piece) => piece.name === name);
    const idle = LETTER.test(written) && [...written.matchAll(WORDS)].some(([word]) => words.get(singular(word)) === "nothing");
    const units = [], names = new Set(), marks = [];
    let phrase = null;
    const close = () => {
      if (phrase) names.add(trimmed(written.slice(phrase.from, phrase.to), words));
      phrase = null;
    };
    for (const [piece, { from, to, name }] of found.entries()) {
      if (name === "amount" || name === "meaning" || name === "nothing") {
        close();
        continue;
      }
      phrase = { from: phrase?.from ?? from, to };
      const slice = name ? written.slice(from, to) : trimmed(written.slice(from, to), words), terms = slice ? termsOf(slice) : [];
      if (!slice) continue;
      marks.push(slice);
      if (name) units.push({ name, optional: name === "entity", sure: [{ from: [[`@${name}`, false]], weigh: () => WHOLE }], terms: terms.length === 1 && !DIRECTIONS.includes(name) ? terms : [] });
      else {
        names.add(slice);
        const small = slice.length === 1 && HAN.test(slice) && found.length > 1;
        for (const term of terms) units.push({ sure: [], terms: term.anyUnit ? [term, term.anyUnit] : [term], optional: small, faint: small, piece: /[^0-9.]/.test(slice) ? piece : undefined });
      }
    }
    close();
    const asked = asks("amount") ? "amount" : asks("meaning") ? "meaning" : "";
    const isDirection = ({ name }) => DIRECTIONS.includes(name), isTotal = ({ name }) => `@${name}` === TOTAL;
    // Spending on something is no question about all that is spent.
    if (units.some((unit) => !unit.optional && !isDirection(unit) && !isTotal(unit)))
      for (const unit of units.filter(isTotal)) unit.optional = true;
    if ((asked === "amount" && units.every((unit) => !unit.name || isDirection(unit))) || (units.length && units.every(isDirection)))
      units.push({ sure: [{ from: [[TOTAL, false]], weigh: () => WHOLE }], terms: [], optional: true, faint: true, guessed: true });
    return { asked, units, names: [...names].filter(Boolean), marks, plainly: !idle && found.every(({ name }) => !name) || (!asked && /[0-9]/.test(written)) };
  };
  globalThis.query = { plain, measure, termsOf, understand, WHOLE };
})();
