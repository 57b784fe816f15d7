/** C# QActions as DataMiner runs them, each row of the acceptance list by its number. Needs .NET and the built host. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { CSharpHost } from "../../src/csharp/host.ts";
import { CSharpError } from "../../src/csharp/csharp-error.ts";
import { QActionKitError } from "../../src/base/errors.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { inFolder } from "../support/temporary.ts";
import {
  csharpConnector,
  csharpXml,
  qactionClass,
  run,
  type CSharpQAction,
} from "../support/csharp/csharp-connector.ts";

/** What a promise is rejected with. */
async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was thrown");
}

describe("C# QActions", () => {
  let host: CSharpHost;
  before(async () => {
    host = await CSharpHost.start();
  });
  after(() => host.dispose());

  const start = (
    qactions: readonly CSharpQAction[],
    options: { sharedStatics?: boolean; timeoutMs?: number } = {},
  ): Promise<TestElement> => {
    const { timeoutMs = 10_000, ...named } = options;
    return TestElement.start(csharpConnector(qactions), { options: named, csharp: { host, timeoutMs } });
  };

  /** Messages of the notices of an element by their code. */
  const notices = (element: TestElement, code: string): string[] =>
    element.events.flatMap((event) => (event.type === "log" && event.code === code ? [event.message] : []));

  it("CS-02: Run -> SetParameter -> Run in the order of the TypeScript twin", async () => {
    const order = (id: number, next: number, body: string): CSharpQAction => ({
      id,
      attributes: `triggers="${String(next)}"`,
      code: run(body),
    });
    const note = (text: string): string =>
      `protocol.SetParameter(29, protocol.GetParameter(29) + "${text}");`;
    await using csharp = await start([
      order(1, 20, `${note("a")} protocol.SetParameter(21, "x"); ${note("c")}`),
      order(2, 21, note("b")),
    ]);
    await csharp.set(20, "go");
    const twin = csharpConnector([order(1, 20, ""), order(2, 21, "")]);
    await using typescript = await TestElement.start(twin, {
      scripts: {
        1: (protocol: SLProtocol): void => {
          protocol.SetParameter(29, `${String(protocol.GetParameter(29) ?? "")}a`);
          protocol.SetParameter(21, "x");
          protocol.SetParameter(29, `${String(protocol.GetParameter(29) ?? "")}c`);
        },
        2: (protocol: SLProtocol): void => {
          protocol.SetParameter(29, `${String(protocol.GetParameter(29) ?? "")}b`);
        },
      },
    });
    await typescript.set(20, "go");
    expect(csharp.get(29)).to.equal("abc");
    expect(csharp.changes).to.deep.equal(typescript.changes);
  });

  it("CS-03: runs nest as deep as those of TypeScript, up to the kit's own limit", async () => {
    const qaction = (code: string): CSharpQAction => ({ id: 1, attributes: 'triggers="30"', code });
    const code = run(
      "var level = Convert.ToInt32(protocol.GetParameter(30)); protocol.SetParameter(31, level); protocol.SetParameter(30, level + 1);",
    );
    await using csharp = await start([qaction(code)]);
    await csharp.set(30, 1);
    await using typescript = await TestElement.start(csharpConnector([qaction("")]), {
      scripts: {
        1: (protocol: SLProtocol): void => {
          const level = Number(protocol.GetParameter(30));
          protocol.SetParameter(31, level);
          protocol.SetParameter(30, level + 1);
        },
      },
    });
    await typescript.set(30, 1);
    expect(csharp.get(31)).to.equal(typescript.get(31)).and.to.be.at.least(199);
    expect(notices(csharp, "CHAIN_TOO_DEEP")).to.have.length(1);
  });

  it("CS-04: an exception is told with type, message and file:line, and the chain goes on", async () => {
    const failing = qactionClass(`
    public static void Run(SLProtocol protocol)
    {
        int.Parse("x");
    }`);
    await using element = await start([
      { id: 1, attributes: 'triggers="20"', code: failing },
      { id: 2, attributes: 'triggers="20"', code: run('protocol.SetParameter(21, "still");') },
    ]);
    const error = await rejection(element.set(20, "go"));
    expect(error).to.be.instanceOf(CSharpError);
    expect(error.name).to.equal("System.FormatException");
    // .NET puts the text in between.
    expect(error.message).to.match(/^(?:The i|I)nput string .*was not in a correct format\.$/);
    const lines = csharpXml([{ id: 1, attributes: 'triggers="20"', code: failing }]).split("\n");
    const line = lines.findIndex((text) => text.includes('int.Parse("x")')) + 1;
    expect(error.stack).to.contain(`at QAction.Run (protocol.xml:${String(line)}:`);
    expect(element.get(21)).to.equal("still");
    expect(notices(element, "SCRIPT_FAILED")[0]).to.contain("System.FormatException");
  });

  it("CS-05: an argument error of a member can be caught, and comes back as itself when it is not", async () => {
    const fill =
      'protocol.FillArrayWithColumn(1000, 1002, new object[] { "a", "b", "c" }, new object[] { 1, 2 })';
    const caught = `try { ${fill}; } catch (ArgumentException error) { protocol.SetParameter(20, error.GetType().Name); }`;
    await using element = await start(
      [
        { id: 1, code: run(caught) },
        { id: 2, code: run(`${fill};`) },
      ].map((one) => ({ ...one, attributes: `triggers="${String(24 + one.id)}"` })),
    );
    await element.run(1);
    expect(element.get(20)).to.equal("ArgumentException");
    const error = await rejection(element.run(2));
    expect(error.name).to.equal("System.ArgumentException");
    expect(error.cause).to.be.instanceOf(QActionKitError).with.property("code", "ERR_ARGUMENT");
  });

  it("CS-06: a compile error names file(line,column) and CS number; the others run", async () => {
    const wrong = qactionClass(
      "    public static void Run(SLProtocol protocol) { protocol.NoSuchMember(); }",
    );
    const qactions = [
      { id: 1, attributes: 'triggers="20"', code: wrong },
      { id: 2, attributes: 'triggers="20"', code: run('protocol.SetParameter(21, "runs");') },
    ];
    await using element = await start(qactions);
    const line =
      csharpXml(qactions)
        .split("\n")
        .findIndex((text) => text.includes("NoSuchMember")) + 1;
    const column =
      "    public static void Run(SLProtocol protocol) { protocol.NoSuchMember".length -
      "NoSuchMember".length +
      1;
    expect(notices(element, "SCRIPT_NOT_LOADED")).to.have.length(1);
    expect(notices(element, "SCRIPT_NOT_LOADED")[0]).to.contain(
      `protocol.xml(${String(line)},${String(column)}): error CS1061: `,
    );
    await element.set(20, "go");
    expect(element.get(21)).to.equal("runs");
  });

  it("CS-06: an error in a file of a solution names that file", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "QAction_1", "Deep", "Parser.cs");
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(path.join(folder, "QAction_1", "QAction_1.cs"), run("Parser.Parse();"));
      // Line ends of Windows, and a byte order mark.
      writeFileSync(file, "\ufeff// A parser.\r\npublic static class Parser\r\n{\r\n    Wrong x;\r\n}\r\n");
      writeFileSync(
        path.join(folder, "protocol.xml"),
        csharpXml([{ id: 1, attributes: 'triggers="20"', code: "" }]),
      );
      await using element = await TestElement.start(path.join(folder, "protocol.xml"), { csharp: { host } });
      expect(notices(element, "SCRIPT_NOT_LOADED")[0]).to.contain(`${file}(4,5): error CS0246: `);
    });
  });

  it("CS-07: syntax of C# 8 is refused", async () => {
    const code = run('string text = null; text ??= "new"; protocol.SetParameter(21, text);');
    await using element = await start([{ id: 1, attributes: 'triggers="20"', code }]);
    expect(notices(element, "SCRIPT_NOT_LOADED")[0]).to.match(/error CS8(370|652)/);
  });

  it("CS-08: the three symbols of DataMiner's compiler are defined, and no others", async () => {
    const others = "DEBUG RELEASE TRACE NETFRAMEWORK NET48 NETSTANDARD NETCOREAPP NET NET8_0 WINDOWS";
    const symbols = ["DCFv1", "DBInfo", "ALARM_SQUASHING", ...others.split(" ")];
    const body = symbols.map((symbol) => `\n#if ${symbol}\nfound.Add("${symbol}");\n#endif\n`).join("");
    await using element = await start([
      {
        id: 1,
        code: run(
          `var found = new List<string>();${body}protocol.SetParameter(21, string.Join(" ", found));`,
        ),
        attributes: 'triggers="20"',
      },
    ]);
    await element.run(1);
    expect(element.get(21)).to.equal("DCFv1 DBInfo ALARM_SQUASHING");
  });

  it("CS-09: another QAction is referred to by dllImport and by ProjectReference; a missing one is named", async () => {
    await inFolder(async (folder) => {
      const write = (file: string, text: string): void => {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), text);
      };
      const library = (name: string): string =>
        `namespace Shared { public static class ${name} { public static string Text { get { return "${name}"; } } } }`;
      const user = (name: string, pid: number): string =>
        `using Skyline.DataMiner.Scripting; public static class QAction { public static void Run(SLProtocol protocol) { protocol.SetParameter(${String(pid)}, Shared.${name}.Text); } }`;
      write("QAction_1/Library.cs", library("First"));
      write("QAction_1/QAction_1.csproj", '<Project Sdk="Microsoft.NET.Sdk"></Project>');
      write("QAction_3/QAction_3.cs", user("First", 21));
      write(
        "QAction_3/QAction_3.csproj",
        '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="..\\QAction_1\\QAction_1.csproj" /></ItemGroup></Project>',
      );
      const xml = csharpXml([
        { id: 1, attributes: 'options="precompile"', code: "" },
        { id: 2, attributes: 'options="precompile;dllName=Second.dll"', code: library("Second") },
        { id: 3, attributes: 'triggers="25"', code: "" },
        {
          id: 4,
          attributes: 'triggers="26" dllImport="[ProtocolName].[ProtocolVersion].Second.dll"',
          code: user("Second", 22),
        },
        {
          id: 5,
          attributes: 'triggers="27" dllImport="[ProtocolName].[ProtocolVersion].QAction.77.dll"',
          code: user("Third", 23),
        },
        {
          id: 6,
          attributes: 'triggers="28" dllImport="[ProtocolName].[ProtocolVersion].QAction.1.dll"',
          code: user("First", 24),
        },
      ]);
      write("protocol.xml", xml);
      await using element = await TestElement.start(path.join(folder, "protocol.xml"), { csharp: { host } });
      for (const id of [3, 4, 6]) await element.run(id);
      expect([21, 22, 24].map((pid) => element.get(pid))).to.deep.equal(["First", "Second", "First"]);
      expect(notices(element, "CSHARP_REFERENCE")).to.have.length(1);
      expect(notices(element, "CSHARP_REFERENCE")[0]).to.contain("Test.1.0.0.1.QAction.77.dll");
      expect(notices(element, "SCRIPT_NOT_LOADED")[0]).to.contain("QAction 5").and.contain("CS0103");
    });
  });

  it("CS-09: precompile comes first, each in the order of the file", async () => {
    const broken = (id: number, options: string): CSharpQAction => ({
      id,
      attributes: `triggers="20" options="${options}"`,
      code: run("Wrong x;"),
    });
    await using element = await start([
      broken(4, ""),
      broken(3, "precompile"),
      broken(2, ""),
      broken(1, "precompile"),
    ]);
    const order = notices(element, "SCRIPT_NOT_LOADED").map((text) => /^QAction (\d)/.exec(text)?.[1]);
    expect(order).to.deep.equal(["3", "1", "4", "2"]);
  });

  it("CS-10: entry points by trigger, a class each with an instance of its own, Dispose at the stop", async () => {
    const code = `using System; using Skyline.DataMiner.Scripting;
public class QAction : IDisposable
{
    private int calls;
    private SLProtocol last;
    public void First(SLProtocol protocol) { last = protocol; calls++; protocol.SetParameter(30, calls); }
    public void Dispose() { System.IO.File.WriteAllText(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "qaction-cs-10-" + System.Diagnostics.Process.GetCurrentProcess().Id), calls + " " + last.IsActive); }
}
public class Other
{
    private int calls;
    public void Second(SLProtocol protocol) { calls += 10; protocol.SetParameter(31, calls); }
}`;
    const qaction = { id: 1, attributes: 'triggers="20;21" entryPoint="First;Other.Second"', code };
    const one = await start([qaction]);
    await using two = await start([qaction]);
    await one.set(20, "a");
    await one.set(20, "b");
    await one.set(21, "a");
    await two.set(20, "a");
    expect([one.get(30), one.get(31), two.get(30)]).to.deep.equal([2, 10, 1]);
    await one.dispose();
    const file = path.join(tmpdir(), `qaction-cs-10-${String(host.pid)}`);
    expect(readFileSync(file, "utf8")).to.equal("2 0");
    rmSync(file);
  });

  it("CS-11: statics are an element's own, or shared with sharedStatics; two protocols of one name do not mix", async () => {
    const counter = (step: number): CSharpQAction => ({
      id: 1,
      attributes: 'triggers="20"',
      code: qactionClass(
        `static int calls; public static void Run(SLProtocol protocol) { calls += ${String(step)}; protocol.SetParameter(30, calls); }`,
      ),
    });
    await using one = await start([counter(1)]);
    await using two = await start([counter(1)]);
    await using other = await start([counter(100)]);
    for (const element of [one, one, two, other]) await element.run(1);
    expect([one.get(30), two.get(30), other.get(30)]).to.deep.equal([2, 1, 100]);
    await using shared = await start([counter(1)], { sharedStatics: true });
    await using too = await start([counter(1)], { sharedStatics: true });
    for (const element of [shared, too]) await element.run(1);
    expect([shared.get(30), too.get(30)]).to.deep.equal([1, 2]);
  });

  it("CS-12: bytes 0 to 255 and lone surrogates are unharmed", async () => {
    const code = run(
      `var bytes = ((object[])data).Cast<byte>().ToArray(); protocol.SetParameterBinary(22, bytes);
       protocol.SetParameter(21, "\\ud83d" + protocol.GetParameter(21) + "\\0\\udc00");`,
      ", object data",
    );
    await using element = await start([
      { id: 1, attributes: 'triggers="11" inputParameters="11" options="binary"', code },
    ]);
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    await element.set(21, "\ud800é€😀");
    await element.receive(all);
    expect(element.bytes(22)).to.deep.equal(all);
    expect(element.get(21)).to.equal("\ud83d\ud800é€😀\0\udc00");
  });

  it("an entry point with another number of inputs is warned of; without one of them its runs fail", async () => {
    const qaction = (id: number, inputs: string, body: string): CSharpQAction => ({
      id,
      attributes: `triggers="${String(24 + id)}" inputParameters="20;21"`,
      code: run(body, inputs),
    });
    await using element = await start([
      qaction(1, ", object a", "protocol.SetParameter(22, a);"),
      qaction(2, "", "protocol.SetParameter(23, protocol.GetInputParameter(1));"),
      qaction(3, ", object a, object b, object c", ""),
      qaction(4, ", object a, object b", "protocol.SetParameter(24, b);"),
    ]);
    expect(notices(element, "SCRIPT_INPUT")).to.deep.equal([
      "QAction 1 (Q1): its entry point takes 1 inputs but inputParameters has 2. The first ones are passed. Declare as many as there are, or none.",
      "QAction 3 (Q3): its entry point takes 3 inputs but inputParameters has 2. Each run of it fails. Declare as many as there are, or none.",
    ]);
    await element.set(20, "first");
    await element.set(21, "second");
    for (const id of [1, 2, 4]) await element.run(id);
    expect([22, 23, 24].map((pid) => element.get(pid))).to.deep.equal(["first", "second", "second"]);
    expect((await rejection(element.run(3))).name).to.equal(
      "System.Reflection.TargetParameterCountException",
    );
  });

  it("CS-14: threads call members during the run, after it, and while the run joins them", async () => {
    const code = run(`
      var during = new System.Threading.Thread(() => { for (int i = 1; i <= 50; i++) protocol.SetParameter(30, i); });
      during.Start();
      for (int i = 1; i <= 50; i++) protocol.SetParameter(31, i);
      during.Join();
      System.Threading.Tasks.Task.Run(() => { System.Threading.Thread.Sleep(50); protocol.SetParameter(20, "after " + protocol.GetParameter(30) + " " + protocol.GetParameter(31)); });`);
    await using element = await start([{ id: 1, attributes: 'triggers="25"', code }]);
    const after = element.expectChange(20, "after 50 50");
    await element.run(1);
    await after;
  });

  it("CS-15: a run without an end is ended at its limit with an error that names it, and the next one works", async () => {
    await using element = await start(
      [
        { id: 1, attributes: 'triggers="25"', code: run("while (true) { }") },
        { id: 2, attributes: 'triggers="26"', code: run('protocol.SetParameter(20, "works");') },
      ],
      { timeoutMs: 300 },
    );
    const first = host.pid;
    const error = await rejection(element.run(1));
    expect(error).to.have.property("code", "ERR_SCRIPT_TIMEOUT");
    expect(notices(element, "SCRIPT_TIMEOUT")[0]).to.contain("QAction [1]");
    await element.run(2);
    expect(element.get(20)).to.equal("works");
    expect(host.pid).to.be.a("number").and.not.equal(first);
  });

  for (const [what, body] of [
    ["Environment.Exit", "Environment.Exit(3);"],
    ["a stack overflow", "protocol.SetParameter(21, Deep(0));"],
    [
      "kill -9",
      "System.Diagnostics.Process.GetCurrentProcess().Kill(); System.Threading.Thread.Sleep(10000);",
    ],
  ] as const)
    it(`CS-16: ${what} gives an error, no hang, and the next run works`, async () => {
      const code = qactionClass(
        `static int Deep(int level) { return level == int.MinValue ? 0 : 1 + Deep(level + 1) * 2; }
         public static void Run(SLProtocol protocol) { ${body} }`,
      );
      await using element = await start([
        { id: 1, attributes: 'triggers="25"', code },
        { id: 2, attributes: 'triggers="26"', code: run('protocol.SetParameter(20, "works");') },
      ]);
      const error = await rejection(element.run(1));
      expect(error).to.have.property("code", "ERR_CSHARP_HOST");
      await element.run(2);
      expect(element.get(20)).to.equal("works");
    });

  it("CS-18: Console.WriteLine never breaks the pipe", async () => {
    const code = run(
      `Console.WriteLine("CS-18 to the console"); Console.Out.Write("\\0\\x01"); Console.Error.WriteLine("CS-18 to the error stream");
       using (var raw = Console.OpenStandardOutput()) raw.Write(new byte[100], 0, 100);
       protocol.SetParameter(20, "whole");`,
    );
    await using element = await start([{ id: 1, attributes: 'triggers="25"', code }]);
    await element.run(1);
    await element.run(1);
    expect(element.get(20)).to.equal("whole");
  });

  it("CS-25: with a debugger no time limit ends a run, and the process to attach to is named", async () => {
    const code = run('System.Threading.Thread.Sleep(1000); protocol.SetParameter(20, "whole");');
    await using debugged = await CSharpHost.start({ debug: true });
    await using element = await TestElement.start(
      csharpConnector([{ id: 1, attributes: 'triggers="25"', code }]),
      {
        csharp: { host: debugged, timeoutMs: 200 },
      },
    );
    await element.run(1);
    expect(element.get(20)).to.equal("whole");
  });

  it("CS-23: queued QActions keep their order and do not block", async () => {
    const slow = run(
      'System.Threading.Thread.Sleep(100); protocol.SetParameter(20, protocol.GetParameter(20) + "s");',
    );
    const fast = run('protocol.SetParameter(20, protocol.GetParameter(20) + "f");');
    await using element = await start([
      { id: 1, attributes: 'triggers="25" options="queued"', code: slow },
      { id: 2, attributes: 'triggers="25" options="queued"', code: fast },
      {
        id: 3,
        attributes: 'triggers="25"',
        code: run('protocol.SetParameter(21, protocol.GetParameter(20) + "!");'),
      },
    ]);
    const done = element.expectChange(20, "sf");
    await element.set(25, "go");
    await done;
    expect(element.get(21)).to.equal("!");
  });
});
