// Questions to the real search.js, without a page: on standard input {"folder": …, "queries": [text, …]}, the folder being a
// built search/; out {"keys": [[key, …], …], "found": [[entry, …], …], "read": [bytes, …]}: by query; the bytes are those of the
// index that are read before a page of results can be shown. With "onlyKeys": true nothing is looked for.
import { readFile } from "node:fs/promises";

const asked = JSON.parse(await new Response(process.stdin).text());
let bytes = 0;
globalThis.fetch = async (address) => {
  const text = await readFile(`${asked.folder}/${address.split("?")[0]}`, "utf8");
  bytes += Buffer.byteLength(text);
  return { ok: true, json: async () => JSON.parse(text) };
};
const scripts = await Promise.all(["query", "ranking", "search"].map((name) =>
  readFile(new URL(`../../templates/assets/${name}.js`, import.meta.url), "utf8")));
const entries = [], keys = [], read = [];
for (const query of asked.queries) {
  scripts.forEach((script) => (0, eval)(script)); // anew: what an earlier query has read is forgotten
  bytes = 0;
  keys.push((await globalThis.search.termsOf(query)).map(({ key }) => key));
  if (asked.onlyKeys) continue;
  const all = [];
  let first;
  const found = globalThis.search.find(query);
  for (let last = false; !last;) {
    const { value, done } = await found.next();
    all.push(...value);
    last = done;
    if (all.length >= 20) first ??= bytes;
  }
  entries.push(all);
  read.push(first ?? bytes);
}
console.log(JSON.stringify({ found: entries, keys, read }));
