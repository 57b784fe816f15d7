/** Broken protocol files: loaded, started, given time and messages, disposed of. */
import { readFileSync } from "node:fs";
import { QActionKitError } from "../../src/base/errors.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import type { Protocol } from "../../src/protocol/model.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import type { FuzzTarget } from "./case.ts";
import { Random } from "./random.ts";
import { richProtocol } from "./rich.ts";

const rich = "a rich protocol";
const starts = [
  ...[
    "smart-serial-counter",
    "table-editor",
    "calculator",
    "poll-then-subscribe",
    "websocket/custom-handshake",
  ],
  ...Array.from({ length: 8 }, () => rich),
];

function textOf(start: string): string {
  if (start === rich) return richProtocol;
  return readFileSync(new URL(`../../examples/${start}/protocol.xml`, import.meta.url), "utf8");
}

const numbers = [
  ...[
    "0",
    "1",
    "-1",
    "2",
    "3",
    "7",
    "10",
    "11",
    "20",
    "22",
    "50",
    "71",
    "80",
    "255",
    "256",
    "65535",
    "65536",
    "1000",
    "1002",
  ],
  ...[
    "2147483647",
    "2147483648",
    "4294967295",
    "9007199254740993",
    "99999999999999999999",
    "1e300",
    "0.5",
    "-0",
    "NaN",
  ],
] as const;
const words = [
  ...[
    "each",
    "parameter",
    "response",
    "command",
    "group",
    "timer",
    "pair",
    "protocol",
    "before",
    "after",
    "change",
    "timeout",
  ],
  ...[
    "execute",
    "execute next",
    "force execute",
    "copy",
    "append",
    "append data",
    "clear",
    "increment",
    "multiply",
    "pow",
    "read",
  ],
  ...[
    "make",
    "length",
    "crc",
    "stuffing",
    "reverse",
    "go",
    "run actions",
    "set next",
    "stop current group",
    "restart timer",
  ],
  ...[
    "next param",
    "last next param",
    "other param",
    "fixed",
    "numeric text",
    "unsigned number",
    "signed number",
    "double",
  ],
  ...[
    "bcd",
    "string",
    "high nibble",
    "loop",
    "true",
    "poll",
    "poll action",
    "poll trigger",
    "trigger",
    "action",
    "sum",
    "xor",
  ],
  ...[
    "read bit",
    "write bit",
    "array",
    "serial",
    "smart-serial",
    "http",
    "virtual",
    "queued",
    "; ",
    "\u00e9\ud83d\ude00",
    "",
  ],
] as const;

type Edit = (text: string, at: number, random: Random) => string;

/** Replaces the match of a pattern that comes next behind a place, or the first. */
function replaceNext(text: string, at: number, pattern: RegExp, by: (found: string) => string): string {
  const found = [...text.slice(at).matchAll(pattern)][0] ?? [...text.matchAll(pattern)][0];
  if (found === undefined) return text;
  const start = found.index + (text.slice(at).matchAll(pattern).next().done === true ? 0 : at);
  return text.slice(0, start) + by(found[0]) + text.slice(start + found[0].length);
}

/** Ways to break a text, each by a place and a seed. */
const edits: readonly Edit[] = [
  (text, at, random) => replaceNext(text, at, /\d+/g, () => random.pick(numbers)),
  (text, at, random) => replaceNext(text, at, /\d+/g, () => random.pick(numbers)),
  (text, at, random) => replaceNext(text, at, />[A-Za-z][^<>]*</g, () => `>${random.pick(words)}<`),
  (text, at, random) =>
    replaceNext(text, at, /="[^"]*"/g, () => `="${random.pick(random.once(2) ? words : numbers)}"`),
  (text, at) => replaceNext(text, at, /<(\w+)[^<>]*>[^<>]*<\/\1>/g, () => ""),
  (text, at) => replaceNext(text, at, /<(\w+)[^<>]*>[^<>]*<\/\1>/g, (found) => found + found),
  (text, at) => replaceNext(text, at, /<\w+ [^<>]*\/>/g, (found) => found + found),
  (text, at) => replaceNext(text, at, / \w+="[^"]*"/g, () => ""),
  (text, at, random) => text.slice(0, at) + text.slice(at + random.below(60)),
  (text, at, random) =>
    text.slice(0, at) +
    random.pick(["<", ">", "&", '"', "<a>", "</Params>", "<![CDATA[", "\0"]) +
    text.slice(at),
];

/** A script that does a bit of everything. */
function script(protocol: SLProtocol, ...inputs: readonly unknown[]): void {
  protocol.SetParameter(11, `${String(protocol.GetParameter(10))}${String(inputs.length)}`.slice(0, 20));
  protocol.SetParameter(7, Number(protocol.GetParameter(7)) + 1);
  protocol.AddRow(1000, [null, protocol.RowCount(1000), 1]);
  protocol.SetParameterIndex(1000, 1, 2, 5);
  protocol.CheckTrigger(71);
  protocol.GetInputBytes(0);
  protocol.FillArray(1000, [
    ["1", "2"],
    [1, 2],
  ]);
}

/** Runs of the scripts of one element: with more, the steps of a circle are all that a case is about. */
const mostRuns = 10;

function makeScript(): typeof script {
  let runs = 0;
  return (protocol, ...inputs) => {
    if (++runs <= mostRuns) script(protocol, ...inputs);
  };
}

/** The text of a case. */
export function brokenText(start: string, steps: readonly string[]): string {
  let text = textOf(start);
  for (const step of steps) {
    const random = new Random(Number(step));
    text = random.pick(edits)(text, random.below(text.length), random);
  }
  return text;
}

/** What an element may refuse or give up; everything else is a mistake. */
function isAllowed(error: unknown): boolean {
  return (
    error instanceof QActionKitError &&
    (error.code.startsWith("ERR_PROTOCOL") || error.code === "ERR_TEST_ENDLESS")
  );
}

const messages = [
  "",
  "\u0002abc\r\n",
  "\u0002aOK\0\u0001\r\nOK",
  "OKOKOKOK",
  "\u0003abc",
  "AAAA\r\n\r\n",
  "x".repeat(300),
];

async function runElement(protocol: Protocol): Promise<void> {
  const ids = [...protocol.qactions.keys()];
  const element = await TestElement.start(protocol, {
    scripts: Object.fromEntries(ids.map((id) => [id, makeScript()])),
    ...{ options: { maxChainSteps: 500, implicitRead: ids.length % 2 === 0, stopGraceMs: 0 } },
    answer: () => ({ status: 200, headers: {}, body: Buffer.from("body") }),
  });
  try {
    const lines = protocol.connections.filter(
      ({ kind, webSocket }) => kind !== "virtual" && (kind !== "http" || webSocket),
    );
    for (const { id } of lines)
      for (const message of messages) await element.receive(id, Buffer.from(message, "latin1"));
    for (const pid of [10, 12, 17, 7]) await element.set(pid, "12");
    await element.advance(25);
  } finally {
    await element.dispose();
  }
}

export const protocolTarget: FuzzTarget = {
  name: "protocol",
  short: 40,
  make: (random) => ({
    start: random.pick(starts),
    steps: Array.from({ length: 1 + random.below(6) }, () => String(random.below(2 ** 32))),
  }),
  run: async ({ start, steps }) => {
    try {
      await runElement(parseProtocol(brokenText(start, steps)).protocol);
    } catch (error) {
      if (!isAllowed(error)) throw error;
    }
  },
};
