/** HTTP sessions of groups: request after request, each answer stored under the lock (`ConnectionsHttpImplementing`). */
import { inOrder, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Options } from "../../options/register.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import type { GroupItem, Protocol, Session, SessionConnection } from "../../protocol/model.ts";
import { copyOf, type ChainContext } from "../chain/context.ts";
import type { Triggers } from "../chain/triggers.ts";
import type { Failures } from "../failures.ts";
import type { SessionPhase } from "../logic-events.ts";
import type { LogicHost, PreparedSession, SessionOutcome, SessionRun } from "../logic-host.ts";
import { communicationTexts, excusedTexts } from "./communication-texts.ts";
import { markFailed, type Redundancy } from "./redundancy.ts";

/** The lock of the group that runs a session: released while an answer is awaited. */
export interface SessionLock {
  /** Releases the lock. */
  leave(): void;
  /** Takes it again; false when the engine stops. */
  enter(): MaybePromise<boolean>;
}

/** One session under way. */
interface Work {
  readonly session: Session;
  readonly connection: number;
  readonly context: ChainContext;
  readonly run: SessionRun;
  readonly lock: SessionLock;
}

/** How a step ended: `over` when the engine stops. */
type StepEnd = "succeeded" | "failed" | "over";

type Setting = readonly [pid: number, value: string | Uint8Array];
type Answer = NonNullable<SessionOutcome["answer"]>;

/** Where each part of an answer goes; the names are those of `httpSetOrder`. */
const parts: Readonly<Record<string, (step: SessionConnection, answer: Answer, text?: string) => Setting[]>> =
  {
    status: ({ statusCodePid }, { statusLine }) =>
      statusCodePid === undefined ? [] : [[statusCodePid, statusLine]],
    headers: ({ responseHeaders }, { headers }) =>
      responseHeaders.flatMap(({ key, pid }): Setting[] => {
        const wanted = key.toLowerCase();
        const values = headers.filter((header) => header.key.toLowerCase() === wanted);
        return values.length === 0 ? [] : [[pid, values.map(({ value }) => value).join("\r\n")]];
      }),
    content: ({ contentPid }, { body = new Uint8Array(0) }, text) =>
      contentPid === undefined ? [] : [[contentPid, text ?? body]],
  };

/** Executes the sessions of groups. */
export class Sessions {
  readonly #protocol: Protocol;
  readonly #options: Options;
  readonly #parameters: ParameterStore<ChainContext>;
  readonly #redundancy: Redundancy;
  readonly #triggers: Triggers;
  readonly #failures: Failures;
  readonly #host: LogicHost;
  /** Ends every wait for an answer. */
  #waiting: Set<() => void> | undefined;
  /** Ends every wait for the end of a pause. */
  #held: (() => void)[] | undefined;
  #paused = false;
  #stopped = false;

  constructor(
    protocol: Protocol,
    options: Options,
    parameters: ParameterStore<ChainContext>,
    redundancy: Redundancy,
    triggers: Triggers,
    failures: Failures,
    host: LogicHost,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#parameters = parameters;
    this.#redundancy = redundancy;
    this.#triggers = triggers;
    this.#failures = failures;
    this.#host = host;
  }

  /** The requests of an item as they are now; undefined for what {@link execute} will refuse. */
  prepare(
    { kind, id }: GroupItem,
    connection: number | undefined,
    group: number,
  ): PreparedSession | undefined {
    const session = kind === "session" ? this.#protocol.sessions.get(id) : undefined;
    if (session === undefined) return undefined;
    const { pair, active } = this.#redundancy;
    const on = (one: number): PreparedSession | undefined =>
      this.#host.connections.prepareSession?.(one, session, group);
    if (connection !== undefined || pair === undefined) return on(connection ?? active);
    const [main, other] = pair.map(on);
    // The group decides between the two when it runs.
    if (main === undefined || other === undefined) return main ?? other;
    return () => (this.#redundancy.active === pair[0] ? main() : other());
  }

  /**
   * Sends the requests of a session, or only the one that the item picks, each after the answer to the one before.
   * The lock is released while an answer is awaited. Resolves to the reason why the item cannot be executed.
   */
  async execute(
    item: GroupItem,
    prepared: PreparedSession | undefined,
    context: ChainContext,
    lock: SessionLock,
  ): Promise<string | undefined> {
    const connection = context.connection ?? context.group?.polled ?? this.#redundancy.active;
    const session = this.#protocol.sessions.get(item.id);
    if (session === undefined) return "does not exist in the protocol";
    const { sessionConnection: only } = item;
    const steps = session.connections.filter(({ id }) => only === undefined || id === only);
    if (steps.length === 0) return `has no Connection${only === undefined ? "" : ` ${String(only)}`}`;
    const begin = prepared ?? this.prepare(item, context.connection, context.group?.group.id ?? 0);
    if (begin === undefined) {
      return `is an HTTP session, and connection ${String(connection)} is no HTTP connection of this element`;
    }
    const inside = copyOf(context);
    inside.connection = connection;
    this.#event(session, connection, "started");
    await this.#steps(steps, { session, connection, context: inside, run: begin(), lock });
    return undefined;
  }

  /** From now on answers wait for {@link resume}, their values dropped or kept (`pausedMessages`). */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#letGo();
  }

  /** Leaves every session, without triggers. */
  stop(): void {
    this.#stopped = true;
    this.#letGo();
    for (const give of this.#waiting ?? []) give();
    this.#waiting = undefined;
  }

  async #steps(steps: readonly SessionConnection[], work: Work): Promise<void> {
    const { session, connection, run, lock } = work;
    let sending: Promise<SessionOutcome> | undefined;
    try {
      for (const step of steps) {
        lock.leave();
        this.#event(session, connection, "sent", step);
        sending = run.send(step);
        const outcome = await this.#awaited(sending);
        if (outcome === undefined) return;
        sending = undefined;
        const end = await this.#handled(step, outcome, work);
        const goesOn = end === "succeeded" || this.#options.httpContinueAfterFailedStep;
        if (end === "over" || !goesOn) break;
      }
    } finally {
      const end = (): void => {
        run.end();
      };
      // A request that nobody waits for any more keeps its line until it is over.
      if (sending === undefined) end();
      else void sending.then(end, end);
    }
    if (!this.#stopped) this.#event(session, connection, "finished");
  }

  /** The outcome; undefined when the engine stops first. */
  #awaited(sending: Promise<SessionOutcome>): Promise<SessionOutcome | undefined> {
    return new Promise((resolve) => {
      const give = (outcome?: SessionOutcome): void => {
        this.#waiting?.delete(give);
        resolve(outcome);
      };
      if (this.#stopped) {
        give();
        return;
      }
      (this.#waiting ??= new Set()).add(give);
      void sending.then(give, (error: unknown) => {
        this.#failures.report(error, { what: "An HTTP request", details: {} });
        give({ ok: false });
      });
    });
  }

  /** Stores the outcome of a request, after a pause and with the lock; a pause may drop it (`pausedMessages`). */
  async #handled(step: SessionConnection, outcome: SessionOutcome, work: Work): Promise<StepEnd> {
    const dropped = this.#paused && this.#options.pausedMessages === "drop";
    if (dropped) this.#reportDropped(step, work);
    if (this.#paused && !this.#stopped) {
      await new Promise<void>((resolve) => {
        (this.#held ??= []).push(resolve);
      });
    }
    if (!(await work.lock.enter())) return "over";
    return dropped ? "succeeded" : this.#deliver(step, outcome, work);
  }

  async #deliver(step: SessionConnection, outcome: SessionOutcome, work: Work): Promise<StepEnd> {
    const { connection, session } = work;
    const { ok, answer, text } = outcome;
    if (ok) this.#host.communication.item(connection, true);
    if (answer !== undefined && (ok || this.#options.httpFillOnErrorStatus)) {
      const settings = this.#options.httpSetOrder
        .split(";")
        .flatMap((part) => parts[part]?.(step, answer, text) ?? []);
      const filled = inOrder(settings, (setting) => this.#set(setting, work.context));
      if (isPending(filled)) await filled;
    }
    this.#event(session, connection, ok ? "succeeded" : "failed", step);
    if (ok) return "succeeded";
    await this.#failed(step, outcome, work);
    return "failed";
  }

  /** *timeout* of the session, the text for `On communication`, and the state of the connection. */
  async #failed(step: SessionConnection, { answer, error }: SessionOutcome, work: Work): Promise<void> {
    const { session, connection, context } = work;
    const texts = communicationTexts(error, answer?.statusLine);
    const fired = this.#triggers.fire("session", "timeout", session.id, context);
    if (isPending(fired)) await fired;
    const [text] = texts;
    const told = text === undefined ? true : this.#triggers.fire("communication", text, undefined, context);
    if (isPending(told)) await told;
    const ignored = session.ignoreTimeout || step.ignoreTimeout;
    const excused = excusedTexts(this.#protocol);
    if (ignored || texts.some((known) => excused.has(known))) return;
    this.#host.communication.item(connection, false);
    markFailed(context, connection);
  }

  #set([pid, value]: Setting, context: ChainContext): MaybePromise {
    return this.#parameters.setPart(pid, value, context).done;
  }

  #letGo(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const resume of held) resume();
  }

  #event({ id }: Session, connection: number, phase: SessionPhase, step?: SessionConnection): void {
    if (!this.#host.listening) return;
    this.#host.event({
      type: "session",
      id,
      phase,
      connection,
      ...(step !== undefined && { step: step.id }),
    });
  }

  #reportDropped({ id }: SessionConnection, { session, connection }: Work): void {
    this.#host.notice({
      code: "MESSAGE_IN_PAUSE",
      kind: "information",
      message:
        `The answer to Connection ${String(id)} of session ${String(session.id)} was dropped because the element is ` +
        "paused. The session continues when the element is resumed.",
      details: { connection, session: session.id },
    });
  }
}
