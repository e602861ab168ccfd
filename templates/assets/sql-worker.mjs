// Runs queries on a database of the site, which it holds in memory and only reads.
import startSqlite from "../data/sql/sqlite3.mjs";

const MOST_ROWS = 1000, MOST_LETTERS = 10000000; // of one value, and of all that are shown
globalThis.sqlite3ApiConfig = { warn: () => {} }; // that a file system for writing is not there is no news: nothing is written
let sqlite, database, opened = "";

const open = async (address) => {
  if (opened === address) return;
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  const bytes = new Uint8Array(await response.arrayBuffer());
  sqlite ??= await startSqlite();
  database?.close();
  opened = "";
  const { capi, oo1, wasm } = sqlite;
  database = new oo1.DB();
  capi.sqlite3_limit(database.pointer, capi.SQLITE_LIMIT_LENGTH, MOST_LETTERS);
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_READONLY;
  const pointer = wasm.allocFromTypedArray(bytes);
  database.checkRc(capi.sqlite3_deserialize(database.pointer, "main", pointer, bytes.length, bytes.length, flags));
  opened = address;
};

onmessage = async ({ data: { address, sql } }) => {
  try {
    await open(address);
  } catch {
    postMessage({ error: "" });
    return;
  }
  const columns = [], rows = [];
  let isCut = false, letters = 0;
  try {
    database.exec({
      sql,
      columnNames: columns,
      rowMode: "array",
      callback: (row) => {
        for (const value of row) letters += value?.length ?? 8;
        isCut = rows.length === MOST_ROWS || (rows.length > 0 && letters > MOST_LETTERS);
        return isCut ? false : void rows.push(row);
      },
    });
    postMessage({ columns, rows, isCut });
  } catch (error) {
    postMessage({ error: String(error.message) });
  }
};
