/** NotifyDataMiner about other elements: real ones in a directory, and directories that know less. */
import { expect } from "chai";
import { Element } from "../../../src/element/element.ts";
import { createElementDirectory } from "../../../src/element/directory.ts";
import type { ElementOptions } from "../../../src/element/element-settings.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";
import { bench, protocolOf, tableParams, textParam } from "../../support/qaction/script-element.ts";
import { notifyDataMiner, params } from "../../support/qaction/notify-element.ts";

const shown = (xml: string): string =>
  xml.replace("<Interprete>", "<Display><RTDisplay>true</RTDisplay></Display><Interprete>");

/** Parameter 1, write column 152 of column 102 in table 100, 103 a number; QAction 9 on parameter 2. */
const inner = `<Params>${shown(textParam(1))}${shown(textParam(2, "p2", "write"))}${textParam(3)}
  ${tableParams(100, [{ pid: 101 }, { pid: 102 }, { pid: 103, kind: "number" }])}${shown(textParam(152, "c102", "write"))}</Params>
  <QActions><QAction id="9" name="nine" encoding="csharp" triggers="2"/><QAction id="8" name="eight" encoding="csharp" triggers="152;102" row="true"/></QActions>`;

/** Two elements, 1/1 (caller) and 1/2 (other), that know each other. */
async function pair(
  scripts: ElementOptions["scripts"] = {},
  other: Partial<ElementOptions> = {},
  both: Partial<ElementOptions> = {},
) {
  const all: Element[] = [];
  const elements = createElementDirectory(() => all);
  const { protocol } = parseProtocol(protocolOf(inner));
  const log: string[] = [];
  for (const elementId of [1, 2]) {
    const options = {
      elements,
      elementId,
      name: `E${String(elementId)}`,
      ...both,
      ...(elementId === 2 && other),
    };
    const element = new Element(protocol, { scripts, ...options });
    element.subscribe((event) => {
      if (event.type === "log" && /failed|refused/.test(event.message))
        log.push(`${String(elementId)}: ${event.message}`);
    });
    await element.start();
    all.push(element);
  }
  const [caller, called] = all as [Element, Element];
  called.slProtocol.AddRow(100, ["a", "x", 1]);
  return {
    caller,
    called,
    log,
    ask: (type: number, value1: unknown, value2: unknown = null): unknown =>
      caller.slProtocol.NotifyDataMiner(type, value1, value2),
    stop: async () => {
      for (const element of all) await element.stop();
    },
  };
}

const other = [1, 2];

describe("notify about elements", () => {
  it("149, 156, 163, 168, 215, 225 and 336 work on the table of another element", async () => {
    const { caller, called, log, ask, stop } = await pair();
    expect(ask(149, [...other, 100], ["b", "y", 2])).to.equal(2);
    expect(ask(149, Uint32Array.of(1, 2, 100), "c")).to.equal(3);
    expect(ask(163, [...other, 100], "b")).to.equal(2);
    expect(caller.slProtocol.NotifyProtocol(163, [...other, 100], "b")).to.equal(2);
    expect(ask(156, [...other, 100], ["c", "nobody"])).to.equal(2);
    expect(ask(168, other, 100)).to.deep.equal([
      ["a", "b"],
      ["a", "b"],
    ]);
    expect(ask(215, [...other, 100, "b"])).to.deep.equal(["b", "y", 2]);
    expect(ask(225, [...other, 100, "b"], [null, "z"])).to.deep.equal([0, 1]);
    expect(ask(225, [...other, 100, "b", null, true], [null, Number.NEGATIVE_INFINITY])).to.deep.equal([
      0, 1,
    ]);
    expect(ask(336, [...other, 100, 102, 103], [["a"], ["é"], [7]])).to.equal(null);
    expect(called.rows(100)).to.deep.equal([
      ["a", "é", 7],
      ["b", null, 2],
    ]);
    expect(caller.rows(100)).to.deep.equal([]);
    expect(log).to.deep.equal([]);
    await stop();
  });

  it("what fails there is a line of the one who called, and of nobody else", async () => {
    const { log, ask, stop } = await pair();
    expect(ask(215, [...other, 100, "nobody"])).to.equal(null);
    expect(ask(225, [...other, 999, "a"], [null, "z"])).to.equal(null);
    expect(ask(149, [1, 77, 100], "k")).to.equal(null);
    expect(ask(225, [...other, 100, "a"], "no row")).to.equal(null);
    expect(log.map((line) => line.replace(/ \(.*/, ""))).to.deep.equal([
      "1: NotifyDataMiner with 215 failed. 0x80040239",
      "1: NotifyDataMiner with 225 failed. 0x80040221",
      "1: NotifyDataMiner with 149 failed. 0x8004024C",
      "1: NotifyDataMiner with 225 failed. 0x80040221",
    ]);
    await stop();
  });

  it("69, 73, 127 and 144 read and rename there", async () => {
    const { called, ask, stop } = await pair();
    called.slProtocol.SetParameter(1, "Café");
    expect(ask(73, [...other, 1])).to.deep.equal(["Café"]);
    expect((ask(69, other, 1) as unknown[]).slice(0, 5)).to.deep.equal([1, "text 1!", "", "", "Café"]);
    expect((ask(69, other, 100) as unknown[])[4]).to.deep.equal([[["a"]], [["x"]], [[1]]]);
    expect(ask(127, other, [["1", "Renamed", "1"]])).to.equal(0);
    expect(called.slProtocol.GetParameterDescription(1)).to.equal("Renamed");
    expect(ask(144, other)).to.equal("E2");
    await stop();
  });

  it("rows that are written there run the QActions of that element", async () => {
    const seen: string[] = [];
    const Run = (slp: SLProtocol): void => {
      seen.push(`${slp.ElementName} ${String(slp.GetTriggerParameter())} ${slp.RowKey()}`);
    };
    const { ask, stop } = await pair({ 8: { Run } });
    seen.length = 0;
    ask(225, [...other, 100, "a"], [null, "new"]);
    expect(seen).to.deep.equal(["E2 102 a"]);
    await stop();
  });

  it("115 by id or name, 249 and 377", async () => {
    const { called, ask, stop, log } = await pair({}, { elementTimeoutMs: 0 });
    const timeout = called.when((event) => event.type === "state" && event.timeout);
    expect(ask(249, [...other, 0], -1)).to.equal(null);
    await timeout;
    expect(ask(377, other)).to.equal(true);
    const stopped = called.when((event) => event.type === "state" && event.state === "stopped");
    expect(ask(115, ["E2", 4, 1])).to.equal(null);
    await stopped;
    expect(ask(377, other)).to.equal(null);
    expect(ask(73, [...other, 1])).to.equal(null);
    expect(ask(149, [...other, 100], "k")).to.equal(null);
    expect(ask(115, ["Nobody", 4, 1])).to.equal(null);
    expect(log).to.deep.equal([
      "1: NotifyDataMiner with 73 failed. 0x800402E0",
      "1: NotifyDataMiner with 149 failed. 0x800402E0",
      "1: NotifyDataMiner with 115 failed. 0x8004024C ([ 'Nobody', 4, 1 ], null)",
    ]);
    await stop();
  });

  it("two elements that set each other with 167 are stopped at the limit", async () => {
    const runs = { 1: 0, 2: 0 };
    const Run = (slp: SLProtocol): void => {
      const id = slp.ElementID as 1 | 2;
      runs[id]++;
      slp.NotifyDataMiner(167, [1, 3 - id, 2], String(runs[id]));
    };
    const { caller, log, stop } = await pair({ 9: { Run } }, {});
    expect(await caller.set(2, "go")).to.equal(0);
    expect(runs[1] + runs[2]).to.be.within(10, 100);
    expect(log.join("\n")).to.contain("NotifyDataMiner with 167 failed. 0x800402A4");
    await stop();
  });

  it("two elements that set each other twice each are stopped by the steps that they do together", async () => {
    const runs = { 1: 0, 2: 0 };
    const Run = (slp: SLProtocol): void => {
      const id = slp.ElementID as 1 | 2;
      runs[id]++;
      for (const value of ["a", "b"]) slp.NotifyDataMiner(167, [1, 3 - id, 2], value);
    };
    const { caller, stop } = await pair({ 9: { Run } }, {}, { options: { maxChainSteps: 500 } });
    expect(await caller.set(2, "go")).to.equal(0);
    expect(runs[1] + runs[2]).to.be.within(100, 500);
    await stop();
  });

  it("a directory without notify serves 50, 69, 73 and 167 of parameters, and says what it cannot", async () => {
    const written: unknown[] = [];
    const answers: unknown[] = [];
    const made = await bench(
      protocolOf(
        `<Params>${params}</Params><QActions><QAction id="1" name="a" encoding="csharp" triggers="1"/></QActions>`,
      ),
      {
        1: (slp: SLProtocol) => {
          const calls: [number, unknown, unknown][] = [
            [73, [7, 43, 5], null],
            [69, [7, 43], 5],
            [50, [7, 43, 5], "set"],
            [167, [7, 43, 5], "at once"],
            [256, [7, 43, 5], ["before", new Date(0)]],
            [73, [7, 43, 6], null],
            [149, [7, 43, 100], "k"],
          ];
          answers.push(...calls.map(([type, v1, v2]) => slp.NotifyDataMiner(type, v1, v2)));
        },
      },
    );
    made.host.elements = {
      nameOf: ({ elementId }) => (elementId === 43 ? "Other" : undefined),
      find: () => undefined,
      read: (_, pid) => (pid === 5 ? "there" : undefined),
      write: (_, pid, value) => written.push([pid, value]),
    };
    await made.run(1);
    expect(made.failures).to.deep.equal([]);
    expect(answers).to.deep.equal([
      ["there"],
      [5, "", "", "", "there", 0, "", null, null, "", 1, 0, 0],
      ...[null, null, null, null, null],
    ]);
    expect(written).to.deep.equal([
      [5, "set"],
      [5, "at once"],
      [5, "before"],
    ]);
    expect(made.noticed("HOST_MISSING")).to.have.length(1);
    expect(made.memory.messages.map((line) => line.replace(/ \(.*/, ""))).to.deep.equal([
      "NotifyDataMiner with 73 failed. 0x80040239",
      "NotifyDataMiner with 149 failed. 0x800402A4",
    ]);
  });

  it("336 takes one column at a time before 10.3.10 (RN 36973)", async () => {
    const call = [336, [7, 42, 100, 102, 103], [["a"], ["é"], [7]]] as const;
    const older = await notifyDataMiner([call, [215, [7, 42, 100, "a"]]], { dataMinerVersion: "10.3.9" });
    expect(older.result).to.deep.equal([null, ["a", "Red", 1]]);
    expect((await notifyDataMiner([call, [215, [7, 42, 100, "a"]]])).result).to.deep.equal([
      null,
      ["a", "é", 7],
    ]);
  });
});
