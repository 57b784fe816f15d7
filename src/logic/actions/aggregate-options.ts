/** The options of the action *aggregate* (`LogicActionAggregate`). */
import { numberOf } from "../chain/condition.ts";

/** What is calculated for each group. */
export type AggregateType = "avg" | "avg extended" | "min" | "max" | "count" | "sum" | "pct" | "pct total";

/** An operator of `equation` and `equationvalue`. */
export type EquationOperator = "==" | "!=" | "<" | ">" | "<=" | ">=" | "regex";

/** A value, of the aggregated column or of the column with that idx. */
export interface CellFilter {
  /** 0-based; missing: the aggregated column. */
  readonly idx?: number;
  readonly value: string;
}

/** `equation` and `equationvalue`, joined. */
export interface Equation {
  readonly operator: EquationOperator;
  /** What to compare with: a value, or the parameter that holds it. */
  readonly value?: string;
  readonly valuePid?: number;
  /** Column or parameter whose value is compared; missing: the aggregated cell. */
  readonly pid?: number;
  /** Always the cell of this row. */
  readonly key?: string;
}

/** All options. */
export interface AggregateOptions {
  readonly type: AggregateType;
  /** 0-based idx of each column, and the result column that gets its value. */
  readonly groupBy: readonly { readonly idx: number; readonly pid?: number }[];
  readonly groupByTable?: number;
  /** Parameter ids: result columns, or one table. */
  readonly results: readonly number[];
  readonly allow: readonly CellFilter[];
  readonly ignore: readonly CellFilter[];
  readonly equations: readonly Equation[];
  readonly avoidZero: boolean;
  readonly weight?: number;
  readonly status?: number;
  readonly defaultValue?: { readonly pid: number; readonly value: string };
  readonly defaultIf?: { readonly idx: number; readonly value: string };
  /** Unknown names, as written. */
  readonly unknown: readonly string[];
}

const types: ReadonlySet<string> = new Set([
  "avg",
  "avg extended",
  "min",
  "max",
  "count",
  "sum",
  "pct",
  "pct total",
]);
const operators: ReadonlySet<string> = new Set(["==", "!=", "<", ">", "<=", ">=", "regex"]);

type Draft = { -readonly [K in keyof AggregateOptions]: AggregateOptions[K] };

const parts = (text: string): string[] => text.split(",").map((part) => part.trim());
const ids = (text: string): number[] => parts(text).flatMap((part) => numberOf(part) ?? []);

function filters(text: string): CellFilter[] {
  return parts(text)
    .filter((part) => part !== "")
    .map((part) => {
      const match = /^(\d+)\/(.*)$/.exec(part);
      return match === null ? { value: part } : { idx: Number(match[1]), value: match[2] ?? "" };
    });
}

function operatorOf(text: string | undefined): EquationOperator {
  return operators.has(text ?? "") ? (text as EquationOperator) : "==";
}

/** `equation:operator,pid`; with the attribute `regex` no parameter is needed. */
function equation(text: string, regex: string | undefined): Equation {
  const [operator, pid] = parts(text);
  const valuePid = pid === undefined ? undefined : numberOf(pid);
  return {
    operator: operatorOf(operator),
    ...(valuePid !== undefined ? { valuePid } : regex !== undefined && { value: regex }),
  };
}

/** `equationvalue:operator,value,pid,key`; of a regex, `value` is the parameter that holds it. */
function equationValue(text: string, regex: string | undefined): Equation {
  const [operatorText, value = "", pidText = "", key = ""] = parts(text);
  const operator = operatorOf(operatorText);
  const [valuePid, pid] = [operator === "regex" ? numberOf(value) : undefined, numberOf(pidText)];
  return {
    operator,
    ...(valuePid !== undefined ? { valuePid } : { value: operator === "regex" ? (regex ?? value) : value }),
    ...(pid !== undefined && { pid }),
    ...(key !== "" && { key }),
  };
}

/** Options that no page describes, or that change nothing with a single thread. */
const silent: ReadonlySet<string> = new Set(["threaded", ""]);

const readers: Readonly<Record<string, (draft: Draft, text: string, regex: string | undefined) => void>> = {
  type: (draft, text) => {
    if (types.has(text.toLowerCase())) draft.type = text.toLowerCase() as AggregateType;
    else draft.unknown = [...draft.unknown, `type:${text}`];
  },
  groupby: (draft, text) => {
    draft.groupBy = parts(text).flatMap((part) => {
      const [idx, pid] = part.split(":").map((piece) => numberOf(piece));
      return idx === undefined ? [] : [pid === undefined ? { idx } : { idx, pid }];
    });
  },
  groupbytable: (draft, text) => {
    const table = numberOf(text);
    if (table !== undefined) draft.groupByTable = table;
  },
  return: (draft, text) => {
    draft.results = ids(text);
  },
  allowvalues: (draft, text) => {
    draft.allow = filters(text);
  },
  ignorevalues: (draft, text) => {
    draft.ignore = filters(text);
  },
  equation: (draft, text, regex) => {
    draft.equations = [...draft.equations, equation(text, regex)];
  },
  equationvalue: (draft, text, regex) => {
    draft.equations = [...draft.equations, equationValue(text, regex)];
  },
  avoidzeroinresult: (draft) => {
    draft.avoidZero = true;
  },
  weight: (draft, text) => {
    const pid = numberOf(text);
    if (pid !== undefined) draft.weight = pid;
  },
  status: (draft, text) => {
    const pid = numberOf(text);
    if (pid !== undefined) draft.status = pid;
  },
  defaultvalue: (draft, text) => {
    const [pid, value] = parts(text);
    const id = numberOf(pid ?? "");
    if (id !== undefined && value !== undefined) draft.defaultValue = { pid: id, value };
  },
  defaultif: (draft, text) => {
    const [idx, value] = parts(text);
    const position = numberOf(idx ?? "");
    if (position !== undefined && value !== undefined) draft.defaultIf = { idx: position, value };
  },
};

/** Reads `Type@options`, parts separated by `;`, and `Type@regex`. The default type is the average. */
export function parseAggregate(options: string, regex?: string): AggregateOptions {
  const draft: Draft = {
    type: "avg",
    groupBy: [],
    results: [],
    allow: [],
    ignore: [],
    equations: [],
    avoidZero: false,
    unknown: [],
  };
  for (const option of options.split(";")) {
    const colon = option.indexOf(":");
    const name = (colon < 0 ? option : option.slice(0, colon)).trim().toLowerCase();
    const text = colon < 0 ? "" : option.slice(colon + 1).trim();
    if (Object.hasOwn(readers, name)) readers[name]?.(draft, text, regex);
    else if (!silent.has(name)) draft.unknown = [...draft.unknown, name];
  }
  return draft;
}
