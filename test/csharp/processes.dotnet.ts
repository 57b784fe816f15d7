/** The host beside its Node: what ends with what, with real processes and signals. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { findRuntime } from "../../src/csharp/runtime.ts";
import { csharpXml, run } from "../support/csharp/csharp-connector.ts";
import { inFolder } from "../support/temporary.ts";

const cli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** True while a process runs; one that has ended and that nobody has asked about yet does not. */
function lives(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

/** Resolves when a process has gone. */
async function gone(pid: number, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  while (lives(pid)) {
    if (performance.now() > end)
      throw new Error(`Process ${String(pid)} still lives after ${String(limitMs)} ms.`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** `qaction run` of a connector whose QAction prints the id of its process and then does something. */
async function running(
  body: string,
  work: (child: ChildProcess, host: number, said: () => string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const file = path.join(folder, "protocol.xml");
    const print = 'Console.WriteLine("host " + System.Diagnostics.Process.GetCurrentProcess().Id + " runs");';
    writeFileSync(
      file,
      csharpXml([{ id: 1, attributes: 'triggers="20"', code: run(`${print} ${body}`) }], {
        triggers:
          '<Trigger id="1"><Name>start</Name><On>protocol</On><Time>after startup</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger>',
        actions: '<Action id="1"><On id="20">parameter</On><Type>run actions</Type></Action>',
        connections: '<Connection id="0"><Virtual/></Connection>',
      }),
    );
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "--conditions=qaction-kit-source", cli, "run", file],
      // A process group of its own: what a terminal sends goes to all of it.
      { stdio: ["ignore", "pipe", "pipe"], detached: true },
    );
    let said = "";
    try {
      const host = await new Promise<number>((resolve, reject) => {
        const hear = (text: string): void => {
          said += text;
          const match = /host (\d+) runs/.exec(said);
          if (match !== null) resolve(Number(match[1]));
        };
        child.stderr.setEncoding("utf8").on("data", hear);
        child.stdout.setEncoding("utf8").on("data", hear);
        child.once("exit", () => {
          reject(new Error(`It ended without a run: ${said}`));
        });
      });
      await work(child, host, () => said);
    } finally {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    }
  });
}

/** Resolves when a child has said something. */
async function shown(said: () => string, text: string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!said().includes(text)) {
    if (performance.now() > end) throw new Error(`It has not said ${text}, but: ${said()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("the host and its Node", () => {
  it("CS-18: what a QAction prints is shown, whole and in its order", async () => {
    const body = `for (int i = 0; i < 3000; i++) { Console.WriteLine("line " + i + " é"); Console.Error.WriteLine("error " + i); } Console.Write("last one" + Environment.NewLine);`;
    await running(body, async (child, _, said) => {
      await shown(said, "last one");
      child.kill("SIGINT");
      await once(child, "exit");
      const expected = Array.from({ length: 3000 }, (__, i) => [
        `line ${String(i)} é`,
        `error ${String(i)}`,
      ]).flat();
      const lines = said().split(/\r?\n/);
      expect(lines.slice(lines.indexOf("line 0 é"), lines.indexOf("last one"))).to.deep.equal(expected);
    });
  }).timeout(60_000);

  it("CS-16: when Node is killed the host ends within a second, also in a loop", async () => {
    await running("while (true) { }", async (child, host) => {
      child.kill("SIGKILL");
      await once(child, "exit");
      await gone(host, 1000);
    });
  }).timeout(60_000);

  it("CS-17: Ctrl+C in a run ends both, with the stop of the element", async () => {
    await running("while (true) { }", async (child, host, said) => {
      process.kill(-(child.pid ?? 0), "SIGINT");
      const [code] = (await once(child, "exit")) as [number | null];
      expect(code, said()).to.equal(0);
      await gone(host, 1000);
    });
  }).timeout(60_000);

  it("CS-17: two of them that reach Node alone, whose thread waits for the host, end both", async () => {
    await running("while (true) { }", async (child, host, said) => {
      child.kill("SIGINT");
      await shown(said, "Press Ctrl+C again to end at once.");
      child.kill("SIGINT");
      // By the signal: a shell makes 130 of it.
      expect(await once(child, "exit")).to.deep.equal([null, "SIGINT"]);
      await gone(host, 1000);
    });
  }).timeout(60_000);

  it("CS-17: a run that returns is not cut off by Ctrl+C", async function () {
    // Mono hands no signal to a program without a terminal: it ends at once.
    if (findRuntime(undefined).kind === "mono") this.skip();
    const body =
      'System.Threading.Thread.Sleep(500); protocol.SetParameter(21, "whole"); Console.WriteLine("run is over");';
    await running(body, async (child, host, said) => {
      process.kill(-(child.pid ?? 0), "SIGINT");
      await once(child, "exit");
      expect(said()).to.contain("run is over");
      await gone(host, 1000);
    });
  }).timeout(60_000);
});
