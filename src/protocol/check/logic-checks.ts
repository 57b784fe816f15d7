/** Checks of triggers, actions, groups, timers, responses, QActions and conditions that do not work together. */
import type { Checks, Report } from "./check.ts";
import { elementAt, fixOf, insertBefore, removeAttribute, setContent } from "./edits.ts";
import { parametersOf } from "../condition-model.ts";
import type { Fix } from "../fix.ts";
import { Lines } from "../xml/lines.ts";
import { childNamed, type XmlElement } from "../xml/xml-element.ts";
import type {
  Action,
  Expression,
  GroupItem,
  GroupType,
  Param,
  Protocol,
  SourceText,
  Trigger,
} from "../model.ts";
import { actionsOf, commandsByConnection, conditionsOf } from "./usage.ts";

/** What may stand in a group of each type (`LogicGroups`). */
const contentOf: Readonly<Record<GroupType, readonly GroupItem["kind"][]>> = {
  poll: ["param", "pair", "session"],
  "poll action": ["action"],
  "poll trigger": ["trigger"],
  action: ["action"],
  trigger: ["trigger"],
};

/** Logic. */
export const logicChecks = {
  TRIGGER_TIME: {
    severity: "error",
    explanation: "On and Time of a trigger do not go together. The trigger never fires by itself.",
  },
  ACTION_TYPE_ID: {
    severity: "information",
    explanation:
      "Type@id of an action that takes no parameter from it. It has no effect; ids of groups, pairs and the like belong on On.",
  },
  ACTION_TYPE: {
    severity: "error",
    explanation: "On and Type of an action do not go together. The action does nothing.",
  },
  GROUP_CONTENT: {
    severity: "error",
    explanation:
      "Content that does not fit the type of its group, or content of several kinds. Such items are not executed.",
    check({ groups, root, source }, report) {
      for (const { id, type, content, position } of groups.values()) {
        const fitting = contentOf[type];
        for (const item of content) {
          if (!fitting.includes(item.kind)) {
            const better =
              item.kind === "action" ? "poll action" : item.kind === "trigger" ? "poll trigger" : "poll";
            report(
              `${item.kind} ${String(item.id)} is not executed: group ${String(id)} is of type ${type}, which takes ${fitting.join(", ")}. Give the group the type ${better}.`,
              item.position,
              {
                fix: content.every(({ kind }) => kind === item.kind)
                  ? typeFix(source, elementAt(root, position.offset), better)
                  : undefined,
              },
            );
          } else if (item.kind !== content[0]?.kind) {
            report(
              `group ${String(id)} mixes ${content[0]?.kind ?? "nothing"} and ${item.kind}. Put each kind in a group of its own.`,
              item.position,
            );
          }
        }
      }
    },
  },
  TIMER_LAST_GROUP: {
    severity: "warning",
    explanation:
      "The last group of a timer is not of a poll type. The timer then does not wait for its groups, and the queue can grow without limit.",
    check({ timers, groups }, report) {
      for (const { id, groups: ids, position } of timers.values()) {
        const last = groups.get(ids.at(-1) ?? Number.NaN);
        if (last === undefined || last.type.startsWith("poll")) continue;
        report(
          `The last group of timer ${String(id)}, group ${String(last.id)}, is of type ${last.type}: the timer does not wait for its groups. Make it poll ${last.type}, or put a poll group last.`,
          position,
        );
      }
    },
  },
  STARTUP_GROUP: {
    severity: "warning",
    explanation: "An after startup trigger in a protocol without groups: DataMiner does not fire it.",
    check({ triggers, groups }, report) {
      if (groups.size > 0) return;
      for (const { id, on, time, position } of triggers.values()) {
        if (on !== "protocol" || time !== "after startup") continue;
        report(
          `trigger ${String(id)} does not fire after startup, because the protocol has no group. Add one.`,
          position,
        );
      }
    },
  },
  RESPONSE_READ: {
    severity: "warning",
    explanation:
      "A response with a parameter of variable length, and no trigger before it that runs a read action: the parameter stays empty.",
    check: checkReadActions,
  },
  COMMAND_MAKE: {
    severity: "warning",
    explanation:
      "A command of a connection with MakeCommandByProtocol, and no trigger before it that runs a make action: it is sent with 0 bytes.",
    check: checkMakeActions,
  },
  ENTRY_POINTS: {
    severity: "error",
    explanation:
      "The attribute entryPoint must name one method for each trigger, in the same order. Triggers without one run nothing.",
  },
  CONDITION_INVALID: {
    severity: "error",
    explanation: "A condition that cannot be parsed. It is always false, as in DataMiner.",
  },
  CONDITION_STYLE: {
    severity: "warning",
    explanation:
      "A condition that works but is easily misread, or that only some versions of DataMiner accept.",
  },
  CONDITION_TABLE: {
    severity: "warning",
    explanation:
      "A condition that compares a table with a value, or looks at a column. Neither has a single value; only a table and empty can be compared.",
    check: checkTables,
  },
  QACTION_ROW: {
    severity: "warning",
    explanation:
      'A QAction with row="true" whose triggers are no tables and no columns. It runs, but there is no row that it could be told.',
    check: checkRows,
  },
} as const satisfies Checks;

/** Conditions that compare a table or a column, at its id. */
function checkTables(protocol: Protocol, report: Report): void {
  const { source, params } = protocol;
  const columns = new Set(
    [...params.values()].flatMap(({ table }) => table?.columns.map(({ pid }) => pid) ?? []),
  );
  let lines: Lines | undefined;
  for (const { what, condition } of conditionsOf(protocol)) {
    if (condition.expression === undefined) continue;
    const compared = comparedWithValues(condition.expression);
    for (const id of new Set(parametersOf(condition.expression))) {
      const isTable = params.get(id)?.type === "array" && compared.includes(id);
      if (!isTable && !columns.has(id)) continue;
      const { offset } = condition.position;
      const word = new RegExp(String.raw`id:${String(id)}(?!\d)`, "i").exec(
        source.text.slice(offset, offset + condition.text.length + "<![CDATA[".length),
      );
      lines ??= new Lines(source.text);
      const why = isTable
        ? "is a table and has no value of its own. Compare it with empty"
        : "is a column and has a value in each row, so the condition is false. Compare the table with empty";
      report(
        `Condition of ${what} compares parameter ${String(id)}, which ${why}, or a parameter that a QAction fills from the table.`,
        word === null ? condition.position : lines.at(offset + word.index),
        word === null ? {} : { length: word[0].length },
      );
    }
  }
}

/** Parameters that an expression compares with anything but `empty`. */
function comparedWithValues({ first, rest }: Expression): readonly number[] {
  return [first, ...rest.map(({ member }) => member)].flatMap(({ left, comparison }) => {
    const sides = comparison === undefined ? [left] : [left, comparison.right];
    const operands = sides.flatMap((side) => [side.first, ...side.rest.map(({ operand }) => operand)]);
    const nested = operands.flatMap((operand) =>
      operand.kind === "group" ? comparedWithValues(operand.expression) : [],
    );
    const empty = operands.some(({ kind }) => kind === "empty");
    return [
      ...nested,
      ...operands.flatMap((operand) => (operand.kind === "param" && !empty ? [operand.id] : [])),
    ];
  });
}

function checkRows(protocol: Protocol, report: Report): void {
  const { params, qactions, source, root } = protocol;
  const rows = [...qactions.values()].filter(
    ({ row, group, triggers }) => row && !group && triggers.length > 0,
  );
  if (rows.length === 0) return;
  const tables = [...params.values()].filter(({ type, table }) => type === "array" || table !== undefined);
  const columns = new Set(tables.flatMap(({ table }) => (table?.columns ?? []).map(({ pid }) => pid)));
  // A write parameter belongs to the column of its name.
  const names = new Set([...columns].flatMap((pid) => namesOf(params.get(pid))));
  const inTable = (pid: number): boolean => {
    const param = params.get(pid);
    return (
      param === undefined ||
      columns.has(pid) ||
      tables.includes(param) ||
      namesOf(param).some((name) => names.has(name))
    );
  };
  for (const { id, triggers, position } of rows) {
    if (triggers.some(inTable)) continue;
    const element = elementAt(root, position.offset);
    const row = element?.attributes.find(({ localName }) => localName === "row");
    report(
      `QAction ${String(id)} has row="true", and none of its triggers is a table or a column (${triggers.join(", ")}): there is no row. Remove it, or name a column.`,
      row?.position ?? position,
      {
        fix:
          row === undefined ? undefined : fixOf("suggestion", "Remove 'row'", removeAttribute(source, row)),
      },
    );
  }
}

const namesOf = (param: Param | undefined): readonly string[] =>
  [param?.name, param?.description].flatMap((text) => (text ? [text.toLowerCase()] : []));

/** Gives a group a type. */
function typeFix(source: SourceText, group: XmlElement | undefined, type: GroupType): Fix | undefined {
  const tag = childNamed(group, "type");
  const content = childNamed(group, "content");
  return fixOf(
    "suggestion",
    `Write Type ${type}`,
    tag === undefined
      ? content && insertBefore(source, content, `<Type>${type}</Type>`)
      : setContent(source, tag, type),
  );
}

/** The triggers that fire before a response or a command: those of its id, else those for each of its kind. */
function firingBefore(protocol: Protocol, on: "response" | "command"): (id: number) => readonly Trigger[] {
  const before = new Map<Trigger["onId"], Trigger[]>();
  for (const trigger of protocol.triggers.values()) {
    if (trigger.on !== on || trigger.time !== "before") continue;
    const same = before.get(trigger.onId);
    if (same === undefined) before.set(trigger.onId, [trigger]);
    else same.push(trigger);
  }
  // A trigger for one silences the one for each (`How_to_use_on_each_in_a_protocol_trigger`).
  return (id) => before.get(id) ?? before.get("each") ?? [];
}

/** Commands of a connection with MakeCommandByProtocol that nothing makes: they are sent empty. */
function checkMakeActions(protocol: Protocol, report: Report): void {
  const made = new Set(
    protocol.connections.flatMap(({ id, makeCommandByProtocol }) => (makeCommandByProtocol ? [id] : [])),
  );
  if (made.size === 0) return;
  const firing = firingBefore(protocol, "command");
  const makes = (id: number) => (action: Action) =>
    action.on === "command" &&
    action.type === "make" &&
    (action.onIds.length === 0 || action.onIds.includes(id));
  const actions = [...protocol.actions.values()];
  const sent = new Set<number>();
  for (const [connection, commands] of commandsByConnection(protocol))
    if (made.has(connection)) for (const id of commands) sent.add(id);
  for (const { id, position } of protocol.commands.values()) {
    // An action that names the command may also be run by a script or another trigger.
    const named = actions.some((action) => action.onIds.length > 0 && makes(id)(action));
    if (!sent.has(id) || named || firing(id).some((trigger) => actionsOf(protocol, trigger).some(makes(id))))
      continue;
    report(
      `command ${String(id)} is sent on a connection with MakeCommandByProtocol, and no trigger before it runs a make action: it is sent with 0 bytes. Add one, for example with On id="each" and Time before.`,
      position,
    );
  }
}

function checkReadActions(protocol: Protocol, report: Report): void {
  const before = firingBefore(protocol, "response");
  for (const { id, content, position } of protocol.responses.values()) {
    const variable = content.find((pid) => {
      const lengthType = protocol.params.get(pid)?.interprete.lengthType;
      return lengthType !== undefined && lengthType !== "fixed";
    });
    const isRead = ({ on, type }: Action): boolean => on === "response" && type === "read";
    if (variable === undefined || before(id).some((trigger) => actionsOf(protocol, trigger).some(isRead)))
      continue;
    report(
      `parameter ${String(variable)} of response ${String(id)} has no fixed length and stays empty: no trigger before the response runs a read action. Add one, for example with On id="each" and Time before.`,
      position,
    );
  }
}
