/** The element of unit tests, used as its users do. */
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { QActionKitError } from "../../src/base/errors.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";
import { EventDevice } from "../../src/testing/event-device.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import {
  connector,
  connectorXml,
  join,
  numberParam,
  onChange,
  sending,
  textParam,
} from "../support/element/connector.ts";
import { httpConnector, session, step } from "../support/element/http-connector.ts";

const folder = fileURLToPath(new URL("../../examples/websocket/plain/", import.meta.url));

describe("test element", () => {
  it("runs an example connector with its scripts, without a socket", async () => {
    await using test = await TestElement.start(`${folder}protocol.xml`, { scripts: folder });
    await test.receive('{"type":"event","source":"Café","value":7}');
    expect([test.get(22), test.get(23), test.get(24)]).to.deep.equal(["Café", 7, 1]);
    expect(test.changes.filter(({ pid }) => pid === 22)).to.deep.equal([
      { pid: 22, value: "Café", source: "script", changed: true },
    ]);
  });

  it("takes XML text, and opens and closes its simulated line", async () => {
    await using test = await TestElement.start(connectorXml());
    expect(test.get(7)).to.equal(0);
    await test.open();
    expect(test.get(7)).to.equal(1);
    await test.close(0, 1001, "away");
    expect(test.get(7)).to.equal(0);
    await test.advance(2000);
    expect(test.inTimeout).to.equal(true);
  });

  it("chooses an item of a context menu, and says why it cannot", async () => {
    const menu = textParam(199, { name: "t_ContextMenu", type: "write" }).replace(
      "</Param>",
      "<Measurement><Type>discreet</Type><Discreets><Discreet><Display>Empty the table</Display><Value>clear</Value></Discreet></Discreets></Measurement></Param>",
    );
    const protocol = connector({
      params: `<Param id="100"><Name>t</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="101" type="retrieved"/></ArrayOptions></Param>${textParam(101)}${menu}`,
      qactions: '<QAction id="1" name="menu" encoding="csharp" triggers="199"/>',
    });
    const Run = (slp: SLProtocol, choice: unknown): void => {
      if (Array.isArray(choice) && choice[1] === "clear") slp.ClearAllKeys(100);
    };
    await using test = await TestElement.start(protocol, { scripts: { 1: { Run } } });
    test.slProtocol.AddRow(100, "a");
    expect(await test.chooseMenuItem(100, "Empty the table")).to.equal(0);
    expect(test.rows(100)).to.deep.equal([]);
    const refused: unknown = await test.chooseMenuItem(199, "add").catch((error: unknown) => error);
    expect(refused).to.have.property("code", "ERR_ELEMENT_OPTION");
    expect((refused as Error).message).to.contain("Its items: 'clear'");
  });

  it("keeps what went out, decoded", async () => {
    const parts = join(
      { params: textParam(12, { value: "é" }) + numberParam(41, "write") },
      sending(12),
      onChange(41, { id: 5, action: "execute", groups: "1" }),
    );
    await using test = await TestElement.start(connector(parts));
    expect(await test.set(41, 1, { name: "operator" })).to.equal(0);
    expect(
      test.sent.map(({ connection, command, text, opcode }) => [connection, command, text, opcode]),
    ).to.deep.equal([[0, 1, "é", 1]]);
  });

  it("a script that throws rejects the call that set it off, with its own error", async () => {
    const failure = new RangeError("from the script");
    const protocol = connector({
      params: numberParam(41, "write"),
      qactions: '<QAction id="1" name="throws" encoding="csharp" triggers="41"/>',
    });
    const Run = (): void => {
      throw failure;
    };
    const test = await TestElement.start(protocol, { scripts: { 1: { Run } } });
    const thrown: unknown = await test.set(41, 1).catch((error: unknown) => error);
    expect(thrown).to.equal(failure);
    expect(test.log.join("\n")).to.contain("from the script");
    await test.dispose();
  });

  it("a message may name its connection first", async () => {
    await using test = await TestElement.start(connectorXml());
    await test.receive(0, "é");
    await test.receive(Buffer.from([0xc3, 0xa8]));
    expect(test.element.stream.entries.map(({ bytes }) => Buffer.from(bytes ?? []).toString())).to.deep.equal(
      ["é", "è"],
    );
    const noMessage = 1 as unknown as string;
    expect(await test.receive(0, noMessage).catch((error: unknown) => error)).to.be.instanceOf(TypeError);
  });

  it("hands out an SLProtocol of its own: sets run what is linked, QActionID is 0, the members of the helper are there", async () => {
    await using test = await TestElement.start({
      params: { 20: { kind: "text", name: "Source" }, 21: "number" },
      qactions: { 1: { triggers: [20], run: (protocol) => protocol.SetParameter(21, 5) } },
    });
    const { slProtocol } = test;
    expect([slProtocol.QActionID, slProtocol.GetParameter(20)]).to.deep.equal([0, null]);
    expect(slProtocol.SetParameter(20, "é")).to.equal(0);
    expect((slProtocol as unknown as Record<string, unknown>)["Source"]).to.equal("é");
    expect(test.get(21)).to.equal(5);
    expect(test.changes.map(({ pid, source }) => [pid, source])).to.deep.equal([
      [20, "script"],
      [21, "script"],
    ]);
  });

  it("answers HTTP sessions without a server, and keeps the requests", async () => {
    const protocol = httpConnector(session(step('verb="POST" url="/status">')));
    await using test = await TestElement.start(protocol, {
      host: "10.0.0.1",
      port: 80,
      answer: ({ method, url }) =>
        method === "POST" && url.endsWith("/status")
          ? {
              status: 201,
              headers: { "X-Tag": "7", "Content-Type": "text/plain; charset=utf-8" },
              body: "Café",
            }
          : { status: 404 },
    });
    await test.set(40, 1);
    expect([20, 21, 22].map((pid) => test.get(pid))).to.deep.equal(["HTTP/1.1 201 Created", "7", "Café"]);
    expect(test.requests.map(({ connection, method, url }) => [connection, method, url])).to.deep.equal([
      [0, "POST", "http://10.0.0.1/status"],
    ]);
    expect(test.inTimeout).to.equal(false);
  });

  it("an HTTP session that nobody answers fails, and the log says what to do", async () => {
    await using test = await TestElement.start(httpConnector(session(step('verb="GET" url="/a">'))), {
      host: "10.0.0.1",
    });
    await test.set(40, 1);
    expect(test.log.join("\n")).to.contain(
      "GET http://10.0.0.1/a has no server in this test. Give TestElement.start",
    );
    expect(test.requests).to.have.length(1);
  });

  it("a message for a connection without a line is refused, naming those that have one", async () => {
    await using test = await TestElement.start(connector());
    const error: unknown = await test.receive("x", 5).catch((thrown: unknown) => thrown);
    expect((error as QActionKitError).message)
      .to.contain("Connection 5")
      .and.to.contain("0");
  });

  it("logged lines of scripts can be read back", async () => {
    const protocol = connector({
      params: numberParam(41, "write"),
      qactions: '<QAction id="1" name="logs" encoding="csharp" triggers="41"/>',
    });
    const Run = (slp: SLProtocol): void => {
      slp.Log("QA1|Run|hello");
    };
    await using test = await TestElement.start(protocol, { scripts: { 1: { Run } } });
    await test.set(41, 1);
    expect(test.log).to.include("QA1|Run|hello");
  });

  it("from a few definitions in code: messages, tables, buttons of rows, runs", async () => {
    const seen: unknown[] = [];
    await using test = await TestElement.start({
      message: 10,
      params: { 10: "text" },
      tables: { 1000: { columns: ["text", { write: 1052 }] } },
      qactions: {
        1: {
          triggers: [10],
          inputs: [10],
          options: "binary",
          run: (slp: SLProtocol, bytes: Uint8Array) => slp.AddRow(1000, [Buffer.from(bytes).toString(), "x"]),
        },
        2: { triggers: [1052], row: true, run: (slp: SLProtocol) => seen.push(slp.RowKey()) },
        3: { run: (slp: SLProtocol) => seen.push(slp.GetTriggerParameter()) },
      },
    });
    await test.receive("é");
    expect(test.rows(1000)).to.deep.equal([["é", "x"]]);
    expect(await test.setCell(1052, "é", "pressed")).to.equal(0);
    expect(await test.setCell(1052, "no row", "pressed")).to.equal(0x80040221);
    expect([test.cell(1000, "é", 1), test.cell(1000, "é", 1002), test.cell(1000, "é", 7)]).to.deep.equal([
      "pressed",
      "pressed",
      undefined,
    ]);
    await test.run(3);
    await test.run(3, { trigger: 10 });
    await test.run(2, { trigger: 1052, row: "é" });
    expect(seen).to.deep.equal(["é", 0, 10, "é"]);
    expect(() => test.rows(1001)).to.throw("no table 1001");
  });

  it("a script error keeps the script's own stack, in run too", async () => {
    const test = await TestElement.start({
      qactions: {
        1: {
          run: () => {
            throw new RangeError("here");
          },
        },
      },
    });
    const error: unknown = await test.run(1).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(RangeError);
    expect((error as RangeError).stack).to.contain("test-element.test.ts");
    await test.dispose();
  });

  it("fails at the end with the list of what is still expected or left running", async () => {
    let timer: NodeJS.Timeout | undefined;
    const test = await TestElement.start({
      params: { 1: "text" },
      qactions: { 1: { run: () => (timer = setTimeout(() => undefined, 60_000)) } },
    });
    const met = test.expectChange(1, "x");
    await test.set(1, "y");
    await test.set(1, "x");
    expect(await met).to.include({ value: "x", source: "external" });
    void test.expectChange(1);
    const never = test.expectEvent("the socket to open", ({ type }) => type === "connection");
    await test.run(1);
    const error: unknown = await test.dispose().catch((thrown: unknown) => thrown);
    clearTimeout(timer);
    expect(error).to.include({ code: "ERR_TEST_LEFTOVERS" });
    expect((error as QActionKitError).message.split("\n").slice(1, 3)).to.deep.equal([
      "  expected parameter 1 to be set",
      "  expected the socket to open",
    ]);
    expect((error as QActionKitError).message).to.match(/a running timer, from .*test-element\.test\.ts:\d+/);
    expect(await never.catch((thrown: unknown) => thrown)).to.equal(error);
  });

  it("an expectation ends by itself, with what happened instead", async () => {
    await using test = await TestElement.start(
      {
        message: 10,
        params: { 10: "text", 20: "text", 21: { kind: "number", value: 5 } },
        qactions: { 1: { triggers: [10], run: (slp: SLProtocol) => slp.SetParameter(20, "other") } },
      },
      { expectTimeoutMs: 20 },
    );
    const failure = async (promise: Promise<unknown>): Promise<string> =>
      promise.then(String, (error: unknown) => (error as QActionKitError).message);
    const nothing = test.expectChange(20);
    expect(await failure(nothing)).to.equal(
      "Expected parameter 20 to be set within 20 ms. It is null as before; nothing was set.",
    );
    const wanted = test.expectChange(20, "x");
    const never = test.expectChange(21);
    const socket = test.expectEvent("the socket to close", ({ type }) => type === "connection");
    await test.receive("hello");
    expect(await failure(wanted)).to.equal(
      'Expected parameter 20 to be set to "x" within 20 ms. It was set to "other".',
    );
    expect(await failure(never)).to.contain("It is 5 as before; 10, 20 were set.");
    expect(await failure(socket))
      .to.contain("Expected the socket to close within 20 ms. What happened:")
      .and.to.contain('parameter 20 "other"');
    expect(() => test.expectChange(99)).to.throw("The protocol has no parameter 99.");
    const again = test.expectChange(20);
    await test.receive("hello");
    expect(await failure(again)).to.contain("The last message equals the one before it.");
  });

  it("an expectation may wait for ever, until the test ends", async () => {
    const test = await TestElement.start({ params: { 1: "text" } }, { expectTimeoutMs: 0 });
    const never = test.expectChange(1);
    const error: unknown = await test.dispose().catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: "ERR_TEST_LEFTOVERS" });
    expect(await never.catch((thrown: unknown) => thrown)).to.equal(error);
  });

  it("collects what scripts throw, when it is told to", async () => {
    const failure = new RangeError("expected");
    await using test = await TestElement.start(
      {
        params: { 20: "text" },
        qactions: {
          1: {
            triggers: [20],
            run: () => {
              throw failure;
            },
          },
        },
      },
      { scriptFailures: "collect" },
    );
    await test.set(20, "x");
    expect(test.failures).to.deep.equal([failure]);
    expect(test.log.join("\n")).to.contain("RangeError: expected");
  });

  it("hands the log to a sink, also what is logged at the start", async () => {
    const messages: string[] = [];
    const xml = connectorXml({
      params: textParam(20, { value: "x" }),
      triggers:
        '<Trigger id="6"><Name>begin</Name><On>protocol</On><Time>after startup</Time><Type>action</Type><Content><Id>6</Id></Content></Trigger>',
      actions: '<Action id="6"><On id="20">parameter</On><Type>run actions</Type></Action>',
      qactions: '<QAction id="1" name="after start" encoding="csharp" triggers="20"/>',
    });
    await using test = await TestElement.start(xml, {
      scripts: { 1: (slp: SLProtocol) => slp.Log("QA1|Run|started") },
      logSink: ({ message }) => messages.push(message),
    });
    await test.advance(0);
    expect(messages).to.include("QA1|Run|started");
  });

  it("starts again with saved values and fresh scripts, and keeps what was sent", async () => {
    const parts = join(
      { params: textParam(12, { value: "é" }) + textParam(20, { save: true }) + numberParam(41, "write") },
      sending(12),
      onChange(41, { id: 5, action: "execute", groups: "1" }),
    );
    await using test = await TestElement.start(connector(parts));
    await test.set(20, "kept");
    await test.set(41, 1);
    await test.restart();
    expect(test.get(20)).to.equal("kept");
    expect(test.get(41)).to.equal(0);
    expect(test.sent.map(({ text }) => text)).to.deep.equal(["é"]);
    await test.set(41, 1);
    expect(test.sent.map(({ text }) => text)).to.deep.equal(["é", "é"]);
  });

  it("fires triggers, and lists the keys of tables", async () => {
    const parts = join(
      { params: textParam(12, { value: "é" }) + numberParam(41, "write") },
      sending(12),
      onChange(41, { id: 5, action: "execute", groups: "1" }),
    );
    await using sender = await TestElement.start(connector(parts));
    await sender.trigger(5);
    expect(sender.sent.map(({ text }) => text)).to.deep.equal(["é"]);
    const unknown: unknown = await sender.trigger(99).catch((error: unknown) => error);
    expect((unknown as Error).message).to.contain("no trigger 99");

    await using test = await TestElement.start({ tables: { 1000: { columns: ["number", "text"], key: 1 } } });
    test.slProtocol.AddRow(1000, [5, "b"]);
    test.slProtocol.AddRow(1000, [6, "a"]);
    expect(test.keys(1000)).to.deep.equal(["b", "a"]);
    expect(() => test.keys(1001)).to.throw("no table 1001");
  });

  it("says that an HTTP connection gets answers, not messages", async () => {
    await using test = await TestElement.start(httpConnector(session(step('verb="GET" url="/a">'))), {
      host: "10.0.0.1",
    });
    const error: unknown = await test.receive("x").catch((thrown: unknown) => thrown);
    expect((error as QActionKitError).message).to.contain(
      "Connection 0 is http: it gets answers, not messages. Give them by the option 'answer'",
    );
  });

  it("a function is the entry point of a QAction, whatever entryPoint names", async () => {
    const runs: number[] = [];
    await using test = await TestElement.start(
      connector({
        params: numberParam(41, "write"),
        qactions: '<QAction id="1" name="named" encoding="csharp" triggers="41" entryPoint="Tools.Press"/>',
      }),
      { scripts: { 1: (slp: SLProtocol) => runs.push(slp.QActionID) } },
    );
    await test.set(41, 1);
    expect(runs).to.deep.equal([1]);
  });

  it("errors begin with the frames of the script and the test, and have none of the kit", async () => {
    await using test = await TestElement.start({
      params: { 20: "text" },
      qactions: {
        1: {
          triggers: [20],
          run: () => {
            throw new RangeError("here");
          },
        },
      },
    });
    const thrown = async (work: () => unknown): Promise<string[]> => {
      try {
        await work();
      } catch (error) {
        return ((error as Error).stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
      }
      return [];
    };
    for (const work of [
      () => test.set(20, "x"),
      () => test.run(1),
      () => test.rows(99),
      () => test.receive("x", 7),
      () => test.run(99),
    ]) {
      const frames = await thrown(work);
      expect(frames[0], String(work)).to.contain("test-element.test.ts");
      expect(frames.filter((frame) => /[\\/]src[\\/]/.test(frame))).to.deep.equal([]);
    }
  });

  it("leaves nothing with real connections either", async () => {
    await using device = await EventDevice.start();
    await using test = await TestElement.start(`${folder}protocol.xml`, {
      scripts: folder,
      connect: true,
      host: device.url,
      expectTimeoutMs: 15_000,
    });
    if (test.get(7) !== 1) await test.expectChange(7, 1);
    const event = test.expectChange(22);
    await test.advance(1000);
    await event;
    expect(test.get(22)).to.equal("Café Zoé");
  });
});
