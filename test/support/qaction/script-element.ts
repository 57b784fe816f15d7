/** A small element around the qaction layer: parsed XML, real parameters, and QActions run on change events. */
import { resolveOptions } from "../../../src/options/register.ts";
import type { Options } from "../../../src/options/register.ts";
import { inOrder } from "../../../src/base/maybe-promise.ts";
import type { RowChange } from "../../../src/parameter/table/table-model.ts";
import type { Table } from "../../../src/parameter/table/table.ts";
import type { MaybePromise } from "../../../src/base/maybe-promise.ts";
import type { User } from "../../../src/base/user.ts";
import type { Notice } from "../../../src/base/notices.ts";
import { ParameterStore } from "../../../src/parameter/store.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import type { Protocol, QAction } from "../../../src/protocol/model.ts";
import { ScriptEnvironment } from "../../../src/qaction/environment.ts";
import { ElementLog, MemoryLog } from "../../../src/qaction/log.ts";
import { rowContextOf } from "../../../src/parameter/table/row-context.ts";
import { QActionRunner } from "../../../src/qaction/runner.ts";
import type {
  CallOutcome,
  RunRequest,
  ScriptFailure,
  ScriptHost,
  ScriptReport,
} from "../../../src/qaction/qaction-host.ts";
import type { ScriptSource } from "../../../src/qaction/script/script-loader.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";

/** What a chain carries in these tests. */
export interface Context {
  readonly depth: number;
  readonly user?: User;
}

/** The bare element; `run` and `set` are how a test uses it. */
export interface Bench {
  readonly protocol: Protocol;
  readonly parameters: ParameterStore<Context>;
  readonly runner: QActionRunner<Context>;
  readonly host: MutableHost;
  readonly memory: MemoryLog;
  readonly notices: Notice[];
  readonly failures: ScriptFailure<Context>[];
  readonly reports: ScriptReport[];
  /** Triggers and actions that scripts asked for. */
  readonly calls: string[];
  /** Rows that writes of scripts changed, as `table/key/idx,idx`. */
  readonly changedRows: string[];
  /** Runs a QAction as if one of its triggers had fired. */
  run(id: number, more?: Partial<RunRequest<Context>>): MaybePromise;
  /** A set as a device or user makes it; QActions on the parameter run. */
  set(pid: number, value: unknown): MaybePromise;
  /** Bytes of a device. */
  receive(pid: number, bytes: Uint8Array): MaybePromise;
  /** Messages of notices of one code. */
  noticed(code: Notice["code"]): string[];
}

/** A host whose facts a test may change. */
export interface MutableHost extends ScriptHost<Context> {
  active: boolean;
  started: boolean;
  checkTrigger: (id: number, context: Context) => CallOutcome;
  refusesSet: (pid: number, context: Context) => boolean;
  dataMiner?: NonNullable<ScriptHost<Context>["dataMiner"]>;
  elements?: NonNullable<ScriptHost<Context>["elements"]>;
  fromClient: (context: Context) => boolean;
  setElementState: (state: number) => void;
}

/** Wraps parameters, triggers and QActions into a protocol. */
export function protocolOf(inner: string, unicode = true): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Protocol xmlns="http://www.skyline.be/protocol">
  <Name>Bench</Name><Version>1.0.0.1</Version>
  <Type${unicode ? ' options="unicode"' : ""}>virtual</Type>
  ${inner}
</Protocol>`;
}

/** A text parameter in XML. */
export function textParam(id: number, name = `text ${String(id)}`, type = "read", attributes = ""): string {
  return `<Param id="${String(id)}"${attributes}><Name>${name}</Name><Description>${name}!</Description><Type>${type}</Type>
    <Interprete><RawType>other</RawType><LengthType>next param</LengthType><Type>string</Type></Interprete></Param>`;
}

/** A numeric parameter in XML. */
export function numberParam(id: number, name = `number ${String(id)}`, type = "read"): string {
  return `<Param id="${String(id)}"><Name>${name}</Name><Description>${name}!</Description><Type>${type}</Type>
    <Interprete><RawType>numeric text</RawType><LengthType>next param</LengthType><Type>double</Type></Interprete></Param>`;
}

/** One column of {@link tableParams}. */
export interface ColumnXml {
  readonly pid: number;
  readonly type?: string;
  readonly options?: string;
  readonly value?: string;
  /** Text unless said otherwise. */
  readonly kind?: "text" | "number";
}

/** A table parameter in XML, with its columns; the first one is the primary key. */
export function tableParams(
  id: number,
  columns: readonly ColumnXml[],
  attributes = "",
  rtDisplay = true,
): string {
  const options = columns.map(
    ({ pid, type = "retrieved", options: given = "", value = "" }, idx) =>
      `<ColumnOption idx="${String(idx)}" pid="${String(pid)}" type="${type}" value="${value}" options="${given}"/>`,
  );
  const params = columns.map(({ pid, kind }) =>
    kind === "number" ? numberParam(pid, `c${String(pid)}`) : textParam(pid, `c${String(pid)}`),
  );
  return `<Param id="${String(id)}"><Name>table ${String(id)}</Name><Description>t</Description><Type>array</Type>
    <Display><RTDisplay>${String(rtDisplay)}</RTDisplay></Display>
    <ArrayOptions index="0" ${attributes}>${options.join("")}</ArrayOptions></Param>${params.join("")}`;
}

/** Loads the protocol and the scripts. */
export async function bench(
  xml: string,
  scripts: ScriptSource,
  options: Partial<Options> = {},
): Promise<Bench> {
  const { protocol } = parseProtocol(xml);
  const resolved = resolveOptions(options);
  const notices: Notice[] = [];
  const parameters = new ParameterStore<Context>(protocol, resolved, (notice) => {
    notices.push(notice);
  });
  const clock = new ManualClock(Date.UTC(2026, 0, 2, 3, 4, 5, 6));
  const memory = new MemoryLog();
  const failures: ScriptFailure<Context>[] = [];
  const reports: ScriptReport[] = [];
  const calls: string[] = [];
  const host: MutableHost = {
    facts: { dataMinerId: 7, elementId: 42, name: "Bench 1", protocolVersion: "Production" },
    active: true,
    started: true,
    clock,
    log: new ElementLog(clock, [memory.sink]),
    notice: (notice) => {
      notices.push(notice);
    },
    user: (context) => context.user,
    fromClient: (context) => context.depth === 0,
    refusesSet: () => false,
    checkTrigger: (id) => {
      calls.push(`trigger ${String(id)}`);
      return { code: 0, done: undefined };
    },
    runAction: (id) => {
      calls.push(`action ${String(id)}`);
      return { code: 0, done: undefined };
    },
    tableChanged: (table, changes, context) => {
      changedRows.push(
        ...changes.map(({ key, columns }) => `${String(table.pid)}/${key}/${columns.join(",")}`),
      );
      return inOrder(
        changes.flatMap((change) =>
          change.columns.map((idx) => ({ change, pid: table.columns[idx]?.pid ?? 0 })),
        ),
        ({ change, pid }) => runRow(table, change, pid, context),
      );
    },
    communication: (connection, responding) => {
      calls.push(`connection ${String(connection)} ${responding ? "responds" : "fails"}`);
    },
    externalSet: ({ pid, key, value }, place) => {
      const cell = key === undefined ? String(pid) : `${String(pid)}/${key}`;
      calls.push(`external ${place} ${cell} ${String(value)}`);
      return { code: 0, done: undefined };
    },
    chooseMenuItem: (menu, choice) => {
      calls.push(`menu ${String(menu)} ${choice.join(",")}`);
      return 0;
    },
    afterRun: (work) => {
      calls.push("after run");
      work();
    },
    setElementState: () => undefined,
    forgetSaved: () => undefined,
    scriptFailed: (failure) => {
      failures.push(failure);
    },
    report: (report) => {
      reports.push(report);
    },
  };
  const changedRows: string[] = [];
  const runRow = (table: Table, change: RowChange, pid: number, context: Context): MaybePromise => {
    const linked = [...protocol.qactions.values()].filter((one) => one.row && one.triggers.includes(pid));
    return inOrder(linked, (qaction) =>
      runner.run({
        qaction,
        triggerIndex: qaction.triggers.indexOf(pid),
        triggerId: pid,
        context: { ...context, depth: context.depth + 1 },
        row: rowContextOf(table, change, clock.now(), context.user?.name ?? ""),
      }),
    );
  };
  const environment = new ScriptEnvironment(protocol, parameters, host, resolved);
  const runner = new QActionRunner(environment, scripts);
  await runner.load();
  parameters.onChange = ({ param }, _source, _changed, context) => {
    const linked = [...protocol.qactions.values()].filter((one) => one.triggers.includes(param.id));
    return inOrder(linked, (qaction) =>
      runner.run({
        qaction,
        triggerIndex: qaction.triggers.indexOf(param.id),
        triggerId: param.id,
        context: { ...context, depth: context.depth + 1 },
      }),
    );
  };
  const qactionOf = (id: number): QAction => {
    const qaction = protocol.qactions.get(id);
    if (qaction === undefined) throw new Error(`The protocol of the test has no QAction ${String(id)}.`);
    return qaction;
  };
  return {
    protocol,
    parameters,
    runner,
    host,
    memory,
    notices,
    failures,
    reports,
    calls,
    changedRows,
    run(id, more = {}) {
      const qaction = qactionOf(id);
      return runner.run({
        qaction,
        triggerIndex: 0,
        triggerId: qaction.triggers[0] ?? 0,
        context: { depth: 0 },
        ...more,
      });
    },
    set: (pid, value) => parameters.set(pid, value, "external", { depth: 0 }).done,
    receive: (pid, bytes) => parameters.setBytes(pid, bytes, "device", { depth: 0 }).done,
    noticed: (code) => notices.filter((notice) => notice.code === code).map((notice) => notice.message),
  };
}

/** Runs one function as QAction 1 of a protocol and gives what it returned. */
export async function inScript<T>(
  params: string,
  script: (protocol: SLProtocol) => T,
  options: Partial<Options> = {},
): Promise<Bench & { readonly result: T | undefined }> {
  let result: T | undefined;
  const made = await bench(
    protocolOf(`<Params>${params}</Params>
      <Triggers><Trigger id="5"><Name>t</Name><On id="1">parameter</On><Time>change</Time></Trigger></Triggers>
      <Actions><Action id="6"><Name>a</Name><On>protocol</On><Type>stop current group</Type></Action></Actions>
      <QActions><QAction id="1" name="under test" encoding="csharp" triggers="999999"/></QActions>`),
    {
      1: (protocol: SLProtocol) => {
        result = script(protocol);
      },
    },
    options,
  );
  await made.run(1);
  const [failure] = made.failures;
  if (failure !== undefined) throw failure.error;
  return Object.assign(made, { result });
}
