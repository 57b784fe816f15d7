/** How `qaction run` ends: Ctrl+C, late errors, a reader that goes away, a disk that is full; and with which exit code. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { fileURLToPath } from "node:url";
import { qaction, start, type Child } from "../../support/child.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A connector without a connection, whose QAction 1 runs once after the start. */
const connector = `<Protocol><Name>Ends</Name><Version>1.0.0.1</Version><Type>virtual</Type>
<Params>
  <Param id="2"><Name>Go</Name><Type>read</Type><Interprete><RawType>other</RawType><LengthType>next param</LengthType><Type>string</Type></Interprete></Param>
  <Param id="3"><Name>Seen</Name><Type>read</Type><Interprete><RawType>other</RawType><LengthType>next param</LengthType><Type>string</Type></Interprete></Param>
</Params>
<QActions><QAction id="1" name="Go" encoding="csharp" triggers="2" /></QActions>
<Triggers><Trigger id="1"><On>protocol</On><Time>after startup</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers>
<Actions>
  <Action id="1"><On id="1">group</On><Type>execute next</Type></Action>
  <Action id="2"><On id="2">parameter</On><Type>run actions</Type></Action>
</Actions>
<Groups><Group id="1"><Name>Go</Name><Type>poll action</Type><Content><Action>2</Action></Content></Group></Groups>
</Protocol>`;

describe("qaction run, to its end", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "qaction-end-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Writes the connector with a body for `Run` and gives the words that run it. */
  function words(body: string, ...more: readonly string[]): readonly string[] {
    writeFileSync(path.join(folder, "protocol.xml"), connector);
    writeFileSync(
      path.join(folder, "QAction_1.ts"),
      `export function Run(protocol: SLProtocol): void { ${body} }`,
    );
    return ["run", path.join(folder, "protocol.xml"), "--json", "--verbose", ...more];
  }

  function run(body: string, ...more: readonly string[]): Child {
    return start("src/cli/main.ts", words(body, ...more));
  }

  /** The `final` line. */
  function final(out: string): unknown {
    return JSON.parse(out.trim().split("\n").at(-1) ?? "");
  }

  it("one Ctrl+C, SIGTERM or SIGHUP stops in good order, with the final line and 0", async () => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      const child = run('protocol.SetParameter(3, "seen");');
      await child.shows('"pid":3');
      child.signal(signal);
      const { code, out, err } = await child.ended;
      expect([signal, code, err]).to.deep.equal([signal, 0, ""]);
      expect(final(out)).to.deep.include({ type: "final", parameters: { "3": "seen" } });
    }
  });

  it("a signal that comes twice at once, as npx passes it on, counts once", async () => {
    const child = run('protocol.SetParameter(3, "seen");');
    await child.shows('"pid":3');
    child.signal("SIGINT");
    child.signal("SIGINT");
    expect(await child.ended).to.include({ code: 0, err: "" });
  });

  for (const [what, body] of [
    ["in its run", 'protocol.SetParameter(3, "now"); for (;;);'],
    ["in a timer of its own", 'setTimeout(() => { protocol.SetParameter(3, "now"); for (;;); });'],
  ] as const) {
    it(`a second Ctrl+C ends a script that never returns, ${what}`, async () => {
      const child = run(body);
      await child.shows('"pid":3');
      child.signal("SIGINT");
      await child.says("Press Ctrl+C again");
      child.signal("SIGINT");
      const { code, err } = await child.ended;
      expect(code).to.equal(130);
      expect(err).to.match(/Ended at once/);
    });
  }

  it("an error that a script throws late stops the element: final line, stream, a sentence, 1", async () => {
    const stream = path.join(folder, "stream.txt");
    for (const body of [
      'protocol.SetParameter(3, "seen"); setTimeout(() => { throw new Error("too late"); });',
      'protocol.SetParameter(3, "seen"); void Promise.reject(new Error("too late"));',
    ]) {
      const { code, out, err } = await run(body, "--stream", stream).ended;
      expect(code).to.equal(1);
      expect(err).to.match(/A script threw outside a run.*too late.*QAction_1\.ts:1/s);
      expect(final(out)).to.deep.include({ type: "final", parameters: { "3": "seen" } });
      expect(existsSync(stream)).to.equal(true);
    }
  });

  it("an interval that a script leaves does not outlive --for", async () => {
    const { code, out } = await run("setInterval(() => {}, 10);", "--for", "0.3").ended;
    expect([code, (final(out) as { type: string }).type]).to.deep.equal([0, "final"]);
  });

  it("process.exit in a script ends with 1 and says what happened", async () => {
    const { code, err } = await run("process.exit(0);").ended;
    expect(code).to.equal(1);
    expect(err).to.match(/a script called process\.exit/);
  });

  it("a thread that breaks off ends with 1 and says why", async () => {
    const supervisor = new URL("../../../src/cli/run/thread-supervisor.ts", import.meta.url).href;
    writeFileSync(path.join(folder, "thread.mjs"), 'throw new RangeError("no memory left");');
    writeFileSync(
      path.join(folder, "main.mjs"),
      `import { superviseThread } from ${JSON.stringify(supervisor)};
       process.exitCode = await superviseThread(new URL("thread.mjs", import.meta.url), {});`,
    );
    const { code, err } = await start(path.join(folder, "main.mjs")).ended;
    expect(code).to.equal(1);
    expect(err).to.match(/^The run was aborted\. RangeError: no memory left\n.*thread\.mjs:1/s);
  });

  it("what a script prints arrives, also right before the end", async () => {
    const body = 'console.log("from the script"); setTimeout(() => { throw new Error("late"); });';
    const { out } = await run(body).ended;
    expect(out).to.contain("from the script");
  });

  /** Runs with the standard output given to `head -1` or to a file. */
  function shell(line: string, args: readonly string[]): Promise<{ code: number | null; err: string }> {
    const node = [process.execPath, "--import", "tsx", "--conditions=qaction-kit-source", "src/cli/main.ts"];
    const child = spawn("bash", ["-c", line, "bash", ...node, ...args], {
      cwd: root,
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "NODE_OPTIONS")),
      stdio: ["ignore", "ignore", "pipe"],
    });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        resolve({ code, err });
      });
    });
  }

  describe("with a shell", () => {
    before(function () {
      if (process.platform === "win32") this.skip();
    });

    it("a reader that has seen enough stops it without a word: 0, and the stream is written", async () => {
      const stream = path.join(folder, "stream.txt");
      const args = words('setInterval(() => protocol.SetParameter(3, "x"), 20);', "--stream", stream);
      const { code, err } = await shell('"$@" | head -1 > /dev/null; exit ${PIPESTATUS[0]}', args);
      expect([code, err]).to.deep.equal([0, ""]);
      expect(existsSync(stream)).to.equal(true);
    });

    it("a full disk stops it with a sentence and 1", async function () {
      if (!existsSync("/dev/full")) this.skip();
      const { code, err } = await shell('"$@" > /dev/full', words(""));
      expect(code).to.equal(1);
      expect(err).to.match(/output cannot be written.*ENOSPC/);
      expect(err).to.not.match(/^ {4}at /m);
    });

    it("other commands end the same way", async function () {
      const full = existsSync("/dev/full")
        ? await shell('"$@" > /dev/full', ["options", "--json"])
        : undefined;
      if (full !== undefined) {
        expect(full.code).to.equal(1);
        expect(full.err).to.match(/^The output cannot be written\. .*ENOSPC.*\n$/);
      }
      const piped = await shell('"$@" | true; exit ${PIPESTATUS[0]}', ["options", "--json"]);
      expect(piped).to.deep.equal({ code: 0, err: "" });
    });
  });

  describe("exit code after --for", () => {
    it("1 for a script that cannot be loaded, with its place", async () => {
      const { code, err } = await run("let = ;", "--for", "0.2").ended;
      expect(code).to.equal(1);
      expect(err).to.match(/The run failed: .*QAction 1.*cannot be loaded.*QAction_1\.ts:1/s);
    });

    it("1 for a script that is not there, or has no entry point", async () => {
      words("");
      rmSync(path.join(folder, "QAction_1.ts"));
      const missing = await qaction("run", path.join(folder, "protocol.xml"), "--for", "0.2");
      expect([
        missing.code,
        missing.err.includes("The run failed: QAction 1 (Go): there is no script for it."),
      ]).to.deep.equal([1, true]);
      writeFileSync(path.join(folder, "QAction_1.ts"), "export function Ran(): void {}");
      const other = await qaction("run", path.join(folder, "protocol.xml"), "--for", "0.2");
      expect([other.code, /The run failed: .*entry point/.test(other.err)]).to.deep.equal([1, true]);
    });

    it("1 for XML that is not well-formed", async () => {
      const args = words("");
      const file = path.join(folder, "protocol.xml");
      writeFileSync(file, readFileSync(file, "utf8").replace("</Groups>", ""));
      const { code, err } = await start("src/cli/main.ts", [...args, "--for", "0.2"]).ended;
      expect(code).to.equal(1);
      expect(err).to.match(/The run failed: the XML is not well-formed \(line \d+\)\./);
    });

    it("1 for a connection that never opened, 0 for one that did", async () => {
      const socket = "examples/websocket/plain/protocol.xml";
      const free = createServer().listen(0, "127.0.0.1");
      await new Promise((resolve) => free.once("listening", resolve));
      const { port } = free.address() as AddressInfo;
      await new Promise((resolve) => free.close(resolve));
      const { code, out, err } = await qaction(
        ...["run", socket, "--host", "ws://127.0.0.1", "--port", String(port), "--for", "0.5"],
      );
      expect(code).to.equal(1);
      expect(out).to.match(/CONNECTION_FAILED: Connection 0: attempt 1 of 2: .*ECONNREFUSED/);
      expect(err).to.match(/The run failed: connection 0 never opened\./);
    });
  });
});
