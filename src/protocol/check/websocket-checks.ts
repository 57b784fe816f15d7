/** Checks of what a connector needs for a WebSocket: address, handshake, status, frames, and how messages are told apart. */
import type { Checks, Report } from "./check.ts";
import { appendChild, elementAt, fixOf, removeElement, setContent, setOption, type Edits } from "./edits.ts";
import { kindOf } from "../connection-kinds.ts";
import type { Fix } from "../fix.ts";
import type { Command, KeyedText, Param, Protocol, SessionConnection } from "../model.ts";
import { normalised } from "../read/option-text.ts";
import { childNamed, childrenNamed } from "../xml/xml-element.ts";
import {
  commandsByConnection,
  pairedResponses,
  parametersOfConditions,
  scriptMayName,
  staysEmpty,
  webSocketsOf,
} from "./usage.ts";
import { checkDynamicIp, checkReopening } from "./websocket-addresses.ts";

/** Headers that an opening handshake writes itself (RFC 6455, section 4.1). */
const ownedHeaders: ReadonlySet<string> = new Set([
  "host",
  "upgrade",
  "connection",
  "sec-websocket-key",
  "sec-websocket-version",
]);

const numeric = /^\d+$/;

/** WebSockets. */
export const webSocketChecks = {
  WEBSOCKET_FORGOTTEN: {
    severity: "warning",
    explanation:
      "An HTTP connection with something that only a WebSocket has: a handshake session, status parameters, or a ws:// address. Without WebSocket it is opened as plain HTTP.",
    check: checkForgotten,
  },
  WEBSOCKET_STATUS: {
    severity: "warning",
    explanation:
      "A protocol sends commands on a WebSocket and cannot see whether it is open: no status parameter, or one that cannot hold a number. A command that is sent while it is closed is lost.",
    check: checkStatus,
  },
  STATUS_UNUSED: {
    severity: "warning",
    explanation:
      "Nothing looks at the status parameter of a WebSocket on which commands are sent: no condition, trigger, action, or QAction. A command that is sent while it is closed is lost.",
    check: checkStatusUse,
  },
  DYNAMIC_IP_MISSING: {
    severity: "warning",
    explanation:
      "A WebSocket without a parameter that has the option dynamic ip. Once the device closes it, only a restart of the element opens it again.",
    check: checkReopening,
  },
  DYNAMIC_IP_CONNECTION: {
    severity: "warning",
    explanation:
      "The option dynamic ip without a number means connection 0, and a WebSocket that is another connection has no such parameter.",
    check: checkDynamicIp,
  },
  HANDSHAKE_LITERAL: {
    severity: "warning",
    explanation:
      "A handshake session with a literal path or header value. All values of a handshake come from parameters; a literal one is not sent.",
    check: checkLiterals,
  },
  HANDSHAKE_HEADER: {
    severity: "warning",
    explanation:
      "A handshake session sets a header that the WebSocket handshake writes itself. It is ignored.",
    check(protocol, report) {
      eachHandshake(protocol, ({ headers }, what) => {
        for (const { key, position } of headers) {
          if (!ownedHeaders.has(normalised(key))) continue;
          const header = elementAt(protocol.root, position.offset);
          report(`header '${key}' of ${what} is written by the handshake itself. Remove it.`, position, {
            fix: header && fixOf("safe", `Remove header '${key}'`, removeElement(protocol.source, header)),
          });
        }
      });
    },
  },
  HANDSHAKE_SUBPROTOCOL: {
    severity: "warning",
    explanation:
      "A handshake session has the header Sec-WebSocket-Protocol without a value: the header is left out, and a device that needs a subprotocol refuses or closes the connection.",
    check: checkSubprotocol,
  },
  COMMAND_FRAME: {
    severity: "warning",
    explanation:
      "A command for a WebSocket begins with fixed text, such as JSON, and has no WebSocketMessageType. It is sent as a binary frame, in a Unicode protocol as UTF-16.",
    check: checkFrames,
  },
  RESPONSE_AMBIGUOUS: {
    severity: "warning",
    explanation:
      "Two responses of one WebSocket that each take any message whole, outside of pairs. The first one takes everything; the other never matches.",
    check: checkAmbiguous,
  },
} as const satisfies Checks;

function checkForgotten({ connections, params, root, source }: Protocol, report: Report): void {
  const declared = connections.some(({ webSocket }) => webSocket);
  for (const connection of connections) {
    const { id, webSocket, handshakeSession, statusPid, disconnectedPid, position } = connection;
    if (webSocket || kindOf(connection).carries !== "requests") continue;
    // Beside a WebSocket the address is rather meant for that one, see DYNAMIC_IP_CONNECTION.
    const address = [...params.values()].find(
      ({ dynamicIp, interprete }) =>
        !declared && dynamicIp === id && /^\s*wss?:\/\//i.test(interprete.defaultValue ?? ""),
    );
    const sign =
      handshakeSession !== undefined
        ? "WebSocketHandshake"
        : statusPid !== undefined || disconnectedPid !== undefined
          ? "NotifyConnectionPIDs"
          : address === undefined
            ? undefined
            : `the address ${address.interprete.defaultValue ?? ""} in parameter ${String(address.id)}`;
    if (sign === undefined) continue;
    const element = elementAt(root, position.offset);
    report(
      `connection ${String(id)} has ${sign} and is opened as plain HTTP. Write <WebSocket>true</WebSocket> into its CommunicationOptions.`,
      position,
      {
        fix: element && fixOf("suggestion", "Write WebSocket true", setOption(source, element, "WebSocket")),
      },
    );
  }
}

function checkStatus(protocol: Protocol, report: Report): void {
  const webSockets = webSocketsOf(protocol);
  if (webSockets.length === 0) return;
  const sent = commandsByConnection(protocol);
  for (const { id, statusPid, position } of webSockets) {
    if (!sent.has(id)) continue;
    const status = statusPid === undefined ? undefined : protocol.params.get(statusPid);
    if (statusPid === undefined) {
      report(
        `connection ${String(id)} is a WebSocket on which commands are sent, without a status parameter. Name a numeric one in NotifyConnectionPIDs/Connections, and send only when it is 1.`,
        position,
      );
    } else if (status?.interprete.type === "string") {
      report(
        `parameter ${String(statusPid)}, the status of connection ${String(id)}, is of type string and becomes 1 or 0. Give it RawType numeric text and Type double.`,
        status.position,
        { fix: numberFix(protocol, status) },
      );
    }
  }
}

/** Makes a parameter one that holds a number. */
function numberFix({ root, source }: Protocol, { id, position }: Param): Fix | undefined {
  const interprete = childNamed(elementAt(root, position.offset), "interprete");
  const set = (name: string, value: string): Edits => {
    const element = childNamed(interprete, name);
    return element && setContent(source, element, value);
  };
  return fixOf(
    "suggestion",
    `Make parameter ${String(id)} a number`,
    set("rawtype", "numeric text"),
    set("type", "double"),
  );
}

function checkStatusUse(protocol: Protocol, report: Report): void {
  for (const { id, status } of unreadStatuses(protocol)) {
    if (scriptMayName(protocol, status.id)) continue;
    report(statusUnused(id, status), status.position);
  }
}

/** What STATUS_UNUSED says of a connection and its status parameter. */
export const statusUnused = (connection: number, { id, name }: Param): string =>
  `nothing looks at parameter ${String(id)} '${name}', the status of connection ${String(connection)}: commands are also sent while it is closed, and lost. Let a trigger on its change send them, or give their group the condition id:${String(id)} == 1.`;

/** The connections that commands are sent on without a look at their status parameter; a script may look at it. */
export function unreadStatuses(
  protocol: Protocol,
): readonly { readonly id: number; readonly status: Param }[] {
  const sent = commandsByConnection(protocol);
  return webSocketsOf(protocol).flatMap(({ id, statusPid }) => {
    const status = statusPid === undefined ? undefined : protocol.params.get(statusPid);
    return status === undefined || !sent.has(id) || isRead(protocol, status.id) ? [] : [{ id, status }];
  });
}

/** True when a condition, trigger, action or QAction looks at a parameter. */
function isRead(protocol: Protocol, pid: number): boolean {
  const { triggers, actions, qactions } = protocol;
  return (
    parametersOfConditions(protocol).has(pid) ||
    [...triggers.values()].some(
      ({ on, onId, guard }) =>
        (on === "parameter" && (onId === pid || onId === "each")) || guard?.pid === pid,
    ) ||
    [...actions.values()].some(({ typeId }) => typeId === pid) ||
    [...qactions.values()].some(
      (qaction) => qaction.triggers.includes(pid) || qaction.inputParameters.includes(pid),
    )
  );
}

/** Calls `look` with each request that describes a handshake of a WebSocket. */
function eachHandshake(protocol: Protocol, look: (request: SessionConnection, what: string) => void): void {
  const sessions = new Set(webSocketsOf(protocol).map(({ handshakeSession }) => handshakeSession));
  for (const id of sessions) {
    const session = id === undefined ? undefined : protocol.sessions.get(id);
    const request = session?.connections[0];
    if (request !== undefined) look(request, `handshake session ${String(id)}`);
  }
}

/** True for a header with a literal value: a number is the id of a parameter. */
const isLiteral = ({ pid, text }: KeyedText): boolean =>
  pid === undefined && text !== undefined && !numeric.test(text.trim());

function checkLiterals(protocol: Protocol, report: Report): void {
  eachHandshake(protocol, ({ url, headers, position }, what) => {
    // A lone slash is in the documented examples and says nothing.
    if (url !== undefined && url.trim() !== "/" && !numeric.test(url.trim())) {
      report(
        `the url of ${what} is literal text, which is not sent. Put the path into a parameter and name it in pid.`,
        position,
      );
    }
    for (const header of headers) {
      if (!isLiteral(header)) continue;
      report(
        `header '${header.key}' of ${what} has a literal value, which is not sent. Put it into a parameter and name it in pid.`,
        header.position,
      );
    }
  });
}

function checkSubprotocol(protocol: Protocol, report: Report): void {
  eachHandshake(protocol, ({ headers }, what) => {
    for (const { key, pid, text, position } of headers) {
      if (normalised(key) !== "sec-websocket-protocol") continue;
      // A number is the id of a parameter; other literal text is HANDSHAKE_LITERAL.
      const number = text?.trim() ?? "";
      const id = pid ?? (numeric.test(number) ? Number(number) : undefined);
      const why =
        id === undefined
          ? number === ""
            ? "names no parameter"
            : undefined
          : staysEmpty(protocol, id)
            ? `names parameter ${String(id)}, which nothing fills`
            : undefined;
      if (why === undefined) continue;
      report(
        `header '${key}' of ${what} ${why}, so no subprotocol is offered. Name a parameter that holds the names of the subprotocols, for example in its DefaultValue.`,
        position,
      );
    }
  });
}

/** True when the content of a command begins with fixed text that people can read. */
function isText({ content }: Command, { params }: Protocol): boolean {
  const first = params.get(content[0] ?? Number.NaN);
  const value = first?.type === "fixed" ? first.interprete.value : undefined;
  return (
    value !== undefined && !/^\s*0x/i.test(value) && /^\s*[{[<"A-Za-z]/.test(value) && value.trim().length > 1
  );
}

const textFrame = "<WebSocketMessageType>text</WebSocketMessageType>";

function checkFrames(protocol: Protocol, report: Report): void {
  const webSockets = webSocketsOf(protocol);
  if (webSockets.length === 0) return;
  const saying = new Set(
    childrenNamed(childNamed(protocol.root, "commands"), "command")
      .filter((command) => childNamed(command, "websocketmessagetype") !== undefined)
      .map(({ position }) => position.offset),
  );
  const sent = commandsByConnection(protocol);
  for (const { id: connection } of webSockets) {
    for (const id of sent.get(connection) ?? []) {
      const command = protocol.commands.get(id);
      if (command === undefined || saying.has(command.position.offset) || !isText(command, protocol))
        continue;
      const element = elementAt(protocol.root, command.position.offset);
      report(
        `command ${String(id)} begins with text and is sent on WebSocket connection ${String(connection)} as a binary frame. Write <WebSocketMessageType>text</WebSocketMessageType>, or binary if the device wants that.`,
        command.position,
        {
          fix:
            element &&
            fixOf("suggestion", "Send it as a text frame", appendChild(protocol.source, element, textFrame)),
        },
      );
    }
  }
}

function checkAmbiguous(protocol: Protocol, report: Report): void {
  const paired = pairedResponses(protocol);
  for (const { id: connection } of webSocketsOf(protocol)) {
    const whole = [...protocol.responses.values()].filter(({ id, content, connection: bound }) => {
      const only = content.length === 1 ? protocol.params.get(content[0] ?? Number.NaN) : undefined;
      const { lengthType, lengthTypeId } = only?.interprete ?? {};
      return (
        (bound ?? 0) === connection &&
        !paired.has(id) &&
        lengthType === "next param" &&
        lengthTypeId === undefined
      );
    });
    const [first, ...others] = whole;
    for (const { id, position } of others) {
      report(
        `response ${String(id)} never matches: response ${String(first?.id)} of connection ${String(connection)} also takes any message whole, and comes first. Keep one of them, and tell messages apart in a QAction.`,
        position,
      );
    }
  }
}
