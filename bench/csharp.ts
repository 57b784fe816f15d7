/**
 * C# QActions: start, calls in both directions, a large table, messages through the decoder of the documentation's page on
 * WebSockets, memory. Needs .NET or Mono and the built host; `QACTION_CSHARP_RUNTIME=mono` chooses.
 * Run: `node --expose-gc --import tsx bench/csharp.ts`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { QActionKitError } from "../src/base/errors.ts";
import { CSharpHost } from "../src/csharp/host.ts";
import { parseProtocol } from "../src/protocol/load-protocol.ts";
import { TestElement } from "../src/testing/test-element.ts";

const calls = 20_000;
const rows = 10_000;
const columnCount = 10;
const messages = 5_000;

const param = (id: number, type: "string" | "double"): string =>
  `<Param id="${String(id)}"><Name>p${String(id)}</Name><Type>read</Type><Interprete><RawType>${type === "string" ? "other" : "numeric text"}</RawType><Type>${type}</Type><LengthType>next param</LengthType></Interprete></Param>`;

const qaction = (id: number, attributes: string, members: string): string =>
  `<QAction id="${String(id)}" encoding="csharp" ${attributes}><![CDATA[
using System; using System.Diagnostics; using System.Linq; using Skyline.DataMiner.Scripting;
public class QAction
{
${members}
}]]></QAction>`;

/** Sets a parameter to the median of the microseconds that a call takes. */
const timed = (call: string, pid: number): string => `
    {
        var ticks = new long[${String(calls)}];
        for (int i = 0; i < ticks.Length; i++) { long start = Stopwatch.GetTimestamp(); ${call} ticks[i] = Stopwatch.GetTimestamp() - start; }
        Array.Sort(ticks);
        protocol.SetParameter(${String(pid)}, ticks[ticks.Length / 2] * 1e6 / Stopwatch.Frequency);
    }`;

const qactions = [
  qaction(
    1,
    'triggers="20"',
    `public static void Run(SLProtocol protocol) { ${timed("protocol.GetParameter(10);", 40)} ${timed('protocol.SetParameter(11, "text " + i);', 41)} }`,
  ),
  qaction(2, 'triggers="30"', "public static void Run(SLProtocol protocol) { }"),
  qaction(
    3,
    'triggers="31"',
    "public static void Run(SLProtocol protocol) { int level = Convert.ToInt32(protocol.GetParameter(31)); if (level < 190) protocol.SetParameter(31, level + 1); }",
  ),
  qaction(
    4,
    'triggers="21"',
    `static readonly object[] columns = Enumerable.Range(0, ${String(columnCount)}).Select(column => (object)Enumerable.Range(0, ${String(rows)}).Select(row => column < 5 ? (object)("text " + column + " of row " + row) : (double)row * column).ToArray()).ToArray();
    public static void Run(SLProtocol protocol)
    {
        columns[0] = Enumerable.Range(0, ${String(rows)}).Select(row => (object)("key " + row)).ToArray();
        var watch = Stopwatch.StartNew();
        protocol.FillArray(1000, columns);
        protocol.SetParameter(42, watch.Elapsed.TotalMilliseconds);
    }`,
  ),
  qaction(
    5,
    'triggers="12" inputParameters="12" options="binary"',
    `public static void Run(SLProtocol protocol, object websocketResponse)
    {
object[] bytestream = websocketResponse as object[];
byte[] response = new byte[bytestream.Length];
for (int i = 0; i < response.Length; i++)
{
   response[i] = (byte)bytestream[i];
}

string data = System.Text.Encoding.UTF8.GetString(response);
        protocol.SetParameter(13, data);
    }`,
  ),
];

const columns = Array.from({ length: columnCount }, (_, idx) => ({ idx, pid: 1001 + idx }));

const { protocol } =
  parseProtocol(`<Protocol><Name>Bench</Name><Version>1.0.0.1</Version><Options><Encoding>unicode</Encoding></Options><Connections><Connection id="0" name="Socket"><Http><CommunicationOptions><WebSocket>true</WebSocket><MakeCommandByProtocol>true</MakeCommandByProtocol></CommunicationOptions></Http></Connection></Connections><Params>
${[10, 11, 12, 13, 20, 21].map((id) => param(id, "string")).join("")}${[30, 31, 40, 41, 42].map((id) => param(id, "double")).join("")}
<Param id="1000"><Name>table</Name><Type>array</Type><ArrayOptions index="0">${columns.map(({ idx, pid }) => `<ColumnOption idx="${String(idx)}" pid="${String(pid)}" type="retrieved"/>`).join("")}</ArrayOptions></Param>
${columns.map(({ idx, pid }) => param(pid, idx < 5 ? "string" : "double")).join("")}
</Params><Responses><Response id="1"><Name>message</Name><Content><Param>12</Param></Content></Response></Responses><Triggers><Trigger id="1"><Name>read</Name><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers><Actions><Action id="1"><On>response</On><Type>read</Type></Action></Actions><QActions>${qactions.join("\n")}</QActions></Protocol>`);

const cache = mkdtempSync(path.join(tmpdir(), "qaction-bench-csharp-"));

async function ms(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function row(what: string, value: number, unit: string, aim = ""): void {
  console.log(`  ${what.padEnd(52)} ${value.toFixed(value < 100 ? 1 : 0).padStart(9)} ${unit}${aim}`);
}

/** A new host and element, until the first run has ended. */
async function started(): Promise<{ host: CSharpHost; element: TestElement }> {
  const host = await CSharpHost.start({ cache });
  const element = await TestElement.start(protocol, { csharp: { host } });
  await element.run(2);
  return { host, element };
}

/** Memory of the host in MB. */
const memory = ({ pid }: CSharpHost): number =>
  Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout) / 1024;

async function stop({ host, element }: { host: CSharpHost; element: TestElement }): Promise<void> {
  await element.dispose();
  await host.dispose();
}

async function main(): Promise<void> {
  console.log("C# QActions:");
  let cold: Awaited<ReturnType<typeof started>> | undefined;
  row(
    "start to the end of the first run, nothing compiled",
    await ms(async () => (cold = await started())),
    "ms",
    " (aim 4000)",
  );
  if (cold === undefined) return;
  row("memory of the host, compiler included", memory(cold.host), "MB");
  await stop(cold);
  let warm: Awaited<ReturnType<typeof started>> | undefined;
  const warmMs: number[] = [];
  for (let round = 0; round < 3; round++) {
    if (warm !== undefined) await stop(warm);
    warmMs.push(await ms(async () => (warm = await started())));
  }
  if (warm === undefined) return;
  const { host, element } = warm;
  row("the same, compiled before", Math.min(...warmMs), "ms", " (aim 1000)");
  row("memory of the host", memory(host), "MB");

  element.slProtocol.SetParameter(10, "a text as devices send it");
  for (let round = 0; round < 2; round++) await element.run(1);
  row("GetParameter from C#, median", Number(element.get(40)), "us", " (aim 20)");
  row("SetParameter of text from C#, median", Number(element.get(41)), "us", " (aim 20)");

  const { slProtocol } = element;
  const empty = (): void => {
    for (let i = 0; i < calls; i++) slProtocol.SetParameter(30, i);
  };
  empty();
  row("SetParameter in Node that runs an empty Run in C#", ((await ms(empty)) * 1000) / calls, "us");
  slProtocol.SetParameter(31, 0);
  row("nested Run, a level of 190", ((await ms(() => slProtocol.SetParameter(31, 0))) * 1000) / 190, "us");

  for (let round = 0; round < 4; round++) await element.run(4);
  row(
    `FillArray of ${String(rows)} rows, ${String(columnCount)} columns`,
    Number(element.get(42)),
    "ms",
    " (aim 100)",
  );

  // What stays the same sets nothing off: two messages in turns.
  const pair = [21.5, 21.6].map((value) =>
    Buffer.from(JSON.stringify({ source: "Café Zoë", value, text: "x".repeat(150) })),
  );
  const message = pair[0] ?? Buffer.alloc(0);
  const through = await ms(async () => {
    for (let i = 0; i < messages; i++) await element.receive(pair[i % 2] ?? message);
  });
  if (element.get(13) !== pair[(messages - 1) % 2]?.toString()) throw new Error("The decoder did not run.");
  row(`messages of ${String(message.length)} bytes through the decoder`, (messages * 1000) / through, "/s");
  row("memory of the host in the end", memory(host), "MB");
  await stop(warm);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof QActionKitError) || error.code !== "ERR_CSHARP_RUNTIME") throw error;
  console.log(`  not measured: ${error.message}`);
} finally {
  rmSync(cache, { recursive: true, force: true });
  process.exitCode ??= 0;
}
