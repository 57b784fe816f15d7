/** Small connectors for tests: XML text with the parts that matter to the test, everything else as in every connector. */
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import type { Protocol } from "../../../src/protocol/model.ts";

/** Parts of a WebSocket connector. Every part is XML text, or a number that says how the usual one is varied. */
export interface ConnectorParts {
  readonly unicode?: boolean;
  /** Inside `CommunicationOptions`, beside the usual ones. */
  readonly communication?: string;
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly elementTimeoutMs?: number;
  /** Replaces the whole `Connections`. */
  readonly connections?: string;
  readonly params?: string;
  readonly http?: string;
  readonly commands?: string;
  readonly responses?: string;
  readonly pairs?: string;
  readonly groups?: string;
  readonly triggers?: string;
  readonly actions?: string;
  readonly timers?: string;
  readonly qactions?: string;
}

/** A string parameter that is read up to the next fixed one, or to the end. */
export function textParam(
  id: number,
  options: {
    type?: string;
    typeOptions?: string;
    save?: boolean;
    setter?: boolean;
    name?: string;
    value?: string;
  } = {},
): string {
  const {
    type = "read",
    typeOptions,
    save = false,
    setter = false,
    name = `P${String(id)}`,
    value,
  } = options;
  return `<Param id="${String(id)}"${save ? ' save="true"' : ""}${setter ? ' setter="true"' : ""}><Name>${name}</Name>
    <Type${typeOptions === undefined ? "" : ` options="${typeOptions}"`}>${type}</Type>
    <Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType>
    ${value === undefined ? "" : `<DefaultValue>${value}</DefaultValue>`}</Interprete><Display><RTDisplay>true</RTDisplay></Display></Param>`;
}

/** A numeric parameter. */
export function numberParam(id: number, type = "read", name = `P${String(id)}`): string {
  return `<Param id="${String(id)}"><Name>${name}</Name><Type>${type}</Type>
    <Interprete><RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType></Interprete>
    <Display><RTDisplay>true</RTDisplay></Display></Param>`;
}

/** A parameter of fixed content. */
export function fixedParam(id: number, value: string): string {
  return `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type>fixed</Type>
    <Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>${value}</Value></Interprete></Param>`;
}

/** `Http` WebSocket connection of an id. */
export function webSocket(
  id: number,
  {
    statusPid,
    communication = "",
    timeoutMs = 1500,
    retries = 1,
  }: { statusPid?: number; communication?: string; timeoutMs?: number; retries?: number },
): string {
  return `<Connection id="${String(id)}" name="Socket ${String(id)}"><Http><CommunicationOptions><WebSocket>true</WebSocket>
    <MakeCommandByProtocol>true</MakeCommandByProtocol>${communication}
    ${statusPid === undefined ? "" : `<NotifyConnectionPIDs><Connections>${String(statusPid)}</Connections></NotifyConnectionPIDs>`}
    </CommunicationOptions><UserSettings><TimeoutTime><DefaultValue>${String(timeoutMs)}</DefaultValue></TimeoutTime>
    <Retries><DefaultValue>${String(retries)}</DefaultValue></Retries></UserSettings></Http></Connection>`;
}

/** The triggers 901 (make every command) and 902 (read every response) with their actions. */
const usual = {
  triggers: `<Trigger id="901"><Name>make</Name><On id="each">command</On><Time>before</Time><Type>action</Type><Content><Id>901</Id></Content></Trigger>
    <Trigger id="902"><Name>read</Name><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>902</Id></Content></Trigger>`,
  actions: `<Action id="901"><On>command</On><Type>make</Type></Action><Action id="902"><On>response</On><Type>read</Type></Action>`,
};

/**
 * A connector with connection 0 as a WebSocket and 7 as its status parameter, response 31 (parameter 11, everything that
 * arrives), and whatever the parts add.
 */
export function connectorXml(parts: ConnectorParts = {}): string {
  const {
    unicode = true,
    communication = "",
    timeoutMs = 1500,
    retries = 1,
    elementTimeoutMs = 2000,
  } = parts;
  const connection = webSocket(0, { statusPid: 7, communication, timeoutMs, retries });
  return `<Protocol xmlns="http://www.skyline.be/protocol"><Name>Test</Name><Version>1.0.0.1</Version>
  <Options><Encoding>${unicode ? "unicode" : "ascii"}</Encoding></Options>
  <Connections>${parts.connections ?? connection}</Connections>
  <ElementOptions><UserSettings><TimeoutTimeElement><DefaultValue>${String(elementTimeoutMs)}</DefaultValue></TimeoutTimeElement></UserSettings></ElementOptions>
  <Params>${numberParam(7)}${textParam(11)}${parts.params ?? ""}</Params>
  ${parts.http === undefined ? "" : `<HTTP>${parts.http}</HTTP>`}
  <Commands>${parts.commands ?? ""}</Commands>
  <Responses>${parts.responses ?? '<Response id="31" options="Connection:0"><Name>any</Name><Content><Param>11</Param></Content></Response>'}</Responses>
  <Pairs>${parts.pairs ?? ""}</Pairs>
  <Groups>${parts.groups ?? '<Group id="99"><Name>none</Name><Type>poll action</Type><Content></Content></Group>'}</Groups>
  <Triggers>${usual.triggers}${parts.triggers ?? ""}</Triggers>
  <Actions>${usual.actions}${parts.actions ?? ""}</Actions>
  <Timers>${parts.timers ?? ""}</Timers>
  <QActions>${parts.qactions ?? ""}</QActions></Protocol>`;
}

/** {@link connectorXml}, loaded. Diagnostics of severity error fail the test. */
export function connector(parts: ConnectorParts = {}): Protocol {
  const { protocol, diagnostics } = parseProtocol(connectorXml(parts));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0)
    throw new Error(`The test's connector is wrong: ${errors.map(({ message }) => message).join(" ")}`);
  return protocol;
}

/** A pair of a text command with one string parameter, and a group that sends it. */
export function sending(
  pid: number,
  { id = 1, text = true, response }: { id?: number; text?: boolean; response?: number } = {},
): Pick<ConnectorParts, "commands" | "pairs" | "groups"> {
  const n = String(id);
  return {
    commands: `<Command id="${n}"><Name>command ${n}</Name>${text ? "<WebSocketMessageType>text</WebSocketMessageType>" : ""}<Content><Param>${String(pid)}</Param></Content></Command>`,
    pairs: `<Pair id="${n}"><Name>pair ${n}</Name><Content><Command>${n}</Command>${response === undefined ? "" : `<Response>${String(response)}</Response>`}</Content></Pair>`,
    groups: `<Group id="${n}"><Name>group ${n}</Name><Content><Pair>${n}</Pair></Content></Group>`,
  };
}

/** A trigger on a change of a parameter that runs an action on groups. */
export function onChange(
  pid: number,
  { id, action, groups, condition }: { id: number; action: string; groups: string; condition?: string },
): Pick<ConnectorParts, "triggers" | "actions"> {
  return {
    triggers: `<Trigger id="${String(id)}"><On id="${String(pid)}">parameter</On><Time>change</Time>${condition === undefined ? "" : `<Condition>${condition}</Condition>`}<Type>action</Type><Content><Id>${String(id)}</Id></Content></Trigger>`,
    actions: `<Action id="${String(id)}"><On id="${groups}">group</On><Type>${action}</Type></Action>`,
  };
}

/** A trigger without On that clears a parameter; for `CheckTrigger`. */
export function clearing(pid: number, id: number): Pick<ConnectorParts, "triggers" | "actions"> {
  return {
    triggers: `<Trigger id="${String(id)}"><Type>action</Type><Content><Id>${String(id)}</Id></Content></Trigger>`,
    actions: `<Action id="${String(id)}"><On id="${String(pid)}">parameter</On><Type>clear</Type></Action>`,
  };
}

/** Joins parts: texts of one kind one after the other. */
export function join(...all: readonly ConnectorParts[]): ConnectorParts {
  const joined: Record<string, unknown> = {};
  for (const parts of all) {
    for (const [name, value] of Object.entries(parts)) {
      const before = joined[name];
      joined[name] = typeof value === "string" && typeof before === "string" ? before + value : value;
    }
  }
  return joined;
}
