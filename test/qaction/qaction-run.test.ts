/** One run: what it waits for, and how it counts calls. */
import { expect } from "chai";
import { bench, inScript, numberParam, protocolOf, textParam } from "../support/qaction/script-element.ts";
import { Run } from "../../src/qaction/qaction-run.ts";

async function newRun() {
  const made = await bench(
    protocolOf(
      `<Params>${textParam(1)}</Params><QActions><QAction id="1" name="a" encoding="csharp" triggers="1"/></QActions>`,
    ),
    { 1: () => undefined },
  );
  const qaction = made.protocol.qactions.get(1);
  if (qaction === undefined) throw new Error("The test has no QAction.");
  const request = { qaction, triggerIndex: 0, triggerId: 1, context: { depth: 0 } };
  return { made, run: new Run(made.runner.environment, request, []) };
}

describe("run", () => {
  it("is settled at once when nothing is pending", async () => {
    const { run } = await newRun();
    run.join(undefined);
    expect(run.settle()).to.equal(undefined);
  });

  it("waits for everything it set off, also for what is set off while it waits", async () => {
    const { made, run } = await newRun();
    const order: string[] = [];
    let release: (() => void) | undefined;
    const second = new Promise<void>((resolve) => {
      release = () => {
        order.push("second");
        resolve();
      };
    });
    run.join(
      Promise.resolve().then(() => {
        order.push("first");
        run.join(second);
        queueMicrotask(() => release?.());
      }),
    );
    await run.settle();
    expect(order).to.deep.equal(["first", "second"]);
    expect(made.noticed("SCRIPT_DID_NOT_WAIT")).to.have.length(1);
  });

  it("SLP-42 in strict mode a script that calls for one parameter 100 times is told about the plural members", async () => {
    const many = numberParam(2);
    const loop = (times: number, strict: boolean) =>
      inScript(
        many,
        (protocol) => {
          for (let i = 0; i < times; i++) protocol.SetParameter(2, Number(protocol.GetParameter(2)) + 1);
          protocol.GetParameters(new Uint32Array(500).fill(2));
        },
        { strict },
      );
    expect((await loop(49, true)).noticed("SCRIPT_MANY_CALLS")).to.have.length(0);
    expect((await loop(200, false)).noticed("SCRIPT_MANY_CALLS")).to.have.length(0);
    const told = (await loop(200, true)).noticed("SCRIPT_MANY_CALLS");
    expect(told).to.have.length(1);
    expect(told[0]).to.contain("plural members");
  });
});
