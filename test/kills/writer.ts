/**
 * A process of its own, to be killed: two elements of one file change values and rows as fast as they can. Each line that it
 * writes is out before it goes on, so that the parent knows what was tried, and what was confirmed.
 */
import { writeSync } from "node:fs";
import { Element, savedOnDisk } from "../../src/index.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { random, tableId, writerXml, type WriterLine } from "./writer-model.ts";

const [file = "", seed = "0", groupMs = "0"] = process.argv.slice(2);
const next = random(Number(seed));
const { protocol } = parseProtocol(writerXml);
const savedValues = savedOnDisk(file, { groupMs: Number(groupMs) });

function say(line: WriterLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** One turn: a value, a long value, a row, or rows that go. */
function change(element: Element, id: number, number: number): void {
  const slp = element.slProtocol;
  const key = `row ${String(next(12))}`;
  const text = `${String(id)} ${String(number)} é東京`;
  const what = next(20);
  if (what < 8) slp.SetParameter(12, text);
  else if (what < 10) slp.SetParameter(14, `${text} ${"x".repeat(next(40_000))}`);
  else if (what < 17) {
    if (slp.Exists(tableId, key)) slp.SetRow(tableId, key, [key, text, number]);
    else slp.AddRow(tableId, [key, text, number]);
  } else if (what < 19) {
    if (slp.Exists(tableId, key)) {
      say({ type: "deleting", id, key, number });
      slp.DeleteRow(tableId, key);
    }
  } else if (slp.RowCount(tableId) > 0) {
    say({ type: "deleting", id, key: null, number });
    slp.ClearAllKeys(tableId);
  }
  slp.SetParameter(13, number);
}

async function run(id: number): Promise<void> {
  const element = new Element(protocol, { savedValues, elementId: id });
  element.subscribe((event) => {
    if (event.type === "log" && event.kind !== "information") throw new Error(event.message);
    if (event.type === "saved") say({ type: "saved", id, parameters: event.parameters, rows: event.rows });
  });
  await element.start();
  const numbers = [element.get(13), ...(element.rows(tableId) ?? []).map((row) => row[2])].map(Number);
  for (let number = Math.max(...numbers) + 1; ; number++) {
    change(element, id, number);
    const turn = next(10);
    if (turn === 0) {
      await element.flush();
      say({ type: "flushed", id, number });
    } else if (turn < 4) await new Promise((resolve) => setImmediate(resolve));
  }
}

await Promise.all([run(1), run(2)]);
