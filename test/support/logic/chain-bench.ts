/** A core with a real protocol and real parameters, between ports that write down what is asked of them. */
import type { MaybePromise } from "../../../src/base/maybe-promise.ts";
import type { Notice } from "../../../src/base/notices.ts";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import type { Protocol } from "../../../src/protocol/model.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import { ParameterStore, type SetOutcome, type SetSource } from "../../../src/parameter/store.ts";
import { Failures } from "../../../src/logic/failures.ts";
import { createCore, type Core } from "../../../src/logic/chain/linked-logic.ts";
import type { Scheduler } from "../../../src/logic/engine-model.ts";
import type { ChainContext, LogicEvent, LogicPorts, QActionRequest } from "../../../src/logic/logic-host.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";

/** The context of a chain that begins. */
export const fresh: ChainContext = { depth: 0 };

/** The chain of a response, as actions see it that only look at its id. */
export function chainOfResponse(id: number): ChainContext {
  const response = { id, read: false, response: { id }, data: new Uint8Array() };
  return { ...fresh, response: response as unknown as NonNullable<ChainContext["response"]> };
}

/** Extra XML and attributes of a parameter. */
export interface ParamShape {
  readonly type?: string;
  readonly number?: boolean;
  readonly attributes?: string;
  readonly typeAttributes?: string;
  /** Instead of the usual `next param` text or number. */
  readonly interprete?: string;
  readonly name?: string;
  readonly extra?: string;
}

/** The XML of a parameter. */
export function param(id: number, shape: ParamShape = {}): string {
  const {
    type = "read",
    number = false,
    attributes = "",
    typeAttributes = "",
    name = `P${String(id)}`,
    extra = "",
  } = shape;
  const usual = number
    ? "<RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType>"
    : "<RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType>";
  return `<Param id="${String(id)}" ${attributes}><Name>${name}</Name><Type ${typeAttributes}>${type}</Type>
    <Interprete>${shape.interprete ?? usual}</Interprete>${extra}</Param>`;
}

/** The XML of a trigger whose content is the listed ids. */
export function trigger(
  id: number,
  on: string,
  time: string,
  content: readonly number[],
  extra = "",
): string {
  const [kind, item] = on.split("#");
  const ids = content.map((entry) => `<Id>${String(entry)}</Id>`).join("");
  const attribute = item === undefined ? "" : ` id="${item}"`;
  return `<Trigger id="${String(id)}"><Name>T${String(id)}</Name><On${attribute}>${kind ?? ""}</On><Time>${time}</Time>
    ${extra}${extra.includes("<Type>") ? "" : "<Type>action</Type>"}<Content>${ids}</Content></Trigger>`;
}

/** The XML of an action; `on` is `kind` or `kind#1;2`. */
export function action(id: number, on: string, type: string, attributes = "", extra = ""): string {
  const [kind, items] = on.split("#");
  const ids = items === undefined ? "" : ` id="${items}"`;
  return `<Action id="${String(id)}">${extra}<On${ids}>${kind ?? ""}</On><Type ${attributes}>${type}</Type></Action>`;
}

/** The XML of a QAction. */
export function qaction(id: number, triggers: string, attributes = "", condition = ""): string {
  return `<QAction id="${String(id)}" name="Q${String(id)}" encoding="csharp" triggers="${triggers}" ${attributes}>${condition}</QAction>`;
}

/** Sections of a protocol. */
export interface Sections {
  readonly params?: readonly string[];
  readonly triggers?: readonly string[];
  readonly actions?: readonly string[];
  readonly qactions?: readonly string[];
  /** Whole sections, as they are. */
  readonly more?: string;
}

/** A protocol with one WebSocket as connection 0, unless `more` brings its own Connections. */
export function protocolOf({
  params = [],
  triggers = [],
  actions = [],
  qactions = [],
  more = "",
}: Sections): Protocol {
  const connections = more.includes("<Connections>")
    ? ""
    : `<Connections><Connection id="0" name="Main"><Type>http</Type><CommunicationOptions><WebSocket>true</WebSocket></CommunicationOptions></Connection></Connections>`;
  return parseProtocol(
    `<Protocol xmlns="http://www.skyline.be/protocol"><Name>Bench</Name><Version>1.0.0.1</Version>${connections}
      <Params>${params.join("\n")}</Params><Triggers>${triggers.join("\n")}</Triggers>
      <Actions>${actions.join("\n")}</Actions><QActions>${qactions.join("\n")}</QActions>${more}</Protocol>`,
  ).protocol;
}

/** What a script of the bench does. */
export type BenchScript = (request: QActionRequest, bench: Bench) => MaybePromise;

/** A core under test and everything it asked for, in order. */
export class Bench {
  readonly protocol: Protocol;
  readonly parameters: ParameterStore<ChainContext>;
  readonly clock = new ManualClock();
  readonly core: Core;
  /** What happened, in order, in words: `save 5`, `retarget 0 by 1`, `QAction 6 on 50`, `enqueue 3 execute`. */
  readonly log: string[] = [];
  readonly notices: Notice[] = [];
  readonly events: LogicEvent[] = [];
  readonly scripts = new Map<number, BenchScript>();
  /** Called when a script takes its inputs. */
  prepared: () => void = () => undefined;
  /** Connections that are open. */
  readonly open = new Set<number>();
  /** A scheduler of the test's own, over the recording one. */
  readonly scheduler: Scheduler;

  constructor(sections: Sections, options: Partial<Options> = {}, scheduler: Partial<Scheduler> = {}) {
    const resolved = resolveOptions(options);
    const notice = (line: Notice): void => void this.notices.push(line);
    this.protocol = protocolOf(sections);
    this.parameters = new ParameterStore<ChainContext>(this.protocol, resolved, notice);
    this.scheduler = { ...this.#recorder(), ...scheduler };
    const parts = {
      protocol: this.protocol,
      parameters: this.parameters,
      clock: this.clock,
      options: resolved,
      ports: this.#ports(notice),
      failures: new Failures(notice),
    };
    this.core = createCore(parts, () => this.scheduler);
  }

  set(pid: number, value: string | number, source: SetSource = "script", context = fresh): SetOutcome {
    return this.parameters.set(pid, value, source, context);
  }

  /** Everything noted since the last call. */
  take(): string[] {
    return this.log.splice(0);
  }

  /** Codes of the notices so far. */
  get codes(): string[] {
    return this.notices.map(({ code }) => code);
  }

  #ports(notice: LogicPorts["notice"]): LogicPorts {
    const note = (text: string): void => void this.log.push(text);
    return {
      notice,
      listening: true,
      event: (event) => void this.events.push(event),
      send: () => true,
      prepareQAction: (request) => {
        this.prepared();
        const start = (): MaybePromise => {
          note(`QAction ${String(request.qaction.id)} on ${String(request.triggerId)}`);
          return this.scripts.get(request.qaction.id)?.(request, this);
        };
        return { start };
      },
      retarget: (connection, pid) => {
        note(`retarget ${String(connection)} by ${String(pid)}`);
      },
      isOpen: (connection) => this.open.has(connection),
      save: (pid) => {
        note(`save ${String(pid)}`);
      },
      openConnection: (connection) => {
        note(`open ${String(connection)}`);
      },
      closeConnection: (connection, client) => {
        note(`close ${String(connection)}${client === undefined ? "" : ` client ${client}`}`);
      },
      clearDisplay: (pid) => {
        note(`clear display ${String(pid)}`);
      },
      normalize: (pid, nominal) => {
        note(`normalize ${String(pid)} to ${String(nominal)}`);
      },
      communication: () => undefined,
    };
  }

  #recorder(): Scheduler {
    const note = (...words: readonly (string | number | boolean)[]): void =>
      void this.log.push(words.join(" "));
    return {
      enqueue: (group, how) => {
        note("enqueue", group, how);
      },
      stopCurrentGroup: () => {
        note("stop current group");
      },
      startTimer: (id) => {
        note("start timer", id);
      },
      stopTimer: (id) => {
        note("stop timer", id);
      },
      restartTimer: (id, reschedule) => {
        note("restart timer", id, reschedule);
      },
      timerBaseChanged: () => {
        note("timer base changed");
      },
      rescheduleTimer: (id) => {
        note("reschedule timer", id);
      },
      setNext: (group, positions, ms) => {
        note("set next", group, positions.join(","), ms);
      },
      setPairTimeout: (pair, ms) => {
        note("pair timeout", pair, ms);
      },
      makeCommand: (command) => {
        note("make", command);
        return true;
      },
      commandWork: (_command, context) => context.command,
      responseWork: (_response, context) => context.response,
      readResponse: (response, _context, parameter) => {
        note("read", response, ...(parameter === undefined ? [] : [parameter]));
        return true;
      },
      clearResponse: (response) => {
        note("clear response", response);
      },
    };
  }
}
