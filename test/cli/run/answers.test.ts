/** What comes of requests, on an element without a socket. */
import { expect } from "chai";
import { answer, type Answer } from "../../../src/cli/run/answers.ts";
import { answerText } from "../../../src/cli/run/human-lines.ts";
import { answerLine } from "../../../src/cli/run/json-lines.ts";
import { readRequest } from "../../../src/cli/run/requests.ts";
import { ShownValues } from "../../../src/element/shown-values.ts";
import { TestElement } from "../../../src/testing/test-element.ts";
import { connectorXml, numberParam, textParam } from "../../support/element/connector.ts";

const button = (id: number, ...values: readonly string[]): string =>
  `<Param id="${String(id)}"><Name>B${String(id)}</Name><Type>write</Type><Interprete><RawType>other</RawType><Type>string</Type>
   <LengthType>next param</LengthType></Interprete><Display><RTDisplay>true</RTDisplay></Display><Measurement><Type>button</Type><Discreets>
   ${values.map((value) => `<Discreet><Display>${value}</Display><Value>${value}</Value></Discreet>`).join("")}</Discreets></Measurement></Param>`;
const column = (id: number): string => textParam(id);
const xml = connectorXml({
  params: `${textParam(20)}${numberParam(21)}${textParam(23).replace("<RTDisplay>true", "<RTDisplay>false")}
    ${button(30, "go")}${button(31, "on", "off")}${column(1001)}${column(1002)}
    <Param id="1000"><Name>Table</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="1001" type="retrieved"/>
    <ColumnOption idx="1" pid="1002" type="retrieved"/></ArrayOptions><Display><RTDisplay>true</RTDisplay></Display></Param>
    <Param id="40"><Name>Pass</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete>
    <Display><RTDisplay>true</RTDisplay></Display><Measurement><Type options="password">string</Type></Measurement></Param>`,
  triggers: '<Trigger id="50"><Type>action</Type><Content><Id>50</Id></Content></Trigger>',
  actions: '<Action id="50"><On id="20">parameter</On><Type>clear</Type></Action>',
});

describe("answers to requests", () => {
  let test: TestElement;
  let calls: string[];
  beforeEach(async () => {
    test = await TestElement.start(xml);
    calls = [];
  });
  afterEach(() => test.dispose());

  async function ask(line: string): Promise<Answer> {
    const request = readRequest(line);
    if (request === undefined) throw new Error(`${line} asks for nothing.`);
    const { element } = test;
    return answer(
      {
        element,
        shown: new ShownValues(element.protocol, element.options),
        restart: async () => {
          calls.push("restart");
        },
        quit: () => calls.push("quit"),
      },
      request,
    );
  }

  const done = { ok: true };

  it("sets and reads a parameter", async () => {
    expect(await ask("set 20 Café")).to.deep.equal(done);
    expect(await ask("set 21 1.5")).to.deep.equal(done);
    expect(await ask("get 20")).to.deep.equal({ ok: true, pid: 20, name: "P20", value: "Café" });
    expect(await ask("get 21")).to.deep.equal({ ok: true, pid: 21, name: "P21", value: 1.5 });
  });

  it("sets and reads cells, and reads a table", async () => {
    test.slProtocol.AddRow(1000, ["a key", "x"]);
    expect(await ask('cell 1002 "a key" new')).to.deep.equal(done);
    expect(await ask('get 1002 "a key"')).to.deep.equal({ ok: true, pid: 1002, name: "P1002", value: "new" });
    expect(await ask("table 1000")).to.deep.equal({
      ok: true,
      columns: [1001, 1002],
      rows: [["a key", "new"]],
    });
  });

  it("presses a button, and fires a trigger", async () => {
    expect(await ask("press 30")).to.deep.equal(done);
    expect(test.get(30)).to.equal("go");
    await ask("set 20 x");
    expect(await ask("trigger 50")).to.deep.equal(done);
    expect(test.get(20)).to.equal(null);
  });

  it("receives, sends, closes and opens", async () => {
    expect(await ask("receive 0x4142")).to.deep.equal(done);
    expect(Buffer.from(test.bytes(11) ?? []).toString()).to.equal("AB");
    expect(await ask("send é")).to.deep.equal(done);
    expect(await ask("send 0xe9")).to.deep.equal(done);
    expect(test.sent.map(({ bytes, opcode }) => [Buffer.from(bytes).toString("hex"), opcode])).to.deep.equal([
      ["c3a9", 1],
      ["e9", 2],
    ]);
    expect(await ask("close")).to.deep.equal(done);
    expect(await ask("send late")).to.deep.equal({
      ok: false,
      message: "Nothing was sent: connection 0 is closed.",
    });
    expect(await ask("open")).to.deep.equal(done);
    expect(await ask("send again")).to.deep.equal(done);
  });

  it("masks what is secret", async () => {
    await ask("set 40 planted");
    expect(await ask("get 40")).to.deep.equal({ ok: true, pid: 40, name: "Pass", value: "***" });
  });

  it("passes on restart and quit, waits, and helps", async () => {
    for (const line of ["restart", "quit", "wait 0.001"]) expect(await ask(line)).to.deep.equal(done);
    expect(calls).to.deep.equal(["restart", "quit"]);
    const help = await ask("help");
    expect(help.ok && help.requests?.[0]).to.deep.equal({
      write: "set PID VALUE",
      help: "set a parameter, as a user does",
    });
  });

  for (const [line, message, code] of [
    ["set 99 1", "There is no parameter 99.", "0x80040239"],
    [
      "set 23 1",
      "Parameter 23 has no RTDisplay, so that nobody can set it from outside (option refuseExternalWithoutRTDisplay).",
      "0x80040239",
    ],
    [
      "cell 1002 nobody 1",
      "Parameter 1002 is no column of a table, or the table has no row 'nobody'.",
      "0x80040221",
    ],
    ["get 99", "There is no parameter 99.", undefined],
    [
      "get 1002",
      "Parameter 1002 (P1002) holds no value of its own. The cell of a column is: get 1002 KEY",
      undefined,
    ],
    ["get 1000", "Parameter 1000 (Table) is a table. Its rows are: table 1000", undefined],
    ["get 20 key", "Parameter 20 (P20) is no column of a table.", undefined],
    ["get 1002 nobody", "Table 1000 has no row 'nobody'.", undefined],
    ["table 20", "There is no table 20. The tables are: 1000.", undefined],
    ["press 99", "There is no parameter 99.", undefined],
    ["press 20", "Parameter 20 (P20) is no button: it has no discreet value. Use set.", undefined],
    ["press 31", "Parameter 31 (B31) has several values: 'on', 'off'. Use set with one of them.", undefined],
    ["receive 5 x", "The protocol has no connection 5. Its connections are: 0.", "ERR_ELEMENT_OPTION"],
    ["trigger 99", "The protocol has no trigger 99. Its triggers are: 901, 902, 50.", "ERR_ELEMENT_OPTION"],
    [
      "menu 1000 delete",
      "Nothing was chosen: parameter 1000 is neither a context menu nor a table with one. A menu is a parameter of type write that is named after its table: <table name>_ContextMenu.",
      "ERR_ELEMENT_OPTION",
    ],
  ] as const) {
    it(`says why not: ${line}`, async () => {
      expect(await ask(line)).to.deep.equal({ ok: false, ...(code !== undefined && { code }), message });
    });
  }

  it("are lines for people and JSON lines", async () => {
    const at = Date.UTC(2026, 10, 25, 1, 2, 3, 4);
    const request = readRequest('{"do":"get","pid":20,"id":7}');
    await ask("set 20 é");
    const found = await ask("get 20");
    expect(answerText(at, request, found, false)).to.equal('01:02:03.004  answer      20 P20 = "é"');
    expect(answerLine(at, request, found)).to.deep.equal({
      type: "answer",
      at: "2026-11-25T01:02:03.004Z",
      do: "get",
      id: 7,
      ok: true,
      pid: 20,
      name: "P20",
      value: "é",
    });
    const refused = await ask("set 99 1");
    expect(answerText(at, undefined, refused, false)).to.equal(
      "01:02:03.004  answer      0x80040239 There is no parameter 99.",
    );
    expect(answerText(at, readRequest("open"), { ok: true }, false)).to.match(/answer {6}open done$/);
    test.slProtocol.AddRow(1000, ["k", "v"]);
    expect(answerText(at, undefined, await ask("table 1000"), false)).to.equal(
      `01:02:03.004  answer      1 row\n${" ".repeat(26)}1001 "k"  1002 "v"`,
    );
  });
});
