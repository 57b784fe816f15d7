/** Checks of how messages reach their responses: beside answers, by connection, and cleared so that an equal one counts again. */
import type { Checks, Report } from "./check.ts";
import { kindOf } from "../connection-kinds.ts";
import { elementAt, fixOf, removeElement, setAttribute } from "./edits.ts";
import type { Action, Protocol, Response, Trigger } from "../model.ts";
import { actionsOf, connectionsOfPairs, pairedResponses, webSocketsOf } from "./usage.ts";

/** Messages. */
export const messageChecks = {
  PAIR_AND_PUSH: {
    severity: "warning",
    explanation:
      "A pair with a response on a WebSocket on which messages also come for a response outside of every pair. A message that comes between the command and its answer is taken as the answer.",
    check: checkPush,
  },
  RESPONSE_UNBOUND: {
    severity: "warning",
    explanation:
      "A response outside of every pair that names no connection, and so means connection 0, which carries no messages. It never matches.",
    check: checkUnbound,
  },
  CLEAR_TOO_EARLY: {
    severity: "warning",
    explanation:
      "A response is cleared while its message is still being processed, which has no effect; or a parameter is cleared on its own change, before the QActions that the change runs can read it.",
    check: checkClears,
  },
} as const satisfies Checks;

function checkPush(protocol: Protocol, report: Report): void {
  const sockets = webSocketsOf(protocol);
  if (sockets.length === 0) return;
  const executed = connectionsOfPairs(protocol);
  const paired = pairedResponses(protocol);
  const pushed = [...protocol.responses.values()].filter(({ id }) => !paired.has(id));
  for (const { id: connection } of sockets) {
    const push = pushed.find(({ connection: bound }) => (bound ?? 0) === connection);
    if (push === undefined) continue;
    for (const { id, responses } of protocol.pairs.values()) {
      const [answer] = responses;
      if (answer === undefined || executed.get(id)?.has(connection) !== true) continue;
      report(
        `pair ${String(id)} waits for response ${String(answer.id)} on connection ${String(connection)}, on which response ${String(push.id)} takes messages that answer no command: the first to come is taken as the answer. Leave responses out of the pairs of this connection, and tell messages apart in a QAction.`,
        answer.position,
        {
          fix: fixOf(
            "suggestion",
            `Take the responses out of pair ${String(id)}`,
            ...responses.map(({ position: { offset } }) => {
              const element = elementAt(protocol.root, offset);
              return element === undefined ? undefined : removeElement(protocol.source, element);
            }),
          ),
        },
      );
    }
  }
}

function checkUnbound(protocol: Protocol, report: Report): void {
  const { connections, responses, params, root, source } = protocol;
  const main = connections.find(({ id }) => id === 0);
  if (connections.length === 0 || (main !== undefined && kindOf(main).carries === "messages")) return;
  const carrying = connections.filter((one) => kindOf(one).carries === "messages");
  const bound = new Set(Array.from(responses.values(), ({ connection }) => connection));
  // Without a response of its own, a connection takes those that name none.
  if (carrying.length === 0 || carrying.some(({ id }) => !bound.has(id))) return;
  const parts = new Set(
    [...params.values()].flatMap(({ type, typeId }) => (type === "response" ? Number(typeId) : [])),
  );
  const paired = pairedResponses(protocol);
  for (const { id, connection, position } of responses.values()) {
    if (connection !== undefined || paired.has(id) || parts.has(id)) continue;
    const options = carrying.map((one) => `Connection:${String(one.id)}`);
    const [only = "", ...more] = options;
    const element = elementAt(root, position.offset);
    const free =
      element !== undefined && !element.attributes.some(({ localName }) => localName === "options");
    report(
      `response ${String(id)} names no connection, which means connection 0, and that carries no messages: it never matches. Write ${options.map((one) => `options="${one}"`).join(" or ")}.`,
      position,
      {
        fix:
          free && more.length === 0
            ? fixOf("suggestion", `Write options="${only}"`, setAttribute(source, element, "options", only))
            : undefined,
      },
    );
  }
}

/** Triggers that run while the message of a response is being processed. */
const isEarly = ({ on, time }: Trigger): boolean =>
  (on === "parameter" && time === "change") || (on === "response" && time === "before");

function checkClears(protocol: Protocol, report: Report): void {
  const triggers = [...protocol.triggers.values()];
  const cleared = (trigger: Trigger): readonly Response[] =>
    actionsOf(protocol, trigger).flatMap((action) => clearedResponses(protocol, trigger, action));
  const late = new Set(triggers.filter((trigger) => !isEarly(trigger)).flatMap(cleared));
  for (const trigger of triggers.filter(isEarly)) {
    const what = `trigger ${String(trigger.id)}`;
    for (const response of new Set(cleared(trigger))) {
      if (late.has(response)) continue;
      report(
        `${what} clears response ${String(response.id)} while its message is still being processed, which has no effect. Do it in a trigger with On response or group and Time after.`,
        trigger.position,
      );
    }
    checkEmptied(protocol, trigger, what, report);
  }
}

/** The responses that an action clears when this trigger runs it. */
function clearedResponses(
  { responses }: Protocol,
  { on, onId }: Trigger,
  { on: target, type, onIds }: Action,
): readonly Response[] {
  if (target !== "response" || type !== "clear") return [];
  const all = [...responses.values()];
  // Without ids it is the response that set the trigger off.
  const named = onIds.length > 0 ? all.filter(({ id }) => onIds.includes(id)) : all;
  if (on === "response")
    return onIds.length > 0 || onId === "each" ? named : named.filter(({ id }) => id === onId);
  if (onIds.length === 0) return [];
  return on === "parameter" && typeof onId === "number"
    ? named.filter(({ content }) => content.includes(onId))
    : named;
}

/** Triggers come before QActions: one that clears the parameter leaves them nothing. */
function checkEmptied(protocol: Protocol, trigger: Trigger, what: string, report: Report): void {
  const { on, onId, type, content, condition, position } = trigger;
  if (on !== "parameter" || typeof onId !== "number" || type !== "action" || condition !== undefined) return;
  const clears = content.some(({ id }) => {
    const action = protocol.actions.get(id);
    return (
      action?.on === "parameter" &&
      action.type === "clear" &&
      action.condition === undefined &&
      (action.onIds.length === 0 || action.onIds.includes(onId))
    );
  });
  const reader = [...protocol.qactions.values()].find(
    ({ group, triggers }) => !group && triggers.includes(onId),
  );
  if (!clears || reader === undefined) return;
  report(
    `${what} clears parameter ${String(onId)} on its change, before QAction ${String(reader.id)}, which the change also runs, can read it. Clear it in a trigger without On, and let the QAction call that with CheckTrigger.`,
    position,
  );
}
