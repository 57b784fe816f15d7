/** How a smart-serial connection cuts its stream into packets (`ConnectionsSmartSerialDataForwarding`). */
import type { Param, Protocol, Response } from "../../protocol/model.ts";
import { parseAdvancedStuffing } from "./advanced-stuffing.ts";
import { layoutOf } from "../response/layout.ts";
import type { BytesOf } from "../segments.ts";
import type { Stuffing } from "../stuffing.ts";

/** A trailer, and the occurrence that counts. */
export interface Trailer {
  readonly bytes: Uint8Array;
  /** The occurrence that ends the packet (`Type@times`). */
  readonly times: number;
}

/** A packet that is recognised by its fixed bytes and its length: a response of fixed parameters only. */
export interface FixedPacket {
  readonly length: number;
  /** Fixed bytes by their offset in the packet, in order; the first ones are at 0. */
  readonly marks: readonly { readonly at: number; readonly bytes: Uint8Array }[];
}

/** The one rule that a connection follows. */
export type FrameRules =
  /** Stuffing is removed; without a trailer everything is passed on. */
  | { readonly kind: "stuffing"; readonly stuffing: Stuffing; readonly trailer?: Trailer }
  | {
      readonly kind: "packetInfo";
      /** Bytes in front of the length field. */
      readonly before: number;
      /** Bytes of the length field: 1, 2 or 4. */
      readonly size: number;
      /** True: the length covers the whole packet; false: only what follows the length field. */
      readonly whole: boolean;
      readonly littleEndian: boolean;
    }
  | {
      readonly kind: "delimiters";
      readonly pairs: readonly { readonly header?: Uint8Array; readonly trailer: Trailer }[];
      /** Packets without header and trailer that may come between those with them. */
      readonly fixed?: readonly FixedPacket[];
    }
  /** Everything is passed on: when the caller flushes, or each time so many bytes have come. */
  | { readonly kind: "none"; readonly maxReceiveBuffer?: number; readonly smartIpHeader: boolean };

/**
 * The first of these that the protocol declares for a connection: stuffing of responses, `packetInfo`, header and
 * trailer without `headerTrailerLink`, headers and trailers with it, none of them. Headers and trailers apply whether
 * or not a response uses them, unless `connection=N` names another connection; a header without a trailer does not.
 */
export function frameRules(protocol: Protocol, connection: number, bytesOf: BytesOf): FrameRules {
  const options = new Map<string, string>();
  for (const option of protocol.connections.find(({ id }) => id === connection)?.communicationOptions ?? []) {
    const [name = "", value = ""] = option.split(/:(.*)/s);
    options.set(name.trim().toLowerCase(), value.trim());
  }
  const marks = [...protocol.params.values()].filter((param) => belongsTo(param, connection));
  const unlinked = delimiters(marks, undefined, bytesOf);
  const advanced = parseAdvancedStuffing(protocol.advancedStuffing);
  if (advanced?.response === true) {
    return {
      kind: "stuffing",
      stuffing: advanced.stuffing,
      ...(unlinked === undefined ? {} : { trailer: unlinked.trailer }),
    };
  }
  const packetInfo = parsePacketInfo(options.get("packetinfo"));
  if (packetInfo !== undefined) return packetInfo;
  if (unlinked !== undefined) return withFixed([unlinked], protocol, connection, bytesOf);
  const links = new Set(marks.flatMap(({ headerTrailerLink }) => headerTrailerLink ?? []));
  const pairs = [...links].flatMap((link) => delimiters(marks, link, bytesOf) ?? []);
  if (pairs.length > 0) return withFixed(pairs, protocol, connection, bytesOf);
  const most = Number.parseInt(options.get("maxreceivebuffer") ?? "", 10);
  return {
    kind: "none",
    ...(most > 0 ? { maxReceiveBuffer: most } : {}),
    smartIpHeader: options.has("smartipheader"),
  };
}

/**
 * A trailer without a header takes everything, so nothing can come between packets. Otherwise responses of fixed length
 * without header and trailer can, if they begin with a fixed value (comment in the vendor's smart-serial example).
 */
function withFixed(
  pairs: (FrameRules & { kind: "delimiters" })["pairs"],
  protocol: Protocol,
  connection: number,
  bytesOf: BytesOf,
): FrameRules {
  const kind = "delimiters";
  if (pairs.some(({ header }) => header === undefined)) return { kind, pairs };
  const all = [...protocol.responses.values()];
  const own = all.filter((response) => (response.connection ?? 0) === connection);
  const used = own.length > 0 ? own : all.filter((response) => response.connection === undefined);
  const fixed = used.flatMap((response) => fixedPacket(response, protocol, bytesOf) ?? []);
  return { kind, pairs, ...(fixed.length > 0 && { fixed }) };
}

function fixedPacket(response: Response, protocol: Protocol, bytesOf: BytesOf): FixedPacket | undefined {
  const marks: FixedPacket["marks"][number][] = [];
  let length = 0;
  for (const { kind, param, pid, size, optional } of layoutOf(response, protocol).fields) {
    const type = param?.type;
    if (optional !== undefined || type === "header" || type === "trailer") return undefined;
    if (kind !== "fixed" && kind !== "sized") return undefined;
    const bytes = bytesOf(pid);
    if (kind === "fixed" && bytes.length > 0) marks.push({ at: length, bytes });
    length += kind === "fixed" || bytes.length > 0 ? bytes.length : size;
  }
  return marks[0]?.at === 0 ? { length, marks } : undefined;
}

/** Headers and trailers of this connection; without the option, or with -1, they belong to every connection. */
function belongsTo({ type, connection = -1 }: Param, wanted: number): boolean {
  return (type === "header" || type === "trailer") && (connection === -1 || connection === wanted);
}

/** The first trailer and the first header with this link; undefined without a trailer that has bytes. */
function delimiters(
  marks: readonly Param[],
  link: number | undefined,
  bytesOf: BytesOf,
): { readonly header?: Uint8Array; readonly trailer: Trailer } | undefined {
  const first = (type: string): Param | undefined =>
    marks.find(
      (mark) => mark.type === type && mark.headerTrailerLink === link && bytesOf(mark.id).length > 0,
    );
  const trailer = first("trailer");
  if (trailer === undefined) return undefined;
  const header = first("header");
  return {
    ...(header === undefined ? {} : { header: bytesOf(header.id) }),
    trailer: { bytes: bytesOf(trailer.id), times: Math.max(1, trailer.typeTimes ?? 1) },
  };
}

/** `a,b[,c[,d]]` of `packetInfo`; undefined when a or b cannot be used. */
function parsePacketInfo(text: string | undefined): FrameRules | undefined {
  const [before, size, whole, order] = (text ?? "").split(",").map((part) => part.trim().toLowerCase());
  const [a, b] = [Number.parseInt(before ?? "", 10), Number.parseInt(size ?? "", 10)];
  if (!(a >= 0) || ![1, 2, 4].includes(b)) return undefined;
  return {
    kind: "packetInfo",
    before: a,
    size: b,
    whole: whole !== "false",
    littleEndian: order === "littleendian",
  };
}
