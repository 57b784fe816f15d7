/** How the members about the run itself work: inputs, row, log, triggers, messages to the user. */
import { hresults, signed } from "./hresult.ts";
import { isLogLevel, isLogType, logLevelOf, LogLevel, logTypeOf, LogType } from "../log-constants.ts";
import type { Run } from "../qaction-run.ts";
import type { CallOutcome } from "../qaction-host.ts";
import type { Hresult, InputValue } from "../script-values.ts";

/** `GetInputParameter`. */
export function getInputParameter<C>(run: Run<C>, j: number): InputValue {
  const input = run.inputs[j];
  if (input !== undefined) return input.value();
  run.fail("GetInputParameter", j, hresults.notFound);
  return null;
}

/** `GetInputBytes`. */
export function getInputBytes<C>(run: Run<C>, i: number): Uint8Array | null {
  const bytes = run.inputs[i]?.bytes() ?? null;
  if (bytes === null) run.fail("GetInputBytes", i, hresults.notFound);
  return bytes;
}

/** `OldRow`, with the hint that it needs `preserve state`. */
export function oldRow<C>(run: Run<C>): readonly unknown[] | null {
  const { row } = run.request;
  if (row === undefined) return null;
  if (row.oldRow !== undefined) return row.oldRow;
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `OldRow ${String(row.table)}`,
    `OldRow gives null, because table ${String(row.table)} does not have the option 'preserve state'.`,
    { pid: row.table },
  );
  return null;
}

/** `UserInfo`: the full name, else the account name, else the empty text. */
export function userInfo<C>(run: Run<C>): string {
  const user = run.environment.host.user(run.request.context);
  return user?.fullName ?? user?.name ?? "";
}

/** `UserCookie`. */
export function userCookie<C>(run: Run<C>): string {
  return run.environment.host.user(run.request.context)?.cookie ?? "";
}

/** `Log` in all its forms; the deprecated one is known by its first number. */
export function log<C>(run: Run<C>, first: unknown, second: unknown, third: unknown): number {
  if (typeof first === "number") {
    writeLine(run, third, logTypeOf(first), typeof second === "number" ? logLevelOf(second) : undefined);
    return hresults.ok;
  }
  const type = isLogType(second) ? second : undefined;
  const level = isLogLevel(second) ? second : isLogLevel(third) ? third : undefined;
  if (second !== undefined && type === undefined && !isLogLevel(second)) {
    run.environment.warnOnce(
      "SCRIPT_ARGUMENT",
      "Log",
      "Log was given something that is neither a LogType nor a LogLevel, for example a plain number: the line is written as if it were left out. Use LogType.Error, LogLevel.Level1 and so on.",
    );
  }
  writeLine(run, first, type, level);
  return hresults.ok;
}

function writeLine<C>(
  run: Run<C>,
  message: unknown,
  type: LogType | undefined,
  level: LogLevel | undefined,
): void {
  const { environment, request } = run;
  const text =
    typeof message === "string" ? message : message === null || message === undefined ? "" : asText(message);
  environment.host.log.write("script", type ?? LogType.Allways, level ?? LogLevel.DevelopmentLogging, text, {
    qaction: request.qaction.id,
    trigger: request.triggerId,
  });
}

function asText(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message;
  return typeof value === "function" || typeof value === "symbol" ? typeof value : JSON.stringify(value);
}

/** `CheckTrigger`. */
export function checkTrigger<C>(run: Run<C>, id: number): Hresult {
  if (!run.active) return signed(hresults.notActive);
  const { host, protocol } = run.environment;
  if (!protocol.triggers.has(id)) return signed(run.fail("NT_CHECK_TRIGGER", id, hresults.notFound));
  return conclude(run, "NT_CHECK_TRIGGER", id, host.checkTrigger(id, run.request.context));
}

/** `NT_RUN_ACTION`. */
export function runAction<C>(run: Run<C>, id: number): Hresult {
  if (!run.active) return signed(hresults.notActive);
  const { host, protocol } = run.environment;
  if (!protocol.actions.has(id)) return signed(run.fail("NT_RUN_ACTION", id, hresults.noAction));
  return conclude(run, "NT_RUN_ACTION", id, host.runAction(id, run.request.context));
}

function conclude<C>(run: Run<C>, call: string, id: number, outcome: CallOutcome): Hresult {
  run.join(outcome.done);
  return signed(outcome.code === 0 ? outcome.code : run.fail(call, id, outcome.code));
}

/** `SendToDisplay`. */
export function sendToDisplay<C>(
  run: Run<C>,
  pid: number,
  x: number | readonly number[] | undefined,
  y: number | readonly number[] | undefined,
): Hresult {
  if (!run.active) return signed(hresults.notActive);
  const { host, protocol } = run.environment;
  if (!protocol.params.has(pid)) return signed(run.fail("NT_NOTIFY_DISPLAY", pid, hresults.notFound));
  const inputs = positions(x);
  const outputs = positions(y);
  if (inputs.length !== outputs.length) {
    const about = `${String(pid)} (${String(inputs.length)} inputs, ${String(outputs.length)} outputs)`;
    return signed(run.fail("NT_NOTIFY_DISPLAY", about, hresults.invalidCall));
  }
  host.report?.({ type: "display", pid, inputs, outputs });
  return hresults.ok;
}

/** No positions for the whole matrix, which is what leaving out, 0 and -1 mean. */
function positions(value: number | readonly number[] | undefined): readonly number[] {
  if (value === undefined || value === 0 || value === -1) return [];
  return typeof value === "number" ? [value] : value;
}

/** `ShowInformationMessage`. */
export function showInformationMessage<C>(run: Run<C>, message: string, caption: string): void {
  if (!run.active) return;
  const { environment, request } = run;
  if (!environment.host.fromClient(request.context)) {
    environment.warnOnce(
      "SCRIPT_ARGUMENT",
      `ShowInformationMessage ${String(request.qaction.id)}`,
      `QAction ${String(request.qaction.id)} called ShowInformationMessage in a run that no client started directly: nobody would see it.`,
      { qaction: request.qaction.id },
    );
  }
  environment.host.report?.({ type: "message", message, caption, user: userInfo(run) });
}
