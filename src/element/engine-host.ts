/** The ports of the logic layer, filled: what the engine of an element reaches of connections, scripts and events. */
import { andThen, type MaybePromise } from "../base/maybe-promise.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { Engine } from "../logic/engine.ts";
import type { ChainContext } from "../logic/chain/context.ts";
import type { LogicEvent } from "../logic/logic-events.ts";
import type {
  CommunicationSettings,
  LogicHost,
  PreparedSession,
  QActionRequest,
} from "../logic/logic-host.ts";
import type { OutgoingMessage } from "../wire/command/finish-command.ts";
import type { CollectedAnswer } from "../wire/response/collected-answer.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { SavedValues } from "../parameter/saved/saved-values.ts";
import type { Response, Session } from "../protocol/model.ts";
import { rowContextOf } from "../qaction/table/row-context.ts";
import type { QActionRunner } from "../qaction/runner.ts";
import type { RunRequest } from "../qaction/qaction-host.ts";
import type { Clock } from "../base/clock.ts";
import type { CommunicationState } from "./communication.ts";
import type { Connections } from "./connections.ts";
import { parseReference, type OtherElements } from "./directory.ts";
import type { EventHub } from "./event-hub.ts";
import type { SlowPollGuard } from "./slow-poll-guard.ts";
import type { StreamLog } from "./stream/stream-log.ts";

/** The parts of a run that the ports lead to; the engine is there once it has been made. */
export interface PortsRun {
  readonly parameters: ParameterStore<ChainContext>;
  readonly communication: CommunicationState;
  readonly connections: Connections;
  readonly scripts: QActionRunner<ChainContext>;
  readonly slowPoll: SlowPollGuard;
  readonly engine: Pick<Engine, "redundancy">;
}

/** What the ports need beside a run. */
export interface PortsParts {
  readonly clock: Clock;
  readonly hub: EventHub;
  readonly saved: SavedValues;
  /** Where entries are linked to what they match and set off. */
  readonly stream: StreamLog;
  readonly given: { readonly elements?: OtherElements };
}

/** {@link LogicHost} of one run. */
export class EngineHost implements LogicHost {
  readonly notice: NoticeSink;
  readonly aggregateRemote?: NonNullable<LogicHost["aggregateRemote"]>;
  readonly #run: PortsRun;
  readonly #parts: PortsParts;
  /** Of the parts; asked at every set whether somebody listens. */
  readonly #hub: EventHub;

  constructor(run: PortsRun, parts: PortsParts) {
    this.#run = run;
    this.#parts = parts;
    this.#hub = parts.hub;
    this.notice = parts.hub.notice;
    const { elements } = parts.given;
    if (elements?.aggregate !== undefined) {
      this.aggregateRemote = (element, trigger) => {
        const reference = parseReference(element);
        return reference && elements.aggregate?.(reference, trigger);
      };
    }
  }

  get listening(): boolean {
    return this.#hub.listening;
  }

  event(event: LogicEvent): void {
    this.#hub.emit(event);
  }

  send(connection: number, message: OutgoingMessage, about: Parameters<LogicHost["send"]>[2]): boolean {
    return this.#run.connections.send(connection, message, about);
  }

  prepareSession(connection: number, session: Session, group: number): PreparedSession | undefined {
    return this.#run.connections.prepareSession(connection, session, group);
  }

  runQAction(request: QActionRequest): MaybePromise {
    return this.#start(this.#scriptRequest(request));
  }

  postponeQAction(request: QActionRequest): () => MaybePromise {
    const inputs = this.#run.scripts.takeInputs(request.qaction);
    const postponed = { ...this.#scriptRequest(request), inputs };
    return () => this.#start(postponed);
  }

  #start(request: RunRequest<ChainContext>): MaybePromise {
    const hub = this.#hub;
    const { scripts } = this.#run;
    const { qaction, triggerId, context } = request;
    const entry = context.response?.entry;
    if (entry !== undefined) this.#parts.stream.ran(entry, qaction.id);
    if (!hub.listening) return scripts.run(request);
    hub.emit({ type: "qaction", id: qaction.id, phase: "started", trigger: triggerId });
    return andThen(scripts.run(request), () => {
      hub.emit({ type: "qaction", id: qaction.id, phase: "finished", trigger: triggerId });
    });
  }

  settings(connection: number): CommunicationSettings {
    return this.#run.connections.settings(connection);
  }

  collected(connection: number): CollectedAnswer | undefined {
    return this.#run.connections.collected(connection);
  }

  retarget(connection: number, pid: number): void {
    this.#run.connections.retarget(connection, pid);
  }

  isOpen(connection: number): boolean {
    return this.#run.connections.isOpen(connection);
  }

  save(pid: number): void {
    const value = this.#run.parameters.stored(pid);
    if (value === undefined) this.#parts.saved.forget(pid);
    else this.#parts.saved.save(pid, value);
  }

  openConnection(connection: number): void {
    this.#run.connections.openOne(connection);
  }

  closeConnection(connection: number, client: string | undefined): void {
    this.#run.connections.closeOne(connection, client);
  }

  clearDisplay(pid: number): void {
    this.#hub.emit({ type: "display", pid, cleared: true });
  }

  normalize(pid: number, nominal: string | number): void {
    this.#hub.emit({ type: "normalized", pid, nominal });
  }

  communication(connection: number, responding: boolean): void {
    const { communication, slowPoll, engine } = this.#run;
    communication.report(connection, responding);
    if (engine.redundancy.polls(connection)) slowPoll.item(responding);
  }

  matched(
    { pair, context }: { readonly pair?: number; readonly context: ChainContext },
    { id, content }: Response,
    entry: number,
  ): void {
    const group = context.group?.group.id;
    this.#parts.stream.match(entry, { response: id, params: content, pair, group });
  }

  /** A run as the qaction layer wants it; a row run with what changed in its row. */
  #scriptRequest(given: QActionRequest): RunRequest<ChainContext> {
    const { row, context } = given;
    const request: Omit<QActionRequest, "row"> = given;
    if (row === undefined) return request;
    const { qaction, triggerIndex, triggerId } = given;
    const table = this.#run.parameters.table(row.table);
    if (table === undefined) return { qaction, triggerIndex, triggerId, context };
    const user = context.user?.name ?? "";
    const about = rowContextOf(table, row.change, this.#parts.clock.now(), user);
    return { qaction, triggerIndex, triggerId, context, row: about };
  }
}
