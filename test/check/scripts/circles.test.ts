/** Circles through scripts: QActions that run themselves again without end, and those that do not. */
import { expect } from "chai";
import { findingsIn, marked } from "../../support/check/script-connector.ts";

const number = (id: number, type = "read"): string =>
  `<Param id="${String(id)}"><Name>P${String(id)} ${type}</Name><Type>${type}</Type><Interprete><RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType></Interprete></Param>`;
const qaction = (id: number, triggers: string, more = ""): string =>
  `<QAction id="${String(id)}" name="Q${String(id)}" encoding="csharp" triggers="${triggers}"${more}/>`;
const conditional = (id: number, triggers: string): string =>
  qaction(id, triggers).replace("/>", "><Condition>id:3 == 1</Condition></QAction>");

interface Case {
  readonly title: string;
  readonly qactions: string;
  readonly scripts: readonly string[];
  /** Further sections of the protocol. */
  readonly more?: string;
  /** Marked text; nothing for what ends. */
  readonly found: readonly string[];
}

const run = (body: string, name = "Run"): string =>
  `export function ${name}(protocol: SLProtocol): void {\n  ${body}\n}\n`;
const one = (body: string, found: readonly string[]): Pick<Case, "qactions" | "scripts" | "found"> => ({
  qactions: qaction(1, "1"),
  scripts: [run(body)],
  found,
});
/** A trigger on the change of parameter 2, and its action. */
const onTwo = (action: string, more = ""): string =>
  `<Triggers><Trigger id="5"><Name>T</Name><On id="2">parameter</On><Time>change</Time>${more}<Type>action</Type><Content><Id>5</Id></Content></Trigger></Triggers><Actions><Action id="5">${action}</Action></Actions>`;
const runOne = '<On id="1">parameter</On><Type>run actions</Type>';

const cases = {
  SCRIPT_CIRCLE: {
    wrong: [
      {
        title: "sets the parameter that triggers it",
        ...one("protocol.SetParameter(1, 5);", ["protocol.SetParameter(1, 5)"]),
      },
      {
        title: "two QActions that set each other off, one by a list",
        qactions: qaction(1, "1") + qaction(2, "2"),
        scripts: [run("protocol.SetParameters([3, 2], [0, 0]);"), run("protocol.SetParameter(1, 0);")],
        found: ["protocol.SetParameters([3, 2], [0, 0])"],
      },
      {
        title: "by a trigger whose action runs the QAction",
        ...one("const text = protocol.GetParameter(3); protocol.SetParameter(2, text);", [
          "protocol.SetParameter(2, text)",
        ]),
        more: onTwo(runOne),
      },
      {
        title: "by CheckTrigger",
        ...one(
          "try { protocol.CheckTrigger(5); } finally { protocol.Log(1); }".replace("Log(1)", 'Log("x")'),
          ["protocol.CheckTrigger(5)"],
        ),
        more: onTwo(runOne).replace('<On id="2">parameter</On><Time>change</Time>', ""),
      },
      {
        title: "by an increment",
        ...one("protocol.SetParameter(2, 1);", ["protocol.SetParameter(2, 1)"]),
        more: onTwo('<On id="1">parameter</On><Type>increment</Type>'),
      },
      {
        title: "the entry point of another parameter",
        qactions: qaction(1, "1;2", ' entryPoint="A;B"'),
        scripts: [run("protocol.SetParameter(2, 1);", "A") + run("protocol.SetParameter(1, 1);", "B")],
        found: ["protocol.SetParameter(2, 1)"],
      },
    ],
    right: [
      {
        title: "only when the value is another one",
        ...one("if (protocol.GetParameter(1) !== 5) protocol.SetParameter(1, 5);", []),
      },
      {
        title: "after a look that ends the run",
        ...one("if (protocol.GetParameter(3) === 0) return;\n  protocol.SetParameter(1, 5);", []),
      },
      {
        title: "in a loop that may not run, and in a part of a condition",
        ...one(
          "for (const id of [] as number[]) protocol.SetParameter(1, id);\n  void (protocol.GetParameter(3) && protocol.SetParameter(1, 1));\n  switch (protocol.GetParameter(3)) { case 1: protocol.SetParameter(1, 1); }",
          [],
        ),
      },
      {
        title: "in a function that something else calls, and after a failure",
        ...one(
          'const later = () => protocol.SetParameter(1, 1);\n  void later;\n  try { protocol.Log("x"); } catch { protocol.SetParameter(1, 1); }',
          [],
        ),
      },
      {
        title: "ends at a copy of an equal value",
        ...one("protocol.SetParameter(2, 1);", []),
        more: onTwo('<On id="1">parameter</On><Type id="2">copy</Type>'),
      },
      {
        title: "a condition on the trigger",
        ...one("protocol.SetParameter(2, 1);", []),
        more: onTwo(runOne, "<Condition>id:3 == 1</Condition>"),
      },
      {
        title: "a condition on the QAction",
        qactions: conditional(1, "1"),
        scripts: [run("protocol.SetParameter(1, 1);")],
        found: [],
      },
      {
        title: "another parameter, and bytes, which are no event",
        ...one("protocol.SetParameter(3, 1); protocol.SetParameterBinary(1, [1]);", []),
      },
      {
        title: "entry points that set nothing of each other",
        qactions: qaction(1, "1;2", ' entryPoint="A;B"'),
        scripts: [run("protocol.SetParameter(2, 1);", "A") + run("protocol.SetParameter(3, 1);", "B")],
        found: [],
      },
    ],
  },
} as const satisfies Record<string, Record<"wrong" | "right", readonly Case[]>>;

/** What the rule marks. */
async function found({ qactions, scripts, more = "" }: Case): Promise<readonly string[]> {
  const params = [number(1), number(2), number(3)].join("");
  const files: Record<string, string> = {
    "protocol.xml": `<Protocol><Name>P</Name><Params>${params}</Params>${more}<QActions>${qactions}</QActions></Protocol>`,
  };
  scripts.forEach((script, i) => (files[`QAction_${String(i + 1)}.ts`] = script));
  const findings = (await findingsIn(files)).filter(({ ruleId }) => ruleId === "SCRIPT_CIRCLE");
  return marked(findings, files).map((text) => text.replace("SCRIPT_CIRCLE ", ""));
}

describe("check/scripts: circles", function () {
  this.timeout(60_000);

  const { wrong, right } = cases.SCRIPT_CIRCLE;
  it("SCRIPT_CIRCLE: three cases are wrong and three are right", () => {
    expect(wrong.length).to.be.at.least(3);
    expect(right.length).to.be.at.least(3);
  });
  for (const one of wrong) {
    it(`SCRIPT_CIRCLE is found: ${one.title}`, async () => {
      expect(one.found.length).to.be.at.least(1);
      expect(await found(one)).to.deep.equal(one.found);
    });
  }
  for (const one of right) {
    it(`SCRIPT_CIRCLE is silent: ${one.title}`, async () => {
      expect(await found(one)).to.deep.equal([]);
    });
  }
});
