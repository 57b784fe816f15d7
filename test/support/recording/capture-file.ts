/** Capture files made in tests, packet by packet, as the drafts and RFCs describe them. */

/** One side of a TCP connection. */
export interface End {
  readonly address: string;
  readonly port: number;
}

/** A packet of TCP. */
export interface TcpPacket {
  readonly from: End;
  readonly to: End;
  readonly sequence: number;
  readonly flags?: string;
  readonly data?: Uint8Array;
}

const flagBits: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, A: 16 };

function tcp({ from, to, sequence, flags = "A", data = new Uint8Array(0) }: TcpPacket): Buffer {
  const head = Buffer.alloc(20);
  head.writeUInt16BE(from.port, 0);
  head.writeUInt16BE(to.port, 2);
  head.writeUInt32BE(sequence >>> 0, 4);
  head[12] = 5 << 4;
  head[13] = Object.entries(flagBits).reduce(
    (sum, [flag, bit]) => (flags.includes(flag) ? sum | bit : sum),
    0,
  );
  return Buffer.concat([head, data]);
}

function ipv6Bytes(address: string): Buffer {
  const [left = "", right = ""] = address.split("::");
  const groups = (text: string): number[] =>
    text === "" ? [] : text.split(":").map((group) => parseInt(group, 16));
  const [before, behind] = [groups(left), groups(right)];
  const all = [...before, ...new Array<number>(8 - before.length - behind.length).fill(0), ...behind];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

/** The IP packet: IPv6 when the address has a colon. */
export function ip(packet: TcpPacket): Buffer {
  const segment = tcp(packet);
  const { from, to } = packet;
  if (from.address.includes(":")) {
    const head = Buffer.alloc(8);
    head[0] = 6 << 4;
    head.writeUInt16BE(segment.length, 4);
    head[6] = 6;
    return Buffer.concat([head, ipv6Bytes(from.address), ipv6Bytes(to.address), segment]);
  }
  const head = Buffer.alloc(20);
  head[0] = 0x45;
  head.writeUInt16BE(20 + segment.length, 2);
  head[8] = 64;
  head[9] = 6;
  Buffer.from(from.address.split(".").map(Number)).copy(head, 12);
  Buffer.from(to.address.split(".").map(Number)).copy(head, 16);
  return Buffer.concat([head, segment]);
}

/** The Ethernet frame, with VLAN tags. */
export function ethernet(packet: TcpPacket, vlans: readonly number[] = []): Buffer {
  const type = packet.from.address.includes(":") ? 0x86dd : 0x0800;
  const tags = vlans.flatMap((id, index) => [index < vlans.length - 1 ? 0x88a8 : 0x8100, id]);
  const words = Buffer.alloc(2 * (tags.length + 1));
  for (const [index, word] of [...tags, type].entries()) words.writeUInt16BE(word, 2 * index);
  return Buffer.concat([Buffer.alloc(12), words, ip(packet)]);
}

/** What stands in a file of one packet. */
export interface Captured {
  /** ms since 1970. */
  readonly at: number;
  readonly bytes: Buffer;
  /** Bytes that the snapshot length has left; default all. */
  readonly kept?: number;
}

/** A pcap file. */
export function pcap(
  packets: readonly Captured[],
  { link = 1, little = true, nano = false }: { link?: number; little?: boolean; nano?: boolean } = {},
): Buffer {
  const u32 = (...values: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(4 * values.length);
    for (const [index, value] of values.entries())
      if (little) bytes.writeUInt32LE(value >>> 0, 4 * index);
      else bytes.writeUInt32BE(value >>> 0, 4 * index);
    return bytes;
  };
  const version = little ? Buffer.from([2, 0, 4, 0]) : Buffer.from([0, 2, 0, 4]);
  const head = Buffer.concat([u32(nano ? 0xa1b23c4d : 0xa1b2c3d4), version, u32(0, 0, 262_144, link)]);
  const records = packets.map(({ at, bytes, kept = bytes.length }) => {
    const part = Math.round((at % 1000) * (nano ? 1e6 : 1e3));
    return Buffer.concat([u32(Math.floor(at / 1000), part, kept, bytes.length), bytes.subarray(0, kept)]);
  });
  return Buffer.concat([head, ...records]);
}

/** A pcapng file: one section, one interface, enhanced packet blocks. */
export function pcapng(packets: readonly Captured[], { link = 1, resolution = 6 } = {}): Buffer {
  const block = (type: number, body: Buffer): Buffer => {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    const length = padded.length + 12;
    const ends = Buffer.alloc(8);
    ends.writeUInt32LE(type, 0);
    ends.writeUInt32LE(length, 4);
    return Buffer.concat([ends, padded, ends.subarray(4)]);
  };
  const section = Buffer.from("4d3c2b1a01000000ffffffffffffffff", "hex");
  const options = Buffer.from([9, 0, 1, 0, resolution, 0, 0, 0, 0, 0, 0, 0]);
  const face = Buffer.alloc(8);
  face.writeUInt16LE(link, 0);
  const blocks = packets.map(({ at, bytes, kept = bytes.length }) => {
    const ticks = BigInt(Math.round(at * 1000)) * 10n ** BigInt(resolution - 6);
    const head = Buffer.alloc(20);
    head.writeUInt32LE(Number(ticks >> 32n), 4);
    head.writeUInt32LE(Number(ticks & 0xffffffffn), 8);
    head.writeUInt32LE(kept, 12);
    head.writeUInt32LE(bytes.length, 16);
    return block(6, Buffer.concat([head, bytes.subarray(0, kept)]));
  });
  return Buffer.concat([block(0x0a0d0d0a, section), block(1, Buffer.concat([face, options])), ...blocks]);
}

/** A frame of a WebSocket (RFC 6455 section 5.2); from a client it is masked. */
export function frame(
  opcode: number,
  payload: Uint8Array,
  { masked = false, fin = true, packed = false } = {},
): Buffer {
  const first = (fin ? 0x80 : 0) | (packed ? 0x40 : 0) | opcode;
  const bit = masked ? 0x80 : 0;
  const { length } = payload;
  const lengthBytes =
    length < 126
      ? [bit | length]
      : length < 65_536
        ? [bit | 126, length >> 8, length & 0xff]
        : [bit | 127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff];
  const mask = [0x11, 0x22, 0x33, 0x44];
  const body = masked ? payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)) : payload;
  return Buffer.concat([Buffer.from([first, ...lengthBytes]), Buffer.from(masked ? mask : []), body]);
}

/** The packets of a TCP connection, in order. */
export class TcpTalk {
  readonly packets: TcpPacket[] = [];
  readonly #client: End;
  readonly #server: End;
  #next: { client: number; server: number };

  constructor(client: End, server: End, first = { client: 0xffff_fff0, server: 7000 }) {
    this.#client = client;
    this.#server = server;
    this.#next = { ...first };
  }

  /** The three packets of the opening. */
  open(): this {
    this.#add("client", "S");
    this.#add("server", "SA");
    return this.#add("client", "A");
  }

  says(side: "client" | "server", data: string | Uint8Array): this {
    return this.#add(side, "PA", typeof data === "string" ? Buffer.from(data, "latin1") : data);
  }

  closes(side: "client" | "server", flags = "FA"): this {
    return this.#add(side, flags);
  }

  #add(side: "client" | "server", flags: string, data: Uint8Array = new Uint8Array(0)): this {
    const [from, to] = side === "client" ? [this.#client, this.#server] : [this.#server, this.#client];
    const sequence = this.#next[side];
    this.packets.push({ from, to, sequence, flags, data });
    this.#next[side] = (sequence + data.length + (/[SF]/.test(flags) ? 1 : 0)) >>> 0;
    return this;
  }
}
