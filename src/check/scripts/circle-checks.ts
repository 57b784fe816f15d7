/** The rule about QActions that set themselves off again, directly or by triggers, groups and other QActions. */
import { circlesOf, nodeName, type CircleNode, type ScriptRun } from "../../protocol/check/circles.ts";
import type { QAction } from "../../protocol/model.ts";
import { attributeSpan } from "./qaction-tag.ts";
import type { ScriptChecks, ScriptContext, ScriptReport } from "./script-check.ts";
import { numberOf, type MemberCall, type ScriptReading, type ScriptSpan } from "./script-model.ts";

/** Circles. */
export const circleChecks = {
  SCRIPT_CIRCLE: {
    severity: "error",
    explanation:
      "A QAction sets a parameter, or fires a trigger, that runs the same QAction again, directly or by others, and nothing in the circle decides whether it goes on. A set of a QAction is an event even when the value stays the same, so once begun, it never ends.",
    check: checkCircles,
  },
} as const satisfies ScriptChecks;

/** What a script always does, with the calls that do it. */
interface RunOfScript extends ScriptRun {
  readonly calls: readonly MemberCall[];
}

function checkCircles({ protocol, readings }: ScriptContext, report: ScriptReport): void {
  const runs = readings.flatMap((reading) => {
    const qaction = protocol.qactions.get(reading.qaction);
    return qaction === undefined ? [] : runsOf(reading, qaction);
  });
  for (const circle of circlesOf(protocol, runs)) {
    const at = circle.findIndex((node) => runs.some((run) => run === node));
    const run = runs.find((one) => one === circle[at]);
    const qaction = run === undefined ? undefined : protocol.qactions.get(run.id);
    if (run === undefined || qaction === undefined) continue;
    const way = [...circle.slice(at), ...circle.slice(0, at), run];
    const next = way[1] ?? run;
    const span: ScriptSpan =
      run.calls.find((call) => setsOff(call, next))?.span ?? attributeSpan(protocol, qaction, "triggers");
    const named = way.map((node) => nodeName(protocol, node)).join(", ");
    report(
      `QAction ${String(run.id)} runs itself again without end: ${named}. Let the script set the parameter only when the value is another one, or give one of them a condition.`,
      span,
    );
  }
}

/** The runs of a script, one for each entry point. */
function runsOf(reading: ScriptReading, qaction: QAction): readonly RunOfScript[] {
  const { triggers, entryPoints, group, row, condition } = qaction;
  if (group || row || condition !== undefined || reading.missingEntries.length > 0) return [];
  return reading.entries.map((_, entry) => {
    const calls = reading.calls.filter((call) => call.always === true && call.entry === entry);
    return {
      id: qaction.id,
      triggers: entryPoints.length === 0 ? triggers : triggers.slice(entry, entry + 1),
      sets: calls.flatMap(setBy),
      fires: calls.flatMap(firedBy),
      calls,
    };
  });
}

/** Parameters that a call sets as the value of a chain. */
function setBy({ member, args }: MemberCall): readonly number[] {
  const [first] = args;
  const values =
    member === "SetParameter"
      ? [first?.value]
      : member === "SetParameters" && first?.value.kind === "list"
        ? (first.value.items ?? [])
        : [];
  return values.flatMap((value) => numberOf(value) ?? []);
}

function firedBy({ member, args: [first] }: MemberCall): readonly number[] {
  return member === "CheckTrigger" ? [numberOf(first?.value) ?? []].flat() : [];
}

function setsOff(call: MemberCall, next: CircleNode): boolean {
  if (firedBy(call).includes(next.id)) return true;
  return setBy(call).some((pid) =>
    "sets" in next ? next.triggers.includes(pid) : "onId" in next && next.onId === pid,
  );
}
