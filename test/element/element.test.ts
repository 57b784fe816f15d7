/** The life of an element, seen from its public API. */
import { expect } from "chai";
import type { QActionKitError } from "../../src/base/errors.ts";
import { Element } from "../../src/element/element.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { connector, join, numberParam, onChange, textParam } from "../support/element/connector.ts";
import { listen, opened, valuesOf } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";

const virtual = '<Connection id="0" name="Virtual"><Virtual/></Connection>';
const quiet = (parts: Parameters<typeof connector>[0] = {}): ReturnType<typeof connector> =>
  connector({ connections: virtual, ...parts });

describe("element", () => {
  it("goes through its states, and says so", async () => {
    const element = new Element(quiet());
    const events = listen(element);
    expect(element.state).to.equal("stopped");
    await element.start();
    element.pause();
    element.resume();
    await element.stop();
    const states = events.flatMap((event) => (event.type === "state" ? [event.state] : []));
    expect(states).to.deep.equal(["starting", "active", "paused", "active", "stopping", "stopped"]);
  });

  it("refuses a second start, and takes a second stop for done", async () => {
    const element = await Element.start(quiet());
    const error = await element.start().catch((thrown: unknown) => thrown);
    expect((error as QActionKitError).code).to.equal("ERR_ELEMENT_STATE");
    await element.stop();
    await element.stop();
    expect(element.state).to.equal("stopped");
  });

  it("await using stops it", async () => {
    let kept: Element;
    {
      await using element = await Element.start(quiet());
      kept = element;
    }
    expect(kept.state).to.equal("stopped");
  });

  it("before it has started there are no values, and sets are refused", async () => {
    const element = new Element(quiet({ params: textParam(12, { value: "x" }) }));
    expect(element.get(12)).to.equal(undefined);
    expect(element.bytes(12)).to.equal(undefined);
    expect(element.values()).to.deep.equal({ parameters: {}, tables: {} });
    expect(await element.set(12, "y")).to.equal(0x800402e0);
  });

  it("values stay readable after a stop", async () => {
    const element = await Element.start(quiet({ params: textParam(12, { value: "x" }) }));
    await element.stop();
    expect(element.get(12)).to.equal("x");
    expect(element.get(4711)).to.equal(undefined);
  });

  it("a set from outside answers with a code", async () => {
    const params = textParam(12) + textParam(13).replace("<RTDisplay>true", "<RTDisplay>false");
    await using element = await Element.start(quiet({ params }));
    expect(await element.set(12, "é")).to.equal(0);
    expect(element.get(12)).to.equal("é");
    expect(await element.set(13, "no RTDisplay")).to.equal(0x80040239);
    expect(await element.set(4711, "unknown")).to.equal(0x80040239);
    element.pause();
    expect(await element.set(12, "paused")).to.equal(0x800402e0);
    expect(element.get(12)).to.equal("é");
  });

  it("a pause freezes timers and drops messages, sockets stay open, and a changed status comes at resume", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    const protocol = connector({
      unicode: false,
      params: numberParam(50),
      groups:
        '<Group id="1"><Name>g</Name><Type>poll action</Type><Content><Action>50</Action></Content></Group>',
      actions: '<Action id="50"><On id="50">parameter</On><Type>increment</Type></Action>',
      timers: `<Timer id="1"><Name>t</Name><Time initial="true">1000</Time><Interval>0</Interval><Content><Group>1</Group></Content></Timer>`,
    });
    await using element = await opened(protocol, server, { clock });
    await clock.advance(1000);
    const before = Number(element.get(50));
    element.pause();
    await clock.advance(60_000);
    expect(element.get(50)).to.equal(before);
    const events = listen(element);
    const dropped = element.when((event) => event.type === "log" && event.code === "MESSAGE_IN_PAUSE");
    server.send("lost");
    await dropped;
    expect(element.connectionState(0)).to.equal("open");
    const closed = element.when((event) => event.type === "connection" && event.phase === "closed");
    server.socket.close(1000);
    await closed;
    expect(element.get(7)).to.equal(1);
    element.resume();
    await clock.advance(2000);
    expect(element.get(7)).to.equal(0);
    expect(valuesOf(events, 11)).to.deep.equal([]);
    expect(Number(element.get(50))).to.be.greaterThan(before);
  });

  it("receive hands a message to the logic as if it had come in", async () => {
    await using element = await Element.start(quiet({ unicode: false }));
    await element.receive(0, Buffer.from("from a test"));
    expect(element.get(11)).to.equal("from a test");
  });

  it("a listener that is told of nothing costs no events: none are made before one listens", async () => {
    await using element = await Element.start(quiet({ unicode: false }));
    await element.receive(0, Buffer.from("one"));
    const events = listen(element);
    await element.receive(0, Buffer.from("two"));
    expect(valuesOf(events, 11)).to.deep.equal(["two"]);
  });

  it("runs a QAction when asked, for a row too, and tells why it cannot", async () => {
    const protocol = quiet({
      params:
        '<Param id="100"><Name>t</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="101" type="retrieved"/><ColumnOption idx="1" pid="102" type="retrieved"/></ArrayOptions></Param>' +
        textParam(101) +
        textParam(102, { name: "Level" }) +
        textParam(152, { name: "Level", type: "write" }),
      qactions:
        '<QAction id="1" name="row" encoding="csharp" triggers="152" row="true"/><QAction id="2" name="bare" encoding="csharp" triggers="101"/>',
    });
    const seen: unknown[] = [];
    const Run = (slp: SLProtocol): void => {
      seen.push([slp.GetTriggerParameter(), slp.RowKey(), slp.AddRow(100, ["a", "x"])]);
    };
    await using element = await Element.start(protocol, { scripts: { 1: { Run } } });
    await element.runQAction(1);
    await element.runQAction(1, 152, "a");
    expect(seen).to.deep.equal([
      [152, "", 1],
      [152, "a", 1],
    ]);
    expect([element.rows(100), element.row(100, "a"), element.row(100, "b"), element.rows(1)]).to.deep.equal([
      [["a", "x"]],
      ["a", "x"],
      undefined,
      undefined,
    ]);
    expect(await element.setCell(152, "a", "y")).to.equal(0);
    expect(seen).to.have.length(3);
    const why = async (...args: Parameters<typeof element.runQAction>): Promise<string> =>
      element.runQAction(...args).then(
        () => "it ran",
        (error: unknown) => (error as QActionKitError).message,
      );
    expect(await why(9)).to.contain("the protocol does not have it");
    expect(await why(2)).to.contain("no script that was loaded");
    expect(await why(1, 152, "zz")).to.contain("no row 'zz' in the table of parameter 152");
  });

  it("notify 115 restarts, pauses and stops the own element after the script", async () => {
    const protocol = quiet({
      params: numberParam(41, "write") + textParam(12),
      qactions: '<QAction id="1" name="state" encoding="csharp" triggers="41"/>',
    });
    const Run = (slp: SLProtocol): void => {
      slp.NotifyDataMiner(115, [slp.ElementID, Number(slp.GetParameter(41)), 1, slp.DataMinerID], null);
    };
    const element = new Element(protocol, { scripts: { 1: { Run } } });
    await element.start();
    await element.set(12, "not saved");
    const restarted = element.when((event) => event.type === "state" && event.state === "active");
    await element.set(41, 11);
    await restarted;
    expect(element.get(12)).to.equal(null);
    const stopped = element.when((event) => event.type === "state" && event.state === "stopped");
    await element.set(41, 4);
    await stopped;
  });

  it("SLP-35 the choice in a context menu is not a set: its QAction gets a list of texts, and its triggers do not fire", async () => {
    const menu = textParam(199, { name: "t_ContextMenu", type: "write" }).replace(
      "</Param>",
      '<Measurement><Type>discreet</Type><Discreets><Discreet options="table:selection" dependencyValues="102"><Display>Rename</Display><Value>rename</Value></Discreet></Discreets></Measurement></Param>',
    );
    const protocol = quiet(
      join(
        {
          params:
            '<Param id="100"><Name>t</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="101" type="retrieved"/><ColumnOption idx="1" pid="102" type="retrieved"/></ArrayOptions></Param>' +
            textParam(101) +
            textParam(102) +
            textParam(12) +
            menu,
          qactions: '<QAction id="1" name="menu" encoding="csharp" triggers="199"/>',
        },
        onChange(199, { id: 5, action: "execute", groups: "99" }),
      ),
    );
    const seen: unknown[] = [];
    const Run = (slp: SLProtocol, choice: unknown): void => {
      seen.push(choice, slp.GetTriggerParameter(), slp.UserInfo, slp.GetParameter(199));
      slp.ShowInformationMessage("done");
    };
    await using element = await Element.start(protocol, { scripts: { 1: { Run } } });
    element.slProtocol.AddRow(100, ["k1", "x"]);
    const events: string[] = [];
    element.subscribe((event) => events.push(event.type === "log" ? event.message : event.type));
    const choice = { rows: ["k1"], values: ["Café"], client: "c1", user: { name: "kim" } };
    expect(await element.chooseMenuItem(100, "rename", choice)).to.equal(0);
    expect(seen).to.deep.equal([["c1", "rename", "Café", "k1"], 199, "kim", null]);
    expect(events).to.deep.equal(["qaction", "message", "qaction"]);
    expect(element.get(199)).to.equal(null);
    const refused: unknown = await element.chooseMenuItem(199, "nothing").catch((error: unknown) => error);
    expect(refused).to.have.property("code", "ERR_ELEMENT_OPTION");
    element.pause();
    expect(await element.chooseMenuItem(199, "rename", choice)).to.equal(0x800402e0);
    expect(seen).to.have.length(4);
  });

  it("a row QAction on a write column reads the value just set, with or without a ColumnOption of the column", async () => {
    const column = (idx: number, pid: number): string =>
      `<ColumnOption idx="${String(idx)}" pid="${String(pid)}" type="retrieved"/>`;
    const protocol = quiet({
      params:
        `<Param id="100"><Name>t</Name><Type>array</Type><Display><RTDisplay>true</RTDisplay></Display><ArrayOptions index="0">${column(0, 101)}${column(1, 102)}${column(2, 152)}</ArrayOptions></Param>` +
        textParam(101) +
        numberParam(102, "read", "Level") +
        numberParam(152, "write", "Level") +
        textParam(103, { name: "Label" }) +
        numberParam(12, "read", "Copy"),
      qactions:
        '<QAction id="1" name="row" encoding="csharp" triggers="152" row="true" inputParameters="152"/>',
    });
    const seen: unknown[] = [];
    const Run = (slp: SLProtocol, input: unknown): void => {
      seen.push([slp.RowKey(), slp.GetParameter(152), slp.GetParameters(Uint32Array.of(152)), input]);
    };
    await using element = await Element.start(protocol, { scripts: { 1: { Run } } });
    element.slProtocol.FillArray(100, [
      ["a", "b"],
      [1, 2],
      [5, 6],
    ]);
    expect(await element.setCell(152, "a", 7)).to.equal(0);
    expect(await element.setCell(152, "b", 7)).to.equal(0);
    expect(await element.setCell(152, "b", 7)).to.equal(0);
    element.slProtocol.SetRow(100, "a", [null, null, 9]);
    expect(seen).to.deep.equal([
      ["a", 5, [5], 5],
      ["b", 6, [6], 6],
      ["a", 7, [7], 7],
      ["b", 7, [7], 7],
      ["b", 7, [7], 7],
      ["a", 9, [9], 9],
    ]);
  });

  it("has no SLProtocol before its start", () => {
    const element = new Element(connector());
    expect(() => element.slProtocol)
      .to.throw("Start it first")
      .with.property("code", "ERR_ELEMENT_STATE");
  });

  it("fires a trigger whatever its On and Time, and refuses one that does not exist", async () => {
    const parts = {
      params: textParam(12, { value: "x" }),
      triggers: `<Trigger id="5"><On id="7">parameter</On><Time>change</Time><Type>action</Type><Content><Id>5</Id></Content></Trigger>`,
      actions: '<Action id="5"><On id="12">parameter</On><Type>clear</Type></Action>',
    };
    await using element = await Element.start(quiet(parts));
    await element.trigger(5);
    expect(element.get(12)).to.equal(null);
    const error = await element.trigger(6).catch((thrown: unknown) => thrown as QActionKitError);
    expect(error).to.include({
      code: "ERR_ELEMENT_OPTION",
      message: "The protocol has no trigger 6. Its triggers are: 901, 902, 5.",
    });
  });

  it("sends texts and bytes as they are, closes a connection and opens it again", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector(), server);
    expect(element.send(0, "é")).to.equal(true);
    expect(element.send(0, Uint8Array.of(0xe9))).to.equal(true);
    await server.hears(2);
    expect(server.heard.map(({ bytes, binary }) => [bytes.toString("hex"), binary])).to.deep.equal([
      ["c3a9", false],
      ["e9", true],
    ]);
    await element.closeConnection(0);
    expect([element.connectionState(0), element.send(0, "late")]).to.deep.equal(["closed", false]);
    const open = element.when((event) => event.type === "connection" && event.phase === "open");
    element.openConnection(0);
    await open;
    expect(element.connectionState(0)).to.equal("open");
  });

  it("refuses a connection that does not exist, or keeps no line open", async () => {
    await using element = await Element.start(quiet());
    for (const [id, message] of [
      [0, /Connection 0 is virtual and keeps no line open/],
      [3, /The protocol has no connection 3\. Its connections are: 0\./],
    ] as const) {
      expect(() => element.send(id, "x")).to.throw(message);
      expect(() => {
        element.openConnection(id);
      }).to.throw(message);
    }
  });
});
