/** Packets of a capture file: pcap, and pcapng (draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng). */
import { QActionKitError } from "../../base/errors.ts";
import type { RemarkSink } from "../recorded-entry.ts";

/** A packet. */
export interface Packet {
  /** From 1, as Wireshark counts them. */
  readonly number: number;
  /** ms since 1970, with a fraction; NaN when the file does not say. */
  readonly at: number;
  /** Link type, for example 1 for Ethernet. */
  readonly link: number;
  readonly data: Buffer;
  /** Bytes that were on the wire and are not in the file. */
  readonly missing: number;
}

const pcapMagics: Readonly<Record<string, { readonly little: boolean; readonly perSecond: number }>> = {
  d4c3b2a1: { little: true, perSecond: 1e6 },
  a1b2c3d4: { little: false, perSecond: 1e6 },
  "4d3cb2a1": { little: true, perSecond: 1e9 },
  a1b23c4d: { little: false, perSecond: 1e9 },
};
const sectionBlock = 0x0a0d0d0a;
const littleOrder = "4d3c2b1a";
const bigOrder = "1a2b3c4d";
/** Longest packet or block that is believed. */
const longest = 256 * 1024 * 1024;

/** True for a file that begins as pcap or pcapng does. */
export function looksLikeCapture(start: Uint8Array): boolean {
  const magic = Buffer.from(start.subarray(0, 4)).toString("hex");
  return Object.hasOwn(pcapMagics, magic) || magic === "0a0d0d0a";
}

/** Numbers in the byte order of a file. */
class Numbers {
  readonly #little: boolean;

  constructor(little: boolean) {
    this.#little = little;
  }

  u16(bytes: Buffer, at: number): number {
    return this.#little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  }

  u32(bytes: Buffer, at: number): number {
    return this.#little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  }
}

/** Takes bytes from chunks. */
class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #done: (bytes: number) => void;
  #waiting: Buffer = Buffer.alloc(0);
  #read = 0;

  constructor(chunks: AsyncIterable<Uint8Array>, done: (bytes: number) => void) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#done = done;
  }

  /** So many bytes; fewer at the end of the file. */
  async take(count: number): Promise<Buffer> {
    const parts = [this.#waiting];
    let length = this.#waiting.length;
    while (length < count) {
      const next = await this.#chunks.next();
      if (next.done === true) break;
      const chunk = Buffer.from(next.value);
      parts.push(chunk);
      length += chunk.length;
      this.#read += chunk.length;
      this.#done(this.#read);
    }
    const all = parts.length === 1 ? this.#waiting : Buffer.concat(parts);
    this.#waiting = all.subarray(count);
    return all.subarray(0, count);
  }
}

function broken(file: string, what: string): QActionKitError {
  return new QActionKitError("ERR_RECORDING", `${file}: ${what}`, { details: { file } });
}

function cut(remark: RemarkSink, file: string, number: number): void {
  remark({ message: `${file} ends within packet ${String(number)}, which is left out.`, place: number });
}

/**
 * The packets of a capture.
 * @throws QActionKitError `ERR_RECORDING` for a file that is none, or has a length in it that cannot be
 */
export async function* packetsOf(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  remark: RemarkSink,
  done: (bytes: number) => void = () => undefined,
): AsyncGenerator<Packet> {
  const source = new ByteSource(chunks, done);
  const magic = await source.take(4);
  const form = pcapMagics[magic.toString("hex")];
  if (form !== undefined) yield* pcap(source, form, file, remark);
  else if (magic.toString("hex") === "0a0d0d0a") yield* pcapng(source, file, remark);
  else throw broken(file, "it is neither pcap nor pcapng.");
}

async function* pcap(
  source: ByteSource,
  { little, perSecond }: { readonly little: boolean; readonly perSecond: number },
  file: string,
  remark: RemarkSink,
): AsyncGenerator<Packet> {
  const numbers = new Numbers(little);
  const head = await source.take(20);
  if (head.length < 20) throw broken(file, "it ends within its head.");
  // The upper bits say whether frames end with a check sequence.
  const link = numbers.u32(head, 16) & 0xffff;
  for (let number = 1; ; number++) {
    const record = await source.take(16);
    if (record.length === 0) return;
    const length = record.length < 16 ? 0 : numbers.u32(record, 8);
    if (length > longest) throw broken(file, `packet ${String(number)} claims ${String(length)} bytes.`);
    const data = await source.take(length);
    if (record.length < 16 || data.length < length) {
      cut(remark, file, number);
      return;
    }
    const at = numbers.u32(record, 0) * 1000 + (numbers.u32(record, 4) / perSecond) * 1000;
    yield { number, at, link, data, missing: Math.max(0, numbers.u32(record, 12) - length) };
  }
}

/** An interface of a pcapng section. */
interface Interface {
  readonly link: number;
  readonly perSecond: number;
  /** Longest piece of a packet that is kept; 0: any. */
  readonly snap: number;
}

/** Ticks per second of the option `if_tsresol`: a power of ten, or of two when the upper bit is set. */
function resolutionOf(numbers: Numbers, options: Buffer): number {
  for (let at = 0; at + 4 <= options.length;) {
    const code = numbers.u16(options, at);
    const length = numbers.u16(options, at + 2);
    if (code === 0) break;
    if (code === 9 && length === 1) {
      const value = options[at + 4] ?? 6;
      return (value & 0x80) === 0 ? 10 ** value : 2 ** (value & 0x7f);
    }
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return 1e6;
}

async function* pcapng(source: ByteSource, file: string, remark: RemarkSink): AsyncGenerator<Packet> {
  let numbers = new Numbers(true);
  let interfaces: Interface[] = [];
  let number = 0;
  // The first block type has been read.
  for (let type: number | undefined = sectionBlock; type !== undefined;) {
    let order: Buffer = Buffer.alloc(0);
    const lengthBytes = await source.take(4);
    if (type === sectionBlock) {
      order = await source.take(4);
      const hex = order.toString("hex");
      if (order.length === 4 && hex !== littleOrder && hex !== bigOrder)
        throw broken(file, "a section has no byte order.");
      numbers = new Numbers(hex === littleOrder);
      interfaces = [];
    }
    const length = lengthBytes.length < 4 ? 12 : numbers.u32(lengthBytes, 0);
    if (length < 12 || length > longest || length % 4 !== 0)
      throw broken(file, `a block behind packet ${String(number)} claims ${String(length)} bytes.`);
    const rest = await source.take(length - 8 - order.length);
    if (lengthBytes.length < 4 || rest.length < length - 8 - order.length) {
      cut(remark, file, number + 1);
      return;
    }
    const body = rest.subarray(0, -4);
    if (type === 1 && body.length >= 8)
      interfaces.push({
        link: numbers.u16(body, 0),
        snap: numbers.u32(body, 4),
        perSecond: resolutionOf(numbers, body.subarray(8)),
      });
    else if (type === 6 || type === 3 || type === 2) {
      number++;
      const packet = blockPacket(type, body, numbers, interfaces, number);
      if (packet === undefined) throw broken(file, `packet ${String(number)} is damaged.`);
      yield packet;
    }
    const next = await source.take(4);
    type = next.length < 4 ? undefined : numbers.u32(next, 0);
  }
}

/** The packet of an enhanced (6), simple (3) or obsolete (2) packet block. */
function blockPacket(
  type: number,
  body: Buffer,
  numbers: Numbers,
  interfaces: readonly Interface[],
  number: number,
): Packet | undefined {
  if (type === 3) {
    const [first] = interfaces;
    if (first === undefined || body.length < 4) return undefined;
    const original = numbers.u32(body, 0);
    const length = Math.min(original, first.snap === 0 ? original : first.snap, body.length - 4);
    const data = body.subarray(4, 4 + length);
    return { number, at: NaN, link: first.link, data, missing: original - length };
  }
  if (body.length < 20) return undefined;
  const found = interfaces[type === 6 ? numbers.u32(body, 0) : numbers.u16(body, 0)];
  const length = numbers.u32(body, 12);
  if (found === undefined || length > body.length - 20) return undefined;
  const ticks = numbers.u32(body, 4) * 2 ** 32 + numbers.u32(body, 8);
  return {
    number,
    at: (ticks / found.perSecond) * 1000,
    link: found.link,
    data: body.subarray(20, 20 + length),
    missing: Math.max(0, numbers.u32(body, 16) - length),
  };
}
