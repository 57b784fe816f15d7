/** What serial clients and servers share: settings, transport, and the parts that process their data. */
import type { Clock } from "../../base/clock.ts";
import type { QActionKitError } from "../../base/errors.ts";
import type { ConnectionOptions } from "../../options/register.ts";
import { kindOf, type KindRow } from "../../protocol/connection-kinds.ts";
import type { ConnectionDefinition } from "../../protocol/model.ts";
import type { AnswerProgress } from "../../wire/response/collected-answer.ts";
import { parseAdvancedStuffing } from "../../wire/stream/advanced-stuffing.ts";
import { frameRules } from "../../wire/stream/frame-rules.ts";
import type { Stuffing } from "../../wire/stuffing.ts";
import { withoutCredentials } from "../address.ts";
import type { ConnectionHost } from "../connection-host.ts";
import { Report } from "../connection-report.ts";
import {
  connectionSettings,
  type ConnectionSettings,
  type OperatorSettings,
} from "../connection-settings.ts";
import type { Connection, ConnectionEvents } from "../connection.ts";
import { Inbox, type ReadableLine } from "../inbox.ts";
import { Outbox, type WritableLine } from "../outbox.ts";
import { serialPlace, type SerialPlace, type SerialTarget } from "./serial-address.ts";
import { SerialAnswers } from "./serial-answers.ts";
import { SerialChunks } from "./serial-chunks.ts";
import type { SerialInput } from "./serial-input.ts";

/** What a serial or smart-serial connection needs of the element. */
export type SerialHost = Omit<ConnectionHost, "readParameter" | "answerHttp">;

/** Events of a line, never from inside the call that makes it. After {@link SerialLine.leave} only `gone` follows. */
export interface LineEvents {
  opened(): void;
  /** It did not open. */
  failed(error: QActionKitError): void;
  data(bytes: Buffer): void;
  /** The open line has ended: the other side closed it (`peer`), or it broke. */
  ended(by: "peer" | "line", reason: string): void;
  /** The last event: no socket and no timer is left. */
  gone(): void;
}

/** One line to a device. */
export interface SerialLine extends ReadableLine, WritableLine {
  /** Closes the line. What was handed over is still sent, unless that takes longer than `closeGraceMs`. */
  leave(): void;
}

/** What a line works with. */
export type LineBasis = Pick<SerialPort, "clock" | "report"> & {
  readonly settings: Pick<ConnectionSettings, "timeoutMs" | "localPort">;
  readonly options: Pick<ConnectionOptions, "closeGraceMs">;
};

/** What carries the bytes of serial connections. */
export interface SerialTransport {
  /** In addresses. */
  readonly scheme: "tcp" | "udp";
  /** Begins to connect to a device. The host name is resolved each time (`ConnectionsSerialHostnameResolution`). */
  connect(target: SerialTarget, port: LineBasis, events: LineEvents): SerialLine;
  /** Makes a server, not listening yet. */
  listen(target: SerialTarget, port: SerialPort): Connection & Required<Pick<Connection, "reopen">>;
}

/** One serial connection, whichever side opens the line. */
export class SerialPort {
  readonly id: number;
  readonly kind: KindRow;
  readonly transport: SerialTransport;
  readonly settings: ConnectionSettings;
  readonly options: ConnectionOptions;
  readonly clock: Clock;
  readonly events: ConnectionEvents;
  readonly host: SerialHost;
  readonly report: Report;
  readonly communicationOptions: readonly string[];
  readonly #stuffing: Stuffing | undefined;

  constructor(
    definition: ConnectionDefinition,
    operator: OperatorSettings,
    transport: SerialTransport,
    host: SerialHost,
    events: ConnectionEvents,
  ) {
    const { protocol, options, clock } = host;
    this.id = definition.id;
    this.kind = kindOf(definition);
    this.transport = transport;
    this.settings = connectionSettings(definition, operator, options);
    this.options = options;
    this.clock = clock;
    this.events = events;
    this.host = host;
    this.report = new Report(definition.id, clock, events);
    this.communicationOptions = definition.communicationOptions;
    this.#stuffing = this.kind.answersOnly ? undefined : this.#stuffingOf(protocol.advancedStuffing);
  }

  /** Where to connect to, or to listen. */
  place(dynamicValue: string, lastPort?: number): SerialPlace {
    const { kind, settings, options, transport } = this;
    const { host, port } = settings;
    return serialPlace({
      ...{ scheme: transport.scheme, listens: kind.listens, host, port, dynamicValue, options },
      ...(lastPort === undefined ? {} : { lastPort }),
    });
  }

  /** For the messages of one line, or of successive lines. */
  makeInbox(): Inbox {
    return new Inbox(this.report, this.options, this.events);
  }

  makeOutbox(): Outbox {
    return new Outbox(this.report, this.options, this.kind.openingsPerCommand, this.#stuffing);
  }

  /** Processes the data of a new line to, or from, that address. */
  makeInput(sender: SerialTarget, inbox: Inbox): SerialInput {
    const { clock, report, host, kind, transport, settings, options } = this;
    if (kind.answersOnly) {
      const watch = (data: Uint8Array): AnswerProgress => host.progress(this.id, data);
      return new SerialAnswers(clock, inbox, watch, options.maxMessageBytes);
    }
    // The bytes of headers and trailers count as they are now, when a line opens.
    const rules = frameRules(host.protocol, this.id, host.bytesOf);
    return new SerialChunks(clock, report, inbox, rules, options.maxMessageBytes, {
      ...sender,
      scheme: transport.scheme,
      flushes: settings.flushPerDatagram && transport.scheme === "udp",
    });
  }

  /** A server stays a server until the element stops (`ConnectionsSmartSerialDynamicPolling`). */
  refuseRetarget(value: string): void {
    const address = withoutCredentials(value);
    if (address === "") return;
    const text = `a server cannot go to '${address}' while the element runs. It goes on listening.`;
    this.report.notice("ADDRESS_INVALID", "error", text, { address });
  }

  /** What the port itself puts into commands (`Protocol.Advanced-stuffing`). */
  #stuffingOf(text: string | undefined): Stuffing | undefined {
    const advanced = parseAdvancedStuffing(text);
    if (text !== undefined && advanced === undefined) {
      const message = `Advanced@stuffing '${text}' has no usable sequence; write stuffing=0x10.`;
      this.report.notice("STUFFING_INVALID", "warning", message);
    }
    return advanced?.command === true ? advanced.stuffing : undefined;
  }
}
