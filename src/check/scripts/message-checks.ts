/** The rule about equal messages: a parameter that triggers a QAction changes only when its value does. */
import { kindOf } from "../../protocol/connection-kinds.ts";
import type { Protocol, Response } from "../../protocol/model.ts";
import {
  namedParameter,
  spanAt,
  type ScriptChecks,
  type ScriptContext,
  type ScriptReport,
} from "./script-check.ts";
import { constantOf, numberOf } from "./script-model.ts";

/** Messages. */
export const messageChecks = {
  MESSAGE_NOT_CLEARED: {
    severity: "warning",
    explanation:
      "A message that the device sends by itself triggers a QAction, and nothing clears its parameter. A message that is equal to the one before changes nothing, so the QAction does not run for it.",
    check: checkMessages,
  },
} as const satisfies ScriptChecks;

/** Responses outside of all pairs on connections where the device speaks by itself. */
function pushedResponses({ connections, pairs, responses }: Protocol): readonly Response[] {
  const paired = new Set([...pairs.values()].flatMap((pair) => pair.responses.map(({ id }) => id)));
  const speaking = connections.filter((connection) => {
    const { carries, opener, answersOnly } = kindOf(connection);
    return carries === "messages" && opener !== undefined && !answersOnly;
  });
  return [...responses.values()].filter(
    ({ id, connection }) =>
      !paired.has(id) && speaking.some((one) => connection === undefined || one.id === connection),
  );
}

function checkMessages(context: ScriptContext, report: ScriptReport): void {
  const { protocol, unread } = context;
  // A script that nobody could read may clear it.
  if (unread.length > 0) return;
  const cleared = clearedParameters(context);
  if (cleared === "unknown") return;
  for (const { id, content, position } of pushedResponses(protocol)) {
    // With several parameters a message changes when one of them does: an id or a time may be among them.
    const [pid, ...others] = content.filter((one) => protocol.params.get(one)?.type === "read");
    if (pid === undefined || others.length > 0 || cleared.has(pid)) continue;
    const triggered = [...protocol.qactions.values()].find(
      (qaction) => !qaction.group && qaction.triggers.includes(pid),
    );
    if (triggered === undefined) continue;
    report(
      `nothing clears ${namedParameter(protocol, pid)}, which response ${String(id)} fills and which triggers QAction ${String(triggered.id)}: it does not run for a message that equals the one before. Clear the parameter when the message is done, for example by an action clear that CheckTrigger of the script reaches.`,
      spanAt(protocol, position),
    );
  }
}

/** Parameters that an action or a script clears; `unknown` when a script computes which. */
function clearedParameters({ protocol, readings }: ScriptContext): ReadonlySet<number> | "unknown" {
  const cleared = new Set<number>();
  for (const { on, type, onIds, typeId } of protocol.actions.values()) {
    if (on !== "parameter") continue;
    // Any action that sets the parameter makes the next message another value.
    if (type === "clear" || typeId !== undefined) for (const id of onIds) cleared.add(id);
    if (type === "clear" && onIds.length === 0) return "unknown";
  }
  for (const { calls } of readings) {
    for (const { member, args } of calls) {
      const [first, second] = args.map(({ value }) => value);
      const notified = member === "NotifyProtocol" && numberOf(first) === 474 ? second : undefined;
      const target = member === "ClearParameter" || member === "SetParameter" ? first : notified;
      if (target !== undefined) {
        const id = numberOf(target);
        if (id === undefined) return "unknown";
        if (member !== "SetParameter" || constantOf(second) === "" || second?.kind === "computed")
          cleared.add(id);
      }
      if (member === "SetParameters") {
        if (first?.kind !== "list" || first.items === undefined) return "unknown";
        for (const item of first.items) cleared.add(numberOf(item) ?? Number.NaN);
      }
      if (member === "SetParameterBinary") cleared.add(numberOf(first) ?? Number.NaN);
      if (/^Set.*ByName$/.test(member)) {
        const name = constantOf(first);
        for (const param of protocol.params.values()) if (param.name === name) cleared.add(param.id);
      }
    }
  }
  return cleared;
}
