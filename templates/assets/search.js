// The search page. It reads only the parts of the index that a query needs (see `search/index.py`; `search/terms.py` cuts texts in
// the same way). Without it the page shows where else to look.
(() => {
  "use strict";
  const UNSEEN = /[“”‘’"'《》()〈〉「」]/g, COMMAS = /[0-9]+(?:,[0-9]+)+/g, GROUPED = /^[0-9]{1,3}(?:,[0-9]{3})+$/;
  const RUN = /[㐀-鿿]+|[0-9]+(?:\.[0-9]+)?|[a-zà-ÿ]+/g;
  const UNIT = / ?(?:([万亿]?元|[万亿])|(yuan|thousand|million|billion)(?: yuan)?(?![a-z]))/y;
  const POWERS = { 元: 0, 万: 4, 万元: 4, 亿: 8, 亿元: 8, yuan: 0, thousand: 3, million: 6, billion: 9 };
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(UNSEEN, "")
    .replace(COMMAS, (found) => GROUPED.test(found) ? found.replaceAll(",", "") : found);
  const singular = (word) => {
    if (word.length < 4 || !word.endsWith("s") || word.endsWith("ss")) return word;
    return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  };

  // Weights of a term in a name and in a text: a whole word counts more than a prefix.
  const WHOLE = [9, 3], BEGUN = [2, 1];
  // Possible units of a number without one: yuan (or no money at all), 万元, million, 亿元.
  const BARE = [0, 4, 6, 8];
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
    return { key: unit || !plainly ? sure : run, from, weigh };
  };

  // Cuts the query into what an entry must contain: every three adjacent Chinese characters, words, numbers. Each says where in the
  // order of terms to look (`from`: a term, and whether it is a prefix) and how much a term there weighs. One or two characters and
  // the last word may be a prefix.
  const termsOf = (text) => {
    const written = plain(text), terms = new Map(), put = (term) => terms.set(term.key, term);
    RUN.lastIndex = 0;
    for (let found; (found = RUN.exec(written));) {
      const [run] = found, end = RUN.lastIndex, open = run.length > 1 && !/[㐀-鿿0-9a-zà-ÿ]/.test(written.slice(end));
      if (run >= "㐀") {
        // A single character after a number is its measure word (2023年): it says little, and very many terms begin with it.
        if (run.length === 1 && /[0-9]/.test(written[end - 2] ?? "")) continue;
        if (run.length < 3) put({ key: run, from: [[run, true]], weigh: (key) => key.startsWith(run) && WHOLE });
        for (let at = 0; at < run.length - 2; at++) {
          const key = run.slice(at, at + 3);
          put({ key, from: [[key, false]], weigh: (other) => other === key && WHOLE });
        }
      } else if (run < "a") {
        UNIT.lastIndex = end;
        const [, chinese, english] = UNIT.exec(written) ?? [], after = UNIT.lastIndex;
        const inside = chinese && /[㐀-鿿]/.test(written[after]); // of a longer word, perhaps: 2024万里
        if (after && !inside) RUN.lastIndex = after;
        put(ofNumber(run, chinese ?? english, inside, open));
      } else {
        const key = singular(run), from = open ? [[key, false], [run, true]] : [[key, false]];
        put({ key, from, weigh: (other) => other === key ? WHOLE : open && other.startsWith(run) && BEGUN });
      }
    }
    return [...terms.values()];
  };

  const parts = new Map();
  const read = (name) => {
    if (!parts.has(name)) {
      const part = fetch(name, name === "index.json" ? { cache: "no-cache" } : {}).then((answer) => {
        if (!answer.ok) throw new Error(name);
        return answer.json();
      });
      part.catch(() => parts.delete(name)); // so that the next letter tries again
      parts.set(name, part);
    }
    return parts.get(name);
  };

  // Decodes steps from one number to the next; -n means n more in a row.
  const numbers = (steps) => {
    const all = [];
    let last = -1;
    for (const step of steps) {
      if (step > 0) all.push(last += step);
      else for (let more = step; more < 0; more++) all.push(last += 1);
    }
    return all;
  };
  const add = (into, lists, weights) => lists.slice(0, 2).forEach((steps, n) => {
    for (const number of numbers(steps)) into.set(number, Math.max(weights[n], into.get(number) ?? 0));
  });
  const last = (list, test) => list.reduce((found, each, n) => (test(each) ? n : found), -1);

  // Finds the files that may hold a term or prefix. `list` alternates first term and file, `depth` levels deep.
  const leaves = async (index, list, depth, key, begun) => {
    const firsts = list.filter((_, n) => n % 2 === 0), from = Math.max(last(firsts, (first) => first <= key), 0);
    const some = firsts.map((first, n) => n === from || (n > from && begun && first.startsWith(key)) ? list[2 * n + 1] : null);
    const files = await Promise.all(some.filter(Boolean).map((name) => read(`${name}.json?v=${index.version}`)));
    if (!depth) return files;
    return (await Promise.all(files.map((inner) => leaves(index, inner, depth - 1, key, begun)))).flat();
  };
  // Looks up a term: the entries that its files list at once (entry -> weight) and, for a term with very many entries, the names of
  // further files, the first block of each, and the weight of an entry there.
  const standing = async (index, { from, weigh }) => {
    const found = new Map(), long = new Map();
    const files = await Promise.all(from.map(([start, begun]) => leaves(index, index.first, index.depth, start, begun)));
    for (const shard of new Set(files.flat())) {
      for (const key of Object.keys(shard)) {
        const weights = from.some(([start, begun]) => begun ? key.startsWith(start) : key === start) && weigh(key);
        if (!weights) continue;
        const [names, texts, name, starts] = shard[key];
        add(found, [names, texts ?? []], weights);
        if (name && !(long.get(name)?.weights[0] > weights[0])) long.set(name, { starts: numbers(starts), weights });
      }
    }
    return { found, long, groups: [...found.keys()].map((n) => Math.floor(n / index.span)).sort((a, b) => a - b) };
  };
  // Looks up a term from a block on, one file of each long list at a time, and says up to which block that is complete.
  const further = async (index, term, group) => {
    const found = new Map(term.found);
    let until = Infinity;
    await Promise.all([...term.long].map(async ([name, { starts, weights }]) => {
      const at = last(starts, (start) => start <= group);
      until = Math.min(until, starts[at + 1] ?? Infinity);
      if (at >= 0) add(found, await read(`${name}-${starts[at]}.json?v=${index.version}`), weights);
    }));
    return { found, until };
  };

  // The query whole and every run of its words: each may be a whole name.
  const namesIn = (text) => {
    const words = plain(text).trim().split(/\s+/).slice(0, 5), names = [];
    for (let from = 0; from < words.length; from++)
      for (let to = from + 1; to <= words.length; to++) names.push(words.slice(from, to).join(" "));
    return names;
  };

  // Yields the entries that have every term, a batch at a time: general ones first, then statements, newest first; all at once if no
  // term has very many entries. Within a batch: entries whose name is the whole query or much of it, then those with more of it in
  // their names, then the more general.
  const find = async function* (text) {
    const index = await read("index.json"), names = namesIn(text), whole = plain(text).trim();
    const named = (name) => ({ from: [[`=${name}`, false]], weigh: () => WHOLE });
    const [called, all] = await Promise.all(
      [names.map(named), termsOf(text)].map((terms) => Promise.all(terms.map((term) => standing(index, term)))),
    );
    const ranked = (from, until, called, all) => {
      const score = new Map();
      for (const entry of all[0]?.keys() ?? []) {
        const group = Math.floor(entry / index.span);
        if (group < from || group >= until || !all.every((found) => found.has(entry))) continue;
        let sum = 0;
        names.forEach((name, n) => { if (called[n].has(entry)) sum += name === whole ? 3000 : 30 * name.length; });
        score.set(entry, all.reduce((more, found) => more + found.get(entry), sum));
      }
      return [...score.keys()].sort((a, b) => score.get(b) - score.get(a) || a - b);
    };
    const founds = (list) => list.map(({ found }) => found);
    const rare = all.filter(({ long }) => !long.size);
    if (rare.length === all.length && called.every(({ long }) => !long.size)) {
      yield ranked(0, Infinity, founds(called), founds(all));
      return;
    }
    yield ranked(0, index.top, founds(called), founds(all));
    for (let group = index.top; ;) {
      // Skip to the next block that has every rare term.
      for (let before = -1; before !== group;) {
        before = group;
        for (const { groups } of rare) group = groups.find((each) => each >= group) ?? Infinity;
      }
      if (group === Infinity) return;
      const parts = await Promise.all([called, all].map((list) => Promise.all(list.map((term) => further(index, term, group)))));
      const until = Math.min(...parts.flat().map((part) => part.until));
      yield ranked(group, until, ...parts.map(founds));
      group = until;
    }
  };
  const entry = async (number) => {
    const index = await read("index.json");
    const block = await read(`e-${Math.floor(number / index.block)}.json?v=${index.version}`);
    const [begin, end, rows] = block, [kind, title, note, href] = rows[number % index.block];
    return { kind: index.kinds[kind], title, note: note + end, href: begin + href };
  };
  if (typeof document === "undefined") { // a test, without a page
    globalThis.search = { find, entry, termsOf };
    return;
  }

  const area = document.getElementById("results"), form = document.getElementById("search"), box = form.elements.q;
  const status = area.querySelector("[role=status]"), list = area.querySelector("ol"), more = area.querySelector("button");
  const item = ({ kind, title, note, href }) => {
    const made = document.createElement("li"), link = document.createElement("a"), about = document.createElement("p");
    globalThis.languages.showText(link, title);
    link.href = href;
    about.className = "quiet";
    globalThis.languages.showText(about, [kind, note].filter(Boolean).join(" · "));
    made.append(link, about);
    return made;
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
    const next = await Promise.all(found.slice(first, first + SHOWN).map(entry));
    if (mine !== asked) return;
    if (anew) list.replaceChildren();
    list.append(...next.map(item));
    more.hidden = all && list.childElementCount >= found.length;
    const said = all ? (found.length ? area.dataset.found : area.dataset.none) : area.dataset.begun;
    status.textContent = box.value.trim() ? said.replace("{count}", found.length) : "";
    return list.children[first];
  };
  const search = async () => {
    const mine = ++asked, text = box.value.trim();
    const address = new URL(location.href);
    if (text) address.searchParams.set("q", text); else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    document.querySelectorAll("a.language").forEach((link) => { link.search = address.search; });
    [answers, found, all] = [find(text), [], !text];
    try {
      await show(true);
    } catch {
      if (mine === asked) status.textContent = area.dataset.failed;
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
