/** C# that is changed while its element runs: compiled again, in a new host, used from the next run on. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { CSharpHost } from "../../src/csharp/host.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { collectedHeap } from "../support/garbage.ts";
import { csharpXml, qactionClass } from "../support/csharp/csharp-connector.ts";
import { inFolder } from "../support/temporary.ts";
import { reloads } from "../soak/reloads.ts";

/** The source of a QAction that says its number, how often this process ran it, and which process that is. */
const source = (version: number, more = ""): string =>
  qactionClass(`
    private static int calls;
    public static void Run(SLProtocol protocol)
    {
        calls++;
        protocol.SetParameter(20, "${String(version)} " + calls);
        protocol.SetParameter(21, System.Diagnostics.Process.GetCurrentProcess().Id.ToString());${more}
    }`);

/** A solution with one QAction, and a function that writes its source. */
async function solution(
  work: (protocol: string, write: (text: string) => void) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const file = path.join(folder, "protocol.xml");
    writeFileSync(file, csharpXml([{ id: 1, attributes: 'triggers="25"', code: "" }]));
    mkdirSync(path.join(folder, "QAction_1"));
    const write = (text: string): void => {
      writeFileSync(path.join(folder, "QAction_1/QAction_1.cs"), text);
    };
    write(source(1));
    await work(file, write);
  });
}

describe("C# that changes", () => {
  it("CS-22: the next run uses what was compiled again, in another process; statics are new", async () => {
    await solution(async (file, write) => {
      await using element = await TestElement.start(file, { csharp: true });
      await element.run(1);
      await element.run(1);
      expect(element.get(20)).to.equal("1 2");
      const first = element.get(21);
      write(source(2));
      expect(await element.element.reloadCSharp()).to.equal(true);
      await element.run(1);
      expect(element.get(20)).to.equal("2 1");
      expect(element.get(21)).to.not.equal(first);
    });
  }).timeout(60_000);

  it("CS-22: what does not compile is reported, and what ran before goes on", async () => {
    await solution(async (file, write) => {
      await using element = await TestElement.start(file, { csharp: true });
      write(source(2, "protocol.NoSuchMember();"));
      expect(await element.element.reloadCSharp()).to.equal(false);
      const notices = element.events.flatMap((event) =>
        event.type === "log" && event.code === "SCRIPT_NOT_LOADED" ? [event.message] : [],
      );
      expect(notices).to.have.length(1);
      expect(notices[0]).to.contain("CS1061");
      await element.run(1);
      expect(element.get(20)).to.equal("1 1");
      write(source(3));
      expect(await element.element.reloadCSharp()).to.equal(true);
      await element.run(1);
      expect(element.get(20)).to.equal("3 1");
    });
  }).timeout(60_000);

  it("CS-22: a queued run that has begun ends in the host that it began in", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "protocol.xml");
      const code = qactionClass(
        'public static void Run(SLProtocol protocol) { System.Threading.Thread.Sleep(500); protocol.SetParameter(20, "whole"); }',
      );
      writeFileSync(file, csharpXml([{ id: 1, attributes: 'triggers="25" options="queued"', code }]));
      await using element = await TestElement.start(file, { csharp: true });
      const whole = element.expectChange(20, "whole");
      await element.set(25, "go");
      expect(await element.element.reloadCSharp()).to.equal(true);
      await whole;
    });
  }).timeout(60_000);

  it("CS-22: 20 reloads, each in a new host, leave neither memory nor hosts behind", async () => {
    const [half, end] = await reloads([10, 20]);
    expect(end?.hosts).to.equal(1);
    expect(end?.handles).to.be.at.most(half?.handles ?? 0);
    // What the runtime of Node compiles on the way stays; a program and its process would be several times that.
    expect((end?.heap ?? 0) - (half?.heap ?? 0)).to.be.below(10 * 50_000);
  }).timeout(120_000);

  it("CS-22: 30 reloads leave no memory behind, neither here nor in a host of one's own", async () => {
    await solution(async (file, write) => {
      await using host = await CSharpHost.start();
      await using element = await TestElement.start(file, { csharp: { host } });
      const again = async (version: number): Promise<void> => {
        write(source(version));
        expect(await element.element.reloadCSharp()).to.equal(true);
        await element.run(1);
        expect(element.get(20)).to.equal(`${String(version)} 1`);
      };
      for (let version = 1; version <= 10; version++) await again(version);
      const before = await collectedHeap();
      for (let version = 11; version <= 40; version++) await again(version);
      // Each keeps the events of its runs; a program that stayed would be several times that.
      expect((await collectedHeap()) - before).to.be.below(30 * 20_000);
    });
  }).timeout(120_000);
});
