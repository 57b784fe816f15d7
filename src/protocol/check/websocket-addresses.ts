/** Parameters that give WebSockets their addresses, so that they can be opened again: those that are missing, and those that mean another connection. */
import type { Report } from "./check.ts";
import { elementAt, fixOf, replaceInValue } from "./edits.ts";
import { kindOf } from "../connection-kinds.ts";
import type { Fix, FixKind } from "../fix.ts";
import type { ConnectionDefinition, Param, Protocol } from "../model.ts";
import { normalised } from "../read/option-text.ts";
import { childNamed, type Position } from "../xml/xml-element.ts";
import { webSocketsOf } from "./usage.ts";

/** WebSockets without a parameter that gives them an address. */
function unaddressed(protocol: Protocol): readonly ConnectionDefinition[] {
  const addressed = new Set(Array.from(protocol.params.values(), ({ dynamicIp }) => dynamicIp));
  return webSocketsOf(protocol).filter(({ id }) => !addressed.has(id));
}

/** DYNAMIC_IP_MISSING: WebSockets that nothing can open again. */
export function checkReopening(protocol: Protocol, report: Report): void {
  const lacking = unaddressed(protocol);
  // DYNAMIC_IP_CONNECTION says it.
  if (misdirected(protocol).length >= lacking.length) return;
  for (const { id, position } of lacking) {
    const option = id === 0 ? "dynamic ip" : `dynamic ip ${String(id)}`;
    report(
      `connection ${String(id)} is a WebSocket without a dynamic ip parameter: when the device closes it, only a restart of the element opens it again. Give a saved string parameter Type options="${option}", and set it again to reconnect.`,
      position,
    );
  }
}

const isAddress = ({ interprete }: Param): boolean => /^\s*wss?:\/\//i.test(interprete.defaultValue ?? "");

/** Parameters with a bare `dynamic ip`, where a WebSocket that is not connection 0 has no such parameter. */
function misdirected(protocol: Protocol): readonly Param[] {
  if (!unaddressed(protocol).some(({ id }) => id !== 0)) return [];
  const bare = [...protocol.params.values()].filter(({ typeOptions }) =>
    typeOptions.some((option) => normalised(option) === "dynamic ip"),
  );
  // A WebSocket at 0 has the first one.
  if (webSocketsOf(protocol).some(({ id }) => id === 0)) return bare.slice(1);
  const meant = bare.filter(isAddress);
  return meant.length > 0 ? meant : bare.slice(0, 1);
}

/** DYNAMIC_IP_CONNECTION: parameters that mean connection 0 and were meant for a WebSocket. */
export function checkDynamicIp(protocol: Protocol, report: Report): void {
  const main = protocol.connections.find((connection) => connection.id === 0);
  const [socket, ...others] = unaddressed(protocol);
  for (const param of misdirected(protocol)) {
    if (socket === undefined) return;
    const [kind, own] = [main === undefined ? undefined : kindOf(main), String(socket.id)];
    // Another connection at 0 may well have an address of its own.
    const sure = kind === undefined || kind.carries === "nothing" || (!main?.webSocket && isAddress(param));
    const what = kind === undefined ? "" : `, a connection of kind ${kind.name},`;
    const lacking = [socket, ...others].map(({ id }) => String(id)).join(", ");
    const other = sure ? "" : ", or give the WebSocket such a parameter of its own";
    report(
      `parameter ${String(param.id)} has the option dynamic ip, which means connection 0${what} and WebSocket connection ${lacking} has no parameter that opens it again. Write dynamic ip ${own}${other}.`,
      param.position,
      {
        fix:
          others.length > 0
            ? undefined
            : addressFix(protocol, param.position, socket.id, sure ? "safe" : "suggestion"),
      },
    );
  }
}

/** Names the connection behind the option dynamic ip of a parameter. */
function addressFix(
  { root, source }: Protocol,
  { offset }: Position,
  connection: number,
  kind: FixKind,
): Fix | undefined {
  const type = childNamed(elementAt(root, offset), "type");
  const options = type?.attributes.find(({ localName }) => localName === "options");
  const text = `dynamic ip ${String(connection)}`;
  return options && fixOf(kind, `Write '${text}'`, replaceInValue(source, options, /dynamic\s+ip/i, text));
}
