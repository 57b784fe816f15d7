/** One life of an element from start to stop: everything made anew and wired together. */
import type { Clock } from "../clock.ts";
import type { Notice } from "../log.ts";
import { QActionKitError } from "../errors.ts";
import { andThen, type MaybePromise } from "../maybe-promise.ts";
import { createEngine, type Engine } from "../logic/engine.ts";
import type { ChainContext, LogicPorts, QActionRequest } from "../logic/ports.ts";
import { redundantPair } from "../logic/redundancy.ts";
import type { Options } from "../options.ts";
import { ParameterStore } from "../parameter/store.ts";
import type { SavedValues } from "../persistence/saved-values.ts";
import type { Protocol } from "../protocol/model.ts";
import { ScriptEnvironment } from "../qaction/environment.ts";
import type { ElementLog } from "../qaction/log.ts";
import { rowContextOf } from "../qaction/row-context.ts";
import { QActionRunner } from "../qaction/runner.ts";
import type { ElementFacts, RunRequest } from "../qaction/script-host.ts";
import { CommunicationState } from "./communication.ts";
import { CommunicationTable } from "./communication-table.ts";
import { Connections } from "./connections.ts";
import { parseReference } from "./directory.ts";
import type { ElementEventBody, ElementState } from "./events.ts";
import { fillPlatformParameters, restoreValues, saveTables } from "./start-values.ts";
import { createScriptHost } from "./script-host.ts";
import { connectionInputs, type ElementOptions } from "./settings.ts";
import { SlowPollGuard } from "./slow-poll-guard.ts";
import type { NewStreamEntry, StreamLog } from "./stream-log.ts";

/** General parameter: 0 while the element responds, 1 in timeout (`ReservedIDsElementControlProtocol`). */
const communicationStatePid = 64501;

/** What a run is made of. */
export interface RunParts {
  readonly protocol: Protocol;
  readonly given: ElementOptions;
  readonly options: Options;
  readonly clock: Clock;
  readonly saved: SavedValues;
  readonly facts: ElementFacts;
  readonly log: ElementLog;
  readonly emit: (event: ElementEventBody) => void;
  /** True while somebody listens to the event log. */
  readonly listening: () => boolean;
  readonly stream: (entry: NewStreamEntry) => number;
  /** Where entries are linked to what they match and set off. */
  readonly streamLog: StreamLog;
  readonly notice: (notice: Notice) => void;
  readonly state: () => ElementState;
  readonly timeoutChanged: () => void;
  readonly setState: (state: number) => void;
}

/** The parts of a running element. */
export class ElementRun {
  readonly parameters: ParameterStore<ChainContext>;
  readonly communication: CommunicationState;
  readonly connections: Connections;
  readonly engine: Engine;
  readonly scripts: QActionRunner<ChainContext>;
  readonly #parts: RunParts;
  readonly #slowPoll: SlowPollGuard;
  readonly #table: CommunicationTable;
  /** Connections whose failures can lead to slow poll: the main one, and the one that stands in for it. */
  readonly #polled: ReadonlySet<number>;

  constructor(parts: RunParts) {
    const { protocol, given, options, clock, facts, log, notice, emit } = parts;
    this.#parts = parts;
    const inputs = connectionInputs(protocol, given);
    const engine = (): Engine => this.engine;
    this.parameters = new ParameterStore(protocol, options, notice);
    this.#slowPoll = new SlowPollGuard({
      ...{ clock, settings: protocol.settings },
      slowPoll: (on, pingIntervalMs) => {
        engine().slowPoll(on, pingIntervalMs);
      },
    });
    const redundant = redundantPair(protocol, options.dataMinerVersion);
    this.#polled = new Set(redundant ?? [0]);
    this.communication = new CommunicationState({
      ...{ clock, redundant },
      elementTimeoutMs:
        given.elementTimeoutMs ?? protocol.settings.elementTimeoutMs ?? options.elementTimeoutMs,
      excluded: new Set([...inputs].filter(([, input]) => input.includeTimeout === false).map(([id]) => id)),
      changed: (inTimeout) => {
        this.#slowPoll.timeoutChanged(inTimeout);
        this.parameters.set(communicationStatePid, inTimeout ? 1 : 0, "platform", { depth: 0 });
        parts.timeoutChanged();
      },
    });
    this.#table = new CommunicationTable(protocol, this.parameters, engine);
    restoreValues(this.parameters, protocol, parts.saved, given.values ?? {}, options);
    this.connections = new Connections({
      ...{
        protocol,
        inputs,
        parameters: this.parameters,
        options,
        clock,
        communication: this.communication,
        engine,
      },
      line: (connection, open) => {
        this.#table.line(connection, open);
      },
      ...{
        emit,
        stream: parts.stream,
        streamLog: parts.streamLog,
        notice,
        make: given.makeConnection,
        answerHttp: given.answerHttp,
      },
    });
    fillPlatformParameters(this.parameters, protocol, facts, this.connections.allSettings);
    const host = createScriptHost({
      ...{ facts, clock, log, notice, communication: this.communication, given, engine },
      ...{ state: parts.state, setState: parts.setState },
    });
    this.scripts = new QActionRunner(
      new ScriptEnvironment(protocol, this.parameters, host, options),
      given.scripts ?? {},
    );
    this.engine = createEngine({
      ...{ protocol, parameters: this.parameters, clock, options, ports: this.#ports() },
      settings: (connection) => this.connections.settings(connection),
      collected: (connection) => this.connections.collected(connection),
    });
    for (const table of this.parameters.tables()) table.watch(this.engine.core.linkedColumns(table));
    this.#reportSets();
  }

  /** The order of `LogicUseCase2`: triggers, then sockets, then timers, then threads; nobody waits for a socket. */
  async start(): Promise<void> {
    await this.scripts.load();
    await this.engine.startup(() => {
      this.connections.open();
    });
    this.engine.activateTimers();
    this.engine.startThreads();
  }

  /** Ends timers and queues, then sockets, then script objects. */
  async stop(): Promise<void> {
    await this.engine.stop(this.#parts.options.stopGraceMs);
    this.engine.core.locks.releaseAll();
    await this.connections.close();
    this.communication.stop();
    this.#slowPoll.stop();
    await this.scripts.dispose();
    saveTables(this.parameters, this.#parts.protocol, this.#parts.saved);
  }

  /** Runs one QAction as if `triggerId` had triggered it, for the row of `key` when one is given. */
  runQAction(id: number, given?: number, key?: string): MaybePromise {
    const qaction = this.#parts.protocol.qactions.get(id);
    if (qaction === undefined) throw cannotRun(id, "the protocol does not have it");
    const triggerId = given ?? qaction.triggers[0] ?? 0;
    const index = Math.max(0, qaction.triggers.indexOf(triggerId));
    if (!this.scripts.canRun(qaction, index)) throw cannotRun(id, "it has no script that was loaded");
    if (key === undefined) return this.engine.runQAction(qaction, triggerId);
    const place = this.parameters.columnPlace(triggerId);
    const table = place?.table ?? this.parameters.table(triggerId);
    const cells = table?.row(key);
    if (table === undefined || cells === undefined)
      throw cannotRun(id, `there is no row '${key}' in the table of parameter ${String(triggerId)}`);
    const change = {
      key,
      position: table.position(key),
      oldRow: cells,
      newRow: cells,
      columns: place === undefined ? [] : [place.idx],
    };
    return this.engine.runQAction(qaction, triggerId, { table: table.pid, column: triggerId, change });
  }

  /** Tells the event log of every value that raises a change event, before anything linked to it runs. */
  #reportSets(): void {
    const { emit, listening } = this.#parts;
    const { parameters } = this;
    const chain = parameters.onChange;
    parameters.onChange = (event) => {
      if (listening()) {
        const { id, name } = event.param;
        const { source, changed } = event;
        emit({ type: "parameter", pid: id, name, value: parameters.get(id) ?? null, source, changed });
      }
      return chain?.(event);
    };
  }

  /** A run as the qaction floor wants it; a row run with what changed in its row. */
  #scriptRequest(given: QActionRequest): RunRequest<ChainContext> {
    const { qaction, triggerIndex, triggerId, context, row } = given;
    const request = { qaction, triggerIndex, triggerId, context };
    const table = row === undefined ? undefined : this.parameters.table(row.table);
    if (row === undefined || table === undefined) return request;
    const user = context.user?.name ?? "";
    return { ...request, row: rowContextOf(table, row.change, this.#parts.clock.now(), user) };
  }

  #ports(): LogicPorts {
    const { emit, listening, notice, saved, streamLog, given } = this.#parts;
    const { elements } = given;
    const { connections, communication, scripts, parameters } = this;
    return {
      notice,
      send: (connection, message, about) => connections.send(connection, message, about),
      prepareSession: (connection, session, group) => connections.prepareSession(connection, session, group),
      prepareQAction: (request) => {
        const { qaction, triggerId, context } = request;
        const entry = context.response?.entry;
        if (entry !== undefined) streamLog.ran(entry, qaction.id);
        const run = scripts.prepare(this.#scriptRequest(request));
        if (!listening()) return run;
        return () => {
          emit({ type: "qaction", id: qaction.id, phase: "started", trigger: triggerId });
          const done = run();
          const finished = (): void => {
            emit({ type: "qaction", id: qaction.id, phase: "finished", trigger: triggerId });
          };
          return andThen(done, finished);
        };
      },
      retarget: (connection, pid) => {
        connections.retarget(connection, pid);
      },
      isOpen: (connection) => connections.isOpen(connection),
      save: (pid) => {
        const value = parameters.stored(pid);
        if (value === undefined) saved.forget(pid);
        else saved.save(pid, value);
      },
      openConnection: (connection) => {
        connections.openOne(connection);
      },
      closeConnection: (connection, client) => {
        connections.closeOne(connection, client);
      },
      clearDisplay: (pid) => {
        emit({ type: "display", pid, cleared: true });
      },
      normalize: (pid, nominal) => {
        emit({ type: "normalized", pid, nominal });
      },
      communication: (connection, responding) => {
        communication.report(connection, responding);
        this.#table.report(connection, responding);
        if (this.#polled.has(connection)) this.#slowPoll.item(responding);
      },
      matched: ({ pair, context }, { id, content }, entry) => {
        const group = context.group?.group.id;
        streamLog.match(entry, { response: id, params: content, pair, group });
      },
      ...(elements?.aggregate && {
        aggregateElsewhere: (element, trigger) => {
          const reference = parseReference(element);
          return reference && elements.aggregate?.(reference, trigger);
        },
      }),
      get listening() {
        return listening();
      },
      event: emit,
    };
  }
}

function cannotRun(id: number, why: string): QActionKitError {
  return new QActionKitError("ERR_ELEMENT_OPTION", `QAction ${String(id)} cannot be run: ${why}.`);
}
