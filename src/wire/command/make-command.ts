/** Commands, made from their parameters (`ConnectionsSerialCreatingCommandsAndResponses`, `LogicActionMake`). */
import type { Command, Protocol } from "../../protocol/model.ts";
import type { BytesOf, Segment } from "../segments.ts";

/** A made command: actions work on it before it is finished. */
export interface MadeCommand {
  readonly command: Command;
  /** One segment a content position, in order, in storage form. */
  readonly segments: readonly Segment[];
}

/**
 * *make*: the current bytes of every content parameter, in order. A later change of a parameter needs another make.
 * `ByteOffset` of a group parameter is added to its bytes, modulo 256.
 */
export function makeCommand(command: Command, protocol: Protocol, bytesOf: BytesOf): MadeCommand {
  return {
    command,
    segments: command.content.map((pid) => ({ pid, bytes: outgoing(pid, protocol, bytesOf(pid)) })),
  };
}

function outgoing(pid: number, protocol: Protocol, bytes: Uint8Array): Uint8Array {
  const param = protocol.params.get(pid);
  const offset = param?.type === "group" ? (param.interprete.byteOffset ?? 0) : 0;
  return offset === 0 ? bytes : bytes.map((byte) => byte + offset);
}

/**
 * *replace*: the command or response with another parameter at a 0-based content position. A command must be made
 * again (`LogicActionReplace`). Undefined when there is no such position.
 */
export function replaceParameter<T extends { readonly content: readonly number[] }>(
  item: T,
  position: number,
  pid: number,
): T | undefined {
  if (item.content[position] === undefined) return undefined;
  return { ...item, content: item.content.with(position, pid) };
}

/**
 * *reverse* of a parameter: its bytes in reverse order, at the listed occurrences (0-based, default the first) of
 * the parameter in the content (`LogicActionReverse`). Other segments stay as they are.
 */
export function reverseParameter(
  segments: readonly Segment[],
  pid: number,
  occurrences: readonly number[] = [0],
): readonly Segment[] {
  let seen = 0;
  return segments.map((segment) =>
    segment.pid === pid && occurrences.includes(seen++)
      ? { pid, bytes: Uint8Array.from(segment.bytes).reverse() }
      : segment,
  );
}
