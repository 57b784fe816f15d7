/** Responses at run time: before-response triggers, matching, storing field by field, and what follows a full match. */
import { andThen, inOrder, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Options } from "../../options/register.ts";
import { rawFilter, sameBytes } from "../../parameter/slot/raw-type.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import type { Protocol, Response } from "../../protocol/model.ts";
import type { FieldStep, MatchOptions, MatchResult } from "../../wire/response/match-model.ts";
import { afterFailedCheck, matchResponse } from "../../wire/response/match-response.ts";
import { noBytes } from "../../wire/segments.ts";
import { copyOf, type ChainContext } from "../chain/context.ts";
import type { ChainLimits } from "../chain/limits.ts";
import type { Triggers } from "../chain/triggers.ts";
import type { LogicHost } from "../logic-host.ts";
import { ResponseWork } from "./response-work.ts";
import { shortcutsOf, type Shortcuts } from "./shortcut.ts";
import type { WireValues } from "./wire-values.ts";

/** What happens to data that a response has had before (option `equalResponse`). */
export type EqualMode = "off" | "skipParams" | "drop";

/** The circumstances of an attempt. */
export interface AttemptPlace {
  readonly connection: number;
  /** The pair that waits, if it is one of its responses. */
  readonly pair?: number;
  readonly context: ChainContext;
  readonly equal: EqualMode;
  /** A failed attempt leaves what it filled, and empties what it could not. */
  readonly leavesTraces: boolean;
}

/** How an attempt ended. */
export interface AttemptOutcome {
  readonly matched: boolean;
  /** Missing when the data was not split. */
  readonly result?: MatchResult;
  /** Bytes after the trailer: a further message. */
  readonly rest: Uint8Array;
}

/** A match without details: equal data, or data that one parameter takes whatever it is. */
const plainMatch: AttemptOutcome = { matched: true, rest: noBytes };

/** Matches messages against responses. */
export class Responses {
  readonly #protocol: Protocol;
  readonly #options: Options;
  readonly #parameters: ParameterStore<ChainContext>;
  readonly #values: WireValues;
  readonly #limits: ChainLimits;
  readonly #triggers: Triggers;
  readonly #host: LogicHost;
  readonly #shortcuts: Shortcuts;
  #previous: Map<number, { readonly data: Uint8Array; readonly pair: number | undefined }> | undefined;
  /** The options after a *read* of the whole response, the usual case. */
  #read: MatchOptions | undefined;
  /** Responses that were reported because nobody clears them. */
  #notCleared: Set<number> | undefined;

  constructor(
    protocol: Protocol,
    options: Options,
    parameters: ParameterStore<ChainContext>,
    values: WireValues,
    limits: ChainLimits,
    triggers: Triggers,
    host: LogicHost,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#parameters = parameters;
    this.#values = values;
    this.#limits = limits;
    this.#triggers = triggers;
    this.#host = host;
    this.#shortcuts = shortcutsOf(protocol)(options);
  }

  /** *clear* of a response: the same data counts as new. */
  clear(response: number): void {
    this.#previous?.delete(response);
  }

  /** Tries one response on a message: its triggers, its match, its parameters. `entry` is that of the stream. */
  attempt(
    response: Response,
    data: Uint8Array,
    place: AttemptPlace,
    entry?: number,
  ): MaybePromise<AttemptOutcome> {
    if (place.equal !== "off" && this.#isEqual(response, data, place))
      return this.#equal(response, place, entry);
    const work = new ResponseWork(response, data, entry, this);
    const context = copyOf(place.context);
    context.connection = place.connection;
    context.response = work;
    // Nobody listens to triggers and actions, and their effect is known.
    if (!this.#host.listening) {
      const { onlyRead, takesAll } = this.#shortcuts.of(response.id);
      if (takesAll !== undefined && place.equal === "off") return this.#take(takesAll, work, context, place);
      if (onlyRead) return this.#decide(work.readNow(), work, context, place);
    }
    const fired = this.#triggers.fire("response", "before", response.id, context);
    if (isPending(fired)) return fired.then((ok) => this.#decide(ok, work, context, place));
    return this.#decide(fired, work, context, place);
  }

  /** One parameter takes all of the data: nothing is matched, and nothing follows. */
  #take(
    pid: number,
    work: ResponseWork,
    context: ChainContext,
    place: AttemptPlace,
  ): MaybePromise<AttemptOutcome> {
    work.readLater();
    this.#link(work.response, place, work.entry);
    const { done } = this.#parameters.setBytes(pid, work.data, "device", context);
    return isPending(done) ? done.then(() => plainMatch) : plainMatch;
  }

  /** Splits the data of a response under way; nothing is stored. */
  match({ response, data, read }: ResponseWork): MatchResult {
    return matchResponse(response, data, this.#protocol, this.#values.bytesOf, this.#optionsOf(read));
  }

  /** Splits a message over a response that was read as a whole; nothing is stored. */
  split(response: Response, data: Uint8Array): MatchResult {
    return matchResponse(response, data, this.#protocol, this.#values.bytesOf, this.#optionsOf(true));
  }

  #optionsOf(read: ResponseWork["read"]): MatchOptions {
    this.#read ??= this.#fullRead();
    return read === true ? this.#read : { ...this.#read, read };
  }

  #fullRead(): MatchOptions {
    const { implicitRead, leftoverBytes, rawTypeRefusal } = this.#options;
    const { numberOf } = this.#values;
    const full = { read: true, implicitRead, leftoverBytes, numberOf };
    return rawTypeRefusal === "mismatch"
      ? { ...full, refuses: (pid, bytes) => this.#refuses(pid, bytes) }
      : full;
  }

  /** With `rawTypeRefusal` = `mismatch` a value that RawType refuses fails the response. */
  #refuses(pid: number, bytes: Uint8Array): boolean {
    const parameters = this.#parameters;
    const param = parameters.param(pid);
    if (param === undefined) return false;
    const filter = rawFilter(param.interprete, parameters.form, (other) => parameters.bytes(other));
    return filter !== undefined && !filter(bytes);
  }

  /** `ok` is the result of the last action: only that one cancels a response that would match. */
  #decide(
    ok: boolean,
    work: ResponseWork,
    context: ChainContext,
    place: AttemptPlace,
  ): MaybePromise<AttemptOutcome> {
    const split = work.split();
    const result = work.failedCheck === undefined ? split : afterFailedCheck(split, work.failedCheck, !ok);
    if (result.matched && ok) return this.#accept(result, work, context, place);
    const steps = result.matched ? [] : result.steps;
    const outcome: AttemptOutcome = { matched: false, result, rest: noBytes };
    this.#event(work.id, "failed", place);
    if (!place.leavesTraces) return outcome;
    const stored = inOrder(steps, (step) => this.#store(step, context, place, undefined, work.entry));
    return andThen(stored, () => {
      for (const pid of result.emptied) this.#parameters.clear(pid);
      return outcome;
    });
  }

  #accept(
    result: MatchResult,
    work: ResponseWork,
    context: ChainContext,
    place: AttemptPlace,
  ): MaybePromise<AttemptOutcome> {
    const changed: number[] = [];
    this.#link(work.response, place, work.entry);
    const stored = inOrder(result.steps, (step) => this.#store(step, context, place, changed, work.entry));
    if (isPending(stored)) return stored.then(() => this.#finish(result, work, changed, context, place));
    return this.#finish(result, work, changed, context, place);
  }

  /** All fields are stored: the data is kept, and the triggers of a full match fire. */
  #finish(
    result: MatchResult,
    work: ResponseWork,
    changed: readonly number[],
    context: ChainContext,
    place: AttemptPlace,
  ): MaybePromise<AttemptOutcome> {
    if (place.equal !== "off")
      (this.#previous ??= new Map()).set(work.id, { data: work.data, pair: place.pair });
    this.#event(work.id, "matched", place);
    const outcome: AttemptOutcome = { matched: true, result, rest: result.rest };
    if (this.#shortcuts.of(work.id).nothingFollows) return outcome;
    const told = inOrder(changed, (pid) => this.#fire("parameter", "change after response", pid, context));
    const after = andThen(told, () => this.#fire("response", "after", work.id, context));
    return isPending(after) ? after.then(() => outcome) : outcome;
  }

  /** Stores one field, runs its chain, and splits it further when it is itself a response. */
  #store(
    step: FieldStep,
    context: ChainContext,
    place: AttemptPlace,
    changed: number[] | undefined,
    entry: number | undefined,
  ): MaybePromise {
    if (step.action !== "store") return;
    const outcome = this.#parameters.setBytes(step.pid, step.bytes, "device", context);
    if (!outcome.changed) return outcome.done;
    changed?.push(step.pid);
    if (step.splitBy === undefined) return outcome.done;
    const inner = this.#protocol.responses.get(step.splitBy);
    if (inner === undefined) return outcome.done;
    return andThen(outcome.done, () => {
      // A response may split a field by itself: the message decides how often, and the limit ends it.
      const inside = this.#limits.deeper(context, "response", inner.id);
      if (inside === undefined) return;
      const attempt = this.attempt(inner, step.bytes, { ...place, context: inside, equal: "off" }, entry);
      return andThen(attempt, () => undefined);
    });
  }

  #isEqual(response: Response, data: Uint8Array, place: AttemptPlace): boolean {
    const previous = this.#previous?.get(response.id);
    if (previous === undefined || !sameBytes(previous.data, data)) return false;
    return place.equal === "skipParams" || previous.pair === place.pair;
  }

  /** Equal data answers a waiting pair in every mode. */
  #equal(response: Response, place: AttemptPlace, entry: number | undefined): MaybePromise<AttemptOutcome> {
    this.#link(response, place, entry);
    this.#event(response.id, "matched", place);
    if (place.equal === "drop") return plainMatch;
    this.#notCleared ??= new Set();
    if (!this.#notCleared.has(response.id)) {
      this.#notCleared.add(response.id);
      this.#host.notice({
        code: "RESPONSE_NOT_CLEARED",
        kind: "warning",
        message:
          `Response ${response.id} (${response.name}) got the same data again: its parameters are not filled. Clear the ` +
          "response and its parameters after processing, in an after-response or after-group trigger (LogicActionClear).",
        details: { response: response.id, connection: place.connection },
      });
    }
    const context = copyOf(place.context);
    context.connection = place.connection;
    return andThen(this.#triggers.fire("response", "after", response.id, context), () => plainMatch);
  }

  #fire(on: string, time: string, id: number, context: ChainContext): MaybePromise {
    return andThen(this.#triggers.fire(on, time, id, context), () => undefined);
  }

  /** The message has matched: reported before its fields are stored, and split further. */
  #link(response: Response, place: AttemptPlace, entry: number | undefined): void {
    if (entry !== undefined) this.#host.stream?.matched(place, response, entry);
  }

  #event(id: number, phase: "matched" | "failed", { connection, pair }: AttemptPlace): void {
    if (!this.#host.listening) return;
    this.#host.event({ type: "response", id, phase, connection, ...(pair !== undefined && { pair }) });
  }
}
