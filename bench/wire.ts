/** Splitting and cutting in nanoseconds a byte at 1 KB, 100 KB and 10 MB, hostile data included. Run: `npx tsx bench/wire.ts [part of a row's name]`. */
import { Bench } from "tinybench";
import { createFrameCutter } from "../src/wire/stream/frame-cutter.ts";
import type { FrameRules } from "../src/wire/stream/frame-rules.ts";
import { matchResponse } from "../src/wire/response/match-response.ts";
import { calculateCrc } from "../src/wire/crc-action.ts";
import { stuffBytes, unstuffBytes, type Stuffing } from "../src/wire/stuffing.ts";
import {
  afterRead,
  fixed,
  latin,
  next,
  protocolOf,
  response,
  sized,
} from "../test/support/wire/wire-protocols.ts";

const sizes = [
  [1024, "1 KB"],
  [102_400, "100 KB"],
  [10_485_760, "10 MB"],
] as const;

/** ns a byte at 10 MB may be this many times that at 100 KB. */
const flat = 1.5;

interface Scenario {
  readonly what: string;
  /** Prepares the data of a size; the function it gives is measured. */
  readonly prepare: (size: number) => () => unknown;
}

/** `text` again and again, up to exactly `size` bytes, with `end` as the last ones. */
function filled(text: string, size: number, end = ""): Buffer {
  const bytes = Buffer.alloc(size, text, "latin1");
  bytes.write(end, size - end.length, "latin1");
  return bytes;
}

const { protocol, bytesOf } = protocolOf([
  next(1),
  fixed(2, latin("AAAB"), { type: "trailer" }),
  fixed(3, latin("<"), { type: "header" }),
  fixed(4, latin(">"), { type: "trailer" }),
  next(5, { interprete: { lengthType: "last next param" } }),
  sized(6, 2, {
    type: "crc",
    crc: { type: "modbus", options: [], groupBytesBinary: false, positions: [] },
    interprete: { rawType: "unsigned number" },
  }),
  fixed(7, latin("\r\n"), { type: "trailer" }),
]);

/** Splits the message over a response, and each rest behind a trailer as a further message. */
function split(content: readonly number[], data: Buffer): () => unknown {
  const target = response(content);
  return () => {
    let result = matchResponse(target, data, protocol, bytesOf, afterRead);
    while (result.matched && result.rest.length > 0) {
      result = matchResponse(target, result.rest, protocol, bytesOf, afterRead);
    }
    return result;
  };
}

/** Feeds the stream in pieces and takes every packet. */
function cut(rules: FrameRules, data: Buffer, piece: number): () => unknown {
  return () => {
    const cutter = createFrameCutter(rules);
    let packets = 0;
    for (let at = 0; at < data.length; at += piece) {
      cutter.push(data.subarray(at, at + piece));
      while (cutter.take() !== undefined) packets++;
    }
    return packets;
  };
}

const near: FrameRules = {
  kind: "delimiters",
  pairs: [{ header: latin("A"), trailer: { bytes: latin("AAAB"), times: 1 } }],
};
const small: FrameRules = {
  kind: "delimiters",
  pairs: [
    { header: latin("<"), trailer: { bytes: latin(">"), times: 1 } },
    { header: latin("["), trailer: { bytes: latin("]"), times: 1 } },
  ],
};
const stuffing: Stuffing = {
  sequence: latin("\x10"),
  escape: latin("\x10"),
  allowed: [],
  startOffset: 0,
  endOffset: 0,
};
const modbus = protocol.params.get(6);

const scenarios: readonly Scenario[] = [
  { what: "one next param", prepare: (size) => split([1], filled("é", size)) },
  {
    what: "next param up to a trailer",
    prepare: (size) => split([1, 7], filled("some text; ", size, "\r\n")),
  },
  {
    what: "last next param up to a trailer",
    prepare: (size) => split([5, 7], filled("text\r\n", size, "\r\n")),
  },
  { what: "near-trailers, found at the end", prepare: (size) => split([1, 2], filled("A", size, "AAAB")) },
  { what: "near-trailers, never found", prepare: (size) => split([1, 2], filled("AAAC", size)) },
  {
    what: "messages of 12 bytes, one behind the other",
    prepare: (size) => split([3, 1, 4], filled("<0123456789>", size - (size % 12))),
  },
  { what: "cutter: near-trailers in pieces of 1460", prepare: (size) => cut(near, filled("A", size), 1460) },
  { what: "cutter: near-trailers in pieces of 16", prepare: (size) => cut(near, filled("AAAC", size), 16) },
  {
    what: "cutter: packets of 12 bytes in pieces of 1460",
    prepare: (size) => cut(small, filled("<0123456789>", size), 1460),
  },
  {
    what: "cutter: packets of 12 bytes at once",
    prepare: (size) => cut(small, filled("<0123456789>", size), size),
  },
  {
    what: "cutter: stuffed packets in pieces of 1460",
    prepare: (size) =>
      cut(
        { kind: "stuffing", stuffing, trailer: { bytes: latin("\x10\x03"), times: 1 } },
        filled("0\x10\x10\x0301234567\x10\x03", size),
        1460,
      ),
  },
  {
    what: "stuffing and its removal",
    prepare: (size) => {
      const data = filled("0123456789012345678\x10", size);
      return () => unstuffBytes(stuffBytes(data, stuffing), stuffing);
    },
  },
  {
    what: "CRC-16/MODBUS",
    prepare: (size) => {
      const data = filled("0123456789", size);
      return () => (modbus?.crc === undefined ? undefined : calculateCrc(modbus.crc, data, modbus, 2));
    },
  },
];

let sink: unknown;

/** Processor time of this process in ms: unlike the clock on the wall it does not count what other processes take. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Nanoseconds of one call: the median of a round, and of three rounds the best. */
async function nanoseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  let warm = 0;
  while (warm < 3 || performance.now() - start < 30) {
    work();
    warm++;
  }
  const calls = Math.max(1, Math.round((2 * warm) / (performance.now() - start)));
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const bench = new Bench({ time: 80, iterations: 3, warmup: false, now: processorTime });
    bench.add("work", () => {
      for (let call = 0; call < calls; call++) sink = work();
    });
    await bench.run();
    const result = bench.getTask("work")?.result;
    if (sink === null || result === undefined || !("latency" in result)) throw new Error("no result");
    best = Math.min(best, (result.latency.p50 * 1_000_000) / calls);
  }
  return best;
}

const width = Math.max(...scenarios.map(({ what }) => what.length));
console.log(
  `Wire, ns a byte${" ".repeat(width - 13)}${sizes.map(([, name]) => name.padStart(9)).join("")}   growth`,
);
const wanted = process.argv[2] ?? "";
for (const { what, prepare } of scenarios.filter((scenario) => scenario.what.includes(wanted))) {
  const costs: number[] = [];
  for (const [size] of sizes) costs.push((await nanoseconds(prepare(size))) / size);
  const [, middle = 0, large = 0] = costs;
  const growth = large / middle;
  const verdict = growth <= flat ? "flat" : `more than ${String(flat)}`;
  console.log(
    `${what.padEnd(width)}  ${costs.map((cost) => cost.toFixed(3).padStart(9)).join("")}   ${growth.toFixed(2)} ${verdict}`,
  );
}
