/** Does what a request asks of a running element, and says what came of it. */
import { QActionKitError } from "../../base/errors.ts";
import { sleep, systemClock } from "../../base/clock.ts";
import type { Element } from "../../element/element.ts";
import { noConnection } from "../../element/element-settings.ts";
import { setProblem } from "../../element/set-problem.ts";
import type { ShownValues } from "../../element/shown-values.ts";
import { hresultText } from "../../parameter/hresult.ts";
import type { Value } from "../../parameter/value.ts";
import type { Protocol } from "../../protocol/model.ts";
import { requestTable, requestUsage, type RequestName, type RunRequest } from "./requests.ts";

/** What came of a request. */
export type Answer =
  | {
      readonly ok: true;
      /** `get`: the parameter or column, and its value; null: a text that was never set. */
      readonly pid?: number;
      readonly name?: string;
      readonly value?: Value;
      /** `table`: ids of the columns, and the rows, each its cells in that order. */
      readonly columns?: readonly number[];
      readonly rows?: readonly (readonly Value[])[];
      /** `help`: how each request is written, and what it does. */
      readonly requests?: readonly { readonly write: string; readonly help: string }[];
    }
  | {
      readonly ok: false;
      /** HRESULT such as `0x80040239`, or a code of an error. */
      readonly code?: string;
      /** Why, as sentences. */
      readonly message: string;
    };

/** A request of a kind. */
type RequestOf<Name extends RequestName> = Extract<RunRequest, { readonly do: Name }>;

/** What requests may use of the run. */
export interface AskedRun {
  readonly element: Element;
  /** Masks what is secret. */
  readonly shown: ShownValues;
  restart(): Promise<void>;
  quit(): void;
}

const done: Answer = { ok: true };

function refused(message: string, code?: string): Answer {
  return { ok: false, ...(code !== undefined && { code }), message };
}

/** The table that has a column, and the place of the column in it. */
function columnPlace({ params }: Protocol, pid: number): { table: number; idx: number } | undefined {
  for (const { id, table } of params.values()) {
    const column = table?.columns.find((one) => one.pid === pid);
    if (column !== undefined) return { table: id, idx: column.idx };
  }
  return undefined;
}

/** The answer to a set from outside: the HRESULT in words. */
function setAnswer(element: Element, code: number, pid: number, key?: string): Answer {
  const why = setProblem(element, code, pid, key);
  return why === undefined ? done : refused(why, hresultText(code));
}

async function setOutside(
  element: Element,
  pid: number,
  value: string | number,
  key?: string,
): Promise<Answer> {
  const code = key === undefined ? await element.set(pid, value) : await element.setCell(pid, key, value);
  return setAnswer(element, code, pid, key);
}

/** A button is a write parameter with one discreet value, which a click sets. */
async function press(element: Element, { pid, key }: RequestOf<"press">): Promise<Answer> {
  const param = element.protocol.params.get(pid);
  if (param === undefined) return refused(`There is no parameter ${String(pid)}.`);
  const [first, ...others] = param.discreets;
  if (first === undefined)
    return refused(
      `Parameter ${String(pid)} (${param.name}) is no button: it has no discreet value. Use set.`,
    );
  if (others.length > 0) {
    const list = param.discreets.map(({ value }) => `'${value}'`).join(", ");
    return refused(
      `Parameter ${String(pid)} (${param.name}) has several values: ${list}. Use ${key === undefined ? "set" : "cell"} with one of them.`,
    );
  }
  return setOutside(element, pid, first.value, key);
}

/** @throws QActionKitError when the protocol does not have the connection */
function connectionOf({ protocol }: Element, given = 0): number {
  if (protocol.connections.some(({ id }) => id === given)) return given;
  throw noConnection(protocol, String(given));
}

function get({ element, shown }: AskedRun, { pid, key }: RequestOf<"get">): Answer {
  const { protocol } = element;
  const param = protocol.params.get(pid);
  if (param === undefined) return refused(`There is no parameter ${String(pid)}.`);
  const { name } = param;
  if (key === undefined) {
    const value = element.get(pid);
    if (value !== undefined) return { ok: true, pid, name, value: shown.value(pid, value) };
    return refused(
      param.table === undefined
        ? `Parameter ${String(pid)} (${name}) holds no value of its own. The cell of a column is: get ${String(pid)} KEY`
        : `Parameter ${String(pid)} (${name}) is a table. Its rows are: table ${String(pid)}`,
    );
  }
  const place = columnPlace(protocol, pid);
  if (place === undefined) return refused(`Parameter ${String(pid)} (${name}) is no column of a table.`);
  const row = element.row(place.table, key);
  if (row === undefined) return refused(`Table ${String(place.table)} has no row '${key}'.`);
  return { ok: true, pid, name, value: shown.value(pid, row[place.idx] ?? null) };
}

function table({ element, shown }: AskedRun, { table: pid }: RequestOf<"table">): Answer {
  const columns = element.protocol.params.get(pid)?.table?.columns;
  const rows = element.rows(pid);
  if (columns === undefined || rows === undefined) {
    const known = [...element.protocol.params.values()].filter((param) => param.table !== undefined);
    const list = known.map(({ id }) => String(id)).join(", ") || "none";
    return refused(`There is no table ${String(pid)}. The tables are: ${list}.`);
  }
  return {
    ok: true,
    columns: columns.map((column) => column.pid),
    rows: rows.map((row) => columns.map((column) => shown.value(column.pid, row[column.idx] ?? null))),
  };
}

function send(element: Element, request: RequestOf<"send">): Answer {
  const connection = connectionOf(element, request.connection);
  const bytes = request.hex === undefined ? request.message : Buffer.from(request.hex, "hex");
  if (element.send(connection, bytes)) return done;
  const state = element.connectionState(connection) ?? "closed";
  return refused(`Nothing was sent: connection ${String(connection)} is ${state}.`);
}

async function perform(run: AskedRun, request: RunRequest): Promise<Answer> {
  const { element } = run;
  switch (request.do) {
    case "set":
      return setOutside(element, request.pid, request.value);
    case "cell":
      return setOutside(element, request.column, request.value, request.key);
    case "press":
      return press(element, request);
    case "menu": {
      const { table: menu, item, rows = [], values = [] } = request;
      return setAnswer(element, await element.chooseMenuItem(menu, item, { rows, values }), menu);
    }
    case "trigger":
      await element.trigger(request.trigger);
      return done;
    case "receive": {
      const bytes =
        request.hex === undefined ? Buffer.from(request.message) : Buffer.from(request.hex, "hex");
      await element.receive(connectionOf(element, request.connection), bytes);
      return done;
    }
    case "send":
      return send(element, request);
    case "get":
      return get(run, request);
    case "table":
      return table(run, request);
    case "open":
      element.openConnection(connectionOf(element, request.connection));
      return done;
    case "close":
      await element.closeConnection(connectionOf(element, request.connection));
      return done;
    case "wait":
      await sleep(systemClock, request.seconds * 1000);
      return done;
    case "restart":
      await run.restart();
      return done;
    case "quit":
      run.quit();
      return done;
    case "help": {
      const requests = Object.entries(requestTable).map(([name, { help }]) => ({
        write: requestUsage(name as RequestName),
        help,
      }));
      return { ok: true, requests };
    }
  }
}

/** Does what a request asks. Settled when everything is done that it caused. */
export async function answer(run: AskedRun, request: RunRequest): Promise<Answer> {
  try {
    return await perform(run, request);
  } catch (error) {
    if (error instanceof QActionKitError) return refused(error.message, error.code);
    throw error;
  }
}
