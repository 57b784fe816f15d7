/** What scripts reach of the element around them. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { clearing, connector, join, numberParam, textParam } from "../support/element/connector.ts";
import { listen, opened, sets } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";

const parts = join(
  {
    params: numberParam(41, "write") + textParam(12, { value: "x" }) + numberParam(42, "write"),
    qactions: `<QAction id="1" name="one" encoding="csharp" triggers="41"/><QAction id="2" name="two" encoding="csharp" triggers="42"/>`,
  },
  clearing(12, 10),
);

/** Runs one script by a set of parameter 41 as a user does. */
async function run(
  Run: (slp: SLProtocol) => unknown,
  options: ConstructorParameters<typeof Element>[1] = {},
): Promise<Element> {
  const element = new Element(connector(parts), { scripts: { 1: { Run } }, retries: 0, ...options });
  await element.start();
  await element.set(41, 1, { name: "operator", cookie: "c" });
  return element;
}

describe("script host", () => {
  it("SLP-34 ShowInformationMessage is for runs that a client started directly; in others it is warned about", async () => {
    const protocol = connector(
      join(parts, {
        params: numberParam(43) + numberParam(44, "write"),
        qactions: '<QAction id="3" name="three" encoding="csharp" triggers="43"/>',
      }),
    );
    const show = (slp: SLProtocol): void => {
      slp.ShowInformationMessage("done");
    };
    const element = new Element(protocol, {
      scripts: {
        1: { Run: show },
        2: { Run: (slp: SLProtocol) => slp.SetParameter(43, 1) },
        3: { Run: show },
      },
    });
    await element.start();
    const events = listen(element);
    const warnings = (): number =>
      events.filter((event) => event.type === "log" && event.message.includes("ShowInformationMessage"))
        .length;
    await element.set(41, 1, { name: "operator" });
    expect(warnings(), "a set of a client").to.equal(0);
    await element.set(42, 1, { name: "operator" });
    expect(warnings(), "a set of a script that a client started").to.equal(1);
    await element.stop();
  });

  it("what a script shows to clients or asks of the system is an event", async () => {
    const element = new Element(connector(parts), {
      scripts: {
        1: {
          Run(slp: SLProtocol) {
            slp.ShowInformationMessage("Saved.", "Backup");
            slp.SendToDisplay(12, 1, 2);
            slp.NotifyClient(5, "a", ["b"]);
            slp.NotifyDataMiner(106, 0, ["alarm"]);
          },
        },
      },
    });
    await element.start();
    const events = listen(element);
    await element.set(41, 1, { name: "operator" });
    await element.stop();
    const kinds: readonly string[] = ["message", "display", "notify"];
    expect(
      events.filter(({ type }) => kinds.includes(type)).map(({ at: _, ...event }) => event),
    ).to.deep.equal([
      { type: "message", message: "Saved.", caption: "Backup", user: "operator" },
      { type: "display", pid: 12, inputs: [1], outputs: [2] },
      { type: "notify", call: "NotifyClient", number: 5, value1: "a", value2: ["b"] },
      { type: "notify", call: "NotifyDataMiner", number: 106, value1: 0, value2: ["alarm"] },
    ]);
  });

  it("ids, names and the user of the run", async () => {
    const seen: unknown[] = [];
    const element = await run(
      (slp) => {
        seen.push(slp.ElementID, slp.DataMinerID, slp.ElementName, slp.ProtocolName, slp.ProtocolVersion);
        seen.push(slp.QActionID, slp.GetTriggerParameter(), slp.UserInfo, slp.UserCookie, slp.IsActive);
      },
      { elementId: 12, dataMinerId: 34, name: "N" },
    );
    await element.stop();
    expect(seen).to.deep.equal([12, 34, "N", "Test", "1.0.0.1", 1, 41, "operator", "c", 1]);
  });

  it("an object that outlived a stop stays inactive when the element is started again", async () => {
    const objects: SLProtocol[] = [];
    const element = await run((slp) => objects.push(slp));
    const [old] = objects;
    expect([old?.IsActive, old?.SetParameter(12, "before")]).to.deep.equal([1, 0]);
    await element.restart();
    await element.set(41, 1);
    // 0x800402E0: the element is paused or stopped (`ErrorCodeTable`).
    expect([old?.IsActive, old?.SetParameter(12, "late")]).to.deep.equal([0, 0x800402e0 | 0]);
    expect(element.get(12)).to.not.equal("late");
    expect(objects[1]?.IsActive).to.equal(1);
    await element.stop();
  });

  it("CheckTrigger runs at once and answers with a code", async () => {
    const seen: unknown[] = [];
    const element = await run((slp) => {
      seen.push(slp.CheckTrigger(10), slp.GetParameter(12), slp.CheckTrigger(4711) >>> 0);
    });
    await element.stop();
    expect(seen).to.deep.equal([0, null, 0x80040239]);
  });

  it("WS-72 notify 249 puts a made-up connection into failing, and only it takes it out again", async () => {
    const clock = new ManualClock();
    const connections = '<Connection id="0" name="Virtual"><Virtual/></Connection>';
    const element = new Element(connector({ ...parts, connections }), {
      clock,
      scripts: {
        1: { Run: (slp: SLProtocol) => slp.NotifyProtocol(249, false, -1) },
        2: { Run: (slp: SLProtocol) => slp.NotifyProtocol(249, true, -1) },
      },
    });
    await element.start();
    await element.set(41, 1);
    await clock.advance(2000);
    expect(element.inTimeout).to.equal(true);
    await element.set(42, 1);
    expect(element.inTimeout).to.equal(false);
    await element.stop();
    expect(clock.pending).to.deep.equal([]);
  });

  it("WS-72 notify 249 puts a real connection into failing, and a message takes it out again", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    const element = await opened(connector(parts), server, {
      clock,
      scripts: { 1: { Run: (slp: SLProtocol) => slp.NotifyProtocol(249, false, 0) } },
    });
    await element.set(41, 1);
    await clock.advance(2000);
    expect(element.inTimeout).to.equal(true);
    const alive = element.when((event) => event.type === "state" && !event.timeout);
    server.send("a sign of life");
    await alive;
    await element.stop();
  });

  it("an endless circle of sets is refused at the limit, and named", async () => {
    const codes = new Set<number>();
    const element = new Element(connector(parts), {
      ...{ retries: 0, options: { maxChainDepth: 20 } },
      scripts: { 1: { Run: (slp: SLProtocol) => codes.add(slp.SetParameter(41, 2) >>> 0) } },
    });
    const events = listen(element);
    await element.start();
    await element.set(41, 1);
    const told = events.filter((event) => event.type === "log" && event.code === "CHAIN_TOO_DEEP");
    expect([...codes].sort()).to.deep.equal([0, 0x800402a4]);
    expect(told).to.have.length(1);
    await element.stop();
  });

  it("a script that throws is logged with its own stack, told to the host, and the element lives on", async () => {
    const failures: unknown[] = [];
    const element = new Element(connector(parts), {
      retries: 0,
      scripts: {
        1: {
          Run: () => {
            throw new TypeError("no such thing");
          },
        },
        2: { Run: (slp: SLProtocol) => slp.SetParameter(12, "still here") },
      },
      scriptFailed: ({ error }) => failures.push(error),
    });
    const events = listen(element);
    await element.start();
    await element.set(41, 1);
    const line = events.find((event) => event.type === "log" && event.code === "SCRIPT_FAILED");
    expect(line?.type === "log" ? line.message : "").to.match(
      /no such thing[\s\S]*script-host\.test\.ts:\d+/,
    );
    expect(failures).to.have.length(1);
    const lives = element.when(sets(12, "still here"));
    await element.set(42, 1);
    await lives;
    await element.stop();
  });
});
