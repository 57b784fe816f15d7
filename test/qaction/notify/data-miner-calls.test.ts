/** NotifyDataMiner: this element, elements of a directory, and calls that are recorded. */
import { expect } from "chai";
import { bench, inScript, protocolOf } from "../../support/qaction/script-element.ts";
import { notifyDataMiner, params } from "../../support/qaction/notify-element.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";

const own = [7, 42];

describe("notify DataMiner", () => {
  it("50 and 256 queue a set on the own element, 167 runs it in place with a warning", async () => {
    const made = await notifyDataMiner([
      [50, [...own, 1], "x"],
      [256, [...own, 1], ["y", new Date(0)]],
      [167, [...own, 1], "z"],
    ]);
    expect(made.result).to.deep.equal([null, null, null]);
    expect(made.calls).to.deep.equal(["external queued 1 x", "external queued 1 y", "external now 1 z"]);
    expect(made.noticed("SCRIPT_ARGUMENT")).to.have.length(1);
  });

  it("SLP-44 127 and 167 on the own element are warned about, the queued form is not", async () => {
    const rename = [["1", "Another", 1]];
    const queued = await inScript(params, (protocol) => {
      protocol.NotifyDataMinerQueued(127, own, rename);
      protocol.NotifyDataMinerQueued(167, [...own, 1], "x");
    });
    expect(queued.calls).to.deep.equal(["after run", "after run", "external now 1 x"]);
    expect(queued.noticed("SCRIPT_ARGUMENT")).to.deep.equal([]);
    const waiting = await notifyDataMiner([
      [127, own, rename],
      [167, [...own, 1], "x"],
    ]);
    expect(waiting.noticed("SCRIPT_ARGUMENT")).to.have.length(2);
  });

  it("127 on the own element changes the description, and the notice names the queued form", async () => {
    const made = await inScript(params, (protocol) => [
      protocol.NotifyDataMiner(127, own, [
        ["1", "Another", 1],
        ["2", "dB", 1],
      ]),
      protocol.GetParameterDescription(1),
    ]);
    expect(made.result).to.deep.equal([0, "Another"]);
    expect(made.noticed("SCRIPT_ARGUMENT")[0]).to.contain("NotifyDataMinerQueued");
  });

  it("69 and 73 read values of this element; the value of 69 stands at index 4", async () => {
    const made = await notifyDataMiner([
      [69, own, 2],
      [69, own, 100],
      [73, [...own, 5]],
      [73, [...own, 99]],
      [73, [...own, 2]],
    ]);
    const { result } = made;
    expect((result?.[0] as unknown[])[4]).to.equal(0);
    expect(result?.[0]).to.have.length(13);
    expect((result?.[1] as unknown[])[4]).to.deep.equal([
      [["a"], ["b"]],
      [["Red"], ["red"]],
      [[1], [2]],
    ]);
    expect(result?.slice(2)).to.deep.equal([[0], [null], [null]]);
    expect(made.noticed("SCRIPT_ARGUMENT")[0]).to.contain("parameter 2, which has no RTDisplay");
  });

  it("144, 323 and 377 know this element and those of the directory", async () => {
    const calls: [number, unknown][] = [
      [144, own],
      [144, [7, 43]],
      [144, [7, 99]],
      [323, "Bench 1"],
      [323, "Other"],
      [323, "Nobody"],
      [377, own],
      [377, [7, 43]],
      [377, [7, 99]],
    ];
    const written: unknown[] = [];
    let result: unknown[] = [];
    const made = await bench(
      protocolOf(
        `<Params>${params}</Params><QActions><QAction id="1" name="a" encoding="csharp" triggers="1"/></QActions>`,
      ),
      {
        1: (protocol: SLProtocol) => {
          result = calls.map(([type, value]) => protocol.NotifyDataMiner(type, value, null));
          protocol.NotifyDataMiner(50, [7, 43, 5], "set");
          result.push(protocol.NotifyDataMiner(73, [7, 43, 5], null));
        },
      },
    );
    made.host.elements = {
      nameOf: ({ elementId }) => (elementId === 43 ? "Other" : undefined),
      find: (name) => (name === "Other" ? { dataMinerId: 7, elementId: 43 } : undefined),
      read: (_, pid) => (pid === 5 ? "there" : undefined),
      write: (element, pid, value) => written.push([element.elementId, pid, value]),
    };
    await made.run(1);
    expect(made.failures).to.deep.equal([]);
    expect(result).to.deep.equal([
      "Bench 1",
      "Other",
      null,
      [7, 42, 7],
      [7, 43, 7],
      null,
      true,
      true,
      null,
      ["there"],
    ]);
    expect(written).to.deep.equal([[43, 5, "set"]]);
    made.host.started = false;
    await made.run(1);
    expect(result[6]).to.equal(null);
    made.host.active = false;
    await made.run(1);
    expect(result[6]).to.equal(null);
  });

  it("115 asks for another state of this element only", async () => {
    const states: number[] = [];
    const made = await inScript(params, () => undefined);
    made.host.setElementState = (state) => states.push(state);
    const ask = await bench(
      protocolOf(
        `<Params>${params}</Params><QActions><QAction id="1" name="a" encoding="csharp" triggers="1"/></QActions>`,
      ),
      {
        1: (protocol: SLProtocol) => {
          protocol.NotifyDataMiner(115, [42, 3, 1, 7], null);
          protocol.NotifyDataMiner(115, ["Bench 1", 1, 1], null);
          protocol.NotifyDataMiner(115, [43, 4, 1, 7], null);
        },
      },
    );
    ask.host.setElementState = (state) => states.push(state);
    await ask.run(1);
    expect(states).to.deep.equal([3, 1]);
  });

  it("149, 156, 163, 168, 215, 249 and 336 with agent and element in front", async () => {
    const made = await notifyDataMiner([
      [149, [...own, 100], "c"],
      [163, [...own, 100], "c"],
      [156, [...own, 100], "c"],
      [168, own, 100],
      [215, [...own, 100, "a"]],
      [215, [...own, 100, "gone"]],
      [336, [...own, 100, 102], [["a"], ["new"]]],
      [215, [...own, 100, "a"]],
      [249, [...own, 0], 1],
      [215, [7, 43, 100, "a"]],
    ]);
    expect(made.result).to.deep.equal([
      3,
      3,
      2,
      [
        ["a", "b"],
        ["Red", "red"],
      ],
      ["a", "Red", 1],
      null,
      null,
      ["a", "new", 1],
      null,
      null,
    ]);
    expect(made.calls).to.deep.equal(["connection 1 fails"]);
  });

  it("calls that only a whole system could serve are recorded, with the documented answer", async () => {
    const made = await notifyDataMiner([
      [62, "element:42:7", ["name", "read", "value"]],
      [106, 0, ["alarm"]],
      [128, "1;42;5;7", "text"],
    ]);
    expect(made.result).to.deep.equal([null, 0, 0]);
    expect(made.reports.map((report) => (report.type === "notify" ? report.number : 0))).to.deep.equal([
      62, 106, 128,
    ]);
  });

  it("NotifyDataMiner of a wrong shape gives null and a log line", async () => {
    const numbers = [50, 69, 73, 115, 127, 144, 149, 156, 163, 167, 168, 215, 249, 256, 323, 336, 377];
    const { result, memory } = await notifyDataMiner(numbers.map((type) => [type, 5] as const));
    expect(result).to.deep.equal(numbers.map(() => null));
    expect(memory.messages).to.have.length(numbers.length);
    expect(memory.messages[0]).to.match(/^NotifyDataMiner with 50 failed\. 0x80040221 \(5, null\)$/);
  });
});
