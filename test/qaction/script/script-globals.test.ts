/** Globals of scripts: there without an import, with the code page of the element. */
import { expect } from "chai";
import { bench, protocolOf, textParam } from "../../support/qaction/script-element.ts";
import { scriptFolder } from "../../support/qaction/script-folder.ts";
import { installScriptGlobals, scriptValues } from "../../../src/qaction/script/script-globals.ts";

const one = protocolOf(
  `<Params>${textParam(1)}${textParam(2)}</Params><QActions><QAction id="1" name="a" encoding="csharp" triggers="1"/></QActions>`,
);

describe("script globals", () => {
  it("a TypeScript script uses them without an import", async () => {
    const folder = scriptFolder({
      "QAction_1.ts": `export function Run(protocol: any): void {
        protocol.Log(Encoding.UTF8.GetString([0xc3, 0xa9]), LogType.Error, LogLevel.NoLogging);
        protocol.SetParameter(2, [typeof QActionTable, NotifyProtocol.SaveOption.Full, KeyType.DisplayKey, Convert.ToInt32("7")].join());
      }`,
    });
    const made = await bench(one, folder);
    await made.set(1, "x");
    expect(made.failures.map(({ stack }) => stack)).to.deep.equal([]);
    expect(made.memory.lines[0]).to.include({ message: "é", type: scriptValues.LogType.Error });
    expect(made.parameters.get(2)).to.equal("function,193,1,7");
  });

  it("Encoding.Default is the code page of the element whose script runs, also when scripts nest", async () => {
    const seen: string[] = [];
    const page = (): void => {
      seen.push(
        (
          globalThis as unknown as { Encoding: { Default: { WebName: string } } }
        ).Encoding.Default.WebName.toLowerCase(),
      );
    };
    const inner = await bench(one, { 1: page }, { codePage: 1251 });
    const outer = await bench(one, {
      1: () => {
        page();
        void inner.set(1, "x");
        page();
      },
    });
    await outer.set(1, "x");
    page();
    expect(seen).to.deep.equal(["windows-1252", "windows-1251", "windows-1252", "windows-1252"]);
  });

  it("leave alone what is there, and do not show up in a loop over the global object", () => {
    const before = (globalThis as unknown as { LogType: unknown }).LogType;
    installScriptGlobals();
    expect((globalThis as unknown as { LogType: unknown }).LogType).to.equal(before);
    expect(Object.keys(globalThis)).to.not.include("LogType");
  });
});
