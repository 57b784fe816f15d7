/** The layout of a response for the matcher: what each content position is, derived once from the model. */
import type { Param, Protocol, Response } from "../../protocol/model.ts";
import { isIdentifiable } from "../parameter-kind.ts";

/** How the extent of a field is found. */
export type FieldKind =
  /** By its current bytes, which must be there. */
  | "fixed"
  /** As many bytes as the parameter has. */
  | "sized"
  /** Up to the first (k-th) occurrence of what follows. */
  | "next"
  /** Up to the last occurrence of what follows. */
  | "last next"
  /** As many bytes as another parameter says. */
  | "counted";

/** One content position of a response. */
export interface Field {
  readonly position: number;
  readonly pid: number;
  /** Missing: the protocol has no such parameter. */
  readonly param?: Param;
  readonly kind: FieldKind;
  /** Bytes declared for a `sized` field. */
  readonly size: number;
  readonly action: "compare" | "store" | "skip";
  /** Present when the field is optional: how many further positions are skipped when it is missing. */
  readonly optional?: { readonly skip: number };
  /** Content position of the parameter named by `LengthType@id` of a `next param`. */
  readonly until?: number;
  /** Occurrence of the end mark that ends the field; 1 unless the parameter says otherwise. */
  readonly times?: number;
  /** Parameter with the length of a `counted` field. */
  readonly lengthPid?: number;
  readonly splitBy?: number;
  /** Subtracted from each received byte (group parameters). */
  readonly byteOffset: number;
}

/** All fields of a response. */
export interface Layout {
  readonly protocol: Protocol;
  readonly fields: readonly Field[];
  /** Parameters of variable length, which a failing read empties. */
  readonly variable: readonly number[];
  /** Parameter of the only field, when that takes any message whole: the usual response of a WebSocket. */
  readonly takesAll: number | undefined;
}

const layouts = new WeakMap<Response, Layout>();

/** The layout of a response, kept as long as the response object lives. */
export function layoutOf(response: Response, protocol: Protocol): Layout {
  const known = layouts.get(response);
  if (known?.protocol === protocol) return known;
  const fields = response.content.map((pid, position) => fieldOf(pid, position, response, protocol));
  const variable = fields.filter(({ kind }) => kind !== "fixed" && kind !== "sized").map(({ pid }) => pid);
  const layout = { protocol, fields, variable, takesAll: takesAll(fields) };
  layouts.set(response, layout);
  return layout;
}

function takesAll([field, ...others]: readonly Field[]): number | undefined {
  if (field === undefined || others.length > 0) return undefined;
  const { pid, kind, action, byteOffset, splitBy, optional } = field;
  const all = (kind === "next" || kind === "last next") && action === "store";
  return all && byteOffset === 0 && splitBy === undefined && optional === undefined ? pid : undefined;
}

function fieldOf(pid: number, position: number, response: Response, protocol: Protocol): Field {
  const param = protocol.params.get(pid);
  const optional = optionalAt(position, response);
  if (param === undefined) {
    return { position, pid, kind: "sized", size: 0, action: "skip", byteOffset: 0, ...optional };
  }
  const { interprete } = param;
  const kind = kindOf(param);
  const until = interprete.lengthTypeId;
  const splitBy = param.type === "response" ? Number.parseInt(param.typeId ?? "", 10) : NaN;
  return {
    position,
    pid,
    param,
    kind,
    size: interprete.length ?? 0,
    action: kind === "fixed" ? "compare" : param.type === "dummy" ? "skip" : "store",
    byteOffset: param.type === "group" ? (interprete.byteOffset ?? 0) : 0,
    ...optional,
    ...(kind === "next" && until !== undefined ? untilPosition(until, position, response) : {}),
    ...(interprete.lengthTypeTimes === undefined ? {} : { times: interprete.lengthTypeTimes }),
    ...(kind === "counted" && until !== undefined ? { lengthPid: until } : {}),
    ...(Number.isNaN(splitBy) ? {} : { splitBy }),
  };
}

const variableKinds = {
  "next param": "next",
  "last next param": "last next",
  "other param": "counted",
} as const;

function kindOf(param: Param): FieldKind {
  if (isIdentifiable(param)) return "fixed";
  const { lengthType } = param.interprete;
  return lengthType === "fixed" ? "sized" : variableKinds[lengthType];
}

function untilPosition(pid: number, position: number, response: Response): { until: number } | object {
  const until = response.content.indexOf(pid, position + 1);
  return until < 0 ? {} : { until };
}

/** The entry of `Content@optional` for a position; `*` reaches to the next optional one, or to the end. */
function optionalAt(position: number, response: Response): { optional: { skip: number } } | object {
  const entry = response.optional.find((candidate) => candidate.position === position);
  if (entry === undefined) return {};
  if (entry.skip !== "*") return { optional: { skip: entry.skip } };
  const later = response.optional.map((other) => other.position).filter((other) => other > position);
  const next = Math.min(...later, response.content.length);
  return { optional: { skip: next - position - 1 } };
}
