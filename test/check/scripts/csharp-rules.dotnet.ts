/** The rules that look into scripts, on C#: what each finds, marked where it is, and what it leaves alone. */
import { expect } from "chai";
import { casesIn, expectEnoughCases, type ScriptRuleCases } from "../../support/check/script-cases.ts";
import { checkCases, findingsIn, marked, protocolXml } from "../../support/check/script-connector.ts";
import { qactionClass, usings } from "../../support/csharp/csharp-connector.ts";

const run = (body: string, inputs = ""): string =>
  qactionClass(`public static void Run(SLProtocolExt protocol${inputs}) { ${body} }`);
const binary = 'inputParameters="10" options="binary"';
const input = ", object message";
/** The lines of the documentation page on WebSockets. */
const page = (encoding: string): string =>
  `object[] bytestream = message as object[]; byte[] response = new byte[bytestream.Length]; for (int i = 0; i < response.Length; i++) { response[i] = (byte)bytestream[i]; } string data = System.Text.Encoding.${encoding}.GetString(response); protocol.SetParameter(20, data);`;

/** In a Unicode protocol. */
const unicodeCases: ScriptRuleCases = {
  RESPONSE_AS_TEXT: {
    wrong: [
      {
        title: "a response read with GetParameter",
        script: run(
          "string data = Convert.ToString(protocol.GetParameter(10)); protocol.SetParameter(20, data);",
        ),
        found: ["RESPONSE_AS_TEXT protocol.GetParameter(10)"],
      },
      {
        title: "a response read by constants",
        script: qactionClass(
          "private const int message = 10; public void Run(SLProtocol protocol) { protocol.Log((string)protocol.GetParameter(message) + protocol.GetParameter(Parameter.eventDetail_11), LogType.Error, LogLevel.NoLogging); }",
        ),
        found: [
          "RESPONSE_AS_TEXT protocol.GetParameter(message)",
          "RESPONSE_AS_TEXT protocol.GetParameter(Parameter.eventDetail_11)",
        ],
      },
      {
        title: "a response read by a property, and in a list",
        script: run(
          "protocol.Label = protocol.EventMessage; object[] all = (object[])protocol.GetParameters(new uint[] { 20, 11 });",
        ),
        found: [
          "RESPONSE_AS_TEXT protocol.EventMessage",
          "RESPONSE_AS_TEXT protocol.GetParameters(new uint[] { 20, 11 })",
        ],
      },
      {
        title: "a response as an input that is no binary one",
        attributes: 'inputParameters="10"',
        script: run("protocol.SetParameter(20, Convert.ToString(message));", input),
        found: ['RESPONSE_AS_TEXT inputParameters="10"'],
      },
    ],
    right: [
      {
        title: "the lines of the documentation",
        attributes: binary,
        script: run(page("UTF8"), input),
      },
      {
        title: "a response that is only looked at",
        script: run(
          'if (string.IsNullOrEmpty(Convert.ToString(protocol.GetParameter(10))) || (string)protocol.GetParameter(11) == "") return;',
        ),
      },
      {
        title: "other parameters",
        script: run(
          "protocol.SetParameter(20, protocol.GetParameter(21)); protocol.Level = protocol.EventCount;",
        ),
      },
    ],
  },
  INPUT_AS_TEXT: {
    wrong: [
      {
        title: "a binary input that is cast to text",
        attributes: binary,
        script: run("protocol.SetParameter(20, (string)message);", input),
        found: ["INPUT_AS_TEXT message"],
      },
      {
        title: "a binary input that is converted, and declared as a string",
        attributes: binary,
        script: run("protocol.SetParameter(20, Convert.ToString(message));", input),
        found: ["INPUT_AS_TEXT message"],
      },
      {
        title: "a binary input that is declared as a string",
        attributes: binary,
        script: run("protocol.SetParameter(20, message);", ", string message"),
        found: ["INPUT_AS_TEXT string message"],
      },
    ],
    right: [
      {
        title: "an input that is text",
        attributes: 'inputParameters="20"',
        script: run("protocol.SetParameter(21, Convert.ToString(message));", input),
      },
      {
        title: "a table beside a binary input",
        attributes: 'inputParameters="10;1000" options="binary"',
        script: run(
          "protocol.Log(rows.ToString(), LogType.Error, LogLevel.NoLogging);",
          ", object message, object rows",
        ),
      },
      {
        title: "a binary input that is null",
        attributes: binary,
        script: run("if (message == null) return;", input),
      },
    ],
  },
  MACHINE_ENCODING: {
    wrong: [
      {
        title: "the lines of the documentation with the code page of the machine",
        attributes: binary,
        script: run(page("Default"), input),
        found: ["MACHINE_ENCODING System.Text.Encoding.Default.GetString(response)"],
      },
      {
        title: "a message as ASCII, by LINQ",
        attributes: binary,
        script: run(
          "protocol.SetParameter(20, new ASCIIEncoding().GetString(((object[])message).Select(x => (byte)x).ToArray()));",
          input,
        ),
        found: [
          "MACHINE_ENCODING new ASCIIEncoding().GetString(((object[])message).Select(x => (byte)x).ToArray())",
        ],
      },
      {
        title: "a message by a variable with the encoding",
        attributes: binary,
        script: run(
          "var ascii = Encoding.ASCII; protocol.SetParameter(20, ascii.GetString(Array.ConvertAll((object[])message, x => (byte)x)));",
          input,
        ),
        found: ["MACHINE_ENCODING ascii.GetString(Array.ConvertAll((object[])message, x => (byte)x))"],
      },
    ],
    right: [
      {
        title: "a message by a named page",
        attributes: binary,
        script: run(page("GetEncoding(1252)"), input),
      },
      {
        title: "bytes of no device",
        script: run(
          'protocol.SetParameter(20, Encoding.ASCII.GetString(new byte[] { 65 })); protocol.SetParameter(21, Encoding.Default.GetString(Convert.FromBase64String("QQ==")));',
        ),
      },
      {
        title: "text that is sent in ASCII",
        script: run(
          'byte[] sent = Encoding.ASCII.GetBytes("STATUS"); protocol.Log(sent.Length.ToString(), LogType.Error, LogLevel.NoLogging);',
        ),
      },
    ],
  },
  TEXT_TO_BYTES: {
    wrong: [
      {
        title: "bytes made of a response that was read as text",
        script: run(
          "protocol.SetParameter(20, Encoding.UTF8.GetString(Encoding.Unicode.GetBytes(Convert.ToString(protocol.GetParameter(10)))));",
        ),
        found: ["TEXT_TO_BYTES Encoding.Unicode.GetBytes(Convert.ToString(protocol.GetParameter(10)))"],
      },
      {
        title: "the same in two steps",
        script: run(
          "var data = (string)protocol.GetParameter(10); byte[] bytes = Encoding.Default.GetBytes(data);",
        ),
        found: [
          "RESPONSE_AS_TEXT protocol.GetParameter(10)",
          "TEXT_TO_BYTES Encoding.Default.GetBytes(data)",
        ],
      },
      {
        title: "the same with an input",
        attributes: 'inputParameters="10"',
        script: run("byte[] bytes = Encoding.UTF8.GetBytes((string)message);", input),
        found: [
          'RESPONSE_AS_TEXT inputParameters="10"',
          "TEXT_TO_BYTES Encoding.UTF8.GetBytes((string)message)",
        ],
      },
    ],
    right: [
      {
        title: "bytes of a parameter that no device fills",
        script: run("byte[] bytes = Encoding.UTF8.GetBytes((string)protocol.GetParameter(20));"),
      },
      {
        title: "bytes of a literal",
        script: run('byte[] bytes = Encoding.UTF8.GetBytes("abc");'),
      },
      {
        title: "bytes of a decoded message",
        attributes: binary,
        script: run(
          "byte[] bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Array.ConvertAll((object[])message, x => (byte)x)));",
          input,
        ),
      },
    ],
  },
  BYTE_CAST: {
    wrong: [
      {
        title: "characters cut off in a loop",
        script: run(
          "var list = new List<byte>(); foreach (char c in Convert.ToString(protocol.GetParameter(20))) { list.Add((byte)c); }",
        ),
        found: ["BYTE_CAST (byte)c"],
      },
      {
        title: "characters cut off by LINQ",
        script: run("byte[] bytes = ((string)protocol.GetParameter(20)).Select(c => (byte)c).ToArray();"),
        found: ["BYTE_CAST (byte)c"],
      },
      {
        title: "characters cut off by their index",
        attributes: 'inputParameters="20"',
        script: run("string text = (string)message; byte first = (byte)text[0];", input),
        found: ["BYTE_CAST (byte)text[0]"],
      },
    ],
    right: [
      {
        title: "a constant",
        script: run("byte one = (byte)'A';"),
      },
      {
        title: "a number",
        script: run("byte two = (byte)Convert.ToInt32(protocol.GetParameter(30));"),
      },
      {
        title: "text of no parameter",
        script: run("string text = DateTime.Now.ToString(); byte three = (byte)text[0];"),
      },
    ],
  },
  SCRIPT_REFERENCE: {
    wrong: [
      {
        title: "parameters that do not exist",
        script: run(
          'protocol.SetParameter(22, protocol.GetParameter(23)); protocol.GetParameterByName("Lable");',
        ),
        found: ["SCRIPT_REFERENCE 22", "SCRIPT_REFERENCE 23", 'SCRIPT_REFERENCE "Lable"'],
      },
      {
        title: "tables and columns that do not exist",
        script: run('protocol.DeleteRow(1100, "1"); protocol.GetParameterIndexByKey(1000, "1", 4);'),
        found: ["SCRIPT_REFERENCE 1100", "SCRIPT_REFERENCE 4"],
      },
      {
        title: "a trigger that does not exist",
        script: run("protocol.CheckTrigger(7);"),
        found: ["SCRIPT_REFERENCE 7"],
      },
    ],
    right: [
      {
        title: "parameters that exist, and reserved ones",
        script: run("protocol.SetParameter(Parameter.label_20, protocol.GetParameter(65008));"),
      },
      {
        title: "a column and a trigger that exist",
        script: run(
          'protocol.GetParameterIndexByKey(Parameter.Overview.tablePid, "1", Parameter.Overview.Idx.overviewPrice_1003 + 1); protocol.CheckTrigger(1);',
        ),
      },
      {
        title: "computed ids",
        script: run("for (int i = 1; i < 3; i++) protocol.GetParameter(i);"),
      },
    ],
  },
  NOTIFY_ARGUMENTS: {
    wrong: [
      {
        title: "a cell without its column",
        script: run('protocol.NotifyProtocol(122, new object[] { 1000, "1" }, null);'),
        found: ['NOTIFY_ARGUMENTS new object[] { 1000, "1" }'],
      },
      {
        title: "a description without an id",
        script: run('protocol.NotifyProtocol(131, "Label", "x");'),
        found: ['NOTIFY_ARGUMENTS "Label"'],
      },
      {
        title: "a trigger by a list",
        script: run("protocol.NotifyProtocol(134, new uint[] { 1 }, null);"),
        found: ["NOTIFY_ARGUMENTS new uint[] { 1 }"],
      },
    ],
    right: [
      {
        title: "right values",
        script: run(
          'protocol.NotifyProtocol(122, new object[] { 1000, "1", 2 }, null); protocol.NotifyProtocol(134, 1, null);',
        ),
      },
      {
        title: "values that are computed",
        script: run(
          "object[] place = new object[3]; place[0] = 1000; protocol.NotifyProtocol(122, place, null);",
        ),
      },
      {
        title: "a number that the kit does not know",
        script: run("protocol.NotifyProtocol(9999, new object[0], null);"),
      },
    ],
  },
  SCRIPT_ENTRY_POINT: {
    wrong: [
      {
        title: "no class of the name",
        script: `${usings} public class Reader { public void Run(SLProtocol protocol) { } }`,
        found: ['SCRIPT_ENTRY_POINT <QAction id="@" name="Case @" encoding="csharp" triggers="10" />'],
      },
      {
        title: "a class in a namespace",
        script: `${usings} namespace Own { public class QAction { public void Run(SLProtocol protocol) { } } }`,
        found: ['SCRIPT_ENTRY_POINT <QAction id="@" name="Case @" encoding="csharp" triggers="10" />'],
      },
      {
        title: "a method that is not public",
        attributes: 'entryPoint="Reader.Read"',
        script: `${usings} public class Reader { private void Read(SLProtocol protocol) { } }`,
        found: ['SCRIPT_ENTRY_POINT entryPoint="Reader.Read"'],
      },
    ],
    right: [
      {
        title: "a method of a base class",
        attributes: 'entryPoint="Reader.Read"',
        script: `${usings} public abstract class Base { public void Read(SLProtocol protocol) { } } public class Reader : Base { }`,
      },
      {
        title: "a method that is not static, of the usual class",
        script: qactionClass("public void Run(SLProtocol protocol) { }"),
      },
      {
        title: "a static class",
        attributes: 'entryPoint="Reader.Read"',
        script: `${usings} public static class Reader { public static void Read(SLProtocol protocol) { } }`,
      },
    ],
  },
  CSHARP_COMPILE: {
    wrong: [
      {
        title: "C# 8",
        script: run("using var stream = new System.IO.MemoryStream();"),
        found: ["CSHARP_COMPILE using"],
      },
      {
        title: "a name that does not exist, and a wrong type",
        script: run("protocol.Lable = 1; int level = protocol.GetParameter(30);"),
        found: ["CSHARP_COMPILE Lable", "CSHARP_COMPILE protocol.GetParameter(30)"],
      },
      {
        title: "a class that does not exist, in a file that uses no namespace of DataMiner's messages",
        script: run("var thing = new NoSuchThing();"),
        found: ["CSHARP_COMPILE NoSuchThing"],
      },
      {
        title: "a namespace that does not exist",
        script: `using Missing.Name; ${run("")}`,
        found: ["CSHARP_COMPILE Missing"],
      },
    ],
    right: [
      {
        title: "a table of the helper, and the usual namespaces",
        script: `using Skyline.DataMiner.Net.Messages; ${run('protocol.overview.SetRow(new OverviewQActionRow { OverviewKey = "1", OverviewTitle = "a" }, true);')}`,
      },
      {
        title: "a property of the helper",
        script: run("protocol.Label = Convert.ToString(protocol.Level);"),
      },
      {
        title: "C# 7.3",
        script: run(
          "(int, string) pair = (1, string.Empty); if (pair.Item2 is string text && int.TryParse(text, out var level)) protocol.SetParameter(30, level);",
        ),
      },
    ],
  },
  CSHARP_JOINED: {
    wrong: [
      {
        title: "two aliases of one name in two files",
        script: `using Text = System.String; ${usings} public class QAction { public static void Run(SLProtocol protocol) { Text one = ""; } }`,
        more: {
          "Other.cs":
            "using Text = System.Text.StringBuilder; public class Other { public Text Builder = new Text(); }",
        },
        found: ["CSHARP_JOINED *"],
      },
      {
        title: "a class that two namespaces have, each used in its own file",
        script: `using One; ${usings} public class QAction { public static void Run(SLProtocol protocol) { new Thing(); } }`,
        more: {
          "One.cs": "namespace One { public class Thing { } }",
          "Two.cs": "namespace Two { public class Thing { } }",
          "User.cs": "using Two; public class User { public Thing Other = new Thing(); }",
        },
        found: ["CSHARP_JOINED *"],
      },
      {
        title: "a class that two namespaces of the framework have, each used in its own file",
        script: `using System.Threading; ${usings} public class QAction { public static Timer Own; public static void Run(SLProtocol protocol) { } }`,
        more: { "Other.cs": "using System.Timers; public class Other { public Timer Own; }" },
        found: ["CSHARP_JOINED *"],
      },
    ],
    right: [
      {
        title: "several files that fit together",
        script: run("new Other();"),
        more: {
          "Other.cs": "#region a\nusing System;\n#endregion\npublic class Other { public String Name; }",
        },
      },
      {
        title: "one alias in two files",
        script: `using Text = System.String; ${usings} public class QAction { public static void Run(SLProtocol protocol) { Text one = ""; new Other(); } }`,
        more: { "Other.cs": "using Text = System.String; public class Other { public Text Name; }" },
      },
      {
        title: "classes of one name in two namespaces, written with their namespace",
        script: run("new One.Thing(); new Two.Thing();"),
        more: {
          "One.cs": "namespace One { public class Thing { } }",
          "Two.cs": "namespace Two { public class Thing { } }",
        },
      },
    ],
  },
};

/** In a protocol that is not Unicode. */
const codePageCases: ScriptRuleCases = {
  SCRIPT_LITERAL: {
    wrong: [
      {
        title: "an emoji",
        script: run('protocol.SetParameter(20, "on \u{1f7e2}");'),
        found: ['SCRIPT_LITERAL "on \u{1f7e2}"'],
      },
      {
        title: "an arrow in English text",
        script: run('protocol.Label = $"to \u2192 {protocol.ElementName}";'),
        found: ["SCRIPT_LITERAL to \u2192 "],
      },
      {
        title: "a sign in a row",
        script: run(
          'protocol.overview.SetRow(new OverviewQActionRow { OverviewKey = "1", OverviewTitle = "\u0142\u2261" }, true);',
        ),
        found: ['SCRIPT_LITERAL "\u0142\u2261"'],
      },
    ],
    right: [
      {
        title: "accents of one page",
        script: run('protocol.SetParameter(20, "Gr\u00f6\u00dfe 5 \u20ac");'),
      },
      {
        title: "text that is not set",
        script: run('protocol.Log("\u2705", LogType.Error, LogLevel.NoLogging);'),
      },
      {
        title: "a response that is read: in a code page its text keeps the bytes",
        script: run("protocol.SetParameter(21, protocol.GetParameter(10));"),
      },
    ],
  },
};

const tag = (id: number): string =>
  `<QAction id="${String(id)}" name="Case ${String(id)}" encoding="csharp" triggers="10"/>`;
const project = (reference: string): string =>
  `<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>${reference}</ItemGroup></Project>`;
const noPackage = "No.Such.Package";
const unrestored = project(`<PackageReference Include="${noPackage}" Version="1.2.3"/>`);
const restore = `the package ${noPackage} 1.2.3 is not restored. Run dotnet restore in the folder of the solution.`;

/** C# that cannot be compiled on this machine, which is no mistake of the script, and C# that can. */
const unreadCases = {
  SCRIPT_UNREAD: {
    wrong: [
      [
        "a package that is not restored",
        {
          "QAction_1/QAction_1.cs": `using ${noPackage}; ${run("")}`,
          "QAction_1/QAction_1.csproj": unrestored,
        },
        [`The C# of QAction 1 was not compiled: ${restore}`],
      ],
      [
        "a type of DataMiner without a stand-in, by its short name",
        {
          "QAction_1/QAction_1.cs": `using Skyline.DataMiner.Net.Messages; ${run("var message = new NoSuchMessage();")}`,
        },
        ["The C# of QAction 1 was not compiled: qaction-kit has no NoSuchMessage in place of DataMiner's."],
      ],
      [
        "a type of DataMiner without a stand-in",
        {
          "QAction_2/QAction_2.cs": run("var message = new Skyline.DataMiner.Net.Messages.NoSuchMessage();"),
        },
        ["The C# of QAction 2 was not compiled: qaction-kit has no NoSuchMessage in place of DataMiner's."],
      ],
      [
        "both in one connector",
        {
          "QAction_1/QAction_1.cs": run("var message = new Skyline.DataMiner.Net.Messages.NoSuchMessage();"),
          "QAction_2/QAction_2.cs": `using ${noPackage}; ${run("")}`,
          "QAction_2/QAction_2.csproj": unrestored,
        },
        [
          `The C# of QAction 2 was not compiled: ${restore}`,
          "The C# of QAction 1 was not compiled: qaction-kit has no NoSuchMessage in place of DataMiner's.",
        ],
      ],
    ],
    right: [
      ["a file of its own", { "QAction_1/QAction_1.cs": run("") }, []],
      [
        "attributes of the assembly",
        {
          "QAction_1/QAction_1.cs": run(""),
          "QAction_1/Properties/AssemblyInfo.cs": '[assembly: System.Reflection.AssemblyTitle("a")]',
        },
        [],
      ],
      [
        "a type of DataMiner with a stand-in, and a project without packages",
        {
          "QAction_1/QAction_1.cs": `using Skyline.DataMiner.Net.Messages; ${run("")}`,
          "QAction_1/QAction_1.csproj": project(""),
        },
        [],
      ],
    ],
  },
} as const;

const set = "protocol.SetParameter(10, 1);";

/** Sets that every run comes to; and those behind a condition, in a loop or in another function. */
const circleCases = {
  SCRIPT_CIRCLE: {
    wrong: [
      [set, ["protocol.SetParameter(10, 1)"]],
      [
        "try { protocol.SetParameters(new[] { 20, 10 }, new object[] { 1, 2 }); } catch (Exception) { }",
        ["protocol.SetParameters(new[] { 20, 10 }, new object[] { 1, 2 })"],
      ],
      ["using (new System.IO.MemoryStream()) { protocol.EventMessage = 5; }", ["protocol.EventMessage"]],
    ],
    right: [
      [`if (protocol.GetParameter(20) == null) { ${set} }`, []],
      [`if (protocol.GetParameter(20) == null) return; ${set}`, []],
      [`try { protocol.Log("a", LogType.Error, LogLevel.NoLogging); } catch (Exception) { ${set} }`, []],
      [`foreach (int i in new int[0]) { ${set} } for (int i = 0; i < 0; i++) { ${set} }`, []],
      [
        `Action later = () => { ${set} }; var done = protocol.GetParameter(20) == null && protocol.SetParameter(10, 1) == 0;`,
        [],
      ],
    ],
  },
} as const;

const rules = Object.keys({ ...unicodeCases, ...codePageCases });

describe("check/scripts: C#", function () {
  this.timeout(120_000);

  for (const [title, table, unicode] of [
    ["in a Unicode protocol", unicodeCases, true],
    ["in a code page", codePageCases, false],
  ] as const) {
    it(title, async () => {
      const cases = casesIn(table);
      const results = await checkCases(
        cases.map((one) => ({ ...one, language: "cs" })),
        rules,
        { unicode },
      );
      const wrong = cases.flatMap((one, i) => {
        const wanted = one.found.map((text) => text.replaceAll("@", String(i + 1)));
        const found = [
          ...new Set(
            (results[i] ?? []).map((text) => (text.startsWith("CSHARP_JOINED") ? "CSHARP_JOINED *" : text)),
          ),
        ];
        return JSON.stringify([...found].sort()) === JSON.stringify([...wanted].sort())
          ? []
          : [{ case: one.title, wanted, found }];
      });
      expect(wrong).to.deep.equal([]);
    });
  }

  it("each rule has three cases that are wrong and three that are right", () => {
    expectEnoughCases(unicodeCases);
    expectEnoughCases(codePageCases);
    for (const { wrong, right } of [unreadCases.SCRIPT_UNREAD, circleCases.SCRIPT_CIRCLE]) {
      expect(wrong.length).to.be.at.least(3);
      expect(right.length).to.be.at.least(3);
    }
  });

  for (const [title, files, found] of [
    ...unreadCases.SCRIPT_UNREAD.wrong,
    ...unreadCases.SCRIPT_UNREAD.right,
  ]) {
    it(`SCRIPT_UNREAD: ${title}`, async () => {
      const all = { "protocol.xml": protocolXml([1, 2].map(tag).join("\n")), ...files };
      const findings = (await findingsIn(all)).filter(({ ruleId }) => /^CSHARP|UNREAD/.test(ruleId));
      expect(findings.map(({ ruleId, message }) => `${ruleId} ${message}`)).to.deep.equal(
        found.map((message) => `SCRIPT_UNREAD ${message}`),
      );
    });
  }

  for (const [body, found] of [...circleCases.SCRIPT_CIRCLE.wrong, ...circleCases.SCRIPT_CIRCLE.right]) {
    it(`SCRIPT_CIRCLE: ${body}`, async () => {
      const files = { "protocol.xml": protocolXml(tag(1)), "QAction_1/QAction_1.cs": run(body) };
      const findings = (await findingsIn(files)).filter(({ ruleId }) => ruleId === "SCRIPT_CIRCLE");
      expect(marked(findings, files)).to.deep.equal(found.map((text) => `SCRIPT_CIRCLE ${text}`));
    });
  }

  it("code in the tag is marked in the protocol, also behind references of XML", async () => {
    const code = run("if (1 < 2) protocol.SetParameter(20, protocol.GetParameter(10));");
    const tag = (id: number, text: string): string =>
      `<QAction id="${String(id)}" name="Case ${String(id)}" encoding="csharp" triggers="10">${text}</QAction>`;
    const files = {
      "protocol.xml": protocolXml(
        `${tag(1, `<![CDATA[${code}]]>`)}\n${tag(2, code.replaceAll("<", "&lt;").replaceAll(">", "&gt;"))}`,
      ),
    };
    const found = (await findingsIn(files)).filter(({ ruleId }) => ruleId === "RESPONSE_AS_TEXT");
    expect(marked(found, files)).to.deep.equal([
      "RESPONSE_AS_TEXT protocol.GetParameter(10)",
      'RESPONSE_AS_TEXT <QAction id="2" name="Case 2" encoding="csharp" triggers="10">',
    ]);
    expect(found.map(({ fix }) => fix?.kind)).to.deep.equal(["suggestion", undefined]);
  });
});
