/** Which values of a protocol are secrets. */
import { expect } from "chai";
import { ShownValues } from "../../src/element/shown-values.ts";
import { connector, textParam } from "../support/element/connector.ts";
import { http, session, step } from "../support/element/http-connector.ts";

const masking = { streamSecrets: "mask", streamSecretHeaders: "X-Pin" } as const;

/** A column of table 100. */
function column(id: number, options = ""): string {
  return `<Param id="${String(id)}"><Name>C${String(id)}</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type>
    <LengthType>next param</LengthType></Interprete><Measurement><Type${options}>string</Type></Measurement></Param>`;
}

const headers =
  '<Headers><Header key="authorization" pid="20"/><Header key="X-Pin" pid="21"/><Header key="Accept" pid="22"/></Headers>';
const made = connector({
  connections: http(0),
  responses: "",
  params: `${[20, 21, 22, 23, 24, 25, 26, 27, 28, 29].map((id) => textParam(id)).join("")}${textParam(30, { typeOptions: "dynamic ip" })}
    ${column(31, ' options="Password"')}${column(101)}${column(102, ' options="tab=columns;password"')}
    <Param id="100"><Name>Table</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="101" type="retrieved"/>
    <ColumnOption idx="1" pid="102" type="retrieved"/></ArrayOptions></Param>`,
  http: session(step(`pid="27">${headers}`), {
    attributes:
      'loginMethod="credentials" userName="23" password="24" proxyServer="28" proxyUser="25" proxyPassword="26"',
  }),
});

describe("element/shown-values", () => {
  it("logins, secret headers and password parameters are masked, addresses only in their login", () => {
    const values = new ShownValues(made, masking);
    for (const pid of [20, 21, 23, 24, 25, 26, 31])
      expect(values.value(pid, "x"), String(pid)).to.equal("***");
    for (const [pid, value, shown] of [
      [22, "text/html", "text/html"],
      [29, "http://u:p@h/", "http://u:p@h/"],
      [27, "a@b", "a@b"],
      [27, "http://u:p@h/", "http://***@h/"],
      [28, "u:p@proxy:3128", "proxy:3128"],
      [30, "ws://u:p@h/x", "ws://h/x"],
      [30, 5, 5],
      [24, "", ""],
      [24, null, null],
      [24, 1234, "***"],
    ] as const) {
      expect(values.value(pid, value), `${String(pid)}: ${String(value)}`).to.equal(shown);
    }
  });

  it("masks them in events and in all values, cells too", () => {
    const values = new ShownValues(made, masking);
    const event = {
      type: "parameter",
      pid: 24,
      name: "P24",
      value: "x",
      source: "script",
      changed: true,
      at: 1,
    } as const;
    expect(values.event(event)).to.deep.equal({ ...event, value: "***" });
    const call = { type: "notify", call: "NotifyDataMiner", number: 62, at: 1 } as const;
    expect(values.event({ ...call, value1: [24, "name"], value2: "text" })).to.deep.equal({
      ...call,
      value1: "[ 24, '***' ]",
      value2: "***",
    });
    expect(values.event({ ...call, value1: "element:1:2", value2: ["a", 1n] })).to.deep.equal({
      ...call,
      value1: "'element:1:2'",
      value2: "[ 'a', 1n ]",
    });
    const normalized = { type: "normalized", pid: 24, nominal: "x", at: 1 } as const;
    expect(values.event(normalized)).to.deep.equal({ ...normalized, nominal: "***" });
    const other = { type: "timer", id: 1, phase: "due", at: 1 } as const;
    expect(values.event(other)).to.equal(other);
    const saved = {
      type: "saved",
      parameters: [
        { pid: 24, value: "x" },
        { pid: 22, value: "a" },
      ],
      rows: [
        { table: 100, key: "k", row: { 101: "k", 102: "c" } },
        { table: 100, key: null, row: null },
      ],
      at: 1,
    } as const;
    expect(values.event(saved)).to.deep.equal({
      ...saved,
      parameters: [
        { pid: 24, value: "***" },
        { pid: 22, value: "a" },
      ],
      rows: [
        { table: 100, key: "k", row: { 101: "k", 102: "***" } },
        { table: 100, key: null, row: null },
      ],
    });
    const held = { parameters: { 22: "a", 24: "b" }, tables: { 100: [["k", "c"]] } };
    expect(values.values(held)).to.deep.equal({
      parameters: { 22: "a", 24: "***" },
      tables: { 100: [["k", "***"]] },
    });
    const showing = new ShownValues(made, { ...masking, streamSecrets: "show" });
    expect([showing.event(event), showing.values(held)]).to.deep.equal([event, held]);
  });
});
