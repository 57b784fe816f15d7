/** Checks of what sets what off: QActions that run too early, and circles without an end. */
import type { Checks, Report } from "./check.ts";
import { circlesOf, nodeName } from "./circles.ts";
import type { Protocol } from "../model.ts";
import { actionsOf } from "./usage.ts";

/** What sets what off. */
export const flowChecks = {
  STARTUP_QUEUE: {
    severity: "warning",
    explanation:
      "An after startup trigger runs QActions directly, with the action run actions, instead of queuing a group that does. They run before the timers and the connections of the element are there.",
    check: checkStartup,
  },
  LOGIC_CIRCLE: {
    severity: "error",
    explanation:
      "Triggers, actions and groups that set each other off in a circle, without a condition and without an exchange with the device in between. Once begun, it never ends.",
    check: checkCircles,
  },
} as const satisfies Checks;

function checkStartup(protocol: Protocol, report: Report): void {
  const run = new Set([...protocol.qactions.values()].flatMap(({ triggers }) => triggers));
  for (const trigger of protocol.triggers.values()) {
    if (trigger.on !== "protocol" || trigger.time !== "after startup") continue;
    const direct = actionsOf(protocol, trigger).find(
      ({ type, onIds }) => type === "run actions" && onIds.some((id) => run.has(id)),
    );
    if (direct === undefined) continue;
    report(
      `trigger ${String(trigger.id)} runs action ${String(direct.id)}, which runs QActions while the element is still starting. Put the action into a group of type poll action, and let the trigger queue that with execute next.`,
      trigger.position,
    );
  }
}

function checkCircles(protocol: Protocol, report: Report): void {
  for (const circle of circlesOf(protocol)) {
    const [from] = circle;
    if (from === undefined || !("position" in from)) continue;
    const named = [...circle, from].map((node) => nodeName(protocol, node)).join(", ");
    report(
      `${nodeName(protocol, from)} sets itself off without end: ${named}. Give one of them a condition, or let a timer begin the next round.`,
      from.position,
    );
  }
}
