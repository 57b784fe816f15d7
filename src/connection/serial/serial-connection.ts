/** Serial and smart-serial connections over TCP, made of their definition and what the operator filled in. */
import type { Clock } from "../../base/clock.ts";
import type { ConnectionOptions } from "../../options/connection-options.ts";
import { kindOf } from "../../protocol/connection-kinds.ts";
import type { ConnectionDefinition, Protocol } from "../../protocol/model.ts";
import { parseAdvancedStuffing } from "../../wire/stream/advanced-stuffing.ts";
import { frameRules } from "../../wire/stream/frame-rules.ts";
import type { BytesOf } from "../../wire/segments.ts";
import type { Connection, ConnectionEvents } from "../connection.ts";
import { Report } from "../connection-report.ts";
import { SerialAnswers, type AnswerWatcher } from "./serial-answers.ts";
import { SerialChunks } from "./serial-chunks.ts";
import { MessageGate } from "../message-gate.ts";
import type { SerialInput } from "./serial-input.ts";
import { connectionSettings, type OperatorSettings } from "../connection-settings.ts";
import { tcpPlace } from "./tcp-address.ts";
import { TcpClient } from "./tcp-client.ts";
import { TcpServer, type TcpServerEvents } from "./tcp-server.ts";

/** What a serial or smart-serial connection is made of. */
export interface SerialSetup extends OperatorSettings {
  readonly definition: ConnectionDefinition;
  /** Its headers, trailers and stuffing cut the packets of a smart-serial connection. */
  readonly protocol: Protocol;
  /** Current bytes of a parameter: those of headers and trailers count as they are when a line opens. */
  readonly bytesOf: BytesOf;
  /** Value of the connection's `dynamic ip` parameter at the start. */
  readonly dynamicValue?: string;
  /** Serial: looks at the answer that is coming in. */
  readonly watch: AnswerWatcher;
  readonly clock: Clock;
  readonly options: ConnectionOptions;
  readonly events: ConnectionEvents;
  /** Smart-serial as server. */
  readonly server: TcpServerEvents;
}

/** A serial or smart-serial connection, not opened yet. */
export function createSerialConnection(
  setup: SerialSetup,
): Connection & Required<Pick<Connection, "reopen">> {
  const { definition, protocol, bytesOf, clock, options, events, watch, dynamicValue = "" } = setup;
  const { id, communicationOptions } = definition;
  const kind = kindOf(definition);
  const { answersOnly, listens } = kind;
  const settings = connectionSettings(definition, setup, options);
  const report = new Report(id, clock, events);
  const { host, port } = settings;
  const place = tcpPlace({ listens, host, port, dynamicValue, options });
  const chunks = (
    sender: { readonly address: string; readonly port: number },
    gate: MessageGate,
  ): SerialInput =>
    new SerialChunks({
      ...{ clock, report, sender, maxBytes: options.maxMessageBytes },
      rules: frameRules(protocol, id, bytesOf),
      hand: (bytes, at) => {
        gate.hand(bytes, at);
      },
    });
  const advanced = answersOnly ? undefined : parseAdvancedStuffing(protocol.advancedStuffing);
  const stuffing = advanced?.command === true ? advanced.stuffing : undefined;
  if (!answersOnly && protocol.advancedStuffing !== undefined && advanced === undefined) {
    const text = `Advanced@stuffing '${protocol.advancedStuffing}' has no usable sequence; write stuffing=0x10.`;
    report.notice("STUFFING_INVALID", "warning", text);
  }
  if (place.kind === "server") {
    const maxClients = numberOption(communicationOptions, "maxconcurrentconnections");
    return new TcpServer({
      ...{ id, clock, options, events, report, target: place.target, server: setup.server, stuffing },
      ...(maxClients === undefined ? {} : { maxClients }),
      input: (client, line) => chunks(client, new MessageGate({ options, report, events, ...line })),
    });
  }
  return new TcpClient({
    ...{ id, kind, settings, dynamicValue, clock, options, events, report, stuffing },
    input: (target, line) => {
      const gate = new MessageGate({ options, report, events, ...line });
      if (!answersOnly) return chunks({ address: target.host, port: target.port }, gate);
      return new SerialAnswers({ clock, watch, gate, maxBytes: options.maxMessageBytes });
    },
  });
}

/** The number of a communication option `name:number`; undefined when it is missing or no number. */
function numberOption(options: readonly string[], name: string): number | undefined {
  for (const option of options) {
    const [key = "", value = ""] = option.split(":");
    if (key.trim().toLowerCase() === name && /^\s*\d+\s*$/.test(value)) return Number(value);
  }
  return undefined;
}
