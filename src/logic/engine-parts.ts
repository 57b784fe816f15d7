/** The parts of one engine, each made of those before it: what one needs of another it finds here. */
import type { Clock } from "../base/clock.ts";
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { Options } from "../options/register.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { Protocol } from "../protocol/model.ts";
import { Commands } from "./exchange/commands.ts";
import { createCore, type Core } from "./chain/linked-logic.ts";
import { Deliveries, type DeliveryParts } from "./exchange/deliveries.ts";
import { EngineClock } from "./schedule/engine-clock.ts";
import { Failures } from "./failures.ts";
import { Groups, type GroupParts, type GroupPlace, type QueuedGroup } from "./schedule/groups.ts";
import { ProtocolLinks, type CommunicationSettings, type LinkParts } from "./exchange/connection-rules.ts";
import type { EntryLock } from "./schedule/lock.ts";
import { Pairs, type PairParts } from "./exchange/pairs.ts";
import type { ChainContext, CollectedAnswer, LogicPorts } from "./logic-host.ts";
import { PushPlans, type PushPlanParts } from "./exchange/response-candidates.ts";
import { Redundancy, redundantPair } from "./exchange/redundancy.ts";
import { replicatesParameters } from "./replication.ts";
import { Responses } from "./exchange/responses.ts";
import { EngineScheduler, type SchedulerParts } from "./schedule/enqueue.ts";
import { Sessions } from "./exchange/sessions.ts";
import { SlowPoll, type SlowPollParts } from "./schedule/slow-poll.ts";
import { Threads, type ThreadsParts } from "./schedule/threads.ts";
import { Timers, type TimerParts } from "./schedule/timers.ts";

/** What the logic asks about the connections of an element. */
export interface ConnectionSource {
  /** TimeoutTime and retries of a connection, as the operator left them. */
  settings(connection: number): CommunicationSettings;
  /** Takes what a serial connection has collected of an answer whose time is over; undefined when nothing has come. */
  collected?(connection: number): CollectedAnswer | undefined;
}

/** What an engine is made of. */
export interface EngineParts {
  readonly protocol: Protocol;
  /** Filled already: fixed values, platform facts, saved values, defaults. */
  readonly parameters: ParameterStore<ChainContext>;
  readonly clock: Clock;
  readonly options: Options;
  readonly ports: LogicPorts;
  readonly connections: ConnectionSource;
  /** 0 or more, below 1: for timers with a random start. Default `Math.random`. */
  readonly random?: () => number;
}

/** Everything that the parts of the layer need of each other. */
type AllParts = SchedulerParts &
  PairParts &
  GroupParts &
  TimerParts &
  DeliveryParts &
  PushPlanParts &
  ThreadsParts &
  LinkParts &
  SlowPollParts;

/** See the file. */
export class Assembly implements AllParts {
  readonly protocol: Protocol;
  readonly options: Options;
  readonly notice: NoticeSink;
  readonly connections: ConnectionSource;
  readonly random: () => number;
  readonly clock: EngineClock;
  readonly scheduler: EngineScheduler;
  readonly core: Core;
  readonly threads: Threads;
  readonly links: ProtocolLinks;
  readonly commands: Commands;
  readonly responses: Responses;
  readonly redundancy: Redundancy;
  readonly pairs: Pairs;
  readonly sessions: Sessions;
  readonly groups: Groups;
  readonly timers: Timers;
  readonly plans: PushPlans;
  readonly deliveries: Deliveries;
  #slowPoll: SlowPoll | undefined;

  constructor(parts: EngineParts) {
    const { protocol, parameters, options, ports } = parts;
    this.protocol = protocol;
    this.options = options;
    this.notice = ports.notice;
    this.connections = parts.connections;
    this.random = parts.random ?? Math.random;
    const failures = new Failures(ports.notice);
    this.clock = new EngineClock(parts.clock, failures);
    const { clock } = this;
    this.scheduler = new EngineScheduler(this);
    this.core = createCore({ protocol, parameters, options, ports, clock, failures }, () => this.scheduler);
    this.threads = new Threads(this);
    this.links = new ProtocolLinks(this);
    this.commands = new Commands(this.core);
    this.responses = new Responses(this.core);
    this.redundancy = new Redundancy(redundantPair(protocol, options.dataMinerVersion), ports.notice);
    this.pairs = new Pairs(this);
    this.sessions = new Sessions(this.core, this.redundancy);
    this.groups = new Groups(this);
    this.timers = new Timers(this);
    this.plans = new PushPlans(this);
    this.deliveries = new Deliveries(this);
  }

  /** Held by whoever works on behalf of the element as a whole. */
  get mainLock(): EntryLock {
    return this.threads.main.lock;
  }

  /** Made for the first slow poll: few elements come to it. */
  get slowPoll(): SlowPoll {
    return (this.#slowPoll ??= new SlowPoll(this));
  }

  /** Executes a group, unless the protocol shows another element's parameters or only pings are sent. */
  execute(entry: QueuedGroup, place: GroupPlace): MaybePromise {
    const dropped = replicatesParameters(this.protocol) || this.#slowPoll?.drops(entry) === true;
    return dropped ? entry.finished?.() : this.groups.execute(entry, place);
  }
}
