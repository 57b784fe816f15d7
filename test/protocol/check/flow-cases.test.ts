/** Wrong and right cases of the rules on logic. */
import {
  interprete,
  param,
  params,
  qaction,
  runs,
  testCases,
  trigger,
  type RuleCases,
} from "../../support/protocol/rule-cases.ts";

const list = params(param(2, interprete(), "array"), param(3));
/** A table with one column, a write parameter of its name, and a parameter outside of it. */
const table = params(
  param(1, '<ArrayOptions index="0"><ColumnOption idx="0" pid="2"/></ArrayOptions>', "array"),
  param(2),
  param(3, interprete(), "write").replace("P3", "P2"),
  param(4),
);
const action = (id: number, on: string, type: string): string =>
  `<Action id="${String(id)}"><On${on}</On><Type${type}</Type></Action>`;
const actions = (...all: string[]): string => `<Actions>${all.join("")}</Actions>`;
const triggers = (...all: string[]): string => `<Triggers>${all.join("")}</Triggers>`;
const group = (id: number, type: string, content: string, more = ""): string =>
  `<Group id="${String(id)}"><Name>G${String(id)}</Name><Type>${type}</Type>${more}<Content>${content}</Content></Group>`;
const groups = (...all: string[]): string => `<Groups>${all.join("")}</Groups>`;
const startup = (id: number, type = "action"): string =>
  trigger(1, "<On>protocol</On>", runs(id, type), "after startup");
const changed = (id: number, pid: number, content: string): string =>
  trigger(id, `<On id="${String(pid)}">parameter</On>`, content, "change");
const runQActions = action(1, ' id="4">parameter', ">run actions");
const numbers = params(...[1, 2, 3, 4].map((id) => param(id, interprete("", "double"))));
const queues = (id: number): string => action(1, ` id="${String(id)}">group`, ">execute next");

const cases: RuleCases = {
  CONDITION_TABLE: {
    wrong: [
      [list + groups(group(1, "poll", "", "<Condition>¦id:2 == 5</Condition>")), "id:2"],
      [
        list +
          groups(group(1, "poll", "", '<Condition><![CDATA[id:3 == "a" AND ( 1 < ¦id:2 )]]></Condition>')),
        "id:2",
      ],
      [
        list +
          '<QActions><QAction id="1" name="Q"><Condition>¦ID:2 != emptystring</Condition></QAction></QActions>',
        "ID:2",
      ],
      [table + groups(group(1, "poll", "", "<Condition>id:4 > 1 AND ¦id:2 == 5</Condition>")), "id:2"],
      [table + groups(group(1, "poll", "", "<Condition>¦id:2 == empty</Condition>")), "id:2"],
    ],
    right: [
      list + groups(group(1, "poll", "", "<Condition>id:2 == empty</Condition>")),
      list + groups(group(1, "poll", "", "<Condition>(id:3 == 5) AND (empty != id:2)</Condition>")),
      list + groups(group(1, "poll", "", "<Condition>id:3 == 2</Condition>")),
      // The write parameter of a column has a value while it is set.
      table +
        groups(group(1, "poll", "", "<Condition>id:3 == 2 AND id:4 == 1 AND id:1 != empty</Condition>")),
    ],
  },
  QACTION_ROW: {
    wrong: [
      [table + '<QActions><QAction id="1" name="Q" triggers="4" ¦row="true"/></QActions>', 'row="true"'],
      table + '<QActions><QAction id="1" ¦row="true" name="Q" triggers="4;4"/></QActions>',
      params(param(2)) + '<QActions><QAction id="1" name="Q" triggers="2" ¦row="TRUE"/></QActions>',
    ],
    right: [
      ...["1", "2", "3", "4;2"].map((pids) => table + qaction(`triggers="${pids}" row="true"`)),
      table + qaction('triggers="4" row="false"'),
      table + qaction('row="true"'),
      // A group of a multi-threaded timer, which runs for rows.
      table + groups(group(4, "poll", "")) + qaction('triggers="4" row="true" options="group"'),
    ],
  },
  STARTUP_QUEUE: {
    wrong: [
      numbers + triggers("¦" + startup(1)) + actions(runQActions) + qaction('triggers="4"'),
      numbers +
        triggers("¦" + startup(2, "trigger"), trigger(2, "", runs(1), "")) +
        actions(runQActions) +
        qaction('triggers="4"'),
      numbers +
        triggers("¦" + startup(1)) +
        actions(action(1, ' id="3;4">parameter', ">run actions")) +
        qaction('triggers="2;4"'),
    ],
    right: [
      numbers +
        triggers(startup(1)) +
        actions(queues(1), action(2, ' id="4">parameter', ">run actions")) +
        groups(group(1, "poll action", "<Action>2</Action>")) +
        qaction('triggers="4"'),
      // Documented for alarm values: normalize runs nothing.
      numbers +
        triggers(startup(1)) +
        actions(action(1, ' id="4">parameter', ">normalize")) +
        qaction('triggers="4"'),
      numbers + triggers(changed(1, 4, runs(1))) + actions(runQActions) + qaction('triggers="4"'),
      numbers + triggers(startup(1)) + actions(runQActions) + qaction('triggers="3"'),
    ],
  },
  LOGIC_CIRCLE: {
    wrong: [
      numbers +
        triggers("¦" + changed(1, 1, runs(1))) +
        actions(action(1, ' id="1">parameter', ">increment")),
      triggers("¦" + trigger(1, "", runs(2, "trigger"), ""), trigger(2, "", runs(1, "trigger"), "")),
      // The sum is another one each time, and so is its copy.
      numbers +
        triggers("¦" + changed(1, 1, runs(1)), changed(2, 2, runs(2))) +
        actions(
          action(1, ' id="2">parameter', ' value="2">increment'),
          action(2, ' id="1">parameter', ' id="2">copy'),
        ),
      actions(queues(1)) + groups("¦" + group(1, "poll action", "<Action>1</Action>")),
      actions(queues(2), action(2, ' id="1">parameter', ">save")) +
        groups(group(2, "action", "<Action>2</Action>")) +
        triggers("¦" + trigger(1, '<On id="2">group</On>', runs(1), "after")),
    ],
    right: [
      // An equal value sets nothing off.
      numbers +
        triggers(changed(1, 1, runs(1)), changed(2, 2, runs(2))) +
        actions(
          action(1, ' id="2">parameter', ' id="1">copy'),
          action(2, ' id="1">parameter', ' id="2">copy'),
        ),
      numbers +
        triggers(changed(1, 1, runs(1)).replace("<Type>", "<Condition>id:1 != 9</Condition><Type>")) +
        actions(action(1, ' id="1">parameter', ">increment")),
      numbers + triggers(changed(1, 1, runs(1))) + actions(action(1, ' id="2">parameter', ">increment")),
      numbers +
        triggers(changed(1, 1, runs(1))) +
        actions(action(1, ' id="1">parameter', ' value="0">increment')),
      // What is added may be 0.
      numbers +
        triggers(changed(1, 1, runs(1))) +
        actions(action(1, ' id="1">parameter', ' id="2">increment')),
      // Polling goes on and on, at the pace of the device.
      actions(queues(1)) +
        groups(group(1, "poll", "<Pair>1</Pair>")) +
        triggers(trigger(1, '<On id="1">group</On>', runs(1), "after")),
      actions(queues(1), action(2, ">protocol", ' value="100">sleep')) +
        groups(group(1, "poll action", "<Action>2</Action><Action>1</Action>")),
      actions(queues(2)) + groups(group(1, "poll action", "<Action>1</Action>"), group(2, "poll", "")),
    ],
  },
};

describe("protocol/check: wrong and right cases of rules on logic", () => {
  testCases(cases);
});
