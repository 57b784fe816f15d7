/** The example solution in C#, driven as its device and its user do. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { TestElement } from "../../src/testing/test-element.ts";

const folder = fileURLToPath(new URL("../../examples/csharp/", import.meta.url));
const poller = fileURLToPath(new URL("../../examples/csharp-poller/protocol.xml", import.meta.url));

describe("examples/csharp", () => {
  it("CS-01: a connector solution runs with no file changed", async () => {
    await using element = await TestElement.start(`${folder}protocol.xml`, { csharp: true });
    await element.receive('{"source":"Café","value":0.30000000000000004}');
    await element.receive('{"source":"Zoé","value":21.5}');
    await element.receive('{"source":"Zoé","value":21.5}');
    expect(element.rows(1000)).to.deep.equal([
      ["Café", 0.3, "0.3 from Café"],
      ["Zoé", 21.5, "21.5 from Zoé"],
    ]);
    expect(element.get(20)).to.equal(3);
    await element.setCell(1051, "Café", "1");
    expect(element.rows(1000).map(([key]) => key)).to.deep.equal(["Zoé"]);
  });

  it("CS-01: it decodes messages by the lines of the documentation page on WebSockets", () => {
    const lines = [
      "object[] bytestream = websocketResponse as object[];",
      "byte[] response = new byte[bytestream.Length];",
      "for (int i = 0; i < response.Length; i++)",
      "{",
      "   response[i] = (byte)bytestream[i];",
      "}",
      "",
      "string data = System.Text.Encoding.UTF8.GetString(response);",
    ];
    const indent = " ".repeat(8);
    const text = readFileSync(`${folder}QAction_2/QAction_2.cs`, "utf8").replaceAll("\r\n", "\n");
    expect(text).to.contain(lines.map((line) => (line === "" ? "" : indent + line)).join("\n"));
  });
});

describe("examples/csharp-poller", () => {
  it("CS-01: polls JSON over HTTP, shares precompiled code, and reports from a task in the background", async () => {
    const sensors = [
      { name: "inlet", celsius: 21.5 },
      { name: "outlet", celsius: 0.1 + 0.2 + 30 },
    ];
    await using element = await TestElement.start(poller, {
      host: "10.0.0.1",
      csharp: true,
      answer: () => ({ body: JSON.stringify(sensors) }),
    });
    await element.advance(5000);
    expect(element.requests[0]).to.include({ method: "GET", url: "http://10.0.0.1/api/sensors" });
    expect(element.get(22)).to.equal(30.3);
    expect([20, 21].map((pid) => element.get(pid))).to.deep.equal([1, "outlet"]);
    const report = element.expectChange(23, "outlet: 30.3 °C\r\ninlet: 21.5 °C");
    await element.set(24, "1");
    await report;
  }).timeout(60_000);
});
