// A reader asks the data in SQL. The engine and the database are loaded by a worker when the first query is run, never before; the
// worker only reads, and is ended when a query takes too long for the reader. Where none can run, the page says so at once and still
// writes the query, for another tool.
(() => {
  "use strict";
  const form = document.getElementById("sql"), { dataset } = form;
  const [database, query, stop, save, answer] = ["database", "query", "stop", "save", "answer"].map((id) => document.getElementById(id));
  const run = form.querySelector("[type=submit]"), status = form.querySelector("[role=status]");
  let worker = null, saved = "";

  const say = (text) => { status.textContent = text; };
  const setBusy = (busy) => {
    run.disabled = busy;
    stop.hidden = !busy;
    answer.setAttribute("aria-busy", busy);
  };
  const end = () => {
    worker?.terminate();
    worker = null;
    setBusy(false);
  };
  const write = (value) => value === null ? "" : value instanceof Uint8Array ? `x'${value.length}'` : String(value);
  const element = (name, text) => Object.assign(document.createElement(name), text === undefined ? {} : { textContent: text });

  const show = ({ columns, rows, isCut }) => {
    const table = element("table"), head = table.createTHead().insertRow();
    for (const name of columns) head.append(Object.assign(element("th", name), { scope: "col" }));
    const body = table.createTBody();
    for (const row of rows) {
      const line = body.insertRow();
      for (const value of row) {
        const cell = Object.assign(line.insertCell(), { textContent: write(value) });
        if (typeof value === "number" || typeof value === "bigint") cell.className = "number";
      }
    }
    answer.replaceChildren(table);
    answer.hidden = !columns.length;
    say((isCut ? dataset.more : dataset.rows).replace("{count}", rows.length));
    // A spreadsheet runs what begins like a formula, and nothing of a document is one.
    const quoted = (text) => `"${(/^[=+\-@＝＋－＠\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text).replaceAll('"', '""')}"`;
    const lines = [columns, ...rows.map((row) => row.map(write))].map((cells) => cells.map(quoted).join(","));
    URL.revokeObjectURL(saved);
    saved = URL.createObjectURL(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    save.hidden = !columns.length;
  };
  const start = () => {
    const started = new Worker(dataset.worker, { type: "module" });
    started.onmessage = ({ data }) => {
      setBusy(false);
      if (data.error === undefined) show(data);
      else say(data.error || dataset.failed);
    };
    started.onerror = (event) => {
      event.preventDefault();
      end();
      say(dataset.failed);
    };
    return started;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (run.disabled) return;
    setBusy(true);
    answer.hidden = save.hidden = true;
    answer.replaceChildren();
    say(dataset.loading);
    history.replaceState(null, "", `?${new URLSearchParams({ sql: query.value })}`);
    try {
      worker ??= start();
    } catch {
      end();
      say(dataset.failed);
      return;
    }
    worker.postMessage({ address: new URL(database.value, location).href, sql: query.value });
  });
  stop.addEventListener("click", () => {
    end();
    say(dataset.ended);
    run.focus();
  });
  save.addEventListener("click", () => Object.assign(element("a"), { href: saved, download: "query.csv" }).click());
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });

  const asked = new URLSearchParams(location.search), table = asked.get("table") ?? "";
  const [entity, statement, name, ...rest] = table.split("/");
  if (name && !rest.length && /^[\w/-]+$/.test(table)) {
    query.value = dataset.tableQuery.replaceAll("{entity}", entity).replaceAll("{statement}", statement).replaceAll("{table}", name);
    const part = [...(database.options ?? [])].find((option) => entity <= option.dataset.last);
    if (part) part.selected = true;
  } else if (asked.get("sql")) query.value = asked.get("sql");
  // Browsers start no worker for a page without an origin.
  const obstacle = location.protocol === "file:" ? "from-folder" : globalThis.WebAssembly && globalThis.Worker ? "" : "without-engine";
  if (obstacle) {
    run.disabled = true;
    for (const id of ["actions", "sql-hint"]) document.getElementById(id).hidden = true;
    query.setAttribute("aria-describedby", obstacle);
    document.getElementById(obstacle).hidden = false;
  }
  form.hidden = false;
  document.addEventListener("DOMContentLoaded", () => {
    for (const each of document.querySelectorAll(".fill-in")) each.hidden = false;
  });
})();
