/** `qaction typings` as a user runs it, and the file it writes at work in an element. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { csharpHelperSource } from "../../src/codegen/csharp-helper.ts";
import { helperSource } from "../../src/codegen/helper-source.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { protocolXml } from "../support/codegen/protocol-text.ts";
import { complaints } from "../support/compile.ts";
import { qaction, start } from "../support/child.ts";
import { reservedNames } from "../../src/qaction/slprotocol/extended-object.ts";

const qactions =
  '<QActions><QAction id="1" name="Fill" encoding="csharp" triggers="51" inputParameters="51"/></QActions>';
const mode = { numeric: true, discreets: [["On", "1"] as const, ["Off", "0"] as const] };
const xml = protocolXml(
  [
    { id: 1, name: "Status Code", numeric: true },
    { id: 2, name: "Mode", ...mode },
    { id: 51, name: "Status Code", type: "write", numeric: true },
    { id: 1000, name: "Article List", columns: [1001, 1002] },
    { id: 1001, name: "Article Key" },
    { id: 1002, name: "Article Title" },
  ],
  qactions,
);

const script = `import { ArticleListQActionRow, Discreets, Parameter, type SLProtocolExt } from "./QAction_Helper.ts";

export function Run(protocol: SLProtocolExt, code: number): void {
  protocol.StatusCode = code + protocol.Write.StatusCode;
  protocol.SetParameter(Parameter.mode, Discreets.mode.On);
  protocol.articleList.AddRow(new ArticleListQActionRow({ ArticleKey: "a", ArticleTitle: "Café" }));
  for (const row of protocol.articleList) row.ArticleTitle ??= "none";
  protocol.articleList.SetCell("a", Parameter.ArticleList.Idx.articleTitle, protocol.articleList.GetCell("a", 1) + "!");
}
`;

describe("qaction typings", function () {
  this.timeout(60_000);
  let folder = "";
  let file = "";
  const helper = (): string => path.join(folder, "QAction_Helper.ts");
  const expected = helperSource(parseProtocol(xml).protocol, reservedNames).text;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "qaction-typings-"));
    file = path.join(folder, "protocol.xml");
    writeFileSync(file, xml);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes the helper beside the protocol, once; --check tells whether it is up to date", async () => {
    const missing = await qaction("typings", file, "--check");
    expect(missing).to.deep.equal({
      code: 1,
      out: "",
      err: `${helper()} is out of date, run qaction typings ${file}\n`,
    });
    expect(await qaction("typings", file)).to.deep.equal({ code: 0, out: `${helper()} written.\n`, err: "" });
    expect(readFileSync(helper(), "utf8")).to.equal(expected);
    expect((await qaction("typings", file)).out).to.equal(`${helper()} is up to date.\n`);
    writeFileSync(helper(), expected.replaceAll("\n", "\r\n"));
    expect(await qaction("typings", file, "--check")).to.deep.equal({ code: 0, out: "", err: "" });
    writeFileSync(file, xml.replace("Status Code", "Status"));
    expect((await qaction("typings", file, "--check")).code).to.equal(1);
    expect(readFileSync(helper(), "utf8")).to.contain("\r\n");
  });

  it("--out names another folder, which is made; the message of --check repeats it", async () => {
    const out = path.join(folder, "a/b");
    const { err } = await qaction("typings", file, "--check", "--out", out);
    expect(err).to.match(/is out of date, run qaction typings .*protocol\.xml --out .*b\n$/);
    expect((await qaction("typings", file, "--out", out)).code).to.equal(0);
    expect(readFileSync(path.join(out, "QAction_Helper.ts"), "utf8")).to.equal(expected);
  });

  it("--csharp writes the helper of a solution, into its project when there is one", async () => {
    const text = csharpHelperSource(parseProtocol(xml).protocol, reservedNames).text;
    const beside = path.join(folder, "QAction_Helper.cs");
    const missing = await qaction("typings", folder, "--csharp", "--check");
    expect(missing.err).to.equal(`${beside} is out of date, run qaction typings ${file} --csharp\n`);
    expect((await qaction("typings", folder, "--csharp")).out).to.equal(`${beside} written.\n`);
    expect(readFileSync(beside, "utf8")).to.equal(text);
    const project = path.join(folder, "QAction_Helper");
    mkdirSync(project);
    const inProject = path.join(project, "QAction_Helper.cs");
    expect((await qaction("typings", folder, "--csharp")).out).to.equal(`${inProject} written.\n`);
    expect(await qaction("typings", folder, "--csharp", "--check")).to.include({ code: 0, err: "" });
  });

  it("names that cannot be given are told with their place, and the file is written all the same", async () => {
    writeFileSync(file, xml.replace(">Mode<", ">Status Code<"));
    const { code, err } = await qaction("typings", file);
    expect(code).to.equal(0);
    expect(err).to.match(/protocol\.xml:3:1 error HELPER_NAME .*'statusCode'.* Use statusCode_1\.$/m);
    expect(readFileSync(helper(), "utf8")).to.contain("statusCode_2: 2");
  });

  it("what cannot be read, written or understood ends with a sentence", async () => {
    expect((await qaction("typings", path.join(folder, "none.xml"))).err).to.match(/^ERR_PROTOCOL_FILE: /);
    const blocked = await qaction("typings", file, "--out", file);
    expect([blocked.code, blocked.err.split("\n").length]).to.deep.equal([1, 2]);
    expect(blocked.err).to.contain("cannot be written or read");
    const both = await qaction("typings", file, "--check", "--watch");
    expect(both).to.include({ code: 2, err: "Use either --check or --watch.\n" });
  });

  it("--watch writes it again at each change, outlives a broken file, and ends at Ctrl+C", async () => {
    const child = start("src/cli/main.ts", ["typings", file, "--watch"]);
    await child.shows(`Watching ${file}; Ctrl+C ends it.`);
    expect(readFileSync(helper(), "utf8")).to.equal(expected);
    const twice = `written.\nWatching ${file}; Ctrl+C ends it.\n${helper()} written.\n`;
    writeFileSync(file, "<html/>");
    await child.says("ERR_PROTOCOL_XML");
    writeFileSync(file, xml.replace(">Mode<", ">Way<"));
    await child.shows(twice);
    expect(readFileSync(helper(), "utf8")).to.contain("way_2: 2");
    child.signal("SIGINT");
    const { code, out, err } = await child.ended;
    expect([code, out]).to.deep.equal([0, `${helper()} ${twice}`]);
    expect(err).to.match(/^ERR_PROTOCOL_XML: .*\n$/);
  });

  it("the constants, rows and members of the file work in an element, and type-check", async () => {
    writeFileSync(path.join(folder, "QAction_1.ts"), script);
    await qaction("typings", file);
    await using element = await TestElement.start(file, { scripts: folder });
    await element.set(51, 21);
    expect([1, 2].map((pid) => element.get(pid))).to.deep.equal([42, 1]);
    expect(element.element.values().tables).to.deep.equal({ 1000: [["a", "Café!"]] });
    expect(complaints({ "QAction_Helper.ts": expected, "QAction_1.ts": script })).to.deep.equal([]);
  });
});
