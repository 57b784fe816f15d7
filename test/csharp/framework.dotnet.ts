/** What .NET Framework 4.8 does otherwise than .NET: the closed list of redirects, with what DataMiner would give. */
import { expect } from "chai";
import { CSharpHost } from "../../src/csharp/host.ts";
import { findRuntime } from "../../src/csharp/runtime.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { csharpConnector, qactionClass } from "../support/csharp/csharp-connector.ts";

/** An expression in C#, and the text of its value on .NET Framework 4.8. */
type Row = readonly [csharp: string, text: string];

const numbers: readonly Row[] = [
  // 15 digits of a double and 7 of a float; no negative zero.
  ["(0.1 + 0.2).ToString()", "0.3"],
  ["(0.1 + 0.2).ToString(invariant)", "0.3"],
  ["(1.0 / 3).ToString()", "0.333333333333333"],
  ["(-0.0).ToString()", "0"],
  ["(0.1f + 0.2f).ToString()", "0.3"],
  ["(1f / 3).ToString()", "0.3333333"],
  ["1e15.ToString()", "1E+15"],
  ["123456789012345678.0.ToString()", "1.23456789012346E+17"],
  // Round trip: 15 digits when they suffice, else 17.
  ['(0.1 + 0.2).ToString("R")', "0.30000000000000004"],
  ['0.1.ToString("R")', "0.1"],
  // Rounded to 15 digits first, and those half away from zero.
  ['2.675.ToString("F2")', "2.68"],
  ['2.675.ToString("0.00", invariant)', "2.68"],
  ['1.005.ToString("N2", invariant)', "1.01"],
  ['(-0.001).ToString("0.00", invariant)', "0.00"],
  ['1234.5.ToString("#,##0.0", invariant)', "1,234.5"],
  ['0.0.ToString("F1")', "0.0"],
  // Wherever a number becomes text.
  ['"" + (0.1 + 0.2)', "0.3"],
  ['(0.1 + 0.2) + "/" + (1f / 3) + "/" + 1', "0.3/0.3333333/1"],
  ['$"{0.1 + 0.2}|{2.675:0.00}|{1.5,5}|{7}"', "0.3|2.68|  1.5|7"],
  ['string.Format(invariant, "{0} {1:F2} {2} {3}", 0.1 + 0.2, 2.675, 1f / 3, "x")', "0.3 2.68 0.3333333 x"],
  ["Convert.ToString(0.1 + 0.2)", "0.3"],
  ["Convert.ToString((object)(0.1 + 0.2), invariant)", "0.3"],
  ["((object)(0.1 + 0.2)).ToString()", "0.3"],
  ["((IFormattable)(0.1 + 0.2)).ToString(null, invariant)", "0.3"],
  ['string.Join(";", 0.1 + 0.2, 1)', "0.3;1"],
  ['string.Join(";", new List<double> { 0.1 + 0.2, 2 })', "0.3;2"],
  [
    'new StringBuilder().Append(0.1 + 0.2).Append((object)0.5f).AppendFormat("{0}", 0.1 + 0.2).ToString()',
    "0.30.50.3",
  ],
  ["string.Concat(new object[] { 0.1 + 0.2, 1f / 3 })", "0.30.3333333"],
  ["new object().ToString()", "System.Object"],
  ["DayOfWeek.Monday.ToString()", "Monday"],
  // Too large is an error, not infinity.
  ['Caught(() => double.Parse("1e400", invariant))', "OverflowException"],
  ['Caught(() => Convert.ToDouble((object)"-1e400", invariant))', "OverflowException"],
  ['TryDouble("1e400")', "False 0"],
  ['TryDouble("1.5")', "True 1.5"],
  ['double.Parse("Infinity", invariant).ToString(invariant)', "Infinity"],
];

const texts: readonly Row[] = [
  ["Environment.NewLine", "\r\n"],
  ['new StringBuilder().AppendLine("a").AppendLine().ToString()', "a\r\n\r\n"],
  ["Written(new System.IO.StringWriter())", "a\r\nb"],
  ["Encoding.Default.CodePage.ToString()", "1251"],
  ['BitConverter.ToString(Encoding.Default.GetBytes("Жук"))', "C6-F3-EA"],
  ["Encoding.GetEncoding(1252).GetString(new byte[] { 0x80 })", "€"],
  // One U+FFFD for ED A0, one for 80; an exception has the bytes, and an index that is lower by their number.
  ["Marks(Encoding.UTF8)", "2"],
  ["Marks(new UTF8Encoding())", "2"],
  ["Marks(new UTF8Encoding(true))", "2"],
  ["Marks(new UTF8Encoding(false, false))", "2"],
  ['Marks(Encoding.GetEncoding("utf-8"))', "2"],
  ["Marks(Encoding.GetEncoding(65001))", "2"],
  [
    'Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("<?>")).GetString(broken)',
    "a<?><?>",
  ],
  ["Unknown(new UTF8Encoding(false, true))", "ED-A0 at -1"],
  [
    "Unknown(Encoding.GetEncoding(65001, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback))",
    "ED-A0 at -1",
  ],
  [
    'Caught(() => Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(broken).Length)',
    "DecoderFallbackException",
  ],
];

const helpers = `static readonly System.Globalization.CultureInfo invariant = System.Globalization.CultureInfo.InvariantCulture;
static string Caught(Func<double> parse) { try { return parse().ToString(); } catch (Exception error) { return error.GetType().Name; } }
static string TryDouble(string text) { double value; bool done = double.TryParse(text, System.Globalization.NumberStyles.Float, invariant, out value); return done + " " + value; }
static readonly byte[] broken = { 0x61, 0xed, 0xa0, 0x80 };
static string Marks(Encoding encoding) { return encoding.GetString(broken).Count(one => one == '\\ufffd').ToString(); }
static string Unknown(Encoding encoding) { try { return encoding.GetString(broken); } catch (DecoderFallbackException error) { return BitConverter.ToString(error.BytesUnknown) + " at " + error.Index; } }
static string Written(System.IO.StringWriter writer) { writer.WriteLine("a"); writer.Write("b"); return writer.ToString(); }`;

describe("C# as on .NET Framework 4.8", () => {
  let host: CSharpHost;
  before(async () => {
    host = await CSharpHost.start();
  });
  after(() => host.dispose());

  /** Values of expressions, as a QAction has them. */
  async function shown(rows: readonly Row[]): Promise<string[]> {
    const lines = rows.map(([csharp]) => `all.Add(${csharp});`).join("\n");
    const code = qactionClass(
      `${helpers}\npublic static void Run(SLProtocol protocol) { System.Threading.Thread.CurrentThread.CurrentCulture = invariant; var all = new List<string>();\n${lines}\nprotocol.SetParameter(20, string.Join("\\x1f", all)); }`,
    );
    const protocol = csharpConnector([{ id: 1, attributes: 'triggers="25"', code }]);
    await using element = await TestElement.start(protocol, {
      csharp: { host },
      options: { codePage: 1251 },
    });
    await element.run(1);
    return String(element.get(20)).split("\x1f");
  }

  it("numbers as text, and text as numbers", async () => {
    expect(await shown(numbers)).to.deep.equal(numbers.map(([, text]) => text));
  });

  it("line ends, and the code page of the element", async () => {
    expect(await shown(texts)).to.deep.equal(texts.map(([, text]) => text));
  });

  it("culture and time zone are those that were asked for, on every thread", async () => {
    await using abroad = await CSharpHost.start({ culture: "de-DE", timeZone: "Asia/Tokyo" });
    const values = [
      "1.5.ToString()",
      "System.Threading.Tasks.Task.Run(() => 1.5.ToString()).Result",
      'new DateTime(2026, 2, 28, 20, 30, 0, DateTimeKind.Utc).ToLocalTime().ToString("s")',
    ];
    const code = qactionClass(
      `public static void Run(SLProtocol protocol) { protocol.SetParameter(20, string.Join(" ", new[] { ${values.join(", ")} })); }`,
    );
    await using element = await TestElement.start(
      csharpConnector([{ id: 1, attributes: 'triggers="25"', code }]),
      { csharp: { host: abroad } },
    );
    await element.run(1);
    expect(element.get(20)).to.equal("1,5 1,5 2026-03-01T05:30:00");
  });

  it("an assembly that only .NET Framework has is named with the place of its first use", async function () {
    if (findRuntime(undefined).kind !== "dotnet") this.skip();
    const code = qactionClass(
      "public static void Run(SLProtocol protocol) { }\npublic static string Text(object value)\n{\n    return new System.Web.Script.Serialization.JavaScriptSerializer().Serialize(value);\n}",
    );
    const protocol = csharpConnector([
      { id: 1, attributes: 'triggers="25" dllImport="System.Web.Extensions.dll"', code },
    ]);
    const line = protocol.source.text.split("\n").findIndex((text) => text.includes("Serializer")) + 1;
    await using element = await TestElement.start(protocol, { csharp: { host } });
    const notices = element.events.flatMap((event) =>
      event.type === "log" && event.code === "CSHARP_FRAMEWORK" ? [event.message] : [],
    );
    expect(notices).to.have.length(1);
    expect(notices[0]).to.contain(
      `protocol.xml(${String(line)},5): System.Web.Extensions is a part of .NET Framework`,
    );
  });

  it("what works on .NET Framework only is named with its place", async function () {
    // Mono has it, too.
    if (findRuntime(undefined).kind === "mono") this.skip();
    const code = qactionClass(
      "public static void Run(SLProtocol protocol) { }\npublic static void Stop(System.Threading.Thread thread)\n{\n    thread.Abort();\n}",
    );
    const protocol = csharpConnector([{ id: 1, attributes: 'triggers="25"', code }]);
    const line = protocol.source.text.split("\n").findIndex((text) => text.includes("thread.Abort")) + 1;
    for (const time of ["compiled", "from the cache"]) {
      await using element = await TestElement.start(protocol, { csharp: { host } });
      const notices = element.events.flatMap((event) =>
        event.type === "log" && event.code === "CSHARP_FRAMEWORK" ? [event.message] : [],
      );
      expect(notices, time).to.have.length(1);
      expect(notices[0]).to.contain(`protocol.xml(${String(line)},5): Thread.Abort`);
    }
  });
});
