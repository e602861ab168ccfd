// Ranks what a query finds. `standing` looks up a term: the entries that have it (`found`), each with its weight.
(() => {
  "use strict";
  const { plain, termsOf, WHOLE } = globalThis.query;

  // The query whole and every run of its words: each may be a whole name.
  const namesIn = (text) => {
    const words = plain(text).trim().split(/\s+/).slice(0, 5), names = [];
    for (let from = 0; from < words.length; from++)
      for (let to = from + 1; to <= words.length; to++) names.push(words.slice(from, to).join(" "));
    return names;
  };
  const named = (name) => ({ from: [[`=${name}`, false]], weigh: () => WHOLE });
  const best = (score) => [...score.keys()].sort((a, b) => score.get(b) - score.get(a) || a - b);

  // Yields the entries of a query as it is written: those that have every term, of which those whose name is the whole query or much
  // of it come first, then those with more of it in their names, then the more general.
  const exact = async (index, standing, text) => {
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
    const all = await Promise.all(terms.map((term) => standing(term)));
    return { all, rank, needed: all.slice(names.length) };
  };
  // Yields the entries that answer a question best: those that have the most of it, and the rarest; a name, or what a word of the
  // question stands for, counts more than a text. Who asks for an amount is given a figure before the explanation of its term.
  const SURE = 3, FAINT = 0.5, EVERYTHING = 2, KIND = 2, ENOUGH = 0.5, FEW_BODIES = 1 / 4;
  const BODY = { from: [["@entity", false]], weigh: () => WHOLE };
  // The units that name the body asked about: what is of the question in its name, if few bodies have as much of it. A question about
  // one body is not answered with another's figure.
  const namingBody = async (standing, units) => {
    const bodies = (await standing(BODY)).found, naming = new Map();
    for (const unit of units.filter(({ optional }) => !optional))
      for (const { found } of await Promise.all(unit.terms.map((term) => standing(term))))
        for (const [entry, weight] of found)
          if (weight === WHOLE[0] && bodies.has(entry)) naming.set(entry, (naming.get(entry) ?? new Set()).add(unit));
    const most = Math.max(0, ...[...naming.values()].map(({ size }) => size)), best = [...naming.values()].filter(({ size }) => size === most);
    return best.length && best.length <= Math.max(1, bodies.size * FEW_BODIES) ? best[0] : new Set();
  };
  const likely = async (index, standing, { asked, units, names }) => {
    const called = await Promise.all(names.map((name) => standing(named(name)))), ofBody = await namingBody(standing, units);
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
    return { all: await Promise.all(terms.map((term) => standing(term))), rank, needed: [] };
  };
  globalThis.ranking = { exact, likely, named };
})();
