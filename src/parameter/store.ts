/** All parameters of one element: every set and every read goes through here. */
import { fromStorage, storageBytes, type StorageForm } from "../encoding/storage.ts";
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { NoticeSink } from "../base/notices.ts";
import { memoize } from "../base/memo.ts";
import { defaultOptions } from "../options/register.ts";
import type { Interprete, Param, Protocol } from "../protocol/model.ts";
import { SecretParameters } from "../protocol/secret-parameters.ts";
import { withCommunicationTable } from "./communication-table.ts";
import { readNumber } from "./slot/decimal.ts";
import { isReservedParameter } from "../protocol/reserved-parameters.ts";
import { generalParam, reportReserved } from "./general-parameters.ts";
import { hresults } from "./hresult.ts";
import { LossyText } from "./slot/lossy-text.ts";
import { NumberSlot } from "./slot/number-slot.ts";
import { sourceRules, type SetSource, type SourceRule, type SourceRules } from "./set-source.ts";
import type { ParameterContext, ParameterOptions } from "./parameter-context.ts";
import { CHANGED, EQUAL, IGNORED, type ChangedParameter, type Verdict } from "./slot/slot.ts";
import { TableSet, type ColumnPlace } from "./table/tables.ts";
import type { Table } from "./table/table.ts";
import { TextSlot } from "./slot/text-slot.ts";
import type { Value } from "./value.ts";

export type { ParameterOptions, SetSource };

/**
 * Called when a value was stored and raises a change event; returns the chain of that event. `changed` is false for an
 * equal value that raises it all the same.
 */
export type ChangeListener<C> = (
  parameter: ChangedParameter,
  source: SetSource,
  changed: boolean,
  context: C,
) => MaybePromise;

/** Outcome of a set. */
export interface SetOutcome {
  /** HRESULT in unsigned form, 0 when nothing is wrong. */
  readonly code: number;
  /** The stored value differs from the one before. */
  readonly changed: boolean;
  /** A change event was raised. */
  readonly fired: boolean;
  /** The chain of the event. */
  readonly done: MaybePromise;
}

/** A value as it is saved. */
export interface StoredValue {
  /** Storage bytes. */
  readonly bytes: Uint8Array;
  /** The whole text, with what the code page lacks. */
  readonly text?: string;
  readonly number?: number;
}

const outcome = (code: number, changed: boolean, fired: boolean): SetOutcome =>
  Object.freeze({ code, changed, fired, done: undefined });

const UNKNOWN = outcome(hresults.notFound, false, false);
const UNSUITABLE = outcome(hresults.unsuitable, false, false);
const KEPT = outcome(hresults.ok, false, false);
const EQUAL_FIRED = outcome(hresults.ok, false, true);
const CHANGED_SILENT = outcome(hresults.ok, true, false);
const CHANGED_FIRED = outcome(hresults.ok, true, true);

/** All options; elements with the same options object share them. */
const completed = memoize((options: Partial<ParameterOptions>): ParameterOptions => ({
  ...defaultOptions,
  ...options,
}));

/** Longest fixed length of *change length*, in bytes (`LogicActionChangeLength`). */
const longestLength = 1_048_576;

type Slot = TextSlot | NumberSlot;

/**
 * The parameters of one element. `C` is the context of a chain, which the store passes on.
 * Reading and setting are synchronous; a set returns when its chain is done, or with the promise of what is pending.
 */
export class ParameterStore<C = undefined> {
  /** Runs what is linked to a parameter. */
  onChange: ChangeListener<C> | undefined;
  /** How text of this element is stored. */
  readonly form: StorageForm;
  readonly #protocol: Protocol;
  readonly #options: ParameterOptions;
  #secrets: SecretParameters | undefined;
  readonly #rules: SourceRules;
  readonly #slots = new Map<number, Slot>();
  readonly #context: ParameterContext;
  readonly #tables: TableSet;

  /**
   * Creates all parameters with their fixed values, without events. `notice` gets a line for every refused value.
   * @throws QActionKitError `ERR_ENCODING` for a code page that an element cannot have.
   */
  constructor(
    protocol: Protocol,
    options: Partial<ParameterOptions> = {},
    notice: NoticeSink = () => undefined,
  ) {
    this.#protocol = protocol;
    this.#options = completed(options);
    this.#rules = sourceRules(this.#options);
    this.form = protocol.unicode ? "unicode" : this.#options.codePage;
    storageBytes("", this.#options.codePage);
    const { form } = this;
    const fit = this.#options.storageBestFit ? "bestFit" : "strict";
    const secrets = (): SecretParameters => this.secrets;
    this.#context = {
      form,
      fit,
      options: this.#options,
      notice,
      secrets,
      lossy: new LossyText(form, fit, secrets, notice),
      bytesOf: (pid) => this.bytes(pid),
      numberOf: (pid) => this.number(pid) ?? 0,
    };
    this.#tables = new TableSet(withCommunicationTable(protocol), this.#context);
    for (const param of protocol.params.values()) {
      if (param.type === "array" || this.#isReadColumn(param)) continue;
      if (isReservedParameter(param.id)) reportReserved(param, notice);
      else this.#slots.set(param.id, this.#make(param));
    }
  }

  /** What messages may show of values. */
  get secrets(): SecretParameters {
    return (this.#secrets ??= new SecretParameters(this.#protocol, this.#options));
  }

  /** What GetParameter returns; `undefined` when there is no standalone parameter with that id. */
  get(pid: number): Value | undefined {
    return this.#slot(pid)?.read();
  }

  /** The value as text, `""` when not initialised; `undefined` when there is no such parameter. */
  text(pid: number): string | undefined {
    const slot = this.#slot(pid);
    return slot === undefined ? undefined : (slot.text() ?? "");
  }

  /** The value as number, 0 when not initialised, NaN for a text that is not a number; `undefined` without such a parameter. */
  number(pid: number): number | undefined {
    const slot = this.#slot(pid);
    if (slot === undefined) return undefined;
    if (slot.kind === "number") return slot.read();
    const text = slot.text();
    return text === undefined ? 0 : (readNumber(text) ?? Number.NaN);
  }

  /** The storage bytes, which must not be changed; none when not initialised; `undefined` without such a parameter. */
  bytes(pid: number): Uint8Array | undefined {
    return this.#slot(pid)?.bytes();
  }

  /** True while not initialised, never for a fixed length; `undefined` when it is not a standalone parameter. */
  isEmpty(pid: number): boolean | undefined {
    return this.#slot(pid)?.isEmpty();
  }

  /** The definition of a standalone parameter, general parameters of DataMiner included. */
  param(pid: number): Param | undefined {
    return this.#slot(pid)?.param;
  }

  /** When and by whom a standalone parameter was changed last. */
  lastChange(pid: number): Pick<ChangedParameter, "changedAt" | "changedBy"> | undefined {
    return this.#slot(pid);
  }

  /** The table of that id. */
  table(pid: number): Table | undefined {
    return this.#tables.get(pid);
  }

  /** The table and idx of a column, or of the write parameter that belongs to one. */
  columnPlace(pid: number): ColumnPlace | undefined {
    return this.#tables.place(pid);
  }

  /** All tables in file order. */
  tables(): IterableIterator<Table> {
    return this.#tables.all();
  }

  /** Ids of the standalone parameters of the protocol, and of the general ones used so far. */
  pids(): IterableIterator<number> {
    return this.#slots.keys();
  }

  /** Sets a text, number, boolean or Date; `null` and `undefined` keep the value. Throws only what the listener throws. */
  set(pid: number, value: unknown, source: SetSource, context: C): SetOutcome {
    const slot = this.#slot(pid);
    if (slot === undefined) return UNKNOWN;
    if (value === null || value === undefined) return KEPT;
    const rule = this.#ruleOf(source);
    return this.#conclude(slot, slot.set(value, rule), rule, source, context);
  }

  /**
   * Sets bytes. Those of a device are kept without a copy and must not be changed afterwards. `binary` copies them,
   * raises no event, and works for LengthType fixed, next param and last next param only.
   */
  setBytes(pid: number, bytes: Uint8Array, source: SetSource, context: C): SetOutcome {
    const slot = this.#slot(pid);
    if (slot === undefined) return UNKNOWN;
    const binary = source === "binary";
    if (binary && slot.param.interprete.lengthType === "other param") return UNSUITABLE;
    const rule = this.#ruleOf(source);
    const kept = binary ? new Uint8Array(bytes) : bytes;
    return this.#conclude(slot, slot.setBytes(kept, rule), rule, source, context);
  }

  /** Sets a value of a device that is not a field of a message: part of an HTTP answer or handshake, or a line's status. */
  setPart(pid: number, value: string | number | Uint8Array, context: C): SetOutcome {
    const slot = this.#slot(pid);
    if (slot === undefined) return UNKNOWN;
    const rule = this.#rules.part;
    const verdict = typeof value === "object" ? slot.setBytes(value, rule) : slot.set(value, rule);
    return this.#conclude(slot, verdict, rule, "device", context);
  }

  /**
   * Copies the value of `from` to `to`: stored bytes between texts, the number between numbers, else by conversion.
   * A `construct` (the action *copy*) stops at a zero (`LogicActionCopy`); a `setter` does not.
   */
  copy(from: number, to: number, source: "construct" | "setter", context: C): SetOutcome {
    const origin = this.#slot(from);
    const slot = this.#slot(to);
    if (origin === undefined || slot === undefined) return UNKNOWN;
    if (!origin.initialised) return KEPT;
    const rule = this.#rules[source];
    const verdict =
      origin.kind === "text" && slot.kind === "text"
        ? slot.copyFrom(origin, source === "construct" ? this.#options.copyStop : undefined)
        : slot.set(origin.kind === "number" ? origin.read() : (origin.text() ?? ""), rule);
    return this.#conclude(slot, verdict, rule, source, context);
  }

  /** Empties a parameter or a table, without an event: the next value counts as new. Returns an HRESULT. */
  clear(pid: number): number {
    const holder = this.#slot(pid) ?? this.#tables.get(pid);
    if (holder === undefined) return hresults.notFound;
    holder.clear();
    return hresults.ok;
  }

  /** *change length*: another length in bytes for a fixed parameter, at most 1048576. Returns an HRESULT. */
  changeLength(pid: number, length: number): number {
    const slot = this.#slot(pid);
    if (slot === undefined) return hresults.notFound;
    if (slot.param.interprete.lengthType !== "fixed" || !(length >= 0)) return hresults.unsuitable;
    slot.changeLength(Math.min(Math.trunc(length), longestLength));
    return hresults.ok;
  }

  /** *set info*: another Sequence or Scale for a number; what is not given stays. Returns an HRESULT. */
  changeInfo(pid: number, info: Partial<Pick<Interprete, "sequence" | "scale">>): number {
    const slot = this.#slot(pid);
    if (slot === undefined) return hresults.notFound;
    if (slot.kind === "text") return hresults.unsuitable;
    slot.changeInfo(info);
    return hresults.ok;
  }

  /** Gives every parameter that is still not initialised its `DefaultValue`, without an event. */
  applyDefaults(): void {
    for (const slot of this.#slots.values()) {
      const { defaultValue } = slot.param.interprete;
      if (defaultValue !== undefined && !slot.initialised) slot.set(defaultValue, this.#rules.restore);
    }
  }

  /** What is saved of a parameter; `undefined` when there is nothing to save. */
  stored(pid: number): StoredValue | undefined {
    const slot = this.#slot(pid);
    if (slot?.initialised !== true) return undefined;
    if (slot.kind === "number") return { bytes: slot.bytes(), number: slot.read() };
    return { bytes: slot.bytes(), text: slot.fullText() ?? "" };
  }

  /**
   * Restores a saved value, without an event. A Unicode element takes the text and, without one, reads the bytes
   * through the code page; a code page element takes the bytes (`ChangeUnicode`).
   */
  restore(pid: number, saved: Partial<StoredValue>): void {
    const slot = this.#slot(pid);
    if (slot === undefined) return;
    const rule = this.#rules.restore;
    if (slot.kind === "number") {
      if (saved.number !== undefined) slot.set(saved.number, rule);
      else if (saved.bytes !== undefined) slot.setBytes(saved.bytes, rule);
    } else if (this.form !== "unicode" && saved.bytes !== undefined) {
      slot.setBytes(saved.bytes, rule);
    } else {
      const text = saved.text ?? (saved.bytes && fromStorage(saved.bytes, this.#options.codePage));
      if (text !== undefined) slot.set(text, rule);
    }
  }

  /** Nearly all sets have one of two sources: comparing is faster than a lookup by a name that varies. */
  #ruleOf(source: SetSource): SourceRule {
    if (source === "script") return this.#rules.script;
    if (source === "device") return this.#rules.device;
    return this.#rules[source];
  }

  #slot(pid: number): Slot | undefined {
    return this.#slots.get(pid) ?? this.#general(pid);
  }

  /** General parameters are created on first use: an element rarely needs one. */
  #general(pid: number): Slot | undefined {
    const general = isReservedParameter(pid) ? generalParam(pid) : undefined;
    if (general === undefined) return undefined;
    const made = this.#make(general);
    this.#slots.set(pid, made);
    return made;
  }

  #make(param: Param): Slot {
    const numeric = param.interprete.type !== "string";
    return numeric ? new NumberSlot(param, this.#context) : new TextSlot(param, this.#context);
  }

  /** A column that only its table holds; a write column also has a slot, so that a set on it can be read. */
  #isReadColumn({ id, type }: Param): boolean {
    return !type.startsWith("write") && this.#tables.place(id) !== undefined;
  }

  #conclude(slot: Slot, verdict: Verdict, rule: SourceRule, source: SetSource, context: C): SetOutcome {
    if (verdict !== CHANGED && verdict !== EQUAL) return verdict === IGNORED ? KEPT : UNSUITABLE;
    const changed = verdict === CHANGED;
    const fires = changed
      ? rule.fires
      : rule.equalFires === "all" || (rule.equalFires === "write" && slot.write);
    if (!fires) return changed ? CHANGED_SILENT : KEPT;
    const done = this.onChange?.(slot, source, changed, context);
    if (done !== undefined) return { code: hresults.ok, changed, fired: true, done };
    return changed ? CHANGED_FIRED : EQUAL_FIRED;
  }
}
