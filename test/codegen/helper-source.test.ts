/** The generated file as a whole: formatted, type-checked, and the same everywhere. */
import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { format } from "prettier";
import { helperFile, helperSource } from "../../src/codegen/helper-source.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { reservedNames } from "../../src/qaction/slprotocol/extended-object.ts";
import { complaints } from "../support/compile.ts";
import { oddParams, protocolOf, protocolXml } from "../support/codegen/protocol-text.ts";
import type { ParamXml } from "../support/codegen/protocol-text.ts";

const settings = JSON.parse(
  readFileSync(new URL("../../.prettierrc.json", import.meta.url), "utf8"),
) as object;
const formatted = (text: string): Promise<string> => format(text, { ...settings, parser: "typescript" });

const odd = helperSource(protocolOf(...oddParams), reservedNames);

/** Right and wrong uses of the odd connector; each wrong one is marked. */
const script = `import { Discreets, Parameter, ArticleListQActionRow } from "./${helperFile}";
import type { SLProtocolExt, ModeDiscreet } from "./${helperFile}";

export function Run(protocol: SLProtocolExt): void {
  protocol.StatusCode += 1;
  protocol.Mode = Discreets.mode["Not yet"];
  const mode: ModeDiscreet = protocol.Mode_20;
  // @ts-expect-error 3 is no value of Mode
  protocol.Mode = 3;
  // @ts-expect-error a number is no text
  protocol.Selectedarticle = 3;
  protocol.Write.Mode = Discreets.Write.mode.On;
  // @ts-expect-error a column has no value of its own
  protocol.Title = "x";
  // @ts-expect-error tables are there to stay
  protocol.articleList = protocol.articleList;
  // @ts-expect-error no such parameter
  protocol.Twin = "x";
  const key: 1001 = Parameter.ArticleList.Pid.articleKey;
  const row = new ArticleListQActionRow({ ArticleKey: String(key), Title: "Café" });
  row.ArticlePrice = mode;
  // @ts-expect-error no such column
  new ArticleListQActionRow({ Nothing: 1 });
  // @ts-expect-error a text is no number
  row.ArticlePrice = "1";
  protocol.articleList.SetRow(row, true);
  const title: string | null = protocol.articleList.GetCell("1001", Parameter.ArticleList.Idx.title);
  const price: number | null = protocol.articleList.GetCell(0, 3);
  // @ts-expect-error the state has numbers
  const state: string | null = protocol.articleList.GetCell(0, Parameter.ArticleList.Idx.key);
  for (const one of protocol.articleList) protocol.Log([one.Title, one.Key_1003, title, price, state].join());
  protocol.SetParameter(Parameter.Write.statusCode_101, protocol.ArticlePrice);
  protocol.articleList.FillArray([row, new ArticleListQActionRow(protocol.articleList.GetRow("1") ?? [])]);
}
`;

describe("helper source", function () {
  this.timeout(60_000);

  it("is what prettier gives, for every oddity", async () => {
    expect(await formatted(odd.text)).to.equal(odd.text);
  });

  it("is what prettier gives, whatever names and values there are", async () => {
    const word = fc.stringMatching(/^[A-Za-z0-9_ %'"/-]{1,50}$/);
    const text = fc.stringMatching(/^[ -~]{0,60}$/);
    const discreets = fc.array(fc.tuple(text, text), { maxLength: 5 });
    const params = fc.array(
      fc.record({
        name: word,
        description: text,
        numeric: fc.boolean(),
        discreets,
        type: fc.constantFrom("read", "write", "dummy", "fixed"),
        column: fc.boolean(),
      }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(word, params, async (table, made) => {
        const all: ParamXml[] = made.map(({ column: _, ...param }, i) => ({ id: i + 1, ...param }));
        const columns = made.flatMap(({ column }, i) => (column ? i + 1 : []));
        const source = helperSource(
          protocolOf(...all, { id: 1000, name: table, columns }),
          reservedNames,
        ).text;
        expect(source).to.equal(await formatted(source));
      }),
      { numRuns: 40 },
    );
  });

  it("type-checks under strict, in the same way as the scripts that use it", () => {
    expect(complaints({ [helperFile]: odd.text, "QAction_1.ts": script })).to.deep.equal([]);
  });

  it("type-checks for a protocol with nothing in it", async () => {
    const { text, problems } = helperSource(protocolOf(), reservedNames);
    expect(problems).to.deep.equal([]);
    expect(await formatted(text)).to.equal(text);
    expect(text).to.contain('import type { SLProtocol } from "qaction-kit";');
    expect(text).to.not.contain("Discreets");
    expect(complaints({ [helperFile]: text })).to.deep.equal([]);
  });

  it("holds no path and no time: the same protocol gives the same text from everywhere", () => {
    const { protocol } = parseProtocol(protocolXml(oddParams));
    const elsewhere = (file: string): string =>
      helperSource({ ...protocol, source: { ...protocol.source, file } }, reservedNames).text;
    const here = elsewhere("protocol.xml");
    expect(elsewhere("/somewhere/else/protocol.xml")).to.equal(here);
    expect(elsewhere("C:\\connectors\\protocol.xml")).to.equal(here);
    expect(here).to.equal(odd.text);
  });

  it("lists what could not be named in the order of the file", () => {
    const lines = odd.problems.map(({ position }) => position.line);
    expect(lines).to.deep.equal([...lines].sort((a, b) => a - b));
    const errors = odd.problems.filter(({ severity }) => severity === "error");
    // Twin and Twin, each in Parameter and SLProtocolExt; the tables same and Same.
    expect(errors).to.have.lengthOf(6);
  });
});
