/** Wrong and right cases of the rules on messages. */
import {
  bytes,
  command,
  fixed,
  group,
  param,
  params,
  qaction,
  response,
  responses,
  runs,
  socket,
  status,
  testCases,
  trigger,
  type RuleCases,
} from "../../support/protocol/rule-cases.ts";

const answered = (mark: string, attributes = ""): string =>
  `<Pairs><Pair id="1"${attributes}><Name>P</Name><Content><Command>1</Command>${mark}<Response>1</Response></Content></Pair></Pairs>`;
const two = (first = "", second = ""): string => responses(response(1, 2, first), response(2, 3, second));
const messages = params(fixed(1, "0x01"), status, param(2), param(3));
const serial =
  '<Connections><Connection id="0" name="A"><Serial/></Connection></Connections>' + messages + command();
const virtualMain = (options = ""): string =>
  socket(options, 1).replace(
    "<Connections>",
    '<Connections><Connection id="0" name="B"><Virtual/></Connection>',
  );
const clears = (on: string): string =>
  `<Actions><Action id="1"><On${on}</On><Type>clear</Type></Action></Actions>`;
const changed = (pid: number, time = "change"): string =>
  `<Trigger id="1"><On id="${String(pid)}">parameter</On><Time>${time}</Time>${runs(1)}</Trigger>`;
const triggers = (...all: string[]): string => `<Triggers>${all.join("")}</Triggers>`;

const cases: RuleCases = {
  PAIR_AND_PUSH: {
    wrong: [
      socket() + messages + command() + answered("¦") + group() + two(),
      socket() +
        messages +
        command() +
        answered("¦") +
        group(' connection="0"') +
        two("", ' options="Connection:0"'),
      socket("", 1) +
        messages +
        command() +
        answered("¦", ' options="connection:1"') +
        group() +
        two("", ' options="connection:1"'),
    ],
    right: [
      socket() + messages + command() + answered("") + group() + responses(response(1, 2)),
      socket() + messages + command() + group() + two(),
      // The messages come on another connection.
      socket() + messages + command() + answered("") + group() + two("", ' options="Connection:1"'),
      // Nothing executes the pair.
      socket() + messages + command() + answered("") + two(),
      // A serial device speaks only when it is asked.
      serial + answered("") + group() + two(),
    ],
  },
  RESPONSE_UNBOUND: {
    wrong: [
      virtualMain() +
        messages +
        responses(response(1, 2, ' options="Connection:1"'), response(2, 3, "", "¦")),
      socket("", 1) +
        messages +
        responses(response(2, 3, "", "¦"), response(1, 2, ' options="Connection:1"')),
      '<Type advanced="smart-serial:A">http</Type>' +
        messages +
        responses(response(1, 2, ' options="connection:1"'), response(2, 3, "", "¦")),
    ],
    right: [
      socket() + messages + two("", ' options="Connection:1"'),
      // Connection 1 has no response of its own: RESPONSE_CONNECTION.
      virtualMain() + messages + two(),
      virtualMain() + messages + two(' options="Connection:1"', ' options="Connection:1"'),
      virtualMain() + bytes + command() + answered("", ' options="connection:1"') + responses(response(1, 7)),
      messages + two(),
    ],
  },
  CLEAR_TOO_EARLY: {
    wrong: [
      messages + two() + triggers("¦" + changed(2)) + clears(' id="1">response'),
      messages +
        two() +
        triggers(`¦${trigger(1, '<On id="1">response</On>', runs(1))}`) +
        clears(">response"),
      messages + two() + triggers("¦" + changed(3)) + clears(' id="1;2">response'),
      // Triggers come before QActions.
      messages + triggers("¦" + changed(2)) + clears(' id="2">parameter') + qaction('triggers="2"'),
      messages + triggers("¦" + changed(2)) + clears(">parameter") + qaction('triggers="3;2"'),
    ],
    right: [
      messages +
        two() +
        triggers(trigger(1, '<On id="1">response</On>', runs(1), "after")) +
        clears(">response"),
      messages +
        two() +
        triggers(trigger(1, '<On id="1">group</On>', runs(1), "after")) +
        clears(' id="1">response'),
      messages + two() + triggers(changed(2, "change after response")) + clears(' id="1">response'),
      // Another response than the one of the parameter.
      messages + two() + triggers(changed(2)) + clears(' id="2">response'),
      // Cleared again when it counts.
      messages +
        two() +
        triggers(changed(2), trigger(2, '<On id="1">response</On>', runs(1), "after")) +
        clears(' id="1">response'),
      // The documented recipe: the QAction calls the trigger.
      messages +
        triggers(trigger(1, "", runs(1), "")) +
        clears(' id="2">parameter') +
        qaction('triggers="2"'),
      messages + triggers(changed(2)) + clears(' id="3">parameter') + qaction('triggers="2"'),
      messages + triggers(changed(2)) + clears(' id="2">parameter'),
      messages +
        triggers(changed(2).replace("<Type>", "<Condition>id:3 == 1</Condition><Type>")) +
        clears(' id="2">parameter') +
        qaction('triggers="2"'),
    ],
  },
};

describe("protocol/check: wrong and right cases of rules on messages", () => {
  testCases(cases);
});
