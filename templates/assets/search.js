// The search page. It reads only the parts of the index that a query needs (see searchindex.py, which cuts texts in the same
// way). Without it the page shows where else to look.
(() => {
  "use strict";
  const UNSEEN = /[“”‘’"'《》()〈〉「」]/g, GROUPS = /([0-9]),(?=[0-9]{3})/g;
  const RUN = /[㐀-鿿]+|[0-9]+(?:\.[0-9]+)?|[a-zà-ÿ]+/g;
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(UNSEEN, "").replace(GROUPS, "$1");
  const singular = (word) => {
    if (word.length < 4 || !word.endsWith("s") || word.endsWith("ss")) return word;
    return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  };

  // The keys of what was typed: each three neighbouring Chinese characters, words, numbers; and whether a key may be only the
  // beginning of what stands in the index: so it is for one or two characters and for the last word.
  const keysOf = (text) => {
    const runs = plain(text).match(RUN) ?? [], keys = new Map();
    runs.forEach((run, index) => {
      if (run < "㐀") keys.set(singular(run), index === runs.length - 1 && run.length > 1);
      else if (run.length < 3) keys.set(run, true);
      else for (let at = 0; at < run.length - 2; at++) keys.set(run.slice(at, at + 3), false);
    });
    return [...keys];
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

  // Steps from one number to the next; -n stands for n more in a row.
  const numbers = (steps) => {
    const all = [];
    let last = -1;
    for (const step of steps) {
      if (step > 0) all.push(last += step);
      else for (let more = step; more < 0; more++) all.push(last += 1);
    }
    return all;
  };
  const add = (into, [names, texts]) => {
    for (const number of numbers(names)) into.set(number, 3);
    for (const number of numbers(texts ?? [])) into.set(number, Math.max(1, into.get(number) ?? 0));
  };
  const last = (list, test) => list.reduce((found, each, n) => (test(each) ? n : found), -1);

  // The files that may hold a key, or what begins with it. `list` is first key, file, first key, file, `depth` lists deep.
  const leaves = async (index, list, depth, key, begun) => {
    const firsts = list.filter((_, n) => n % 2 === 0), from = Math.max(last(firsts, (first) => first <= key), 0);
    const some = firsts.map((first, n) => n === from || (n > from && begun && first.startsWith(key)) ? list[2 * n + 1] : null);
    const files = await Promise.all(some.filter(Boolean).map((name) => read(`${name}.json?v=${index.version}`)));
    if (!depth) return files;
    return (await Promise.all(files.map((inner) => leaves(index, inner, depth - 1, key, begun)))).flat();
  };
  // Where a key stands: what its files say at once (entry -> 3 in its name, 1 in its text), and for keys that stand at very
  // many entries the name of more files and the group that each begins with.
  const standing = async (index, key, begun) => {
    const found = new Map(), long = new Map();
    for (const shard of await leaves(index, index.first, index.depth, key, begun)) {
      for (const each of begun ? Object.keys(shard).filter((other) => other.startsWith(key)) : [key]) {
        if (!Object.hasOwn(shard, each)) continue;
        add(found, shard[each]);
        if (shard[each].length > 2) long.set(shard[each][2], numbers(shard[each][3]));
      }
    }
    return { found, long, groups: [...found.keys()].map((n) => Math.floor(n / index.span)).sort((a, b) => a - b) };
  };
  // Where a key stands from a group on, as far as one file of each long list tells: up to which group that is.
  const further = async (index, key, group) => {
    const found = new Map(key.found);
    let until = Infinity;
    await Promise.all([...key.long].map(async ([name, starts]) => {
      const at = last(starts, (start) => start <= group);
      until = Math.min(until, starts[at + 1] ?? Infinity);
      if (at >= 0) add(found, await read(`${name}-${starts[at]}.json?v=${index.version}`));
    }));
    return { found, until };
  };

  // What was typed, whole and in every run of its words: each may be the whole of a name.
  const namesIn = (text) => {
    const words = plain(text).trim().split(/\s+/).slice(0, 5), names = [];
    for (let from = 0; from < words.length; from++)
      for (let to = from + 1; to <= words.length; to++) names.push(words.slice(from, to).join(" "));
    return names;
  };

  // The entries that have every key, some at a time: what is general first, then statements, the newest first; all at once
  // where no key stands at very many. Of these first those that have the whole of it, or much of it, for a name; then those
  // with more of it in their names; then the more general.
  const find = async function* (text) {
    const index = await read("index.json"), keys = keysOf(text), names = namesIn(text), whole = plain(text).trim();
    const [named, all] = await Promise.all([
      Promise.all(names.map((name) => standing(index, `=${name}`, false))),
      Promise.all(keys.map(([key, begun]) => standing(index, key, begun))),
    ]);
    const ranked = (from, until, named, all) => {
      const score = new Map();
      for (const entry of all[0]?.keys() ?? []) {
        const group = Math.floor(entry / index.span);
        if (group < from || group >= until || !all.every((found) => found.has(entry))) continue;
        let sum = 0;
        names.forEach((name, n) => { if (named[n].has(entry)) sum += name === whole ? 1000 : 10 * name.length; });
        score.set(entry, all.reduce((more, found) => more + found.get(entry), sum));
      }
      return [...score.keys()].sort((a, b) => score.get(b) - score.get(a) || a - b);
    };
    const founds = (list) => list.map(({ found }) => found);
    const rare = all.filter(({ long }) => !long.size);
    if (rare.length === all.length && named.every(({ long }) => !long.size)) {
      yield ranked(0, Infinity, founds(named), founds(all));
      return;
    }
    yield ranked(0, index.top, founds(named), founds(all));
    for (let group = index.top; ;) {
      // On to the next group that has every rare key.
      for (let before = -1; before !== group;) {
        before = group;
        for (const { groups } of rare) group = groups.find((each) => each >= group) ?? Infinity;
      }
      if (group === Infinity) return;
      const [called, had] = await Promise.all([named, all].map((list) => Promise.all(list.map((key) => further(index, key, group)))));
      const until = Math.min(...[...called, ...had].map((part) => part.until));
      yield ranked(group, until, founds(called), founds(had));
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
    globalThis.search = { find, entry, keysOf };
    return;
  }

  const area = document.getElementById("results"), form = document.getElementById("search"), box = form.elements.q;
  const status = area.querySelector("[role=status]"), list = area.querySelector("ol"), more = area.querySelector("button");
  const item = ({ kind, title, note, href }) => {
    const made = document.createElement("li"), link = document.createElement("a"), about = document.createElement("p");
    link.textContent = title;
    link.href = href;
    about.className = "quiet";
    about.textContent = [kind, note].filter(Boolean).join(" · ");
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
  // Arrow keys go from the box through the results and back.
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
