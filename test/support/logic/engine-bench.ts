/** An engine with a real protocol, real parameters and a manual clock, between ports that write down what is asked. */
import type { MaybePromise } from "../../../src/base/maybe-promise.ts";
import type { Notice } from "../../../src/base/notices.ts";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import type { Protocol } from "../../../src/protocol/model.ts";
import { ParameterStore, type SetSource } from "../../../src/parameter/store.ts";
import { Engine } from "../../../src/logic/engine.ts";
import type { ChainContext } from "../../../src/logic/chain/context.ts";
import type { LogicEvent } from "../../../src/logic/logic-events.ts";
import type {
  CommunicationSettings,
  LogicConnections,
  LogicHost,
  QActionRequest,
} from "../../../src/logic/logic-host.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { fresh, protocolOf, type Sections } from "./chain-bench.ts";

/** The XML of a command. */
export function command(id: number, content: readonly number[], extra = ""): string {
  return `<Command id="${id}"><Name>C${id}</Name>${extra}<Content>${pids(content)}</Content></Command>`;
}

/** The XML of a response. */
export function response(
  id: number,
  content: readonly number[],
  attributes = "",
  contentAttributes = "",
): string {
  return `<Response id="${id}" ${attributes}><Name>R${id}</Name><Content ${contentAttributes}>${pids(content)}</Content></Response>`;
}

/** The XML of a pair; `responses` may hold `!5` for a response on a bad command. */
export function pair(
  id: number,
  commandId: number,
  responses: readonly (number | `!${number}`)[] = [],
  attributes = "",
  extra = "",
): string {
  const answers = responses.map((entry) =>
    typeof entry === "number"
      ? `<Response>${entry}</Response>`
      : `<ResponseOnBadCommand>${entry.slice(1)}</ResponseOnBadCommand>`,
  );
  return `<Pair id="${id}" ${attributes}><Name>Pair${id}</Name>${extra}<Content><Command>${commandId}</Command>${answers.join("")}</Content></Pair>`;
}

/** The XML of a group; items are written like `pair 3`, `action 4 next=50`. */
export function group(id: number, items: readonly string[], attributes = "", extra = ""): string {
  const content = items.map((item) => {
    const [kind = "", number = "", ...rest] = item.split(" ");
    const tag = kind.charAt(0).toUpperCase() + kind.slice(1);
    const attribute = rest.map((text) => text.replace(/=(.*)/, '="$1"')).join(" ");
    return `<${tag} ${attribute}>${number}</${tag}>`;
  });
  return `<Group id="${id}" ${attributes}><Name>G${id}</Name>${extra}<Content>${content.join("")}</Content></Group>`;
}

/** The XML of a timer. */
export function timer(
  id: number,
  ms: number | "loop",
  groups: readonly number[],
  attributes = "",
  extra = "",
): string {
  const content = groups.map((entry) => `<Group>${entry}</Group>`).join("");
  return `<Timer id="${id}" ${attributes}><Name>Timer${id}</Name><Time>${ms}</Time>${extra}<Content>${content}</Content></Timer>`;
}

/** A WebSocket connection. */
export function webSocket(id: number, extra = ""): string {
  return `<Connection id="${id}" name="C${id}"><Type>http</Type><CommunicationOptions><WebSocket>true</WebSocket>${extra}</CommunicationOptions></Connection>`;
}

/** A connection of another kind. */
export function connection(id: number, kind: string, extra = ""): string {
  return `<Connection id="${id}" name="C${id}"><Type>${kind}</Type><CommunicationOptions>${extra}</CommunicationOptions></Connection>`;
}

function pids(content: readonly number[]): string {
  return content.map((pid) => `<Param>${pid}</Param>`).join("");
}

/** Sections of an engine's protocol. */
export interface EngineSections extends Sections {
  readonly connections?: readonly string[];
  readonly commands?: readonly string[];
  readonly responses?: readonly string[];
  readonly pairs?: readonly string[];
  readonly groups?: readonly string[];
  readonly timers?: readonly string[];
  readonly threads?: string;
}

/** The protocol of the sections. */
export function engineProtocol(sections: EngineSections): Protocol {
  const { connections, commands, responses, pairs, groups, timers, threads = "", more = "" } = sections;
  const section = (name: string, items: readonly string[] | undefined): string =>
    items === undefined ? "" : `<${name}>${items.join("\n")}</${name}>`;
  return protocolOf({
    ...sections,
    more: [
      section("Connections", connections),
      section("Commands", commands),
      section("Responses", responses),
      section("Pairs", pairs),
      section("Groups", groups),
      section("Timers", timers),
      threads,
      more,
    ].join("\n"),
  });
}

/** What a script of the bench does. */
export type EngineScript = (request: QActionRequest, bench: EngineBench) => MaybePromise;

/** An engine under test and everything it asked for, in order. */
export class EngineBench {
  readonly protocol: Protocol;
  readonly parameters: ParameterStore<ChainContext>;
  readonly clock = new ManualClock();
  readonly engine: Engine;
  /** In words: `send 0 48656C6C6F`, `QAction 6 on 50`, `pair 3 timeout`, each with the ms since the start in front. */
  readonly log: string[] = [];
  readonly notices: Notice[] = [];
  readonly scripts = new Map<number, EngineScript>();
  /** Connections that are open. */
  readonly open = new Set<number>([0, 1, 2, 3]);
  /** Settings of all connections. */
  settings: CommunicationSettings = { timeoutMs: 1500, retries: 3 };
  /** Kinds of events that the log takes in. */
  readonly kinds: Set<LogicEvent["type"]>;
  /** False: nobody wants to know of triggers, actions and responses. */
  listening = true;
  /** Called for everything that is sent. */
  onSend: ((connection: number, bytes: Uint8Array) => void) | undefined;
  /** What runs HTTP sessions; missing: no connection does. */
  prepareSession: LogicConnections["prepareSession"];
  readonly #begin: number;

  constructor(
    sections: EngineSections,
    options: Partial<Options> = {},
    kinds: readonly LogicEvent["type"][] = [],
    random: () => number = () => 0,
  ) {
    const resolved = resolveOptions(options);
    const notice = (line: Notice): void => void this.notices.push(line);
    this.kinds = new Set(kinds);
    this.#begin = this.clock.now();
    this.protocol = engineProtocol(sections);
    this.parameters = new ParameterStore<ChainContext>(this.protocol, resolved, notice);
    const host = this.#host(notice);
    this.engine = new Engine(this.protocol, resolved, this.parameters, this.clock, host, random);
  }

  /** Starts the engine like an element does. */
  start(): this {
    void this.engine.startup(() => {
      this.note("open connections");
    });
    this.engine.activateTimers();
    this.engine.startThreads();
    return this;
  }

  /** Writes a line with the time. */
  note(text: string): void {
    this.log.push(`${this.clock.now() - this.#begin} ${text}`);
  }

  /** Everything noted since the last call. */
  take(): string[] {
    return this.log.splice(0);
  }

  /** The same without times. */
  words(): string[] {
    return this.take().map((line) => line.replace(/^\d+ /, ""));
  }

  set(pid: number, value: string | number, source: SetSource = "script", context = fresh): void {
    void this.parameters.set(pid, value, source, context).done;
  }

  /** A set as a script makes it: what it returns is its chain. */
  chain(pid: number, value: string | number): MaybePromise {
    return this.parameters.set(pid, value, "script", fresh).done;
  }

  /** Lets promises settle, and `ms` pass. */
  async pass(ms = 0): Promise<void> {
    await this.clock.advance(ms);
  }

  /** A text message that arrives now. */
  receive(text: string, id = 0): MaybePromise {
    return this.engine.deliveries.message({
      connection: id,
      bytes: Buffer.from(text, "latin1"),
      at: this.clock.now(),
    });
  }

  /** Codes of the notices so far. */
  get codes(): string[] {
    return this.notices.map(({ code }) => code);
  }

  /** Runs a trigger as a script would. */
  trigger(id: number): MaybePromise {
    return this.engine.triggers.check(id, fresh).done;
  }

  #host(notice: LogicHost["notice"]): LogicHost {
    const listens = (): boolean => this.listening;
    const postpone = (request: QActionRequest) => {
      const inputs = request.qaction.inputParameters.map((pid) => this.parameters.get(pid));
      return (): MaybePromise => {
        const shown = inputs.length === 0 ? "" : ` (${inputs.join(",")})`;
        this.note(`QAction ${request.qaction.id} on ${request.triggerId}${shown}`);
        return this.scripts.get(request.qaction.id)?.(request, this);
      };
    };
    return {
      notice,
      get listening() {
        return listens();
      },
      get reporting() {
        return listens();
      },
      event: (event) => {
        if (this.kinds.has(event.type)) this.note(inWords(event));
      },
      connections: {
        settings: () => this.settings,
        isOpen: (id) => this.open.has(id),
        send: (id, { bytes, text }) => {
          this.note(`send ${id} ${text ? "text " : ""}${Buffer.from(bytes).toString("latin1")}`);
          if (this.open.has(id)) this.onSend?.(id, bytes);
          return this.open.has(id);
        },
        prepareSession: (id, session, by) => this.prepareSession?.(id, session, by),
        retarget: (id, pid) => {
          this.note(`retarget ${id} by ${pid}`);
        },
        open: () => undefined,
        close: () => undefined,
      },
      communication: {
        item: (id, responding) => {
          this.note(`connection ${id} ${responding ? "responds" : "fails"}`);
        },
      },
      scripts: { run: (request) => postpone(request)(), postpone },
      save: () => undefined,
      clearDisplay: () => undefined,
      normalize: () => undefined,
    };
  }
}

/** An event in a few words. */
function inWords(event: LogicEvent): string {
  switch (event.type) {
    case "trigger":
      return `trigger ${event.id}`;
    case "action":
      return `action ${event.id} ${event.action}${event.ok ? "" : " failed"}`;
    case "qaction":
      return `QAction ${event.id} ${event.phase}`;
    case "group":
      return `group ${event.id} ${event.phase}${event.thread === 0 ? "" : ` on ${event.thread}`}`;
    case "pair":
      return `pair ${event.id} ${event.phase}${event.attempt === undefined ? "" : ` ${event.attempt}`}`;
    case "session":
      return `session ${event.id} ${event.phase}${event.step === undefined ? "" : ` ${event.step}`}`;
    case "response":
      return `response ${event.id} ${event.phase}`;
    case "unmatched":
      return `unmatched ${event.connection}`;
    case "parameter":
      return `parameter ${event.pid} ${event.value ?? "null"}`;
    case "timer":
      return `timer ${event.id} ${event.phase}`;
  }
}
