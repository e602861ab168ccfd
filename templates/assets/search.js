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
  const add = (into, steps, weight) => {
    let last = -1;
    const put = () => into.set(last, Math.max(weight, into.get(last) ?? 0));
    for (const step of steps) {
      if (step > 0) {
        last += step;
        put();
      } else for (let more = step; more < 0; more++) {
        last += 1;
        put();
      }
    }
  };
  // Where a key stands: entry -> 3 in its name, 1 in its text.
  const standing = async (index, key, begun) => {
    const found = new Map();
    const from = index.first.findLastIndex((first) => first <= key);
    for (let n = Math.max(from, 0); n < index.first.length && (n <= from || (begun && index.first[n].startsWith(key))); n++) {
      const shard = await read(`k-${n}.json?v=${index.version}`);
      for (const each of begun ? Object.keys(shard).filter((other) => other.startsWith(key)) : [key]) {
        if (!Object.hasOwn(shard, each)) continue;
        add(found, shard[each][0], 3);
        add(found, shard[each][1] ?? [], 1);
      }
    }
    return found;
  };

  // What was typed, whole and in every run of its words: each may be the whole of a name.
  const namesIn = (text) => {
    const words = plain(text).trim().split(/\s+/).slice(0, 5), names = [];
    for (let from = 0; from < words.length; from++)
      for (let to = from + 1; to <= words.length; to++) names.push(words.slice(from, to).join(" "));
    return names;
  };

  // The entries that have every key. First those that have the whole of it, or much of it, for a name; then those with more
  // of it in their names; then the more general.
  const find = async (text) => {
    const index = await read("index.json"), keys = keysOf(text), names = namesIn(text), whole = plain(text).trim();
    const [named, all] = await Promise.all([
      Promise.all(names.map((name) => standing(index, `=${name}`, false))),
      Promise.all(keys.map(([key, begun]) => standing(index, key, begun))),
    ]);
    const score = new Map();
    for (const entry of all[0]?.keys() ?? []) {
      if (!all.every((found) => found.has(entry))) continue;
      let sum = 0;
      names.forEach((name, n) => { if (named[n].has(entry)) sum += name === whole ? 1000 : 10 * name.length; });
      score.set(entry, all.reduce((more, found) => more + found.get(entry), sum));
    }
    return [...score.keys()].sort((a, b) => score.get(b) - score.get(a) || a - b);
  };
  const entry = async (number) => {
    const index = await read("index.json");
    const block = await read(`e-${Math.floor(number / index.block)}.json?v=${index.version}`);
    const [kind, title, note, href] = block[number % index.block];
    return { kind: index.kinds[kind], title, note, href };
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

  const SHOWN = 20;
  let asked = 0, found = [];
  const show = async () => {
    const mine = asked, next = await Promise.all(found.slice(list.childElementCount, list.childElementCount + SHOWN).map(entry));
    if (mine !== asked) return;
    const first = list.childElementCount;
    list.append(...next.map(item));
    more.hidden = list.childElementCount >= found.length;
    return list.children[first];
  };
  const search = async () => {
    const mine = ++asked, text = box.value.trim();
    const address = new URL(location.href);
    if (text) address.searchParams.set("q", text); else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    document.querySelectorAll("a.language").forEach((link) => { link.search = address.search; });
    try {
      const all = text ? await find(text) : [];
      if (mine !== asked) return; // something else has been typed since
      found = all;
      list.replaceChildren();
      more.hidden = true;
      status.textContent = text ? (found.length ? area.dataset.found.replace("{count}", found.length) : area.dataset.none) : "";
      await show();
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
