/** The tables of notify numbers in `docs/slprotocol.md`, written from the rows of the registry. */
import { elementNotifies } from "../../src/qaction/notify/data-miner-calls.ts";
import type { NotifyRow } from "../../src/qaction/notify/notify-call.ts";
import { dataMinerNotifies, protocolNotifies } from "../../src/qaction/notify/notify-registry.ts";

/** Numbers that name an element without being carried out on it. */
const asked: ReadonlySet<number> = new Set([144, 323, 377]);

/** Where a number of NotifyDataMiner works. */
function placeOf(number: number): string {
  if (elementNotifies.some((row) => row.number === number)) return "this one and those in `elements`";
  return asked.has(number) ? "this one and those that `elements` names" : "none: it is recorded";
}

function byNumber(rows: ReadonlyMap<number, NotifyRow>): NotifyRow[] {
  return [...rows.values()].sort((a, b) => a.number - b.number);
}

/** The cells that both tables have. */
function cellsOf({ number, name, takes: [value1, value2], gives, fails = "null" }: NotifyRow): string {
  return `| ${[String(number), name, value1, value2, gives, fails].join(" | ")}`;
}

/** The section of the page. */
export function notifySection(): string[] {
  return [
    "## Notify numbers",
    "",
    "The kit handles the numbers below; the `DataMinerHost` of an element may handle others. The details are on the page with the",
    "name of the number in the DataMiner documentation.",
    "",
    "A failing call returns its failure value and writes one line to the element log, instead of the line that the equivalent",
    "member would write: `NotifyProtocol with 85 failed. 0x80040239`, followed by the values of the call from `dataMinerVersion`",
    "10.5.12 on (RN 43967, also in 10.4.0 CU21 and 10.5.0 CU9). `NotifyDataMiner` writes the same line under its own name.",
    "Values of the wrong shape fail with 0x80040221 and are reported once by a notice. An unknown element fails with 0x8004024C,",
    "an element that is not running with 0x800402E0.",
    "",
    "### NotifyProtocol",
    "",
    "| number | name | first value | second value | gives | when it fails | |",
    "|---:|---|---|---|---|---|---|",
    ...byNumber(protocolNotifies).map(
      (row) => `${cellsOf(row)} | ${row.recorded === true ? "recorded" : ""} |`,
    ),
    "",
    "*recorded*: its effect is outside a local runtime. The call is a `notify` event of the element, with which a test can find it; it",
    "fails if the item it refers to does not exist.",
    "",
    "### NotifyDataMiner",
    "",
    "Numbers about one element work on this element and on every element in the directory that the option `elements` holds.",
    "`createElementDirectory` makes a directory of the elements of a program. A directory of your own handles the numbers in its member",
    "`notify`; without it, 50, 69, 73 and 167 still work for parameters, through `read` and `write`.",
    "",
    "| number | name | first value | second value | gives | when it fails | on which elements |",
    "|---:|---|---|---|---|---|---|",
    ...byNumber(dataMinerNotifies).map((row) => `${cellsOf(row)} | ${placeOf(row.number)} |`),
    "",
    "50, 256 and 287 wait for the lock of the element, as a user's set does. 167 and the writes of rows run inside the current",
    "chain, one level deeper, so two elements that set each other stop at `maxChainDepth`. 69 returns 13 values: id,",
    'description, `""`, unit, value, 0, `""`, time of the last change twice (null if there was none since the start, and always',
    "for a table), account of the user who made it, alarm status 1 (no alarm template is assigned here), 0, 0.",
    "",
  ];
}
