/** The tables of notify numbers in `docs/slprotocol.md`: what each takes, and for NotifyDataMiner on which elements it works. */
import { elementNotifies } from "../../src/qaction/notify/data-miner-calls.ts";
import { dataMinerEntries, protocolEntries } from "../../src/qaction/notify/notify-registry.ts";

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
  if (elementNotifies.some((entry) => entry.number === number)) return "this one and those in `elements`";
  return asked.has(number) ? "this one and those that `elements` names" : "none: it is recorded";
}

/** The section of the page. */
export function notifySection(): string[] {
  const protocol = [...protocolEntries.values()].sort((a, b) => a.number - b.number);
  const dataMiner = [...dataMinerEntries.values()].sort((a, b) => a.number - b.number);
  return [
    "## Notify numbers",
    "",
    "The kit handles the numbers below; the `DataMinerHost` of an element may handle others. The page with the name of a number",
    "in the DataMiner documentation describes its values and its result.",
    "",
    "A failing call returns its failure value and writes one line to the element log, instead of the line that the equivalent",
    "member would write: `NotifyProtocol with 85 failed. 0x80040239`, followed by the values of the call from `dataMinerVersion`",
    "10.5.12 on (RN 43967, also in 10.4.0 CU21 and 10.5.0 CU9). `NotifyDataMiner` writes the same line under its own name.",
    "Values of the wrong shape fail with 0x80040221 and are reported once by a notice. An unknown element fails with 0x8004024C,",
    "an element that is not running with 0x800402E0.",
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
    "*recorded*: its effect is outside a local runtime. The call is kept for tests, and fails if the item it refers to does not",
    "exist.",
    "",
    "### NotifyDataMiner",
    "",
    "Numbers about one element work on this element and on every element in the directory that the option `elements` holds.",
    "`elementDirectory` makes a directory of the elements of a program. A directory of your own handles the numbers in its member",
    "`notify`; without it, 50, 69, 73 and 167 still work for parameters, through `read` and `write`.",
    "",
    "| number | name | first value | second value | on which elements |",
    "|---:|---|---|---|---|",
    ...dataMiner.map(({ number, name }) => {
      const [value1, value2] = dataMinerForms[number] ?? ["", ""];
      return `| ${String(number)} | ${name} | ${value1} | ${value2} | ${placeOf(number)} |`;
    }),
    "",
    "50, 256 and 287 wait for the lock of the element, as a user's set does. 167 and the writes of rows run inside the current",
    "chain, one level deeper, so two elements that set each other stop at `maxChainDepth`. 69 returns 13 values: id,",
    'description, `""`, unit, value, 0, `""`, time of the last change twice (null if there was none since the start, and always',
    "for a table), account of the user who made it, alarm status 1 (no alarm template is assigned here), 0, 0.",
    "",
  ];
}
