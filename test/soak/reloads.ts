/** C# that is compiled again a thousand times while its element runs, each time in a new host, and what is left of the old ones. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { Element } from "../../src/element/element.ts";
import { csharpXml, run } from "../support/csharp/csharp-connector.ts";
import { loadProtocol } from "../../src/protocol/load-protocol.ts";
import { inFolder } from "../support/temporary.ts";
import { footprint, type Footprint } from "./footprint.ts";

/** What is left after so many reloads. */
export interface ReloadsMark extends Footprint {
  readonly reloads: number;
  /** ms for each reload with its first run, since the mark before. */
  readonly msEach: number;
  /** Hosts that still live; one works. */
  readonly hosts: number;
}

/** A QAction that tells which version it is, and the process that runs it. Two versions in turns: both are soon compiled. */
const source = (version: number): string =>
  run(
    `protocol.SetParameter(30, ${String(version % 2)}); protocol.SetParameter(31, System.Diagnostics.Process.GetCurrentProcess().Id);`,
  );

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * Reloads the C# of one element, and runs it each time.
 * @param marks Numbers of reloads after which the process is looked at.
 * @throws Error when a reload fails, or the old version runs after it
 */
export async function reloads(marks: readonly number[]): Promise<ReloadsMark[]> {
  return inFolder(async (folder) => {
    const file = path.join(folder, "protocol.xml");
    writeFileSync(file, csharpXml([{ id: 1, attributes: 'triggers="20"', code: "" }]));
    mkdirSync(path.join(folder, "QAction_1"));
    const write = (version: number): void => {
      writeFileSync(path.join(folder, "QAction_1", "QAction_1.cs"), source(version));
    };
    write(0);
    const { protocol } = await loadProtocol(file);
    const element = new Element(protocol, { host: "ws://127.0.0.1", port: 1, csharp: true });
    await element.start();
    const pids = new Set<number>();
    const reached: ReloadsMark[] = [];
    let version = 0;
    for (const mark of marks) {
      const [from, began] = [version, performance.now()];
      while (version < mark) {
        write(++version);
        if (!(await element.reloadCSharp())) throw new Error(`Reload ${String(version)} failed.`);
        await element.runQAction(1);
        if (element.get(30) !== version % 2)
          throw new Error(`The old version ran after reload ${String(version)}.`);
        pids.add(Number(element.get(31)));
      }
      const msEach = (performance.now() - began) / (mark - from);
      const hosts = [...pids].filter(lives).length;
      reached.push({ reloads: version, msEach, hosts, ...(await footprint()) });
    }
    await element.stop();
    if (pids.size !== version) throw new Error(`${String(version)} reloads had ${String(pids.size)} hosts.`);
    return reached;
  });
}
