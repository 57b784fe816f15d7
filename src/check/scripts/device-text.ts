/** Parameters that hold the bytes of a device, and which scripts read them as text. */
import { kindOf } from "../../protocol/connection-kinds.ts";
import type { ConnectionDefinition, Protocol, QAction, Response } from "../../protocol/model.ts";
import {
  constantOf,
  numberOf,
  type MemberCall,
  type ScriptReading,
  type ScriptValue,
} from "./script-model.ts";

/** Types of parameters whose content the protocol says itself. */
const ownContent: ReadonlySet<string> = new Set(["fixed", "header", "trailer", "crc", "length", "pk"]);

/** True for a connection whose messages are stored byte for byte. Bodies of HTTP are decoded before. */
function storesBytes(connection: ConnectionDefinition): boolean {
  const { carries, opener } = kindOf(connection);
  return carries === "messages" && opener !== undefined;
}

/** True when a response can arrive over a connection whose messages are stored byte for byte. */
function isStoredAsBytes({ connections }: Protocol, { connection }: Response): boolean {
  return connections.some((one) => (connection === undefined || one.id === connection) && storesBytes(one));
}

/** The response that stores the bytes of a device in a text parameter, by the id of the parameter. */
export function deviceTexts(protocol: Protocol): ReadonlyMap<number, Response> {
  const found = new Map<number, Response>();
  for (const response of protocol.responses.values()) {
    if (!isStoredAsBytes(protocol, response)) continue;
    for (const pid of response.content) {
      const param = protocol.params.get(pid);
      if (param === undefined || found.has(pid) || ownContent.has(param.type)) continue;
      const { type, rawType } = param.interprete;
      if (type === "string" && (rawType === "other" || rawType === "text")) found.set(pid, response);
    }
  }
  return found;
}

/** Members that give a parameter by its name. */
const readsByName: ReadonlySet<string> = new Set(["GetParameterByName"]);

/** Parameters whose text a call gives. */
export function textsReadBy({ params }: Protocol, { member, args }: MemberCall): readonly number[] {
  const [first, second] = args.map(({ value }) => value);
  if (member === "GetParameter") return idList(first);
  if (member === "GetParameters") return first?.kind === "list" ? (first.items ?? []).flatMap(idList) : [];
  if (readsByName.has(member)) {
    const name = constantOf(first);
    return [...params.values()].filter((param) => param.name === name).map(({ id }) => id);
  }
  if (member !== "NotifyProtocol" || numberOf(first) !== 73) return [];
  return second?.kind === "list" ? (second.items ?? []).flatMap(idList) : idList(second);
}

function idList(value: ScriptValue | undefined): number[] {
  const id = numberOf(value);
  return id === undefined ? [] : [id];
}

/** The parameter of the device that a value comes from, as text or as bytes. */
export function deviceSource(
  value: ScriptValue,
  { inputParameters }: QAction,
  texts: ReadonlyMap<number, unknown>,
): number | undefined {
  const id =
    value.kind === "parameter" || value.kind === "bytes"
      ? value.id
      : value.kind === "input"
        ? inputParameters[value.position]
        : undefined;
  return id !== undefined && texts.has(id) ? id : undefined;
}

/** Positions of inputs that an entry point of a script takes. */
export function takenInputs({ entries, calls }: ScriptReading): ReadonlySet<number> {
  const taken = new Set<number>();
  for (const { parameters } of entries) for (let i = 1; i < parameters.length; i++) taken.add(i - 1);
  for (const { member, args } of calls) {
    const position = member === "GetInputParameter" ? numberOf(args[0]?.value) : undefined;
    if (position !== undefined) taken.add(position);
  }
  return taken;
}
