/** Every overload of SLProtocol, called from C#: what arrives in the element, and what its answer becomes. */
import { expect } from "chai";
import { CSharpHost, hostSession } from "../../src/csharp/host.ts";
import { CSharpProgram, type ProgramEvents, type RunObject } from "../../src/csharp/program.ts";
import { reservedNames } from "../../src/qaction/slprotocol/extended-object.ts";
import { callMethods, handWritten, type Overload } from "../../tools/csharp/members.ts";
import { csharpConnector, qactionClass } from "../support/csharp/csharp-connector.ts";

const time = new Date(Date.UTC(2026, 1, 28, 23, 59, 59, 999));
const csharpTime = "new DateTime(2026, 2, 28, 23, 59, 59, 999, DateTimeKind.Utc)";

/** An argument of each type: as C# writes it, and as it arrives. */
const samples: Readonly<Record<string, readonly [csharp: string, arrives: unknown]>> = {
  int: ["-7", -7],
  string: ['"é\\ud800"', "é\ud800"],
  object: ["1.5", 1.5],
  ValueType: [csharpTime, time],
  "DateTime?": [csharpTime, time],
  bool: ["true", true],
  "byte[]": ["new byte[] { 0, 255 }", Uint8Array.of(0, 255)],
  "object[]": ['new object[] { 1, "x", null, true }', [1, "x", null, true]],
  "string[]": ['new[] { "a", "b" }', ["a", "b"]],
  "int[]": ["new[] { 1, 2 }", [1, 2]],
  "bool[]": ["new[] { true, false }", [true, false]],
  "DateTime[]": [`new[] { ${csharpTime} }`, [time]],
  "List<object[]>": ['new List<object[]> { new object[] { "k", 1.5 } }', [["k", 1.5]]],
  "NotifyProtocol.SaveOption": ["NotifyProtocol.SaveOption.Partial", 194],
  "NotifyProtocol.KeyType": ["NotifyProtocol.KeyType.DisplayKey", 1],
  ExecuteScriptMessage: [
    'new Skyline.DataMiner.Net.Messages.ExecuteScriptMessage("script") { Options = new Skyline.DataMiner.Net.Messages.SA(new[] { "DEFER:FALSE" }) }',
    { ScriptName: "script", Options: { Options: ["DEFER:FALSE"] } },
  ],
};

/** An answer for each form: what the element gives, and how C# shows it. */
const answers: Readonly<Record<string, readonly [given: unknown, shown: string]>> = {
  hresults: [[0, 0x8004_0221], "System.UInt32[] 0 2147746337"],
  ints: [[1, 0], "System.Object[] 1 0"],
  boxed: [-1, "System.Int32 -1"],
  int: [0x8004_0221, "System.Int32 -2147220959"],
  bool: [true, "System.Boolean True"],
  string: ["text", "System.String text"],
  "string[]": [["a", "b"], "System.String[] a b"],
  object: [1.5, "System.Double 1.5"],
  void: [undefined, "void"],
};

const formOf = (one: Overload): string =>
  one.form === "declared" ? one.returns : one.form === "int" ? "boxed" : one.form;

const sampleOf = (type: string): readonly [string, unknown] => {
  const sample = samples[type];
  if (sample === undefined) throw new Error(`no sample of ${type}`);
  return sample;
};

/** Members whose facts came with the run, and those that are checked by themselves below. */
const withoutCall =
  /^(?:GetTriggerParameter|RowIndex|RowKey|GetUserConnection|Log|GetConnectivity\w+|ExecuteScript)$/;

describe("overloads from C#", () => {
  let host: CSharpHost;
  before(async () => {
    host = await CSharpHost.start();
  });
  after(() => host.dispose());

  /** Runs the body of a QAction against an object that notes its calls and gives what is asked of it. */
  async function calls(
    body: string,
    answer: (member: string, count: number) => unknown,
  ): Promise<{ readonly made: [string, ...unknown[]][]; readonly logged: unknown[] }> {
    const show = `static string Show(object value) { if (value == null) return "null"; var list = value as Array; return value.GetType() + " " + (list == null ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) : string.Join(" ", list.Cast<object>())); }`;
    const code = qactionClass(
      `${show}\n public static void Run(SLProtocol protocol) { var shown = new List<string>();\n${body}\nprotocol.SetParametersByName(shown.ToArray(), new object[0]); }`,
    );
    const protocol = csharpConnector([{ id: 1, attributes: 'triggers="20"', code }]);
    const logged: unknown[] = [];
    const element = {
      ...{ dataMinerId: 3, elementId: 4, name: "Element", codePage: 1252 },
      ...{ protocolName: protocol.name, protocolVersion: protocol.version },
      elementProtocolVersion: "Production",
    };
    const events: ProgramEvents = {
      log: (_, ...line) => logged.push(line),
      hostEnded: () => undefined,
      warn: (_code, _qaction, message) => {
        throw new Error(message);
      },
    };
    const program = new CSharpProgram(
      hostSession({ host }),
      protocol,
      undefined,
      element,
      10_000,
      false,
      reservedNames,
      events,
    );
    const qaction = protocol.qactions.get(1);
    if (qaction === undefined) throw new Error("no QAction");
    const module = (await program.load(qaction)) as { QAction: { Run: (object: RunObject) => void } };
    const made: [string, ...unknown[]][] = [];
    const own: RunObject = {
      GetTriggerParameter: () => 20,
      RowIndex: () => 5,
      RowKey: () => "row",
      GetInputBytes: () => null,
    };
    const object = new Proxy(own, {
      get: (target, name: string) =>
        name in target
          ? (Reflect.get(target, name) as unknown)
          : (...args: unknown[]): unknown => {
              made.push([name, ...args]);
              return answer(name, made.length - 1);
            },
    });
    module.QAction.Run(object);
    await program.dispose((error) => {
      throw error;
    });
    return { made, logged };
  }

  it("CS-13: each of the 135 overloads hands over its arguments, and its answer has the declared type", async () => {
    const overloads = [...callMethods, ...handWritten].filter(({ name }) => !withoutCall.test(name));
    const body = overloads
      .map((one) => {
        const call = `protocol.${one.name}(${one.parameters.map(({ type }) => sampleOf(type)[0]).join(", ")})`;
        return one.returns === "void" ? `${call}; shown.Add("void");` : `shown.Add(Show(${call}));`;
      })
      .join("\n");
    const { made } = await calls(body, (_, count) => {
      const one = overloads[count];
      return one === undefined ? [] : answers[formOf(one)]?.[0];
    });
    const last = made.pop();
    expect(made).to.deep.equal(
      overloads.map((one) => [one.name, ...one.parameters.map(({ type }) => sampleOf(type)[1])]),
    );
    expect(last?.[1]).to.deep.equal(overloads.map((one) => answers[formOf(one)]?.[1]));
  });

  it("CS-13: members that came with the run, the log, Automation and connectivity", async () => {
    const itf = {
      InterfaceId: 9,
      InterfaceName: "in",
      InterfaceCustomName: "",
      DataMinerId: 3,
      ElementId: 4,
      InterfaceType: "in",
      Properties: new Map([[1, { Id: 1, Name: "n", Type: "t", Value: "v" }]]),
    };
    const { made, logged } = await calls(
      `shown.Add(protocol.GetTriggerParameter() + " " + protocol.RowIndex() + " " + protocol.RowKey() + " " + protocol.DataMinerID + "/" + protocol.ElementID + " " + protocol.ElementName + " " + protocol.ProtocolName + " " + protocol.ProtocolVersion + " " + protocol.ElementProtocolVersion + " " + protocol.QActionID);
       shown.Add(Show(protocol.Clear) + Show(protocol.Leave));
       protocol.Log("a"); protocol.Log("b", LogType.Error); protocol.Log("c", LogLevel.Level2); protocol.Log(null, LogType.DebugInfo, LogLevel.NoLogging); shown.Add(Show(protocol.Log(2, 5, "d")));
       shown.Add(protocol.ExecuteScript("script").ErrorCode + protocol.ExecuteScript(${sampleOf("ExecuteScriptMessage")[0]}).ErrorMessages[0]);
       shown.Add(protocol.GetConnectivityInterface(3, 4, 9).InterfaceProperties[1].InterfacePropertyValue + protocol.GetConnectivityInterface(3, 4, "in", true, true).InterfaceType);
       shown.Add(string.Join(",", protocol.GetConnectivityInterfaces(3, 4).Keys) + string.Join(",", protocol.GetConnectivityInterfaces(3, 4, "f", false).Keys));
       shown.Add(Show(protocol.GetConnectivityConnection(3, 4, "c")) + Show(protocol.GetConnectivityConnections(3, 4, "f", true)));`,
      (member) =>
        member === "ExecuteScript"
          ? { ErrorCode: -5, ErrorMessages: ["failed"] }
          : member === "GetConnectivityInterface"
            ? itf
            : member === "GetConnectivityInterfaces"
              ? new Map([[9, itf]])
              : null,
    );
    const last = made.pop();
    expect(last?.[1]).to.deep.equal([
      "20 5 row 3/4 Element Test 1.0.0.1 Production 1",
      "System.Double -InfinitySystem.Double Infinity",
      "System.Int32 0",
      "-5failed",
      "vin",
      "99",
      "nullnull",
    ]);
    expect(logged).to.deep.equal([
      [8, -1, "a"],
      [2, -1, "b"],
      [8, 2, "c"],
      [4, 0, null],
      [2, 5, "d"],
    ]);
    expect(made).to.deep.equal([
      ["ExecuteScript", "script"],
      ["ExecuteScript", sampleOf("ExecuteScriptMessage")[1]],
      ["GetConnectivityInterface", 3, 4, 9, false],
      ["GetConnectivityInterface", 3, 4, "in", true, true],
      ["GetConnectivityInterfaces", 3, 4, false],
      ["GetConnectivityInterfaces", 3, 4, "f", false, false],
      ["GetConnectivityConnection", 3, 4, "c", false],
      ["GetConnectivityConnections", 3, 4, "f", true],
    ]);
  });

  it("CS-13: GetData and its notify give object[] with a byte in each element", async () => {
    const { made } = await calls(
      `foreach (var data in new[] { protocol.GetData("parameter", 20), protocol.NotifyProtocol(60, "parameter", 20) })
         shown.Add(data.GetType() + " " + string.Join(" ", ((object[])data).Select(one => one.GetType().Name + " " + one)));`,
      (member) => (member === "SetParametersByName" ? [] : Uint8Array.of(0, 255)),
    );
    expect(made.pop()?.[1]).to.deep.equal([
      "System.Object[] Byte 0 Byte 255",
      "System.Object[] Byte 0 Byte 255",
    ]);
  });

  it("CS-13: each kind of value goes to C# and back", async () => {
    const values: readonly (readonly [value: unknown, type: string, back?: unknown])[] = [
      [-0, "System.Double"],
      ["\ud800x", "System.String"],
      [null, "null"],
      [undefined, "null", null],
      [time, "System.DateTime"],
      [Uint8Array.of(0, 255), "System.Byte[]"],
      [[1.5, "x", null, [true]], "System.Object[]"],
      [Uint32Array.of(0, 0xffff_ffff), "System.UInt32[]"],
      [false, "System.Boolean"],
    ];
    const body = values
      .map(
        () =>
          `{ var value = protocol.GetParameter(1); shown.Add(value == null ? "null" : value.GetType().ToString()); protocol.SetParameter(2, value); }`,
      )
      .join("\n");
    const { made } = await calls(body, (member, count) =>
      member === "GetParameter" ? values[count / 2]?.[0] : 0,
    );
    const last = made.pop();
    expect(last?.[1]).to.deep.equal(values.map(([, type]) => type));
    expect(made.filter(([name]) => name === "SetParameter").map(([, , value]) => value)).to.deep.equal(
      values.map(([value, , back = value]) => back),
    );
  });
});
