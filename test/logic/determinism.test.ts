/** Small random connectors, driven twice by the same events under a manual clock: the same log, line by line. */
import { expect } from "chai";
import fc from "fast-check";
import { action, param, qaction, trigger } from "../support/logic/chain-bench.ts";
import {
  command,
  EngineBench,
  group,
  pair,
  response,
  timer,
  webSocket,
  type EngineSections,
} from "../support/logic/engine-bench.ts";

const pids = [1, 2, 3, 4] as const;
const groupIds = [1, 2, 3] as const;

const pid = fc.constantFrom(...pids);
const groupId = fc.constantFrom(...groupIds);
const how = fc.constantFrom(
  ...[
    "execute",
    "execute next",
    "add to execute",
    "execute one",
    "execute one now",
    "execute one top",
    "force execute",
  ],
);

/** One action: on what, its type, and further attributes. */
const anyAction = fc.oneof(
  fc.tuple(pid, pid).map(([to, from]) => [`parameter#${to}`, "copy", `id="${from}"`] as const),
  pid.map((id) => [`parameter#${id}`, "increment", 'value="1"'] as const),
  pid.map((id) => [`parameter#${id}`, "clear", ""] as const),
  pid.map((id) => [`parameter#${id}`, "run actions", ""] as const),
  fc.tuple(groupId, how).map(([id, type]) => [`group#${id}`, type, ""] as const),
  fc.integer({ min: 15, max: 60 }).map((ms) => ["protocol", "sleep", `value="${ms}"`] as const),
  fc
    .constantFrom("start", "stop", "reschedule", "restart timer")
    .map((type) => ["timer#1", type, ""] as const),
  fc.constant(["protocol", "stop current group", ""] as const),
);

const anyTrigger = fc.tuple(
  fc.constantFrom(
    "parameter#1",
    "parameter#2",
    "parameter#each",
    "group#1",
    "group#each",
    "pair#1",
    "response#1",
  ),
  fc.integer({ min: 1, max: 6 }),
  fc.option(fc.constantFrom("id:1 > 3", "id:2 == empty", "id:3 < id:4"), { nil: undefined }),
);

const times: Readonly<Record<string, string>> = {
  parameter: "change",
  group: "before",
  pair: "timeout",
  response: "after",
};

const anyGroup = fc.oneof(
  fc
    .array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 })
    .map((ids) => ({ items: ids.map((id) => `action ${id} next=20`), type: "poll action" })),
  fc.constantFrom(1, 2).map((id) => ({ items: [`pair ${id} next=20`], type: "poll" })),
);

/** What happens to the element. */
const anyEvent = fc.oneof(
  fc.integer({ min: 1, max: 400 }).map((ms) => ({ kind: "pass" as const, ms })),
  fc.constantFrom("A1", "A2", "Bx", "??").map((text) => ({ kind: "message" as const, text })),
  fc.tuple(pid, fc.integer({ min: 0, max: 9 })).map(([id, value]) => ({ kind: "set" as const, id, value })),
  fc.constantFrom(...(["opened", "closed", "pause", "resume"] as const)).map((kind) => ({ kind })),
);

const connector = fc.record({
  actions: fc.array(anyAction, { minLength: 6, maxLength: 6 }),
  triggers: fc.array(anyTrigger, { maxLength: 5 }),
  groups: fc.array(anyGroup, { minLength: groupIds.length, maxLength: groupIds.length }),
  timers: fc.array(fc.tuple(fc.integer({ min: 50, max: 300 }), groupId), { maxLength: 2 }),
  byProtocol: fc.boolean(),
  slowScript: fc.integer({ min: 0, max: 2 }),
  events: fc.array(anyEvent, { maxLength: 12 }),
});

type Connector = typeof connector extends fc.Arbitrary<infer T> ? T : never;

function fixed(id: number, value: string): string {
  return param(id, {
    type: "fixed",
    interprete: `<RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>${value}</Value>`,
  });
}

function sectionsOf({ actions, triggers, groups, timers, byProtocol }: Connector): EngineSections {
  const extra = "<Display><RTDisplay>true</RTDisplay></Display>";
  return {
    connections: [
      webSocket(
        0,
        `<MakeCommandByProtocol>${byProtocol}</MakeCommandByProtocol><NotifyConnectionPIDs><Connections>4</Connections></NotifyConnectionPIDs>`,
      ),
    ],
    params: [...pids.map((id) => param(id, { number: true, extra })), fixed(10, "A"), fixed(11, "ask")],
    commands: [command(1, [11, 2])],
    responses: [response(1, [10, 3])],
    pairs: [pair(1, 1, [1], 'timeout="120" options="retries:1"'), pair(2, 1)],
    groups: groups.map(({ items, type }, index) => group(index + 1, items, "", `<Type>${type}</Type>`)),
    actions: [
      ...actions.map(([on, type, attributes], index) => action(index + 1, on, type, attributes)),
      action(50, "command", "make"),
      action(51, "response", "read"),
    ],
    triggers: [
      ...triggers.map(([on, content, condition], index) => {
        const time = times[on.split("#")[0] ?? ""] ?? "";
        const guard = condition === undefined ? "" : `<Condition><![CDATA[${condition}]]></Condition>`;
        return trigger(index + 1, on, time, [content], guard);
      }),
      trigger(50, "command#each", "before", [50]),
      trigger(51, "response#each", "before", [51]),
    ],
    qactions: [qaction(1, "1", 'inputParameters="1;2"'), qaction(2, "3", 'inputParameters="3"')],
    timers: timers.map(([ms, id], index) => timer(index + 1, ms, [id], "", "<Interval>5</Interval>")),
  };
}

/** Runs the events on a new engine, to its stop, and gives everything it did and said. */
async function logOf(random: Connector): Promise<readonly string[]> {
  const bench = new EngineBench(sectionsOf(random), { maxChainDepth: 10 }, [
    ...(["trigger", "action", "group", "pair", "response", "unmatched", "timer"] as const),
  ]);
  bench.scripts.set(2, () =>
    random.slowScript === 0
      ? undefined
      : new Promise<void>((resolve) => bench.clock.after(random.slowScript * 30, resolve)),
  );
  bench.start();
  for (const event of random.events) {
    if (event.kind === "pass") await bench.pass(event.ms);
    else if (event.kind === "message") void bench.receive(event.text);
    else if (event.kind === "set") void bench.engine.externalSets.set(event.id, event.value);
    else if (event.kind === "opened") void bench.engine.status.opened(0);
    else if (event.kind === "closed") void bench.engine.status.closed(0);
    else if (event.kind === "pause") bench.engine.pause();
    else bench.engine.resume();
  }
  await bench.pass(200);
  const stopped = bench.engine.stop(1000);
  await bench.pass(1000);
  await stopped;
  // The script that a chain without an end was in when the stop lost patience; nothing comes after it.
  await bench.pass(random.slowScript * 30);
  expect(bench.clock.pending).to.deep.equal([]);
  return [
    ...bench.log,
    ...bench.notices.map(({ code, message }) => `${code} ${message}`),
    ...pids.map((id) => `${id} = ${String(bench.parameters.get(id))}`),
  ];
}

describe("determinism", () => {
  it("the same inputs give the same events, byte for byte, and nothing is left after a stop", async () => {
    await fc.assert(
      fc.asyncProperty(connector, async (random) => {
        expect(await logOf(random)).to.deep.equal(await logOf(random));
      }),
      { numRuns: 40 },
    );
  }).timeout(120_000);
});
