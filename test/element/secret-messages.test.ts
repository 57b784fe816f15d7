/** Messages about values of parameters that hold secrets: each says what happened, and none quotes the value. */
import { expect } from "chai";
import { MemoryLog } from "../../src/qaction/log.ts";
import { Element } from "../../src/element/element.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";
import { connector, numberParam } from "../support/element/connector.ts";
import { listen } from "../support/element/opened.ts";

const measured =
  '<Display><RTDisplay>true</RTDisplay></Display><Measurement><Type options="password">string</Type></Measurement>';

function secret(id: number, interprete: string, lengthType = "next param"): string {
  return `<Param id="${String(id)}"><Name>Secret ${String(id)}</Name><Type>read</Type>
    <Interprete><LengthType>${lengthType}</LengthType>${interprete}</Interprete>${measured}</Param>`;
}

const text = "<RawType>other</RawType><Type>string</Type>";
const number = "<RawType>numeric text</RawType><Type>double</Type>";
const twoBytes = number.replace("</RawType>", "</RawType><Length>2</Length>");
const table = `<Param id="1000"><Name>Logins</Name><Type>array</Type>
  <ArrayOptions index="0"><ColumnOption idx="0" pid="1001" type="retrieved"/><ColumnOption idx="1" pid="1002" type="retrieved"/></ArrayOptions></Param>`;

/** Runs everything that refuses a value, with secrets or without. */
async function said(streamSecrets: "mask" | "show"): Promise<{ lines: string; codes: string[] }> {
  const log = new MemoryLog();
  const failing = (protocol: SLProtocol): void => {
    protocol.SetParameter(61, "planted-number");
    protocol.SetParameter(62, 4711);
    protocol.SetParameter(60, "planted ж");
    // The values of these calls do not have the documented shape.
    protocol.NotifyProtocol(122, 60, "planted-cell");
    protocol.NotifyDataMiner(149, [1, 2, 1000], "planted-row");
    protocol.NotifyProtocol(220, ["planted-options", [1000, 1002]], "planted-column");
    protocol.NotifyDataMiner(50, [1, 2, 60, "planted-key"], ["planted-set"]);
    protocol.FillArray(1000, [
      ["planted;", "planted;"],
      ["a", "b"],
    ]);
  };
  await using element = new Element(
    connector({
      unicode: false,
      params:
        secret(60, text) +
        secret(61, number) +
        secret(62, twoBytes, "fixed") +
        table +
        secret(1001, text) +
        secret(1002, text) +
        numberParam(20),
      qactions: '<QAction id="1" name="set" encoding="csharp" triggers="20"/>',
    }),
    {
      host: "ws://127.0.0.1",
      port: 1,
      scripts: { 1: { Run: failing } },
      options: { streamSecrets, dataMinerVersion: "10.5.12" },
    },
  );
  element.log.addSink(log.sink);
  const events = listen(element);
  await element.start();
  await element.set(20, 1);
  const logged = events.filter((event) => event.type === "log");
  return {
    lines: [
      ...logged.map((event) => JSON.stringify(event)),
      ...log.lines.map((line) => JSON.stringify(line)),
    ].join("\n"),
    codes: logged.map(({ code = "" }) => code),
  };
}

describe("messages about secrets", () => {
  it("HTTP-29 a set that is refused, a lost character, a doubtful key and a failing notify call do not quote them", async () => {
    const { lines, codes } = await said("mask");
    expect(lines).to.not.match(/planted|4711|U\+0436/);
    expect(codes).to.include.members([
      "PARAMETER_VALUE_REFUSED",
      "TEXT_LOST",
      "TABLE_KEY",
      "SCRIPT_ARGUMENT",
    ]);
    expect(lines).to.contain("'***' is not a number").and.contain("'***' does not fit into 2 bytes");
    expect(lines).to.match(/NotifyProtocol with 122 failed\. 0x[0-9A-F]{8} \(60, \*\*\*\)/);
  });

  it("HTTP-29 streamSecrets = show quotes them", async () => {
    const { lines } = await said("show");
    for (const one of [
      "planted-number",
      "4711",
      "U+0436",
      "planted;",
      "planted-cell",
      "planted-row",
      "planted-column",
      "planted-set",
    ])
      expect(lines, one).to.contain(one);
  });
});
