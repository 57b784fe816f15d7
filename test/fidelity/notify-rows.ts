/** The tables of notify numbers in `docs/slprotocol.md`: what each takes, and for NotifyDataMiner on which elements it works. */
import { elementNotifies } from "../../src/qaction/notify/data-miner.ts";
import { dataMinerEntries, protocolEntries } from "../../src/qaction/notify/registry.ts";

/** First and second value of each number of NotifyDataMiner, as its page has them. */
export const dataMinerForms: Readonly<Record<number, readonly [value1: string, value2: string]>> = {
  48: ["[agent, element]", "pid, pids or null"],
  50: ["[agent, element, pid]", "value; of a column [key, value]"],
  62: ["`element:id:agent`", "[name, type, value]"],
  69: ["[agent, element]", "pid of a parameter or table"],
  73: ["[agent, element, pid]", "null"],
  106: ["0", "texts of the alarm"],
  115: ["[element, state, 1, agent] or [name, state, 1]", "null"],
  127: ["[agent, element]", "[[type, value, pid], ...]"],
  128: ["`type;element;pid;agent`", "text"],
  144: ["[agent, element]", "null"],
  149: ["[agent, element, table]", "key, row, or [row, time]"],
  156: ["[agent, element, table]", "key or keys"],
  163: ["[agent, element, table]", "key"],
  167: ["[agent, element, pid]", "value; of a column [key, value]"],
  168: ["[agent, element]", "table"],
  215: ["[agent, element, table, key]", "null"],
  225: ["[agent, element, table, key, time?, flag?]", "row"],
  249: ["[agent, element, 0 or 1]", "connection"],
  256: [
    "[agent, element, pid]",
    "[value, time]; of a column [[key, value], time], [key, [value, time]] or [key, value, time]",
  ],
  287: ["[agent, element, menu]", "[client, item, values of the item and keys ...]"],
  323: ["name", "null"],
  327: ["timer", "null"],
  336: ["[agent, element, table, columns ...]", "[keys, values of each column ...]"],
  340: ["[agent, element]", "0 or 1"],
  377: ["[agent, element]", "null"],
};

/** Numbers that name an element without being carried out on it. */
const asked: ReadonlySet<number> = new Set([144, 323, 377]);

/** Where a number of NotifyDataMiner works. */
function placeOf(number: number): string {
  if (elementNotifies.some((entry) => entry.number === number)) return "this one, and those of `elements`";
  return asked.has(number) ? "this one, and those that `elements` names" : "none: it is recorded";
}

/** The section of the page. */
export function notifySection(): string[] {
  const protocol = [...protocolEntries.values()].sort((a, b) => a.number - b.number);
  const dataMiner = [...dataMinerEntries.values()].sort((a, b) => a.number - b.number);
  return [
    "## Notify numbers",
    "",
    "Numbers with a meaning of their own; the `DataMinerHost` of an element may answer the others. What a number takes and gives",
    "stands on the page of its name in the DataMiner documentation.",
    "",
    "A call that fails gives its failure value and writes one line to the element log, and no line of the member that does the same:",
    "`NotifyProtocol with 85 failed. 0x80040239`, from `dataMinerVersion` 10.5.12 on with the values of the call behind it",
    "(RN 43967, which reached 10.4.0 with CU21 and 10.5.0 with CU9). `NotifyDataMiner` writes the same line under its own name.",
    "Values of another shape than the number takes fail with 0x80040221, and a notice says so once; an element that is not there",
    "is 0x8004024C, one that is not running 0x800402E0.",
    "",
    "### NotifyProtocol",
    "",
    "| number | name | |",
    "|---:|---|---|",
    ...protocol.map(
      ({ number, name, recorded }) =>
        `| ${String(number)} | ${name} | ${recorded === true ? "recorded" : ""} |`,
    ),
    "",
    "*recorded*: what it would do lies outside a local runtime. The call is kept for tests, and fails when what it is about is not",
    "there.",
    "",
    "### NotifyDataMiner",
    "",
    "Numbers about one element work on this element, and on every other one that the option `elements` knows; `elementDirectory`",
    "makes it of the elements of a program. A directory of your own answers them by its member `notify`; without that member it",
    "still serves 50, 69, 73 and 167 of parameters by `read` and `write`.",
    "",
    "| number | name | first value | second value | on which elements |",
    "|---:|---|---|---|---|",
    ...dataMiner.map(({ number, name }) => {
      const [value1, value2] = dataMinerForms[number] ?? ["", ""];
      return `| ${String(number)} | ${name} | ${value1} | ${value2} | ${placeOf(number)} |`;
    }),
    "",
    "50, 256 and 287 take their turn on the element, as a user's set does; 167 and the writes of rows are carried out inside the",
    "running chain, one level deeper, so that two elements that set each other end at `maxChainDepth`. 69 gives 13 values: id,",
    'description, `""`, unit, value, 0, `""`, time of the last change twice (null when there was none since the start; of a table',
    "always null), account of who made it, alarm status 1 (no alarm template is assigned here), 0, 0.",
    "",
  ];
}
