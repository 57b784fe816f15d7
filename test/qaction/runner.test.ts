/** Running QActions: entry points, promises, failures, instances. */
import path from "node:path";
import { expect } from "chai";
import { bench, numberParam, protocolOf, textParam } from "../support/qaction/script-element.ts";
import type { Bench } from "../support/qaction/script-element.ts";
import { scriptFolder } from "../support/qaction/script-folder.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";

const params = `<Params>${textParam(1)}${textParam(2)}${numberParam(3)}</Params>`;
const protocolWith = (qactions: string): string => protocolOf(`${params}<QActions>${qactions}</QActions>`);
const one = protocolWith('<QAction id="1" name="first" encoding="csharp" triggers="1"/>');

/** Throws anything, as scripts may. */
function raise(thrown: unknown): never {
  const box: { throw(value: unknown): unknown } = (function* () {
    yield;
  })();
  box.throw(thrown);
  throw new Error("unreachable");
}

describe("runner", () => {
  it("runs a QAction of a folder and hands it the protocol object", async () => {
    const folder = scriptFolder({
      "QAction_1.ts": `
        export class QAction {
          static Run(protocol: any): void {
            const upper: string = protocol.GetParameter(1).toUpperCase();
            protocol.SetParameter(2, upper);
          }
        }`,
    });
    const made = await bench(one, folder);
    await made.set(1, "é");
    expect(made.parameters.get(2)).to.equal("É");
    expect(made.runner.counts).to.deep.equal({ started: 1, failed: 0 });
  });

  it("a script that is not there is reported, and the others run", async () => {
    const folder = scriptFolder({
      "QAction_2.ts": "export function Run(protocol: any): void { protocol.SetParameter(2, 'ran'); }",
    });
    const made = await bench(
      protocolWith(`<QAction id="1" name="first" encoding="csharp" triggers="1"/>
        <QAction id="2" name="second" encoding="csharp" triggers="1"/>`),
      folder,
    );
    expect(made.noticed("SCRIPT_MISSING")).to.have.length(1);
    await made.set(1, "é");
    expect(made.parameters.get(2)).to.equal("ran");
  });

  it("a script that throws is logged with its own stack, file and line, counted, and the chain goes on", async () => {
    const folder = scriptFolder({
      "QAction_1.ts": [
        "interface Parsed { readonly value: number }",
        "function parse(text: string): Parsed {",
        "  return JSON.parse(text) as Parsed;",
        "}",
        "export function Run(protocol: { GetParameter(id: number): unknown }): void {",
        "  parse(String(protocol.GetParameter(1)));",
        "}",
      ].join("\n"),
      "QAction_2.ts": "export function Run(protocol: any): void { protocol.SetParameter(2, 'ran'); }",
    });
    const made = await bench(
      protocolWith(`<QAction id="1" name="first" encoding="csharp" triggers="1"/>
        <QAction id="2" name="second" encoding="csharp" triggers="1"/>`),
      folder,
    );
    await made.set(1, "no json");
    expect(made.parameters.get(2)).to.equal("ran");
    expect(made.runner.counts).to.deep.equal({ started: 2, failed: 1 });
    const [failure] = made.failures;
    expect(failure?.error).to.be.instanceOf(SyntaxError);
    expect(failure?.file).to.equal(path.join(folder, "QAction_1.ts"));
    expect(failure?.line).to.equal(3);
    expect(failure?.stack).to.contain("SyntaxError").and.to.contain("QAction_1.ts:6");
    expect(failure?.stack).to.not.contain("src/qaction");
    const [first, second] = made.memory.messages;
    expect(first).to.match(/^Exception during execution: SyntaxError: /);
    expect(second).to.equal("QAction [1] triggered by [pid=1/idx=-1/pk=/user=] failed. (0x800402DA)");
    expect(made.noticed("SCRIPT_FAILED")[0]).to.contain("QAction_1.ts:3");
  });

  it("whatever is thrown: a text, null, an error of the class itself", async () => {
    for (const thrown of ["words", null, new RangeError("far")]) {
      const made = await bench(one, {
        1: () => {
          raise(thrown);
        },
      });
      await made.set(1, "x");
      expect(made.failures[0]?.error).to.equal(thrown);
    }
  });

  it("a promise is waited for; its rejection is a failure like any other", async () => {
    const order: string[] = [];
    const made = await bench(
      protocolWith(`<QAction id="1" name="first" encoding="csharp" triggers="1"/>
        <QAction id="2" name="second" encoding="csharp" triggers="1"/>`),
      {
        1: async () => {
          order.push("start");
          await Promise.resolve();
          order.push("end");
          throw new Error("late");
        },
        2: () => order.push("second"),
      },
    );
    const done = made.set(1, "x");
    expect(done).to.be.instanceOf(Promise);
    await done;
    expect(order).to.deep.equal(["start", "end", "second"]);
    expect(made.failures[0]?.stack).to.contain("late");
  });

  it("a script that sets off something pending goes on at once, is warned, and is finished when that is", async () => {
    const order: string[] = [];
    const made = await bench(
      protocolWith(`<QAction id="1" name="first" encoding="csharp" triggers="1"/>
        <QAction id="2" name="second" encoding="csharp" triggers="2"/>`),
      {
        1: (protocol: SLProtocol) => {
          protocol.SetParameter(2, "x");
          order.push("first goes on");
        },
        2: async () => {
          await Promise.resolve();
          order.push("second ends");
        },
      },
    );
    const done = made.set(1, "x");
    expect(order).to.deep.equal(["first goes on"]);
    await done;
    expect(order).to.deep.equal(["first goes on", "second ends"]);
    expect(made.noticed("SCRIPT_DID_NOT_WAIT")).to.have.length(1);
  });

  it("asyncQActions = queuedOnly: a promise is waited for only from a queued QAction", async () => {
    const xml = (options: string): string =>
      protocolWith(`<QAction id="1" name="first" encoding="csharp" triggers="1" ${options}/>`);
    const script = { 1: () => Promise.resolve() };
    const plain = await bench(xml(""), script, { asyncQActions: "queuedOnly" });
    expect(plain.set(1, "x")).to.equal(undefined);
    expect(plain.noticed("SCRIPT_PROMISE")).to.have.length(1);
    const queued = await bench(xml('options="queued"'), script, { asyncQActions: "queuedOnly" });
    expect(queued.set(1, "x")).to.be.instanceOf(Promise);
    expect(queued.noticed("SCRIPT_PROMISE")).to.have.length(0);
  });

  it("an instance entry point has one object for the element, which is disposed of; nothing runs after that", async () => {
    const events: string[] = [];
    class QAction {
      #runs = 0;
      Run(): void {
        events.push(`run ${String(++this.#runs)}`);
      }
      Dispose(): void {
        events.push("disposed");
      }
    }
    const made = await bench(one, { 1: QAction });
    await made.run(1);
    await made.run(1);
    await made.runner.dispose();
    await made.runner.dispose();
    await made.run(1);
    expect(events).to.deep.equal(["run 1", "run 2", "disposed"]);
  });

  it("a Dispose that throws is reported", async () => {
    const made = await bench(one, {
      1: class {
        readonly word = "x";
        Run(): string {
          return this.word;
        }
        dispose(): void {
          throw new Error("stuck");
        }
      },
    });
    await made.run(1);
    await made.runner.dispose();
    expect(made.noticed("SCRIPT_FAILED")[0]).to.contain("stuck");
  });

  it("an element that writes information at level 2 logs every run", async () => {
    const made = await bench(one, { 1: () => undefined });
    await made.run(1);
    expect(made.memory.lines).to.deep.equal([]);
    made.host.log.levels.information = 2;
    await made.run(1, { context: { depth: 0, user: { name: "ann", cookie: "c" } } });
    expect(made.memory.messages).to.deep.equal([
      "CQAction::Run|INF|2|QAction [1] triggered by [pid=1/idx=-1/pk=/user=ann]",
    ]);
  });

  it("arguments of the run come instead of input parameters", async () => {
    let given: unknown;
    const made = await bench(one, {
      1: (_: SLProtocol, menu: unknown) => {
        given = menu;
      },
    });
    const menu = ["client", "delete", "key 1"];
    await made.run(1, { arguments: [menu] });
    expect(given).to.equal(menu);
  });

  it("SLP-03 values of a device and copies fire only when the value is another one, sets of a script always", async () => {
    let runs = 0;
    const made = await bench(one, { 1: () => runs++ });
    const context = { depth: 0 };
    await made.receive(1, Uint8Array.of(0x41, 0x00));
    await made.receive(1, Uint8Array.of(0x41, 0x00));
    expect(runs).to.equal(1);
    made.parameters.set(2, "A", "external", context);
    made.parameters.copy(2, 1, "construct", context);
    expect(runs).to.equal(1);
    made.parameters.set(1, "A", "script", context);
    expect(runs).to.equal(2);
  });

  it("a QAction without a script does nothing, and canRun says so", async () => {
    const made = await bench(one, {});
    await made.set(1, "x");
    const qaction = made.protocol.qactions.get(1);
    expect(qaction !== undefined && made.runner.canRun(qaction)).to.equal(false);
    expect(made.runner.counts.started).to.equal(0);
  });

  it("the protocol object still works after its run, as a chain of its own", async () => {
    let kept: SLProtocol | undefined;
    const made: Bench = await bench(one, {
      1: (protocol: SLProtocol) => {
        kept = protocol;
      },
    });
    await made.run(1);
    expect(kept?.SetParameter(2, "later")).to.equal(0);
    expect(made.parameters.get(2)).to.equal("later");
  });
});
