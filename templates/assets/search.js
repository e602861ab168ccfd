// Reads only the parts of the index that a query needs (see `search/index.py`).
(() => {
  "use strict";
  const { plain, measure, termsOf, understand } = globalThis.query, { exact, likely, named } = globalThis.ranking;

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
  const founds = (list) => list.map(({ found }) => found);

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
  // Yields the entries that a query finds, and returns the last of them. What is no question, or is a name, is looked for as it is
  // written; if nothing has all of it, what has the most.
  const find = async function* (text) {
    const index = await read("index.json"), words = await asked(), question = understand(text, words);
    const lookUp = (term) => standing(index, term), name = await lookUp(named(plain(text).trim()));
    if (question.plainly || name.found.size || name.long.size) {
      let any = false;
      const written = batches(index, await exact(index, lookUp, text));
      for (;;) {
        const { value, done } = await written.next();
        any ||= value.length > 0;
        if (done && any) return value;
        if (done) break;
        yield value;
      }
    }
    return yield* batches(index, await likely(index, lookUp, question), true);
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
