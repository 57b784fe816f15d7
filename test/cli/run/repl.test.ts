/** A run one can talk to: a child process whose standard input asks, and the flags that decide what it prints and loads. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { issuer, signed } from "../../support/connection/certificates.ts";
import { WebServer } from "../../support/connection/web-server.ts";
import { qaction, start, type Child } from "../../support/child.ts";
import { connectorXml, textParam } from "../../support/element/connector.ts";
import { http, session, step } from "../../support/element/http-connector.ts";
import { TestServer } from "../../support/element/server.ts";
import { inFolder } from "../../support/temporary.ts";

/** Lines of JSON output. */
function lines(out: string): Record<string, unknown>[] {
  return out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function answers(out: string): Record<string, unknown>[] {
  return lines(out)
    .filter(({ type }) => type === "answer")
    .map(({ type: _, at: __, ...rest }) => rest);
}

/** A connector whose QAction 1 runs on a change of parameter 20. */
const xml = connectorXml({
  params: textParam(20) + textParam(21),
  connections: '<Connection id="0" name="Virtual"><Virtual/></Connection>',
  qactions: '<QAction id="1" name="Go" encoding="csharp" triggers="20" />',
});

function write(folder: string, body: string, text = xml): string {
  const file = path.join(folder, "protocol.xml");
  writeFileSync(file, text);
  writeFileSync(
    path.join(folder, "QAction_1.ts"),
    `export function Run(protocol: SLProtocol): void { ${body} }\n`,
  );
  return file;
}

const copying = "protocol.SetParameter(21, `seen ${String(protocol.GetParameter(20))}`);";

function run(words: readonly string[], input?: string | null): Child {
  return start("src/cli/main.ts", ["run", ...words], {}, input);
}

describe("qaction run --repl", function () {
  this.timeout(60_000);

  it("does what the lines of a pipe ask, in order, and ends with them", async () => {
    await inFolder(async (folder) => {
      write(folder, copying);
      const { code, out, err } = await run(
        [folder, "--repl"],
        "# a comment\n\nset 20 hello\nget 21\nget 99\nsett 1\n",
      ).ended;
      expect([code, err]).to.deep.equal([0, ""]);
      expect(
        out
          .split("\n")
          .filter((line) => line.includes("  answer  "))
          .map((line) => line.slice(26)),
      ).to.deep.equal([
        "set done",
        '21 P21 = "seen hello"',
        "There is no parameter 99.",
        "There is no request 'sett'. Did you mean 'set'?",
      ]);
    });
  });

  it("takes objects and answers with objects under --json, each with the id of its request", async () => {
    await inFolder(async (folder) => {
      write(folder, copying);
      const { code, out } = await run(
        [folder, "--repl", "--json"],
        '{"do":"set","pid":20,"value":"a","id":1}\n{"do":"get","pid":21,"id":"two"}\n{"do":"get"}\nquit\nget 21\n',
      ).ended;
      expect(code).to.equal(0);
      expect(answers(out).slice(0, 4)).to.deep.equal([
        { do: "set", id: 1, ok: true },
        { do: "get", id: "two", ok: true, pid: 21, name: "P21", value: "seen a" },
        { ok: false, message: `'get' needs "pid". Write: get PID [KEY]` },
        { do: "quit", ok: true },
      ]);
      expect(lines(out).at(-1)).to.deep.include({ type: "final", parameters: { 20: "a", 21: "seen a" } });
    });
  });

  it("sends to a device, and opens and closes its connection", async () => {
    await using server = await TestServer.start();
    await inFolder(async (folder) => {
      const file = write(folder, "", connectorXml());
      const child = run(
        [file, "--repl", "--json", "--host", "ws://127.0.0.1", "--port", String(server.port)],
        null,
      );
      await child.shows('"phase":"open"');
      child.type("send hello\nclose\nsend late\nopen\nwait 0.05\nquit\n");
      const { out } = await child.ended;
      expect(server.heard[0]?.bytes.toString()).to.equal("hello");
      expect(server.closeCodes[0]).to.equal(1000);
      expect(server.accepted).to.equal(2);
      expect(answers(out)[2]).to.deep.equal({
        do: "send",
        ok: false,
        message: "Nothing was sent: connection 0 is closed.",
      });
    });
  });

  it("restart loads the scripts again, and keeps saved values", async () => {
    await inFolder(async (folder) => {
      write(folder, copying, xml.replace('<Param id="20"', '<Param id="20" save="true"'));
      const child = run([folder, "--repl", "--json"], null);
      child.type("set 20 a\n");
      await child.shows('"ok":true');
      write(
        folder,
        'protocol.SetParameter(21, "new");',
        readFileSync(path.join(folder, "protocol.xml"), "utf8"),
      );
      child.type("restart\nget 20\nset 20 b\nget 21\nquit\n");
      const { code, out } = await child.ended;
      expect(code).to.equal(0);
      expect(answers(out).flatMap(({ value }) => (value === undefined ? [] : [value]))).to.deep.equal([
        "a",
        "new",
      ]);
    });
  });

  it("with --for the end of the lines is not the end of the run", async () => {
    await inFolder(async (folder) => {
      write(folder, 'setTimeout(() => protocol.SetParameter(21, "later"), 200);');
      const { out } = await run([folder, "--repl", "--json", "--for", "1"], "set 20 x\n").ended;
      expect(lines(out).at(-1)).to.deep.include({ parameters: { 20: "x", 21: "later" } });
    });
  });

  it("Ctrl+C ends it although standard input stays open", async () => {
    await inFolder(async (folder) => {
      write(folder, copying);
      const child = run([folder, "--repl"], null);
      await child.shows("active");
      child.signal("SIGINT");
      expect((await child.ended).code).to.equal(0);
    });
  });
});

describe("qaction run, what it loads and prints", function () {
  this.timeout(60_000);

  it("--watch loads scripts and the protocol again, and keeps the element when the protocol is broken", async () => {
    await inFolder(async (folder) => {
      const file = write(folder, copying);
      const child = run([folder, "--watch", "--repl", "--json"], null);
      await child.shows('"active"');
      write(folder, 'protocol.SetParameter(21, "new script");');
      await child.shows('"stopped"');
      child.type("set 20 a\nget 21\n");
      await child.shows("new script");
      writeFileSync(file, "<Protocol");
      await child.says("The element stays as it was");
      writeFileSync(file, xml.replace("<Name>Test</Name>", "<Name>Second</Name>"));
      await child.shows('"protocol":"Second"');
      child.type("quit\n");
      expect((await child.ended).code).to.equal(0);
    });
  });

  it("--only prints lines of the named types, and refuses others", async () => {
    await inFolder(async (folder) => {
      write(folder, copying);
      const words = [folder, "--repl", "--json"];
      const { out } = await run([...words, "--only", "parameter,qaction"], "set 20 x\n").ended;
      expect(new Set(lines(out).map(({ type }) => type))).to.have.all.keys("parameter", "qaction", "answer");
      const wrong = await qaction("run", folder, "--only", "parameters");
      expect([wrong.code, wrong.err]).to.deep.equal([
        2,
        "--only: there are no lines of type 'parameters'. Did you mean 'parameter'?\n",
      ]);
    });
  });

  it("--quiet prints what went wrong, and answers", async () => {
    await inFolder(async (folder) => {
      write(folder, 'throw new Error("broken");');
      const { code, out } = await run([folder, "--repl", "--quiet"], "set 20 x\nget 20\n").ended;
      expect(code).to.equal(0);
      const kinds = out.split("\n").flatMap((line) => /^\S+ {2}(\w+)/.exec(line)?.[1] ?? []);
      expect(kinds).to.deep.equal(["log", "log", "answer", "answer"]);
      expect((await qaction("run", folder, "--quiet", "--verbose")).code).to.equal(2);
    });
  });

  it("--strict ends with 1 when a QAction threw or the protocol has errors", async () => {
    await inFolder(async (folder) => {
      write(folder, 'throw new Error("broken");');
      const threw = await run([folder, "--repl", "--strict"], "set 20 x\n").ended;
      expect(threw.code).to.equal(1);
      expect(threw.err).to.match(/^The run failed: QAction \[1\] triggered by .*broken/);
      const trigger = '<Trigger id="5"><On id="99">parameter</On><Time>change</Time></Trigger></Triggers>';
      write(folder, "", xml.replace("</Triggers>", trigger));
      expect((await run([folder, "--repl"], "").ended).code).to.equal(0);
      const wrong = await run([folder, "--repl", "--strict"], "").ended;
      expect(wrong.code).to.equal(1);
      expect(wrong.err).to.match(/The run failed: line \d+: On of trigger 5 names parameter 99/);
    });
  });

  it("--ca trusts an issuer, --insecure anybody, and says so", async () => {
    const ours = await issuer();
    await using server = await WebServer.start(undefined, await signed(ours));
    await inFolder(async (folder) => {
      const file = path.join(folder, "protocol.xml");
      const pem = path.join(folder, "ca.pem");
      writeFileSync(pem, ours.cert);
      writeFileSync(
        file,
        connectorXml({
          connections: http(0),
          responses: "",
          params: [20, 21, 22].map((id) => textParam(id)).join(""),
          http: session(step('url="/state">')),
          groups: '<Group id="1"><Name>poll</Name><Content><Session>1</Session></Content></Group>',
          triggers:
            '<Trigger id="50"><On>protocol</On><Time>after startup</Time><Type>action</Type><Content><Id>50</Id></Content></Trigger>',
          actions: '<Action id="50"><On id="1">group</On><Type>execute</Type></Action>',
        }),
      );
      const words = ["run", file, "--host", "https://127.0.0.1", "--port", String(server.port), "--for", "1"];
      const asked = async (...more: readonly string[]): Promise<readonly [number, string]> => {
        const before = server.asked.length;
        const { err } = await qaction(...words, ...more);
        return [server.asked.length - before, err];
      };
      expect((await asked("--retries", "0"))[0]).to.equal(0);
      expect(await asked("--ca", pem)).to.deep.equal([1, ""]);
      const [count, err] = await asked("--insecure");
      expect(count).to.equal(1);
      expect(err).to.match(/^--insecure: certificates are not checked\./);
      const missing = await qaction(...words, "--ca", path.join(folder, "none.pem"));
      expect([missing.code, missing.err.startsWith("--ca: ENOENT")]).to.deep.equal([2, true]);
      const other = await qaction(...words, "--ca", file);
      expect([other.code, other.err.includes("no certificate in PEM form")]).to.deep.equal([2, true]);
    });
  });

  it("--timeout, --retries and --bus-address are fields of a connection", async () => {
    await inFolder(async (folder) => {
      const file = write(folder, "", connectorXml({ retries: 3 }));
      const words = ["run", file, "--host", "ws://127.0.0.1", "--port", "1"];
      const { out } = await qaction(
        ...words,
        "--for",
        "1",
        "--retries",
        "0=0",
        "--bus-address",
        "bypassProxy",
      );
      expect(out).to.contain("attempt 1 of 1");
      for (const [flag, value, says] of [
        ["--timeout", "0", "--timeout is '0'. Use a whole number from 1 to 120000.\n"],
        ["--retries", "1=11", "--retries is '11'. Use a whole number from 0 to 10.\n"],
      ] as const) {
        expect(await qaction(...words, flag, value)).to.deep.equal({ code: 2, out: "", err: says });
      }
    });
  });
});
