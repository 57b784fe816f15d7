/** An engine that never starts, with a real protocol and real parameters: it writes down what is asked of its host, queues and timers. */
import type { MaybePromise } from "../../../src/base/maybe-promise.ts";
import type { Notice } from "../../../src/base/notices.ts";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import type { Protocol } from "../../../src/protocol/model.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import { ParameterStore, type SetOutcome, type SetSource } from "../../../src/parameter/store.ts";
import type { ChainContext } from "../../../src/logic/chain/context.ts";
import type { LogicEvent } from "../../../src/logic/logic-events.ts";
import type { LogicHost, QActionRequest } from "../../../src/logic/logic-host.ts";
import { Engine } from "../../../src/logic/engine.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";

/** The context of a chain that begins. */
export const fresh: ChainContext = { depth: 0 };

/** The chain of a response that is only told to read. */
export function chainOfResponse(id: number, readNow: (pid?: number) => boolean = () => true): ChainContext {
  const response = { id, readNow };
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

/** An engine under test and everything it asked for, in order. */
export class Bench {
  readonly protocol: Protocol;
  readonly parameters: ParameterStore<ChainContext>;
  readonly clock = new ManualClock();
  readonly engine: Engine;
  /** What happened, in order, in words: `save 5`, `retarget 0 by 1`, `QAction 6 on 50`, `enqueue 3 execute`. */
  readonly log: string[] = [];
  readonly notices: Notice[] = [];
  readonly events: LogicEvent[] = [];
  readonly scripts = new Map<number, BenchScript>();
  /** Called when a script takes its inputs. */
  prepared: () => void = () => undefined;
  /** Connections that are open. */
  readonly open = new Set<number>();

  constructor(sections: Sections, options: Partial<Options> = {}) {
    const resolved = resolveOptions(options);
    const notice = (line: Notice): void => void this.notices.push(line);
    this.protocol = protocolOf(sections);
    this.parameters = new ParameterStore<ChainContext>(this.protocol, resolved, notice);
    this.engine = new Engine(this.protocol, resolved, this.parameters, this.clock, this.#host(notice));
    this.#record();
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

  #note(...words: readonly (string | number | boolean)[]): void {
    this.log.push(words.join(" "));
  }

  #host(notice: LogicHost["notice"]): LogicHost {
    const run = (request: QActionRequest): MaybePromise => {
      this.#note("QAction", request.qaction.id, "on", request.triggerId);
      return this.scripts.get(request.qaction.id)?.(request, this);
    };
    return {
      notice,
      listening: true,
      reporting: true,
      event: (event) => void this.events.push(event),
      connections: {
        settings: () => ({ timeoutMs: 1500, retries: 3 }),
        isOpen: (connection) => this.open.has(connection),
        send: () => true,
        retarget: (connection, pid) => {
          this.#note("retarget", connection, "by", pid);
        },
        open: (connection) => {
          this.#note("open", connection);
        },
        close: (connection, client) => {
          this.#note("close", connection, ...(client === undefined ? [] : ["client", client]));
        },
      },
      communication: { item: () => undefined },
      scripts: {
        run: (request) => {
          this.prepared();
          return run(request);
        },
        postpone: (request) => {
          this.prepared();
          return () => run(request);
        },
      },
      save: (pid) => {
        this.#note("save", pid);
      },
      clearDisplay: (pid) => {
        this.#note("clear display", pid);
      },
      normalize: (pid, nominal) => {
        this.#note("normalize", pid, "to", nominal);
      },
    };
  }

  /** Queues and timers only write down what they are asked for. */
  #record(): void {
    const { enqueue, threads, timers, groups, pairs, commands } = this.engine;
    enqueue.group = (group, how) => {
      this.#note("enqueue", group, how);
    };
    threads.stopCurrentGroup = () => {
      this.#note("stop current group");
    };
    Object.assign(timers, {
      start: (id: number) => {
        this.#note("start timer", id);
      },
      stop: (id: number) => {
        this.#note("stop timer", id);
      },
      restart: (id: number, reschedule: boolean) => {
        this.#note("restart timer", id, reschedule);
      },
      reschedule: (id: number) => {
        this.#note("reschedule timer", id);
      },
      baseChanged: () => {
        this.#note("timer base changed");
      },
    });
    groups.setNext = (group, positions, ms) => {
      this.#note("set next", group, positions.join(","), ms);
    };
    pairs.setTimeout = (pair, ms) => {
      this.#note("pair timeout", pair, ms);
    };
    const make = commands.make.bind(commands);
    commands.make = (command, context) => {
      this.#note("make", command);
      return make(command, context);
    };
  }
}
