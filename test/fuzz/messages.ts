/** Random messages into random definitions, whole and in pieces: nothing throws, and pieces make no difference. */
import { createFrameCutter } from "../../src/wire/stream/frame-cutter.ts";
import type { FrameRules } from "../../src/wire/stream/frame-rules.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import type { FuzzTarget } from "./case.ts";
import { Random } from "./random.ts";

const alphabet = "AB#\r0";
const types = [
  "read",
  "read",
  "read",
  "header",
  "trailer",
  "fixed",
  "length",
  "crc",
  "group",
  "dummy",
  "response",
] as const;
const raws = ["other", "text", "numeric text", "unsigned number", "signed number", "bcd", "double"] as const;
const lengths = ["next param", "next param", "last next param", "other param", "fixed"] as const;
const kinds = ["webSocket", "smart-serial", "serial"] as const;

/** A definition: parameters 1 to 8, responses 1 to 4 over them, and a QAction on some of them. */
function definition(seed: number): string {
  const random = new Random(seed);
  const params = Array.from({ length: 8 }, (_, index) => {
    const type = random.pick(types);
    const constant = type === "header" || type === "trailer" || type === "fixed";
    const raw = random.pick(raws);
    const size = 1 + random.below(3);
    const lengthType = constant ? "fixed" : random.pick(lengths);
    const value =
      constant && !random.once(8) ? `<Value>${random.pick(["A", "B#", "0x0D", "0x23"])}</Value>` : "";
    const of = String(1 + random.below(8));
    return (
      `<Param id="${String(index + 1)}"><Name>P${String(index)}</Name><Type id="${of}">${type}</Type>` +
      `<Interprete><RawType>${raw}</RawType><Type>${raw === "other" || raw === "text" ? "string" : "double"}</Type>` +
      `<LengthType id="${of}">${lengthType}</LengthType>${lengthType === "fixed" ? `<Length>${String(size)}</Length>` : ""}${value}</Interprete></Param>`
    );
  });
  const responses = Array.from({ length: 4 }, (_, index) => {
    const content = Array.from(
      { length: 1 + random.below(5) },
      () => `<Param>${String(1 + random.below(8))}</Param>`,
    );
    const optional = random.once(4)
      ? ` optional="${String(random.below(4))}${random.pick(["", "+", "*"])}"`
      : "";
    return `<Response id="${String(index + 1)}"><Name>R</Name><Content${optional}>${content.join("")}</Content></Response>`;
  });
  const kind = random.pick(kinds);
  const connection =
    kind === "webSocket"
      ? "<Http><CommunicationOptions><WebSocket>true</WebSocket></CommunicationOptions></Http>"
      : `<Type>${kind}</Type>`;
  const checks = random.once(2)
    ? '<Triggers><Trigger id="1"><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id><Id>2</Id><Id>3</Id></Content></Trigger></Triggers><Actions><Action id="1"><On>response</On><Type>read</Type></Action><Action id="2"><On>response</On><Type>length</Type></Action><Action id="3"><On>response</On><Type>crc</Type></Action></Actions>'
    : "";
  return `<Protocol><Name>M</Name><Connections><Connection id="0" name="C">${connection}</Connection></Connections><Params>${params.join("")}</Params><Responses>${responses.join("")}</Responses>${checks}<QActions><QAction id="1" triggers="1;2;3" inputParameters="1"/></QActions></Protocol>`;
}

/** Messages of each definition. */
const each = 100;

export const messagesTarget: FuzzTarget = {
  name: "messages",
  short: 40,
  make: (random) => ({
    start: String(random.below(2 ** 32)),
    steps: Array.from({ length: each }, () =>
      random.bytes(random.once(10) ? 300 : 12, random.once(4) ? undefined : alphabet).toString("hex"),
    ),
  }),
  run: async ({ start, steps }) => {
    const { protocol } = parseProtocol(definition(Number(start)));
    await using test = await TestElement.start(protocol, {
      ...{ options: { implicitRead: Number(start) % 2 === 0, maxChainSteps: 2000 } },
      scripts: { 1: () => undefined },
    });
    const [line] = protocol.connections;
    for (const step of steps) await test.element.receive(line?.id ?? 0, Buffer.from(step, "hex"));
  },
};

function rulesOf(random: Random): FrameRules {
  const mark = (): Buffer => Buffer.from(random.pick(["#", "A#", "\r", "AB", "0#0"]));
  const trailer = (): { bytes: Buffer; times: number } => ({ bytes: mark(), times: 1 + random.below(3) });
  switch (random.below(4)) {
    case 0:
      return {
        kind: "packetInfo",
        ...{
          before: random.below(3),
          size: random.pick([1, 2, 4]),
          whole: random.once(2),
          littleEndian: random.once(2),
        },
      };
    case 1: {
      const sequence = mark();
      const stuffing = {
        sequence,
        escape: random.once(2) ? sequence : mark(),
        allowed: [],
        startOffset: random.below(3),
        endOffset: 0,
      };
      return { kind: "stuffing", stuffing, trailer: trailer() };
    }
    case 2:
      return { kind: "none", maxReceiveBuffer: 1 + random.below(9), smartIpHeader: false };
    default:
      return {
        kind: "delimiters",
        pairs: Array.from({ length: 1 + random.below(3) }, () =>
          random.once(3) ? { trailer: trailer() } : { header: mark(), trailer: trailer() },
        ),
      };
  }
}

/** The packets that pieces give, one after the other. */
function packets(rules: FrameRules, pieces: readonly Buffer[]): string[] {
  const cutter = createFrameCutter(rules);
  const found: string[] = [];
  for (const piece of pieces) {
    cutter.push(piece);
    for (let packet = cutter.take(); packet !== undefined; packet = cutter.take())
      found.push(Buffer.from(packet).toString("hex"));
  }
  return found;
}

export const fragmentsTarget: FuzzTarget = {
  name: "fragments",
  short: 400,
  make: (random) => ({
    start: String(random.below(2 ** 32)),
    steps: Array.from({ length: 1 + random.below(12) }, () => random.bytes(9, "AB#\r0").toString("hex")),
  }),
  run: ({ start, steps }) => {
    const rules = rulesOf(new Random(Number(start)));
    const pieces = steps.map((step) => Buffer.from(step, "hex"));
    const [cut, whole] = [packets(rules, pieces), packets(rules, [Buffer.concat(pieces)])];
    if (cut.join() !== whole.join()) throw new Error(`in pieces ${cut.join()}, whole ${whole.join()}`);
  },
};
