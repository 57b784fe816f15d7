/** The TCP segment in a captured packet: through link layer, VLAN tags, IPv4 or IPv6. */
import type { Packet } from "./capture-packets.ts";

/** A segment. */
export interface Segment {
  /** Packet, from 1. */
  readonly number: number;
  readonly at: number;
  /** `address:port`, IPv6 in brackets. */
  readonly from: string;
  readonly to: string;
  readonly sequence: number;
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  readonly data: Buffer;
  /** Bytes of the payload that were on the wire and are not in the file. */
  readonly missing: number;
}

/** Why a packet has no segment. `other` is another protocol, which nobody misses. */
export type NoSegment = "other" | "link type" | "fragment" | "cut";

const etherTypes = { ipv4: 0x0800, ipv6: 0x86dd, vlan: [0x8100, 0x88a8, 0x9100] } as const;
const tcpProtocol = 6;
/** Extension headers of IPv6 with a length of their own: hop-by-hop, routing, destination. */
const extensions: ReadonlySet<number> = new Set([0, 43, 60]);
const fragmentHeader = 44;

/** Where the IP packet begins, by link type (the registry of tcpdump.org). */
function networkOffset(link: number, data: Buffer): number | undefined {
  switch (link) {
    case 0: // BSD loopback
    case 108:
      return 4;
    case 1:
      return behindEtherType(data, 12);
    case 12: // raw IP
    case 14:
    case 101:
    case 228:
    case 229:
      return 0;
    case 113: // Linux "any"
      return behindEtherType(data, 14);
    case 276: // Linux "any", version 2
      return behindEtherType(data, 0, 20);
    default:
      return undefined;
  }
}

/** Offset behind an EtherType and the VLAN tags after it; NaN when it is no IP. */
function behindEtherType(data: Buffer, at: number, next = at + 2): number {
  let type = data.length >= at + 2 ? data.readUInt16BE(at) : 0;
  let offset = next;
  while ((etherTypes.vlan as readonly number[]).includes(type) && data.length >= offset + 4) {
    type = data.readUInt16BE(offset + 2);
    offset += 4;
  }
  return type === etherTypes.ipv4 || type === etherTypes.ipv6 ? offset : NaN;
}

function ipv6Text(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(2 * index).toString(16));
  // The URL parser writes the shortest form (RFC 5952).
  return new URL(`http://[${groups.join(":")}]`).hostname;
}

/** The payload of IP when it is TCP. */
interface NetworkPayload {
  readonly source: string;
  readonly target: string;
  readonly data: Buffer;
  readonly missing: number;
}

function ipv4(data: Buffer): NetworkPayload | NoSegment {
  if (data.length < 20) return "cut";
  const headLength = ((data[0] ?? 0) & 0x0f) * 4;
  // Network cards that cut packets themselves leave the length at 0.
  const total = data.readUInt16BE(2) || data.length;
  if (data[9] !== tcpProtocol) return "other";
  if ((data.readUInt16BE(6) & 0x3fff) !== 0) return "fragment";
  const text = (at: number): string => data.subarray(at, at + 4).join(".");
  return {
    source: text(12),
    target: text(16),
    // Frames are padded to a least length.
    data: data.subarray(headLength, Math.max(headLength, total)),
    missing: Math.max(0, total - data.length),
  };
}

function ipv6(data: Buffer): NetworkPayload | NoSegment {
  if (data.length < 40) return "cut";
  const total = data.readUInt16BE(4) === 0 ? data.length : 40 + data.readUInt16BE(4);
  let next = data[6] ?? 0;
  let at = 40;
  while (extensions.has(next)) {
    if (data.length < at + 8) return "cut";
    next = data[at] ?? 0;
    at += 8 + (data[at + 1] ?? 0) * 8;
  }
  if (next === fragmentHeader) return "fragment";
  if (next !== tcpProtocol) return "other";
  return {
    source: ipv6Text(data.subarray(8, 24)),
    target: ipv6Text(data.subarray(24, 40)),
    data: data.subarray(at, total),
    missing: Math.max(0, total - data.length),
  };
}

/** The segment of a packet, or why there is none. */
export function segmentOf({ number, at, link, data, missing }: Packet): Segment | NoSegment {
  const offset = networkOffset(link, data);
  if (offset === undefined) return "link type";
  if (Number.isNaN(offset) || data.length <= offset) return "other";
  const network = data.subarray(offset);
  const version = (network[0] ?? 0) >> 4;
  const payload = version === 4 ? ipv4(network) : version === 6 ? ipv6(network) : "other";
  if (typeof payload === "string") return payload;
  const tcp = payload.data;
  if (tcp.length < 20) return missing > 0 ? "cut" : "other";
  const flags = tcp[13] ?? 0;
  const start = ((tcp[12] ?? 0) >> 4) * 4;
  return {
    number,
    at,
    from: `${payload.source}:${String(tcp.readUInt16BE(0))}`,
    to: `${payload.target}:${String(tcp.readUInt16BE(2))}`,
    sequence: tcp.readUInt32BE(4),
    fin: (flags & 1) !== 0,
    syn: (flags & 2) !== 0,
    rst: (flags & 4) !== 0,
    ack: (flags & 16) !== 0,
    data: tcp.subarray(start),
    missing: payload.missing,
  };
}
