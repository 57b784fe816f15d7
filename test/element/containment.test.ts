/** Whatever throws inside an element: it is reported, the element goes on, and stop settles. */
import { once } from "node:events";
import { expect } from "chai";
import type { Connection } from "../../src/connection/connection.ts";
import { Element } from "../../src/element/element.ts";
import type { ElementEvent } from "../../src/element/events.ts";
import type { ElementOptions } from "../../src/element/element-settings.ts";
import { savedInMemory } from "../../src/parameter/saved/saved-values.ts";
import { sketchConnector, sketchScripts, type ConnectorSketch } from "../../src/testing/connector-sketch.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { TestElement } from "../../src/testing/test-element.ts";

const broken = new Error("broken");
function fail(): never {
  throw broken;
}

/** Parameter 10 is set by users and saved; a message goes to 20, whose QAction counts it in 30. */
const sketch: ConnectorSketch = {
  message: 20,
  params: { 10: { kind: "text", save: true }, 20: "text", 30: "number" },
  qactions: {
    5: {
      triggers: [20],
      run: (protocol) => {
        protocol.SetParameter(30, Number(protocol.GetParameter(30)) + 1);
      },
    },
  },
};

/** A line that does nothing. */
function line(more: Partial<Connection> = {}): Connection {
  const nothing = (): void => undefined;
  return {
    ...{
      id: 0,
      state: "open",
      unsentBytes: 0,
      open: nothing,
      retarget: nothing,
      pause: nothing,
      resume: nothing,
    },
    send: () => true,
    close: () => Promise.resolve(),
    ...more,
  };
}

/** An element that is not started, and its lines of the runtime. */
function make(
  given: ElementOptions = {},
  connector: ConnectorSketch = sketch,
): { element: Element; codes: string[] } {
  const element = new Element(sketchConnector(connector), {
    ...{ scripts: sketchScripts(connector), clock: new ManualClock(), makeConnection: () => line() },
    ...given,
  });
  const codes: string[] = [];
  element.subscribe((event) => {
    if (event.type === "log" && /_FAILED$|^SAVED_/.test(event.code ?? "")) codes.push(event.code ?? "");
  });
  return { element, codes };
}

describe("containment", () => {
  it("listeners, listeners of the stream, and sinks of the log that throw", async () => {
    const { element, codes } = make();
    element.subscribe(fail);
    element.stream.subscribe(fail);
    element.log.addSink(fail);
    await element.start();
    for (const text of ["a", "b"]) await element.receive(0, Buffer.from(text, "utf16le"));
    element.stream.add({ at: 0, connection: 0, direction: "in" });
    element.slProtocol.Log("a line");
    expect(element.get(30)).to.equal(2);
    await element.stop();
    expect(element.state).to.equal("stopped");
    expect(codes).to.deep.equal(["LISTENER_FAILED", "LISTENER_FAILED", "LISTENER_FAILED"]);
  });

  it("the only listener throws: a warning of the process, and the element goes on", async () => {
    const element = new Element(sketchConnector(sketch), {
      scripts: sketchScripts(sketch),
      makeConnection: () => line(),
    });
    element.subscribe(fail);
    const warned = once(process, "warning");
    await element.start();
    const [warning] = (await warned) as [Error];
    expect(warning.message).to.match(/^A listener of the element's events threw/);
    await element.stop();
  });

  it("when is rejected with what its condition throws, and leaves no timer", async () => {
    const clock = new ManualClock();
    const { element } = make({ clock });
    const waited = element.when(fail).catch((error: unknown) => error);
    await element.start();
    expect(await waited).to.equal(broken);
    await element.stop();
    // The patience of the stop is all that may be left, and it is taken back.
    expect(clock.pending).to.deep.equal([]);
  });

  it("saved values that cannot be saved: the set is refused with a code, and the next one is done", async () => {
    let full = true;
    const memory = savedInMemory();
    const saved = {
      ...memory,
      load: () => [],
      loadTables: () => [],
      save: () => (full ? fail() : undefined),
    };
    const { element, codes } = make({ savedValues: saved });
    await element.start();
    expect(await element.set(10, "a")).to.equal(0x8004_02a4);
    full = false;
    expect(await element.set(10, "b")).to.equal(0);
    expect([element.get(10), codes]).to.deep.equal(["b", ["CHAIN_FAILED"]]);
    await element.stop();
  });

  it("scriptFailed throws", async () => {
    const connector = { ...sketch, qactions: { 5: { triggers: [20], run: fail } } };
    const { element, codes } = make({ scriptFailed: fail }, connector);
    await element.start();
    await element.receive(0, Buffer.from("a", "utf16le"));
    await element.stop();
    expect(codes).to.deep.equal(["SCRIPT_FAILED", "LISTENER_FAILED"]);
  });

  it("a script throws what has no text", async () => {
    const thrown: unknown = Object.create(null);
    const connector: ConnectorSketch = {
      ...sketch,
      qactions: {
        5: {
          triggers: [20],
          run: () => {
            throw thrown;
          },
        },
      },
    };
    const { element, codes } = make({}, connector);
    await element.start();
    await element.receive(0, Buffer.from("a", "utf16le"));
    await element.stop();
    expect(codes).to.deep.equal(["SCRIPT_FAILED"]);
  });

  it("a connection that cannot be closed, and values that cannot be saved: stop settles all the same", async () => {
    const saved = { ...savedInMemory(), load: () => [], loadTables: () => [], close: fail };
    const { element, codes } = make({ savedValues: saved, makeConnection: () => line({ close: fail }) });
    await element.start();
    await Promise.all([element.stop(), element.stop()]);
    expect([element.state, codes]).to.deep.equal(["stopped", ["CHAIN_FAILED", "SAVED_NOT_WRITTEN"]]);
    await element.start();
    expect(element.state).to.equal("active");
    await element.stop();
  });

  it("an element whose making fails is stopped, and can be started when the reason is gone", async () => {
    let works = false;
    const { element } = make({ makeConnection: () => (works ? line() : fail()) });
    expect(await element.start().catch((error: unknown) => error)).to.equal(broken);
    expect(element.state).to.equal("stopped");
    works = true;
    await element.start();
    expect(element.state).to.equal("active");
    await element.stop();
  });

  it("a stop while the element starts: nothing is opened, and it stays stopped", async () => {
    let opened = 0;
    const { element } = make({
      makeConnection: () =>
        line({
          open: () => {
            opened += 1;
          },
        }),
    });
    const states: string[] = [];
    element.subscribe((event: ElementEvent) => {
      if (event.type === "state") states.push(event.state);
    });
    await Promise.all([element.start(), element.stop()]);
    expect([opened, states]).to.deep.equal([0, ["starting", "stopping", "stopped"]]);
  });

  it("in a test they reject the call that set them off", async () => {
    await using test = await TestElement.start(sketch);
    const end = test.element.subscribe((event) => {
      if (event.type === "parameter") fail();
    });
    expect(await test.set(10, "a").catch((error: unknown) => error)).to.equal(broken);
    end();
    await test.set(10, "b");
  });
});
