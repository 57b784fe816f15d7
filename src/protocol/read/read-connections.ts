/** The connections of a protocol, in all three notations: `Type`, `Connections` with `Type` tags, and with typed tags. */
import { connectionKinds } from "../connection-kinds.ts";
import { list, made } from "../frozen.ts";
import type { ConnectionDefinition, ConnectionKind, PortSettings } from "../model.ts";
import type { Located, Reading } from "./reading.ts";
import { normalised, optionToken, tokens } from "./option-text.ts";
import { flag, highestId, integer, place, word } from "./read-values.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";

/** `Protocol-EnumProtocolType`. */
const kinds = Object.keys(connectionKinds) as readonly ConnectionKind[];

/** Kinds by the child of `Connection` that declares them, lower-cased. */
const typedChildren: ReadonlyMap<string, ConnectionKind> = new Map(
  kinds.flatMap((kind) => {
    const { tag } = connectionKinds[kind];
    return tag === undefined ? [] : [[tag, kind] as const];
  }),
);

/** `Protocol-EnumPortTypes`. */
const portTypes: readonly NonNullable<PortSettings["portType"]>[] = ["ip", "udp", "rs232"];

/** Communication options that are fields of the model. */
const ownFields: ReadonlySet<string> = new Set([
  "customredirect",
  "makecommandbyprotocol",
  "notifyconnectionpid",
  "notifyconnectionpids",
  "redundantpolling",
  "websocket",
  "websockethandshake",
]);

/** Reads the connections, ordered by id. `preferred` is used where both `Type` and `Connections` declare some. */
export function readConnections(
  reading: Reading,
  root: XmlElement,
  preferred: "connections" | "type",
): readonly ConnectionDefinition[] {
  const type = reading.child(root, "type");
  const section = reading.child(root, "connections");
  const typeText = reading.content(type);
  if (type !== undefined && typeText !== undefined && section !== undefined) {
    const [used, other] = preferred === "type" ? ["Type", "Connections"] : ["Connections", "Type"];
    reading.report(
      "CONNECTION_SPELLINGS",
      `Type and Connections both declare connections: ${used} is used. Remove ${other}; the options of Type still apply.`,
      (preferred === "type" ? section : type).position,
    );
  }
  const connections =
    section !== undefined && (typeText === undefined || preferred === "connections")
      ? fromConnections(reading, section)
      : type !== undefined && typeText !== undefined
        ? fromType(reading, root, type, typeText)
        : [];
  return list(connections.sort((a, b) => a.id - b.id));
}

/** `<Type advanced="http:Api;serial:Ctl">snmp</Type>`, settings in `PortSettings` and, by order, `Ports`. */
function fromType(
  reading: Reading,
  root: XmlElement,
  type: XmlElement,
  text: Located,
): ConnectionDefinition[] {
  const options = tokens(reading.attribute(type, "communicationoptions")?.value).map(optionToken);
  const has = (name: string): boolean =>
    options.some((option) => option.name === name && option.value !== "false");
  const pids = options.find((option) => option.name === "notifyconnectionpids")?.value?.split(",") ?? [];
  const ports = childrenNamed(reading.child(root, "ports"), "portsettings");
  const pid = (index: number): number | undefined => {
    const value = pids[index]?.trim() ?? "";
    return /^\d+$/.test(value) ? Number(value) : undefined;
  };
  const one = (id: number, name: string, kind: ConnectionKind): ConnectionDefinition =>
    made<ConnectionDefinition>({
      id,
      name,
      kind,
      position: type.position,
      settings: readSettings(reading, id === 0 ? reading.child(root, "portsettings") : ports[id - 1], id),
      webSocket: false,
      statusPid: id === 0 ? pid(0) : undefined,
      disconnectedPid: id === 0 ? pid(1) : undefined,
      makeCommandByProtocol: has("makecommandbyprotocol"),
      customRedirect: has("customredirect"),
      redundantPolling: has("redundantpolling"),
      communicationOptions: list(
        options
          .filter(({ name }) => !ownFields.has(name))
          .map(({ name, value }) => (value === undefined ? name : `${name}:${value}`)),
      ),
    });
  const main = word(reading, text, "Type of the protocol", kinds) ?? "virtual";
  const advanced = reading.attribute(type, "advanced");
  const others = tokens(advanced?.value).map((token, index) => {
    const [kindText = "", ...name] = token.split(":");
    const located = advanced === undefined ? undefined : { ...place(advanced), value: kindText.trim() };
    const kind = word(reading, located, `Type of connection ${String(index + 1)}`, kinds) ?? "virtual";
    return one(index + 1, name.join(":").trim(), kind);
  });
  return [one(0, "", main), ...others];
}

function fromConnections(reading: Reading, section: XmlElement): ConnectionDefinition[] {
  const connections = new Map<number, ConnectionDefinition>();
  const spellings = new Set<string>();
  for (const element of childrenNamed(section, "connection")) {
    const id = integer(reading, reading.attribute(element, "id"), "The id of this connection", {
      min: 0,
      highest: highestId,
    });
    if (id === undefined) {
      if (reading.attribute(element, "id") === undefined) {
        reading.report(
          "ID_MISSING",
          "This connection has no id and was not loaded. Give it one.",
          element.position,
        );
      }
      continue;
    }
    const first = connections.get(id);
    if (first === undefined) {
      connections.set(id, readConnection(reading, element, id, spellings));
      continue;
    }
    reading.report(
      "ID_DUPLICATE",
      `connection ${String(id)} already exists in line ${String(first.position.line)}; that one is used. Give this one another id.`,
      element.position,
    );
  }
  if (spellings.size > 1) {
    reading.report(
      "CONNECTION_MIXED",
      "Some connections have a Type tag, others a typed tag such as Http. Write all of them in one way.",
      section.position,
    );
  }
  return [...connections.values()];
}

function readConnection(
  reading: Reading,
  element: XmlElement,
  id: number,
  spellings: Set<string>,
): ConnectionDefinition {
  const what = `connection ${String(id)}`;
  const typeText = reading.childContent(element, "type");
  const typed = element.children.find((child) => typedChildren.has(child.localName));
  if (typed === undefined && typeText === undefined) {
    reading.report(
      "TAG_MISSING",
      `${what} names no kind and is treated as virtual. Write Http, Serial, SmartSerial, Snmp or Virtual.`,
      element.position,
    );
  } else spellings.add(typed === undefined ? "type" : "typed");
  const holder = typed ?? element;
  const options = reading.child(holder, "communicationoptions");
  const notify =
    reading.child(options, "notifyconnectionpids") ?? reading.child(options, "notifyconnectionpid");
  const yes = (name: string): boolean =>
    flag(reading, reading.childContent(options, name.toLowerCase()), `${name} of ${what}`);
  const pid = (name: string): number | undefined =>
    integer(
      reading,
      reading.childContent(notify, name.toLowerCase()),
      `NotifyConnectionPIDs/${name} of ${what}`,
    );
  const kind =
    typed === undefined ? word(reading, typeText, `Type of ${what}`, kinds) : typedKind(reading, typed, what);
  const asked = yes("WebSocket");
  const webSocket = asked && kind !== undefined && connectionKinds[kind].carries === "requests";
  if (asked && !webSocket) {
    reading.report(
      "WEBSOCKET_KIND",
      `${what} is not of kind http and is not opened as a WebSocket. Put WebSocket into an Http connection.`,
      element.position,
    );
  }
  return made<ConnectionDefinition>({
    id,
    name: reading.attribute(element, "name")?.value ?? "",
    kind: kind ?? "virtual",
    position: element.position,
    settings: readSettings(
      reading,
      reading.child(holder, "usersettings") ?? reading.child(holder, "portsettings"),
      id,
    ),
    webSocket,
    handshakeSession: integer(
      reading,
      reading.childContent(options, "websockethandshake"),
      `WebSocketHandshake of ${what}`,
    ),
    statusPid: pid("Connections"),
    disconnectedPid: pid("Disconnections"),
    makeCommandByProtocol: yes("MakeCommandByProtocol"),
    customRedirect: yes("CustomRedirect"),
    redundantPolling: yes("RedundantPolling"),
    communicationOptions: list(
      (options?.children ?? []).filter(({ localName }) => !ownFields.has(localName)).map(furtherOption),
    ),
  });
}

function typedKind(reading: Reading, typed: XmlElement, what: string): ConnectionKind {
  const kind = typedChildren.get(typed.localName) ?? "virtual";
  const single = flag(reading, reading.attribute(typed, "single"), `single of ${what}`);
  return (single ? connectionKinds[kind].single : undefined) ?? kind;
}

/** `name`, or `name:value` when the tag says more than true. */
function furtherOption({ localName, text, children }: XmlElement): string {
  const value = children.length > 0 ? children.map((child) => child.text.trim()).join(",") : text.trim();
  return value === "" || normalised(value) === "true" ? localName : `${localName}:${value}`;
}

function readSettings(reading: Reading, element: XmlElement | undefined, id: number): PortSettings {
  const value = (name: string): Located | undefined =>
    reading.childContent(reading.child(element, name.toLowerCase()), "defaultvalue");
  const what = (name: string): string => `${name}/DefaultValue of connection ${String(id)}`;
  const number = (name: string, min: number, max: number): number | undefined =>
    integer(reading, value(name), what(name), { min, max });
  const skip = value("SkipCertificateVerification");
  const flush = reading.childContent(element, "flushperdatagram");
  return made<PortSettings>({
    busAddress: value("BusAddress")?.value,
    portType: word(reading, value("Type"), what("Type"), portTypes),
    ipPort: integer(reading, value("IPport"), what("IPport"), { lowest: 0, highest: 65_535 }),
    localPort: integer(reading, value("LocalIPport"), what("LocalIPport"), { lowest: 0, highest: 65_535 }),
    flushPerDatagram:
      flush === undefined ? undefined : flag(reading, flush, `FlushPerDatagram of connection ${String(id)}`),
    timeoutMs: number("TimeoutTime", 10, 120_000),
    retries: number("Retries", 0, 10),
    skipCertificateVerification:
      skip === undefined ? undefined : flag(reading, skip, what("SkipCertificateVerification")),
  });
}
