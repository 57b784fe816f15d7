/** The helper in C#: names by DataMiner's rules. That it compiles is shown where .NET is (`*.dotnet.ts`). */
import { expect } from "chai";
import { csharpHelperSource } from "../../src/codegen/csharp-helper.ts";
import { reservedNames } from "../../src/qaction/slprotocol/extended-object.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";

const param = (id: number, name: string, type: string, more = ""): string =>
  `<Param id="${String(id)}"><Name>${name}</Name><Type>${type}</Type>${more}<Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete></Param>`;

/** Lines of the helper of these parameters, without indent. */
function lines(...params: readonly string[]): string[] {
  const { protocol } = parseProtocol(
    `<Protocol><Name>P &amp; Q</Name><Version>1.0.0.1</Version><Params>${params.join("")}</Params></Protocol>`,
  );
  return csharpHelperSource(protocol, reservedNames)
    .text.split("\n")
    .map((line) => line.trim());
}

const table = param(
  1000,
  "Order List",
  "array",
  '<ArrayOptions index="1"><ColumnOption idx="0" pid="1001"/><ColumnOption idx="1" pid="1002"/><ColumnOption idx="2" pid="1003"/></ArrayOptions>',
);

describe("C# helper", () => {
  it("constants and properties of standalone parameters", () => {
    const found = lines(
      param(10, "Status Code", "read"),
      param(60, "Status Code", "write"),
      param(2, "After Startup", "dummy"),
      param(3, "default", "read"),
    );
    expect(found).to.include.members([
      "public const int statusCode = 10;",
      "public const int statusCode_10 = 10;",
      "public const int statusCode_60 = 60;",
      "public const int @default = 3;",
      "public object StatusCode { get { return GetParameter(10); } set { SetParameter(10, value); } }",
      "public object StatusCode_60 { get { return GetParameter(60); } set { SetParameter(60, value); } }",
      "public object StatusCode { get { return Protocol.GetParameter(60); } set { Protocol.SetParameter(60, value); } }",
      "public object AfterStartup_dummy { get { return GetParameter(2); } set { SetParameter(2, value); } }",
      "object AfterStartup_dummy { get; set; }",
    ]);
  });

  it("constants, class and row of a table", () => {
    const found = lines(
      table,
      param(1001, "Order Text", "read"),
      param(1002, "Order Key", "read"),
      param(1003, "Order Text", "write"),
    );
    expect(found).to.include.members([
      "public class OrderList",
      "public const int tablePid = 1000;",
      "public const int indexColumn = 1;",
      "public const int indexColumnPid = 1002;",
      "public const int orderKey_1002 = 1;",
      "OrderListQActionTable orderList { get; set; }",
      'orderList = new OrderListQActionTable(this, 1000, "orderList");',
      "public OrderListQActionRow() : base(1, 3) { }",
      "public object OrderText { get { object cell; return Columns.TryGetValue(0, out cell) ? cell : null; } set { Columns[0] = value; } }",
      "public object OrderText_1003 { get { object cell; return Columns.TryGetValue(2, out cell) ? cell : null; } set { Columns[2] = value; } }",
    ]);
  });

  it("names that C# would refuse", () => {
    const found = lines(
      table.replace("Order List", "Parameter"),
      param(1002, "Order Key", "read"),
      param(5, "Protocol", "write"),
    );
    expect(found).to.include.members([
      "public class Parameter_1000",
      "public SLProtocolExt protocolOfTheRun;",
      "public object Protocol { get { return protocolOfTheRun.GetParameter(5); } set { protocolOfTheRun.SetParameter(5, value); } }",
    ]);
  });
});
