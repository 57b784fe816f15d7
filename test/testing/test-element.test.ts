/** The element of unit tests, used as its users do. */
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { QActionKitError } from "../../src/errors.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import {
  connector,
  connectorXml,
  join,
  numberParam,
  onChange,
  sending,
  textParam,
} from "../element/support/connector.ts";

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
});
