/** Scripts that do not return, and Ctrl+C while one runs. */
import { expect } from "chai";
import type { QActionKitError } from "../../../src/base/errors.ts";
import { ScriptWatch } from "../../../src/qaction/script/script-watch.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";
import { TestElement } from "../../../src/testing/test-element.ts";
import type { ConnectorSketch } from "../../../src/testing/connector-sketch.ts";

function forEver(): never {
  for (;;);
}

/** What a call throws. */
function thrownBy(call: () => unknown): QActionKitError {
  try {
    call();
  } catch (error) {
    return error as QActionKitError;
  }
  throw new Error("nothing thrown");
}

/** QAction 5 on 1 does what is given; QAction 6 on 2 is counted in 3. */
function connector(run: (protocol: SLProtocol) => unknown): ConnectorSketch {
  return {
    params: { 1: "text", 2: "number", 3: "number" },
    qactions: {
      5: { triggers: [1], run },
      6: { triggers: [2], run: (protocol) => protocol.SetParameter(3, Number(protocol.GetParameter(3)) + 1) },
    },
  };
}

/** The element when it has been set, with the code of what that threw, and the QActions that were named as ended. */
async function ended(sketch: ConnectorSketch): Promise<{ test: TestElement; code: string; named: string[] }> {
  const test = await TestElement.start(sketch, { options: { scriptTimeoutMs: 500 } });
  const { code } = (await test.set(1, "go").catch((error: unknown) => error)) as QActionKitError;
  const named = test.events.flatMap((event) =>
    event.type === "log" && event.code === "SCRIPT_TIMEOUT"
      ? [event.message.slice(0, "QAction [5]".length)]
      : [],
  );
  return { test, code, named };
}

describe("script watch", () => {
  it("gives what a script gives, throws what it throws, and awaits nothing", async () => {
    const watch = new ScriptWatch(1000);
    expect(watch.call(() => 7)).to.equal(7);
    const broken = new Error("broken");
    expect(
      thrownBy(() =>
        watch.call(() => {
          throw broken;
        }),
      ),
    ).to.equal(broken);
    const later = watch.call(() => Promise.resolve(8));
    expect(later).to.be.instanceOf(Promise);
    expect(await later).to.equal(8);
    watch.check();
  });

  it("ends a loop without an end; of two, the inner one", () => {
    const watch = new ScriptWatch(30);
    expect(thrownBy(() => watch.call(forEver)).code).to.equal("ERR_SCRIPT_TIMEOUT");
    let inner: QActionKitError | undefined;
    watch.call(() => {
      inner = thrownBy(() => watch.call(forEver));
    });
    expect(inner?.code).to.equal("ERR_SCRIPT_TIMEOUT");
    expect(inner?.message).to.contain("30 ms");
  });

  it("Ctrl+C ends a script, and the process is told of it", async () => {
    const watch = new ScriptWatch(60_000);
    const told = new Promise<void>((resolve) => process.once("SIGINT", resolve));
    const error = thrownBy(() =>
      watch.call(() => {
        process.kill(process.pid, "SIGINT");
        forEver();
      }),
    );
    expect(error.code).to.equal("ERR_SCRIPT_INTERRUPTED");
    await told;
  });

  it("scriptTimeoutMs: the QAction is named, and the element goes on", async () => {
    const { test, code, named } = await ended(connector(forEver));
    expect([code, named]).to.deep.equal(["ERR_SCRIPT_TIMEOUT", ["QAction [5]"]]);
    expect(await test.set(2, 1)).to.equal(0);
    expect(test.get(3)).to.equal(1);
    await test.dispose();
  });

  it("a script that calls members for ever is ended by one of them, and what it caused is whole", async () => {
    const { test, code, named } = await ended(
      connector((protocol) => {
        for (let i = 1; ; i++) protocol.SetParameter(2, i);
      }),
    );
    expect(code).to.equal("ERR_SCRIPT_TIMEOUT");
    expect(named.at(-1)).to.equal("QAction [5]");
    await test.set(2, -1);
    expect(Number(test.get(3))).to.be.greaterThan(1);
    await test.dispose();
  });

  it("a script inside of another one is named, and both are ended", async () => {
    const sketch = connector((protocol) => {
      protocol.SetParameter(2, 1);
    });
    const { test, code, named } = await ended({
      ...sketch,
      qactions: { ...sketch.qactions, 6: { triggers: [2], run: forEver } },
    });
    expect([code, named]).to.deep.equal(["ERR_SCRIPT_TIMEOUT", ["QAction [6]"]]);
    await test.dispose();
  });

  it("without the option a script may take as long as it likes", async () => {
    await using test = await TestElement.start(
      connector(() => {
        const end = performance.now() + 50;
        while (performance.now() < end);
      }),
    );
    expect(await test.set(1, "go")).to.equal(0);
  });
});
