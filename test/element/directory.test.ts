/** Elements of one program for each other: names, values, and the action *merge* over them. */
import { expect } from "chai";
import { createElementDirectory } from "../../src/element/directory.ts";
import { parseReference } from "../../src/element/other-elements.ts";
import { Element } from "../../src/element/element.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";

const param = (id: number, kind: "text" | "number" = "text", type = "read"): string => {
  const [raw, held] = kind === "text" ? ["other", "string"] : ["numeric text", "double"];
  return `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type>${type}</Type><Interprete><RawType>${raw}</RawType><Type>${held}</Type><LengthType>next param</LengthType></Interprete><Display><RTDisplay>true</RTDisplay></Display></Param>`;
};

/** A table whose columns follow its id; `n` is a number, `t` a text. */
function table(pid: number, kinds: string): string {
  const columns = Array.from(
    kinds,
    (_, idx) => `<ColumnOption idx="${String(idx)}" pid="${String(pid + 1 + idx)}" type="retrieved"/>`,
  );
  const params = Array.from(kinds, (kind, idx) => param(pid + 1 + idx, kind === "n" ? "number" : "text"));
  return `<Param id="${String(pid)}"><Name>T${String(pid)}</Name><Type>array</Type><ArrayOptions index="0">${columns.join("")}</ArrayOptions></Param>${params.join("")}`;
}

/** A class: points of students (503) by teacher (504); trigger 15300 averages them. */
const classProtocol = (aggregate: string): string => `<Protocol><Name>Class</Name><Version>1.0.0.1</Version>
  <Options><Encoding>unicode</Encoding></Options><Params>${param(1)}${table(500, "ttnt")}</Params>
  <Triggers><Trigger id="15300"><Type>action</Type><Content><Id>15300</Id></Content></Trigger></Triggers>
  <Actions><Action id="15300"><On id="503">parameter</On><Type options="groupby:3;${aggregate}">aggregate</Type></Action></Actions></Protocol>`;

/** A school: class elements in 2403, results in table 1000 (teacher 1001, average 1002, weight 1003); a set of 99 merges. */
const schoolProtocol = (options: string): string => `<Protocol><Name>School</Name><Version>1.0.0.1</Version>
  <Options><Encoding>unicode</Encoding></Options><Params>${param(99, "text", "write")}${param(98)}${table(1000, "tnnnn")}${table(2400, "ttt")}</Params>
  <Triggers><Trigger id="1"><On id="99">parameter</On><Time>change</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers>
  <Actions><Action id="1"><On>protocol</On><Type options="${options}">merge</Type></Action></Actions></Protocol>`;

type Points = readonly (readonly [key: string, student: string, points: number, teacher: string])[];

const classes: readonly Points[] = [
  [
    ["1", "An", 10, "Peeters"],
    ["2", "Bo", 2, "Peeters"],
    ["3", "Cé", 7, "Zoé"],
  ],
  [["1", "Di", 9, "peeters"]],
];

/** A school with two classes; 1/4711 is in its list, too, and does not exist. Rows of table 1000 after a merge, and the log. */
async function merged(
  options: string,
  { aggregate = "type:avg", rows = [] as readonly (readonly (string | number)[])[], limit = "" } = {},
): Promise<{ readonly rows: unknown; readonly log: readonly string[] }> {
  const all: Element[] = [];
  const elements = createElementDirectory(() => all);
  const log: string[] = [];
  for (const [index, points] of classes.entries()) {
    const element = new Element(parseProtocol(classProtocol(aggregate)).protocol, {
      ...{ name: `Class ${String(index)}`, elementId: 10 + index, elements },
    });
    all.push(element);
    await element.start();
    for (const row of points) element.slProtocol.AddRow(500, [...row]);
  }
  const school = new Element(parseProtocol(schoolProtocol(options)).protocol, { elementId: 5, elements });
  all.push(school);
  school.subscribe((event) => {
    if (event.type === "log") log.push(event.message);
  });
  await school.start();
  for (const [index, id] of ["1/10", "1/11", "1/4711"].entries())
    school.slProtocol.AddRow(2400, [String(index), "class", id]);
  for (const row of rows) school.slProtocol.AddRow(1000, [...row]);
  school.slProtocol.SetParameter(98, limit);
  await school.set(99, "go");
  const result = school.rows(1000);
  for (const element of all) await element.stop();
  return { rows: result, log };
}

const usual = "remoteElements:2403;trigger:15300;destination:1002,1003;type:avg;resolve:504";

describe("element directory", () => {
  it("knows elements by id and by name, reads and sets them", async () => {
    const all: Element[] = [];
    const directory = createElementDirectory(() => all);
    const element = new Element(parseProtocol(classProtocol("type:avg")).protocol, {
      name: "A",
      elementId: 7,
    });
    all.push(element);
    await element.start();
    const reference = { dataMinerId: 1, elementId: 7 };
    const set = element.when((event) => event.type === "parameter" && event.pid === 1);
    directory.write(reference, 1, "é");
    await set;
    expect([directory.nameOf(reference), directory.find("A"), directory.read(reference, 1)]).to.deep.equal([
      "A",
      element.facts,
      "é",
    ]);
    const nobody = { dataMinerId: 2, elementId: 7 };
    expect([directory.nameOf(nobody), directory.find("B"), directory.read(nobody, 1)]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await directory.aggregate(nobody, 1)).to.equal(undefined);
    await element.stop();
  });

  it("reads references as DataMiner writes them", () => {
    expect(parseReference(" 12/345 ")).to.deep.equal({ dataMinerId: 12, elementId: 345 });
    expect(["12", "a/b", ""].map(parseReference)).to.deep.equal([undefined, undefined, undefined]);
  });
});

describe("merge over elements", () => {
  it("fills the rows that destinationfindpk finds, in any case, and adds those that are missing", async () => {
    // Peeters: (6 of weight 2, 9 of weight 1) = 7 of weight 3.
    const { rows, log } = await merged(`${usual};destinationfindpk=1001`, { rows: [["PEETERS", 1, 1]] });
    expect(rows).to.deep.equal([
      ["PEETERS", 7, 3, null, null],
      ["Zoé", 7, 1, null, null],
    ]);
    expect(log.join("\n")).to.contain("there is no element 1/4711");
  });

  it("makes no row when the key of a group does not fill the columns of destinationfindpk", async () => {
    const { rows } = await merged(`${usual};mergeResult;destinationfindpk=1001,1004`, {
      rows: [["Zoé", 1, 1]],
    });
    expect(rows).to.deep.equal([["Zoé", 1, 1, null, null]]);
  });

  it("mergeResult joins by the key of the group; without it each element has its rows", async () => {
    expect((await merged(`${usual};mergeResult`)).rows).to.deep.equal([
      ["Peeters", 7, 3, null, null],
      ["Zoé", 7, 1, null, null],
    ]);
    expect((await merged(usual)).rows).to.deep.equal([
      ["1/10.Peeters", 6, 2, null, null],
      ["1/10.Zoé", 7, 1, null, null],
      ["1/11.peeters", 9, 1, null, null],
    ]);
  });

  it("avg extended fills four columns; other types what they give, and only named columns", async () => {
    const extended = usual
      .replace("type:avg", "type:avg extended")
      .replace("1002,1003", "1002,1003,1004,1005");
    const options = { aggregate: "type:avg extended" };
    expect((await merged(`${extended};mergeResult`, options)).rows).to.deep.equal([
      ["Peeters", 7, 3, 2, 10],
      ["Zoé", 7, 1, 7, 7],
    ]);
    const sum = usual.replace("type:avg", "type:sum").replace("1002,1003", "1002");
    expect((await merged(`${sum};mergeResult`, { aggregate: "type:sum" })).rows).to.deep.equal([
      ["Peeters", 21, null, null, null],
      ["Zoé", 7, null, null, null],
    ]);
  });

  it("limitresult, deleteHistory, defaultValue and defaultIf", async () => {
    const rows = [
      ["Old", 5, 5],
      ["Zoé", 1, 1],
    ];
    expect((await merged(`${usual};mergeResult;limitresult:98`, { limit: "zoé;Nobody" })).rows).to.deep.equal(
      [["Zoé", 7, 1, null, null]],
    );
    expect((await merged(`${usual};mergeResult;deleteHistory`, { rows })).rows).to.deep.equal([
      ["Zoé", 7, 1, null, null],
      ["Peeters", 7, 3, null, null],
    ]);
    expect((await merged(`${usual};mergeResult;defaultValue:1002,-1`, { rows })).rows).to.deep.include([
      "Old",
      -1,
      5,
      null,
      null,
    ]);
    expect(
      (await merged(`${usual};mergeResult;defaultValue:1002,-1;defaultIf:2,6`, { rows })).rows,
    ).to.deep.include(["Old", 5, 5, null, null]);
  });
});
