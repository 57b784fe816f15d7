/** Rules about what nothing uses that need to know the scripts: status parameters, triggers and actions. Where the file has all scripts, the checks of the protocol do the same. */
import { lookAtScripted, useChecks } from "../../protocol/check/use-checks.ts";
import { namesIn, scriptText } from "../../protocol/check/usage.ts";
import { statusUnused, unreadStatuses, webSocketChecks } from "../../protocol/check/websocket-checks.ts";
import { spanAt, type ScriptChecks, type ScriptContext, type ScriptReport } from "./script-check.ts";
import { numberOf } from "./script-model.ts";

const { STATUS_UNUSED, ITEM_UNUSED } = { ...webSocketChecks, ...useChecks };

/** What nothing uses. */
export const scriptUseChecks = {
  STATUS_UNUSED: { ...STATUS_UNUSED, check: checkStatusUse },
  ITEM_UNUSED: { ...ITEM_UNUSED, check: checkItems },
} as const satisfies ScriptChecks;

/** True when all scripts were read, and not all of them stand in the protocol. */
const isKnown = ({ protocol, unread, missing, readings }: ScriptContext): boolean =>
  unread.length === 0 && missing.length === 0 && readings.length > 0 && scriptText(protocol) === undefined;

function checkStatusUse(context: ScriptContext, report: ScriptReport): void {
  const { protocol, readings } = context;
  if (!isKnown(context)) return;
  const unread = unreadStatuses(protocol);
  if (unread.length === 0) return;
  const isNamed = namesIn(readings.flatMap(({ texts }) => [...texts.values()]).join("\n"));
  for (const { id, status } of unread)
    if (!isNamed(status)) report(statusUnused(id, status), spanAt(protocol, status.position));
}

/** NotifyProtocol: check a trigger, run an action. */
const [checksTrigger, runsAction] = [134, 221];

function checkItems(context: ScriptContext, report: ScriptReport): void {
  if (!isKnown(context)) return;
  const { protocol, readings } = context;
  const texts = new Map(readings.flatMap((reading) => [...reading.texts]));
  const code = [...texts.values()].join("\n");
  /** First arguments of all calls of a member; undefined among them where one is not known. */
  const argumentsOf = (name: string): readonly (number | undefined)[] => {
    const calls = readings.flatMap((reading) => reading.calls.filter(({ member }) => member === name));
    const places = new Set(calls.map(({ span }) => `${span.file} ${String(span.start)}`));
    // A call through an object whose type nobody knows is none of these.
    const missed = (code.match(new RegExp(`\\b${name}\\b`, "g")) ?? []).length > places.size;
    return [...calls.map(({ args }) => numberOf(args[0]?.value)), ...(missed ? [undefined] : [])];
  };
  const fired = argumentsOf("CheckTrigger");
  const notified = argumentsOf("NotifyProtocol");
  const may = (number: number): boolean => notified.includes(number) || notified.includes(undefined);
  const any = fired.includes(undefined) || may(checksTrigger);
  lookAtScripted(
    protocol,
    {
      triggers: any ? "any" : new Set(fired.map(Number)),
      actions: may(runsAction) || /RUN_?ACTION/i.test(code) ? "any" : "none",
    },
    (message, position) => {
      report(message, spanAt(protocol, position));
    },
  );
}
