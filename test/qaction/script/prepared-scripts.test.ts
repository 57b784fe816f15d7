/** What is said about scripts when they are loaded. */
import { expect } from "chai";
import { bench, protocolOf, textParam } from "../../support/qaction/script-element.ts";
import { scriptFolder } from "../../support/qaction/script-folder.ts";

const protocolWith = (qactions: string): string =>
  protocolOf(
    `<Params>${textParam(1)}${textParam(2)}${textParam(3, "table_ContextMenu", "write")}</Params>
     <QActions>${qactions}</QActions>`,
  );

describe("prepared scripts", () => {
  it("a QAction that has only C# is reported once, with the names looked for", async () => {
    const folder = scriptFolder({});
    const made = await bench(
      protocolWith(
        `<QAction id="5" name="parse" encoding="csharp" triggers="1"><![CDATA[class QAction {}]]></QAction>`,
      ),
      folder,
    );
    await made.set(1, "x");
    await made.set(1, "y");
    const lines = made.noticed("SCRIPT_MISSING");
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain("QAction 5 (parse): it has only C#");
    for (const name of ["QAction_5.ts (or .mts, .js, .mjs)", "in the folder QAction_5 there"]) {
      expect(lines[0]).to.contain(name);
    }
    expect(lines[0]).to.contain(folder);
  });

  it("a library (no trigger, no entry point) without a script is information only", async () => {
    const made = await bench(
      protocolWith(`<QAction id="5" name="lib" encoding="csharp" options="precompile">class A {}</QAction>`),
      {},
    );
    expect(made.notices.map(({ code, kind }) => [code, kind])).to.deep.equal([
      ["SCRIPT_MISSING", "information"],
    ]);
  });

  it("SLP-38 precompile scripts load first, in file order, then the others", async () => {
    const order: number[] = [];
    const scripts = new Proxy<Record<number, object>>(
      {},
      {
        has: () => true,
        getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: undefined }),
        get: (_, id) => {
          order.push(Number(id));
          return { Run: () => undefined };
        },
      },
    );
    await bench(
      protocolWith(`<QAction id="1" name="a" encoding="csharp" triggers="1"/>
        <QAction id="9" name="b" encoding="csharp" options="precompile"/>
        <QAction id="2" name="c" encoding="csharp" options="precompile"/>`),
      scripts,
    );
    expect(order).to.deep.equal([9, 2, 1]);
  });

  it("a script that cannot be loaded is reported, the others run", async () => {
    const folder = scriptFolder({
      "QAction_1.ts": "export function Run( { }",
      "QAction_2.ts": "export function Run(protocol: any): void { protocol.SetParameter(2, 'ran'); }",
    });
    const made = await bench(
      protocolWith(`<QAction id="1" name="a" encoding="csharp" triggers="1"/>
        <QAction id="2" name="b" encoding="csharp" triggers="1"/>`),
      folder,
    );
    await made.set(1, "x");
    expect(made.noticed("SCRIPT_NOT_LOADED")[0]).to.match(/QAction 1 \(a\): .*QAction_1\.ts:1/);
    expect(made.parameters.get(2)).to.equal("ran");
  });

  it("a missing Run names what was looked for", async () => {
    const made = await bench(protocolWith(`<QAction id="1" name="a" encoding="csharp" triggers="1"/>`), {
      1: { Helper: 1 },
    });
    await made.set(1, "x");
    expect(made.noticed("SCRIPT_ENTRY_POINT")[0]).to.contain(
      "neither a class 'QAction' with a method 'Run' nor a function 'Run'",
    );
  });

  it("entryPoint is positional with triggers", async () => {
    const seen: string[] = [];
    const made = await bench(
      protocolWith(
        `<QAction id="1" name="a" encoding="csharp" triggers="1;2" entryPoint="QAction.First;Tools.Second"/>`,
      ),
      {
        1: {
          QAction: { First: () => seen.push("first") },
          Tools: { Second: () => seen.push("second") },
        },
      },
    );
    await made.set(2, "x");
    await made.set(1, "x");
    expect(seen).to.deep.equal(["second", "first"]);
    expect(made.notices).to.deep.equal([]);
  });

  it("one default entry point serves every trigger", async () => {
    let runs = 0;
    const made = await bench(protocolWith(`<QAction id="1" name="a" encoding="csharp" triggers="1;2"/>`), {
      1: () => runs++,
    });
    await made.set(1, "x");
    await made.set(2, "x");
    expect(runs).to.equal(2);
  });

  it("SLP-36 an entry point class in a namespace never fires: an error at load", async () => {
    let runs = 0;
    const QAction = { Run: () => runs++ };
    const made = await bench(protocolWith('<QAction id="1" name="a" encoding="csharp" triggers="1"/>'), {
      1: { Acme: { QAction } },
    });
    const found = made.notices.filter(({ message }) => message.includes("namespace Acme"));
    expect(found.map(({ kind }) => kind)).to.deep.equal(["error"]);
    await made.set(1, "x");
    expect(runs).to.equal(0);
  });

  it("SLP-37 as many entry points as triggers: an error at load, and the trigger without one runs nothing", async () => {
    let runs = 0;
    const made = await bench(
      protocolWith(`<QAction id="1" name="a" encoding="csharp" triggers="1;2" entryPoint="Run"/>`),
      { 1: () => runs++ },
    );
    expect(made.noticed("SCRIPT_ENTRY_POINT")[0]).to.contain("entryPoint names 1 but triggers 2");
    await made.set(2, "x");
    expect(runs).to.equal(0);
    await made.set(1, "x");
    expect(runs).to.equal(1);
  });

  it("more or fewer arguments than inputs: what exists is passed, with a warning; none is fine", async () => {
    const given: unknown[][] = [];
    const xml = protocolWith(
      `<QAction id="1" name="a" encoding="csharp" triggers="1" inputParameters="1;2"/>`,
    );
    const more = await bench(xml, {
      1: (_: unknown, a: unknown, b: unknown, c: unknown) => given.push([a, b, c]),
    });
    await more.set(1, "x");
    expect(given).to.deep.equal([["x", null, undefined]]);
    expect(more.noticed("SCRIPT_INPUT")[0]).to.contain("takes 3 inputs but inputParameters has 2");
    const fewer = await bench(xml, { 1: (_: unknown, a: unknown) => a });
    expect(fewer.noticed("SCRIPT_INPUT")).to.have.length(1);
    const none = await bench(xml, { 1: () => undefined });
    expect(none.noticed("SCRIPT_INPUT")).to.have.length(0);
  });

  it("an argument for the choice of a context menu is not counted", async () => {
    const made = await bench(protocolWith(`<QAction id="1" name="a" encoding="csharp" triggers="3"/>`), {
      1: (_: unknown, menu: unknown) => menu,
    });
    expect(made.notices).to.deep.equal([]);
  });

  it("an argument for what is known of a trap is not counted", async () => {
    const receiver =
      '<Param id="4"><Name>traps</Name><Type>read</Type><SNMP><TrapOID type="wildcard" setBindings="allBindingInfo">1.3.6</TrapOID></SNMP></Param>';
    const made = await bench(
      protocolOf(
        `<Params>${receiver}</Params><QActions><QAction id="1" name="a" encoding="csharp" triggers="4"/></QActions>`,
      ),
      { 1: (_: unknown, trap: unknown) => trap },
    );
    expect(made.noticed("SCRIPT_INPUT")).to.deep.equal([]);
  });
});
