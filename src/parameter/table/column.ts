/** One column of a table: its ColumnOption, and how values become cells. */
import { fromStorage, storageBytes } from "../../encoding/storage.ts";
import type { ColumnDefinition, Param } from "../../protocol/model.ts";
import { numberOf, textOf } from "../coerce.ts";
import { roundDecimal } from "../slot/decimal.ts";
import { applySequence } from "../slot/sequence.ts";
import type { ParameterContext } from "../parameter-context.ts";
import type { Value } from "../value.ts";

/** Types of columns that scripts write; the engine fills all others. */
const scriptTypes: ReadonlySet<string> = new Set(["retrieved", "custom", "snmp", ""]);

/** The option `delta`: the idx that gets the difference, and the foreign column to compare with. */
export interface Delta {
  readonly idx: number;
  readonly pid?: number;
}

/** A column. Option names are compared without case (`ColumnOptionOptionsOverview`). */
export class Column {
  readonly idx: number;
  readonly pid: number;
  readonly type: string;
  readonly definition: ColumnDefinition;
  readonly param: Param | undefined;
  readonly numeric: boolean;
  /** SetRow and the cell setters may write it. */
  readonly byScript: boolean;
  /** The FillArray family may write it. */
  readonly byFill: boolean;
  /** A `write` parameter with an idx of its own: a set raises its event, equal or not. */
  readonly firesAlways: boolean;
  readonly foreignKey: number | undefined;
  /** GetKeysForIndex works on it. */
  readonly indexed: boolean;
  readonly delta: Delta | undefined;
  readonly separator: string | undefined;
  /** Idxs that a column of type concatenation joins. */
  readonly joined: readonly number[];
  readonly #context: ParameterContext;
  readonly #sequence: boolean;
  readonly #options = new Map<string, string>();

  constructor(definition: ColumnDefinition, param: Param | undefined, context: ParameterContext) {
    this.definition = definition;
    this.idx = definition.idx;
    this.pid = definition.pid;
    this.type = definition.type;
    this.#context = context;
    for (const option of definition.options) {
      const mark = option.indexOf("=");
      const name = mark < 0 ? option : option.slice(0, mark);
      this.#options.set(name.trim().toLowerCase(), mark < 0 ? "" : option.slice(mark + 1));
    }
    this.param = param;
    const interprete = this.param?.interprete;
    this.numeric = interprete !== undefined && interprete.type !== "string";
    this.#sequence = interprete !== undefined && interprete.sequence.length > 0 && !interprete.sequenceNoSet;
    this.byScript = scriptTypes.has(this.type);
    this.byFill = this.byScript && this.type !== "custom";
    this.firesAlways = this.param?.type === "write";
    this.foreignKey = wholeNumber(this.option("foreignkey"));
    this.indexed = this.foreignKey !== undefined || this.has("indexcolumn");
    this.separator = this.option("separator");
    this.joined = this.type === "concatenation" ? idxsOf(definition.value ?? "") : none;
    const [idx, pid] = (this.option("delta") ?? "").split(":").map(wholeNumber);
    this.delta = idx === undefined ? undefined : pid === undefined ? { idx } : { idx, pid };
  }

  /** True when the option is given, with or without a value. */
  has(option: string): boolean {
    return this.#options.has(option);
  }

  /** Value of an option such as `separator=.`; its name in lower case. */
  option(name: string): string | undefined {
    return this.#options.get(name);
  }

  /**
   * A value other than `null` as a cell: a number after Sequence (unless `noset`) and Decimals, a text as it reads back
   * from the storage form. `undefined`: the value does not fit the column. `row` holds operands of the same row.
   */
  convert(
    value: unknown,
    row: readonly Value[],
    columns: readonly (Column | undefined)[],
  ): Value | undefined {
    if (!this.numeric) {
      const text = typeof value === "string" ? value : textOf(value);
      return text === undefined ? undefined : this.#kept(text);
    }
    const number = typeof value === "number" && !Number.isNaN(value) ? value : numberOf(value);
    if (number === undefined || !this.#sequence || !Number.isFinite(number)) return this.#rounded(number);
    return this.#rounded(this.#worked(number, row, columns));
  }

  #worked(
    value: number,
    row: readonly Value[],
    columns: readonly (Column | undefined)[],
  ): number | undefined {
    if (this.param === undefined) return value;
    const result = applySequence(value, this.param.interprete, (pid) => {
      const column = columns.find((candidate) => candidate?.pid === pid);
      return column === undefined ? this.#context.numberOf(pid) : Number(row[column.idx] ?? 0);
    });
    return Number.isFinite(result) ? result : undefined;
  }

  #rounded(value: number | undefined): number | undefined {
    if (value === undefined || this.param === undefined || !this.#context.options.roundOnSet) return value;
    if (Number.isInteger(value)) return value + 0;
    return roundDecimal(value, this.param.interprete.decimals, this.param.interprete.rounding);
  }

  #kept(text: string): string {
    const { form, fit, lossy } = this.#context;
    if (form === "unicode" || !beyondAscii.test(text)) return text;
    const bytes = storageBytes(text, form, fit);
    if (this.param !== undefined) lossy.stored(this.param, text, bytes);
    return fromStorage(bytes, form);
  }
}

/** Faster than a loop over the characters. */
const beyondAscii = /[^\0-\x7f]/;

const none: readonly number[] = [];

/** Idxs separated by commas or semicolons. */
function idxsOf(text: string): readonly number[] {
  return text
    .split(/[,;]/)
    .filter((part) => part.trim() !== "")
    .map(Number);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+\s*$/.test(text) ? Number(text) : undefined;
}
