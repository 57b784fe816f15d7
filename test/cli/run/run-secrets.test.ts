/** `qaction run` prints and writes no login, cookie or key. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { WebServer } from "../../support/connection/web-server.ts";
import { connectorXml, textParam } from "../../support/element/connector.ts";
import { http, session, step } from "../../support/element/http-connector.ts";
import { qaction, start } from "../../support/child.ts";

const xml = connectorXml({
  connections: http(0),
  responses: "",
  params: [20, 21, 22, 24, 25, 26].map((id) => textParam(id, { save: id === 25 })).join(""),
  http: session(
    step(
      'url="/state"><Headers><Header key="X-Api-Key" pid="26"/><Header key="X-Tag">shown</Header></Headers>',
    ),
    { attributes: 'loginMethod="credentials" userName="24" password="25"' },
  ),
  groups: '<Group id="1"><Name>poll</Name><Content><Session>1</Session></Content></Group>',
  triggers:
    '<Trigger id="50"><On>protocol</On><Time>after startup</Time><Type>action</Type><Content><Id>50</Id></Content></Trigger>',
  actions: '<Action id="50"><On id="1">group</On><Type>execute</Type></Action>',
});

describe("secrets and qaction run", () => {
  for (const [form, flags, stream] of [
    ["JSON lines", ["--json", "--verbose"], "stream.jsonl"],
    ["lines for people", ["--verbose"], "stream.txt"],
  ] as const) {
    it(`HTTP-29 neither its ${form} nor its stream file hold them; the server gets them`, async () => {
      await using server = await WebServer.start((_, answer) => {
        answer.setHeader("Set-Cookie", "sid=planted-cookie").end("body");
      });
      const folder = mkdtempSync(path.join(tmpdir(), "qaction-secrets-"));
      const file = path.join(folder, "protocol.xml");
      writeFileSync(file, xml);
      try {
        const written = path.join(folder, stream);
        const child = start("src/cli/main.ts", [
          ...["run", file, "--host", "127.0.0.1", "--port", String(server.port), ...flags],
          ...["--stream", written],
          ...["--set", "24=planted-user", "--set", "25=planted-pass", "--set", "26=planted-key"],
        ]);
        await child.shows("body");
        child.signal("SIGTERM");
        const { out, err } = await child.ended;
        const entries = readFileSync(written, "utf8");
        const hex = [...(out + entries).matchAll(/"hex":"([0-9a-f]*)"/g)].map(([, digits = ""]) =>
          Buffer.from(digits, "hex").toString("latin1"),
        );
        // The dump of the classic layout breaks a text at twenty bytes.
        const dumped = [...entries.matchAll(/ {2}(.{1,20})$/gm)].map(([, ascii = ""]) => ascii).join("");
        const all = [out, err, entries, ...hex, dumped].join("\n");
        const login = Buffer.from("planted-user:planted-pass").toString("base64");
        for (const secret of ["planted", login]) expect(all, secret).not.to.contain(secret);
        expect(all).to.contain("***").and.contain("shown");
        expect(server.asked.at(-1)?.headers).to.include({
          authorization: `Basic ${login}`,
          "x-api-key": "planted-key",
        });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }

  it("an address with a login that cannot be read is not repeated", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "qaction-secrets-"));
    const file = path.join(folder, "protocol.xml");
    writeFileSync(file, xml);
    try {
      const { out, err } = await qaction(
        ...["run", file, "--host", "http://planted:plan/ted@device", "--for", "0.3", "--json"],
      );
      expect(out + err)
        .to.contain("%2F")
        .and.not.match(/planted|plan\/ted|ted@/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
