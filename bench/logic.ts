/** Sets and messages through the engine against plain calls, and the queue at three lengths. Run: `npx tsx bench/logic.ts`. */
import { systemClock } from "../src/base/clock.ts";
import { Engine } from "../src/logic/engine.ts";
import type { ChainContext } from "../src/logic/chain/context.ts";
import type { LogicHost } from "../src/logic/logic-host.ts";
import { ExecutionQueue } from "../src/logic/schedule/queue.ts";
import { defaultOptions } from "../src/options/register.ts";
import { ParameterStore } from "../src/parameter/store.ts";
import { action, param, qaction, trigger } from "../test/support/logic/chain-bench.ts";
import { engineProtocol, response, webSocket } from "../test/support/logic/engine-bench.ts";
import { measure, print } from "./harness.ts";

/** A queue operation at 100,000 groups may cost this many times that at 10. */
const flat = 2;
const fresh: ChainContext = { depth: 0 };

const protocol = engineProtocol({
  connections: [webSocket(0)],
  params: [param(1, { number: true }), param(2, { number: true }), param(11), param(12)],
  responses: [response(31, [11])],
  triggers: [
    trigger(1, "parameter#1", "change", [1]),
    trigger(2, "response#each", "before", [2]),
    trigger(3, "", "", [3]),
  ],
  actions: [
    action(1, "parameter#2", "copy", 'id="1"'),
    action(2, "response", "read"),
    action(3, "parameter#11", "clear"),
  ],
  qactions: [qaction(1, "1"), qaction(5, "11")],
});
const parameters = new ParameterStore<ChainContext>(protocol, defaultOptions);
const nothing = (): void => undefined;
let runs = 0;
const countRun = (): void => {
  runs++;
};

const host: LogicHost = {
  notice: nothing,
  listening: false,
  reporting: false,
  event: nothing,
  scripts: {
    run: ({ qaction: { id }, context }) => {
      if (id === 1) {
        countRun();
        return;
      }
      void parameters.set(12, parameters.text(11) ?? "", "script", context).done;
      return engine.triggers.check(3, context).done;
    },
    postpone: () => nothing,
  },
  save: nothing,
  clearDisplay: nothing,
  normalize: nothing,
  connections: {
    settings: () => ({ timeoutMs: 1500, retries: 3 }),
    isOpen: () => true,
    send: () => true,
    retarget: nothing,
    open: nothing,
    close: nothing,
  },
  communication: { item: nothing },
};
const engine: Engine = new Engine(protocol, defaultOptions, parameters, systemClock, host);
await engine.startup(nothing);
engine.startThreads();

/** The same work by hand: a value kept, compared, copied to another one, and a function called. */
const values = new Map<number, number>();
const texts = new Map<number, string>();
const handlers = new Map<number, ((value: number) => void)[]>([
  [
    1,
    [
      (value) => {
        if (values.get(2) !== value) values.set(2, value);
      },
      countRun,
    ],
  ],
]);
let next = 0;

const message = Buffer.from('{"name":"Input 4","value":21.5}'.repeat(6));

print(
  "Logic",
  await measure([
    {
      what: "set + trigger + copy action + QAction",
      ours: () => parameters.set(1, next++ & 1023, "script", fresh),
      theirs: () => {
        const value = next++ & 1023;
        values.set(1, value);
        for (const handler of handlers.get(1) ?? []) handler(value);
      },
      against: "a Map, a list of functions",
      aim: 0.02,
    },
    {
      what: "message of 186 B + read + QAction + set + clear",
      ours: () => engine.deliveries.message({ connection: 0, bytes: message, at: 0 }),
      theirs: () => {
        const text = message.toString("latin1");
        texts.set(11, text);
        texts.set(12, text);
        texts.delete(11);
      },
      against: "toString, a Map",
      aim: 0.05,
    },
  ]),
);
await engine.stop();
if (runs === 0) throw new Error("The QAction never ran.");

interface Entry {
  readonly group: { readonly id: number };
}

const rounds = 7;
const operations = 20_000;
/** Groups of the protocol: the same ones wait many times. */
const groups = 200;

/** ns of one insertion and one taking, in a queue that holds `length` groups all the time. */
function queueNanoseconds(length: number): number {
  const queue = new ExecutionQueue<Entry>();
  const hows = ["execute", "execute next", "add to execute", "execute one"] as const;
  const entries = Array.from({ length: length + operations }, (_, at) => ({ group: { id: at % groups } }));
  for (const entry of entries.slice(0, length)) queue.insert(entry, "add to execute");
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < operations; i++) {
      const entry = entries[(length + i) % entries.length];
      if (entry !== undefined) queue.insert(entry, hows[i & 3] ?? "execute");
      queue.take();
    }
    best = Math.min(best, ((performance.now() - start) * 1e6) / operations);
  }
  return best;
}

const lengths = [10, 1000, 100_000] as const;
for (const length of lengths) queueNanoseconds(length);
const costs = lengths.map(queueNanoseconds);
console.log("Execution queue: one insertion and one taking");
lengths.forEach((length, index) => {
  const ns = costs[index] ?? 0;
  console.log(`${String(length).padStart(7)} groups  ${ns.toFixed(0).padStart(5)} ns`);
});
const growth = (costs.at(-1) ?? 0) / (costs[0] ?? 1);
console.log(
  `100,000 against 10: ${growth.toFixed(2)}x (aim at most ${flat}, ${growth <= flat ? "reached" : "not reached"})`,
);
