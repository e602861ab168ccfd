// Reads only the parts of the index that a query needs (see `search/index.py`), and ranks what it finds.
(() => {
  "use strict";
  const { plain, measure, termsOf, understand, WHOLE } = globalThis.query;

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
  const named = (name) => ({ from: [[`=${name}`, false]], weigh: () => WHOLE });
  const founds = (list) => list.map(({ found }) => found);
  const best = (score) => [...score.keys()].sort((a, b) => score.get(b) - score.get(a) || a - b);

  // Yields the entries of a query as it is written: those that have every term, of which those whose name is the whole query or much
  // of it come first, then those with more of it in their names, then the more general.
  const exact = async (index, text) => {
    const names = namesIn(text), whole = plain(text).trim();
    const terms = [...names.map(named), ...termsOf(text)];
    const rank = (from, until, sets) => {
      const score = new Map(), called = sets.slice(0, names.length), all = sets.slice(names.length);
      for (const entry of all[0]?.keys() ?? []) {
        const group = Math.floor(entry / index.span);
        if (group < from || group >= until || !all.every((found) => found.has(entry))) continue;
        let sum = 0;
        names.forEach((name, n) => { if (called[n].has(entry)) sum += name === whole ? 3000 : 30 * name.length; });
        score.set(entry, all.reduce((more, found) => more + found.get(entry), sum));
      }
      return best(score);
    };
    const all = await Promise.all(terms.map((term) => standing(index, term)));
    return { all, rank, needed: all.slice(names.length) };
  };
  // Yields the entries that answer a question best: those that have the most of it, and the rarest; a name, or what a word of the
  // question stands for, counts more than a text. Who asks for an amount is given a figure before the explanation of its term.
  const SURE = 3, FAINT = 0.5, EVERYTHING = 2, KIND = 2, ENOUGH = 0.5, FEW_BODIES = 1 / 4;
  const BODY = { from: [["@entity", false]], weigh: () => WHOLE };
  // The units that name the body asked about: what is of the question in its name, if few bodies have as much of it. A question about
  // one body is not answered with another's figure.
  const namingBody = async (index, units) => {
    const bodies = (await standing(index, BODY)).found, naming = new Map();
    for (const unit of units.filter(({ optional }) => !optional))
      for (const { found } of await Promise.all(unit.terms.map((term) => standing(index, term))))
        for (const [entry, weight] of found)
          if (weight === WHOLE[0] && bodies.has(entry)) naming.set(entry, (naming.get(entry) ?? new Set()).add(unit));
    const most = Math.max(0, ...[...naming.values()].map(({ size }) => size)), best = [...naming.values()].filter(({ size }) => size === most);
    return best.length && best.length <= Math.max(1, bodies.size * FEW_BODIES) ? best[0] : new Set();
  };
  const likely = async (index, { asked, units, names }) => {
    const called = await Promise.all(names.map((name) => standing(index, named(name)))), ofBody = await namingBody(index, units);
    const told = new Set([...ofBody].map(({ piece }) => piece)), others = units.filter((unit) => !ofBody.has(unit) && (unit.piece === undefined || !told.has(unit.piece)));
    // All that was spent is no answer if the question has a word that nobody knows, beside the body's name: what for?
    const isTotal = !called.some(({ found }) => found.size) && others.every(({ piece }) => piece === undefined);
    const asksMore = ofBody.size > 0 && others.some(({ optional }) => !optional);
    const wanted = [...units.filter(({ guessed }) => !guessed || isTotal), ...names.map((name) => ({ sure: [named(name)], terms: [], optional: true, faint: true }))];
    const terms = wanted.flatMap(({ sure, terms }) => [...sure, ...terms]);
    const required = units.filter(({ optional }) => !optional).length;
    let least = 0;
    const rank = (from, until, sets) => {
      const score = new Map(), covered = new Map(), ofIt = new Map(), answering = new Set();
      let next = 0;
      for (const unit of wanted) {
        const { sure, terms, optional, faint } = unit;
        const weights = new Map();
        for (const value of [...sure.map(() => SURE), ...terms.map(() => 0)])
          for (const [entry, weight] of sets[next++]) {
            const group = Math.floor(entry / index.span);
            if (group >= from && group < until) weights.set(entry, Math.max(value || weight / WHOLE[0], weights.get(entry) ?? 0));
          }
        const rarity = Math.log(1 + index.entries / Math.max(weights.size, 1)) * (faint ? FAINT : 1);
        for (const [entry, weight] of weights) {
          score.set(entry, (score.get(entry) ?? 0) + weight * rarity);
          if (!optional) covered.set(entry, (covered.get(entry) ?? 0) + 1);
          if (!optional && others.includes(unit)) answering.add(entry);
          if (ofBody.has(unit)) ofIt.set(entry, (ofIt.get(entry) ?? 0) + 1);
        }
      }
      for (const [entry, sum] of score) {
        const general = entry < index.top * index.span;
        // What has no more of the question than the body's name is no answer, but the body itself and its statements are.
        if ((ofIt.get(entry) ?? 0) < ofBody.size || (asksMore && !general && !answering.has(entry))) {
          score.delete(entry);
          continue;
        }
        const share = required ? (covered.get(entry) ?? 0) / required : 1;
        const kind = (asked === "meaning") === general ? KIND : 1;
        score.set(entry, sum * kind * share * (share === 1 ? EVERYTHING : 1));
      }
      least = Math.max(least, ENOUGH * Math.max(0, ...score.values()));
      return best(score).filter((entry) => score.get(entry) > 0 && score.get(entry) >= least);
    };
    return { all: await Promise.all(terms.map((term) => standing(index, term))), rank, needed: [] };
  };

  // Yields what is found a batch at a time: general entries first, then statements, newest first; the last batch is returned, and it
  // is the only one if no term has very many entries. Blocks that lack a needed rarer term are skipped.
  const batches = async function* (index, { all, rank, needed }, together) {
    if (all.every(({ long }) => !long.size)) return rank(0, Infinity, founds(all));
    if (!together) yield rank(0, index.top, founds(all));
    const rare = needed.filter(({ long }) => !long.size);
    for (let group = index.top, from = together ? 0 : group; ;) {
      for (let before = -1; before !== group;) {
        before = group;
        for (const { groups } of rare) group = groups.find((each) => each >= group) ?? Infinity;
      }
      if (group === Infinity) return [];
      const parts = await Promise.all(all.map((term) => further(index, term, group)));
      const until = Math.min(...parts.map((part) => part.until));
      yield rank(Math.min(from, group), until, founds(parts));
      group = from = until;
    }
  };
  // Yields the entries that a query finds, and returns the last of them. What is no question, or is a name, is looked for as it is written; if nothing has all
  // of it, what has the most.
  const find = async function* (text) {
    const index = await read("index.json"), words = await asked(), question = understand(text, words);
    const name = await standing(index, named(plain(text).trim()));
    if (question.plainly || name.found.size || name.long.size) {
      let any = false;
      const written = batches(index, await exact(index, text));
      for (;;) {
        const { value, done } = await written.next();
        any ||= value.length > 0;
        if (done && any) return value;
        if (done) break;
        yield value;
      }
    }
    return yield* batches(index, await likely(index, question), true);
  };
  const wordsFile = async () => read(`w.json?v=${(await read("index.json")).version}`);
  let known;
  const asked = async () => {
    const { words = {}, units } = known ? {} : await wordsFile();
    if (!known) measure(units);
    return known ??= new Map(Object.entries(words));
  };
  const marks = async (text) => understand(text, await asked()).marks;
  // The rows of a file of entries: each tells its note and its href as what differs from the row before.
  const rowsOf = async (index, number) => {
    const [end, rows] = await read(`e-${Math.floor(number / index.block)}.json?v=${index.version}`);
    let note = "", href = "";
    return rows.map(([kind, title, ownNote, shared, rest, amount = "", sentence = ""]) => {
      note = ownNote === 0 ? note : ownNote;
      href = href.slice(0, shared) + rest;
      return { kind: index.kinds[kind], title, note: note + end, href, amount, sentence };
    });
  };
  const entry = async (number) => {
    const index = await read("index.json"), { plain: names = {} } = await wordsFile();
    const row = (await rowsOf(index, number))[number % index.block];
    return { ...row, plain: names[row.href.split("#")[1]] ?? "" };
  };
  globalThis.search = { find, entry, marks, termsOf: async (text) => asked().then(() => termsOf(text)) };
})();
