/** Members of SLProtocol for standalone parameters, each in its normal case and at its edge. */
import { expect } from "chai";
import { expectCode } from "../../support/qaction/expect-code.ts";
import {
  bench,
  inScript,
  numberParam,
  protocolOf,
  tableParams,
  textParam,
} from "../../support/qaction/script-element.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";

const params = [
  textParam(1, "name"),
  numberParam(2, "level"),
  textParam(3, "shared"),
  textParam(4, "shared", "write"),
  textParam(5, "history", "read", ' historySet="true"'),
].join("");

const notFound = 0x80040239 | 0;

describe("parameter members", () => {
  it("SLP-04 GetParameter gives the value, 0 for a number never set, null for a text never set", async () => {
    const { result } = await inScript(params, (protocol) => {
      protocol.SetParameter(1, "é");
      return [protocol.GetParameter(1), protocol.GetParameter(2), protocol.GetParameter(3)];
    });
    expect(result).to.deep.equal(["é", 0, null]);
  });

  it("GetParameter of an unknown id gives null and the log line of NT_GET_PARAMETER", async () => {
    const { result, memory } = await inScript(params, (protocol) => protocol.GetParameter(77));
    expect(result).to.equal(null);
    expect(memory.messages).to.deep.equal(["NT_GET_PARAMETER for 77 failed. 0x80040239"]);
    expect(memory.lines[0]?.type.name).to.equal("Error");
  });

  it("compat = peer: an unknown parameter has the code of the mock, in every member that sets", async () => {
    const script = (protocol: SLProtocol): unknown[] => [
      protocol.SetParameters([1, 77], ["a", "b"]),
      protocol.SetParameter(77, 1),
      protocol.SetParameterByName("nobody", 1),
      protocol.SetParametersByName(["name", "nobody"], ["a", "b"]),
      protocol.SetParameter(2, "no number"),
    ];
    const invalid = 0x80040221;
    const unsuitable = 0x80040222 | 0;
    expect((await inScript(params, script, { compat: "peer" })).result).to.deep.equal([
      [0, invalid],
      invalid | 0,
      invalid | 0,
      [0, invalid],
      unsuitable,
    ]);
    expect((await inScript(params, script)).result).to.deep.equal([
      [0, 0x80040239],
      notFound,
      notFound,
      [0, 0x80040239],
      unsuitable,
    ]);
  });

  it("SLP-40 GetParameter gives the raw value of an exception; what Others shows cannot be set", async () => {
    const special = `<Param id="8"><Name>special</Name><Description>s</Description><Type>read</Type><Interprete>
      <RawType>numeric text</RawType><LengthType>next param</LengthType><Type>double</Type>
      <Exceptions><Exception id="1" value="-1"><Display state="disabled">N/A</Display><Value>-1</Value></Exception></Exceptions>
      <Others><Other id="1"><Value>err</Value><Display>Error</Display></Other></Others></Interprete></Param>`;
    const { result } = await inScript(special, (protocol) => [
      protocol.SetParameter(8, -1),
      protocol.GetParameter(8),
      protocol.SetParameter(8, "err"),
      protocol.SetParameter(8, "Error"),
      protocol.GetParameter(8),
    ]);
    expect(result).to.deep.equal([0, -1, 0x80040222 | 0, 0x80040222 | 0, -1]);
  });

  it("GetParameters gives one value for each id, null for an unknown one", async () => {
    const { result } = await inScript(params, (protocol) => {
      protocol.SetParameter(2, 12.5);
      return protocol.GetParameters(new Uint32Array([2, 77, 1]));
    });
    expect(result).to.deep.equal([12.5, null, null]);
  });

  it("SLP-13 GetParameters with a plain array is warned about in strict mode only", async () => {
    const lax = await inScript(params, (protocol) => protocol.GetParameters([2]));
    expect(lax.noticed("SCRIPT_ARGUMENT")).to.have.length(0);
    const strict = await inScript(
      params,
      (protocol) => [protocol.GetParameters([2]), protocol.GetParameters(Uint32Array.of(2))],
      { strict: true },
    );
    expect(strict.result).to.deep.equal([[0], [0]]);
    expect(strict.noticed("SCRIPT_ARGUMENT")).to.have.length(1);
    expect(strict.noticed("SCRIPT_ARGUMENT")[0]).to.contain("uint[]");
  });

  it("SLP-30 the write wins when a read and a write share the name: GetParameterByName, SetParameterByName; SetReadParameterByName and SetWriteParameterByName choose", async () => {
    const { result } = await inScript(params, (protocol) => [
      protocol.SetParameterByName("shared", "w"),
      protocol.GetParameter(3),
      protocol.GetParameter(4),
      protocol.GetParameterByName("shared"),
      protocol.SetReadParameterByName("shared", "r"),
      protocol.GetParameter(3),
      protocol.SetWriteParameterByName("shared", "w2"),
      protocol.GetParameter(4),
    ]);
    expect(result).to.deep.equal([0, null, "w", "w", 0, "r", 0, "w2"]);
  });

  it("GetParameterByName, SetParameterByName, SetReadParameterByName, SetWriteParameterByName: the name is exact, an unknown one fails", async () => {
    const { result, memory } = await inScript(params, (protocol) => [
      protocol.GetParameterByName("NAME"),
      protocol.SetParameterByName("nobody", 1),
      protocol.SetReadParameterByName("nobody", 1),
      protocol.SetWriteParameterByName("name", 1),
    ]);
    expect(result).to.deep.equal([null, notFound, notFound, notFound]);
    expect(memory.messages).to.deep.equal([
      "NT_GET_PARAMETER_BY_NAME for NAME failed. 0x80040239",
      "NT_SET_PARAMETER_BY_NAME for nobody failed. 0x80040239",
      "NT_SET_READ_PARAMETER_BY_NAME for nobody failed. 0x80040239",
      "NT_SET_WRITE_PARAMETER_BY_NAME for name failed. 0x80040239",
    ]);
  });

  it("SetParametersByName, SetReadParametersByName, SetWriteParametersByName give one unsigned code a name, or a single one when lengths differ", async () => {
    const { result } = await inScript(params, (protocol) => [
      protocol.SetParametersByName(["shared", "nobody"], ["a", "b"]),
      protocol.SetReadParametersByName(["shared", "name"], ["r", "n"]),
      protocol.SetWriteParametersByName(["shared"], ["w"]),
      protocol.SetParametersByName(["shared"], []),
      protocol.GetParameters([3, 4, 1]),
    ]);
    expect(result).to.deep.equal([[0, 0x80040239], [0, 0], [0], 0x80040221, ["r", "w", "n"]]);
  });

  it("SetParameter: 0 when done, negative codes for an unknown id and an unsuitable value", async () => {
    const { result } = await inScript(params, (protocol) => [
      protocol.SetParameter(2, "12"),
      protocol.GetParameter(2),
      protocol.SetParameter(77, 1),
      protocol.SetParameter(2, "twelve"),
      protocol.GetParameter(2),
    ]);
    expect(result).to.deep.equal([0, 12, notFound, 0x80040222 | 0, 12]);
  });

  it("SLP-06 SetParameter with null keeps the value and fires nothing", async () => {
    let runs = 0;
    const made = await bench(
      protocolOf(`<Params>${params}</Params><QActions>
        <QAction id="1" name="a" encoding="csharp" triggers="2"/>
        <QAction id="2" name="b" encoding="csharp" triggers="1"/></QActions>`),
      {
        1: (protocol: SLProtocol) => {
          expect(protocol.SetParameter(1, null)).to.equal(0);
          expect(protocol.GetParameter(1)).to.equal("kept");
        },
        2: () => runs++,
      },
    );
    await made.set(1, "kept");
    await made.set(2, 1);
    expect(made.failures).to.deep.equal([]);
    expect(runs).to.equal(1);
  });

  it("SLP-01 SLP-02 an equal value fires all the same, and everything is done when SetParameter returns", async () => {
    const seen: string[] = [];
    const made = await bench(
      protocolOf(`<Params>${params}</Params><QActions>
        <QAction id="1" name="a" encoding="csharp" triggers="2"/>
        <QAction id="2" name="b" encoding="csharp" triggers="1"/></QActions>`),
      {
        1: (protocol: SLProtocol) => {
          protocol.SetParameter(1, "same");
          seen.push("between");
          protocol.SetParameter(1, "same");
          seen.push("end");
        },
        2: (protocol: SLProtocol) => seen.push(`QAction 2 by ${String(protocol.GetTriggerParameter())}`),
      },
    );
    await made.set(2, 1);
    expect(seen).to.deep.equal(["QAction 2 by 1", "between", "QAction 2 by 1", "end"]);
  });

  it("a set that would make the chain too deep is refused", async () => {
    let code: number | undefined;
    const made = await bench(
      protocolOf(`<Params>${params}</Params>
        <QActions><QAction id="1" name="a" encoding="csharp" triggers="2"/></QActions>`),
      {
        1: (protocol: SLProtocol) => {
          code = protocol.SetParameter(1, "x");
        },
      },
    );
    made.host.refusesSet = (pid) => pid === 1;
    await made.run(1);
    expect(code).to.equal(0x800402a4 | 0);
    expect(made.parameters.get(1)).to.equal(null);
  });

  it("whether sets nest too deep is asked for each that is refused, and once where they are not", async () => {
    const made = await bench(
      protocolOf(`<Params>${params}</Params>
        <QActions><QAction id="1" name="a" encoding="csharp" triggers="2"/></QActions>`),
      { 1: (protocol: SLProtocol) => [1, 2, 3].map((value) => protocol.SetParameter(1, value)) },
    );
    const asked: number[] = [];
    for (const refused of [true, false]) {
      let times = 0;
      made.host.refusesSet = () => {
        times++;
        return refused;
      };
      await made.run(1);
      asked.push(times);
    }
    expect(asked).to.deep.equal([3, 1]);
  });

  it("SetParameters sets in order, null keeps, different lengths give one code", async () => {
    const { result } = await inScript(params, (protocol) => [
      protocol.SetParameters([1, 2, 77], ["x", null, 5]),
      protocol.GetParameters([1, 2]),
      protocol.SetParameters([1, 2], ["x"]),
      protocol.SetParameters([1], ["x"], []),
    ]);
    expect(result).to.deep.equal([[0, 0, 0x80040239], ["x", 0], 0x80040221, 0x80040221]);
  });

  it("SLP-31 a time for a parameter without historySet, or one that goes back, is warned about", async () => {
    const early = new Date(1000);
    const late = new Date(2000);
    const made = await inScript(params, (protocol) => [
      protocol.SetParameter(1, "a", late),
      protocol.SetParameters([5, 5], ["b", "c"], [late, early]),
      protocol.GetParameters([1, 5]),
    ]);
    expect(made.result).to.deep.equal([0, [0, 0], ["a", "c"]]);
    const lines = made.noticed("SCRIPT_HISTORY");
    expect(lines).to.have.length(2);
    expect(lines[0]).to.contain("no historySet");
    expect(lines[1]).to.contain("before the time of its last one");
  });

  it("SLP-28 SetParameterBinary stores bytes and nothing follows", async () => {
    let runs = 0;
    const made = await bench(
      protocolOf(`<Params>${params}</Params><QActions>
        <QAction id="1" name="a" encoding="csharp" triggers="2"/>
        <QAction id="2" name="b" encoding="csharp" triggers="1"/></QActions>`),
      {
        1: (protocol: SLProtocol) => {
          protocol.SetParameterBinary(1, [0xe9, 0x00]);
        },
        2: () => runs++,
      },
    );
    await made.set(2, 1);
    expect(made.parameters.get(1)).to.equal("é");
    expect(runs).to.equal(0);
  });

  it("SetParameterBinary of an unknown id, or of no bytes, does nothing and says so", async () => {
    const made = await inScript(params, (protocol) => {
      protocol.SetParameterBinary(77, new Uint8Array(2));
      protocol.SetParameterBinary(1, [300]);
    });
    expect(made.memory.messages).to.deep.equal([
      "NT_SET_BINARY_DATA for 77 failed. 0x80040239",
      "NT_SET_BINARY_DATA for 1 failed. 0x80040222",
    ]);
    expect(made.noticed("SCRIPT_ARGUMENT")).to.have.length(1);
    expect(made.parameters.isEmpty(1)).to.equal(true);
  });

  it("SLP-05 IsEmpty: true until set, never for a fixed length; true and a log line for a table, a column or an unknown id", async () => {
    const fixed = `<Param id="9"><Name>f</Name><Description>f</Description><Type>read</Type><Interprete>
      <RawType>other</RawType><LengthType>fixed</LengthType><Length>2</Length><Type>string</Type></Interprete></Param>`;
    const table = tableParams(100, [{ pid: 101 }]);
    const { result, memory } = await inScript(params + fixed + table, (protocol) => [
      protocol.IsEmpty(1),
      protocol.SetParameter(1, ""),
      protocol.IsEmpty(1),
      protocol.IsEmpty(9),
      protocol.IsEmpty(77),
      protocol.IsEmpty(100),
      protocol.IsEmpty(101),
    ]);
    expect(result).to.deep.equal([true, 0, false, false, true, true, true]);
    expect(memory.messages).to.deep.equal(
      [77, 100, 101].map((id) => `NT_GET_DATA for ${String(id)} failed. 0x80040239`),
    );
  });

  it("ENC-30 GetData gives the raw bytes as a copy; null for an unknown parameter or another source", async () => {
    const { result, parameters } = await inScript(params, (protocol) => {
      protocol.SetParameter(1, "é€");
      protocol.SetParameter(2, 12);
      const first = protocol.GetData("PARAMETER", 1);
      first?.fill(0);
      return [
        protocol.GetData("parameter", 1),
        protocol.GetData("parameter", 2),
        protocol.GetData("parameter", 3),
        protocol.GetData("parameter", 77),
        protocol.GetData("response", 1),
      ].map((bytes) => (bytes === null ? null : [...bytes]));
    });
    // é = U+00E9, € = U+20AC in UTF-16LE; 12 as numeric text.
    expect(result).to.deep.equal([[0xe9, 0x00, 0xac, 0x20], [0x31, 0x32], [], null, null]);
    expect(parameters.get(1)).to.equal("é€");
  });

  it("ClearParameter empties, and throws where DataMiner throws", async () => {
    const { result } = await inScript(params, (protocol) => {
      protocol.SetParameter(1, "x");
      const code = protocol.ClearParameter(1);
      expectCode(() => protocol.ClearParameter(77), "ERR_ARGUMENT");
      return [code, protocol.IsEmpty(1), protocol.GetParameter(1)];
    });
    expect(result).to.deep.equal([0, true, null]);
  });

  it("before 10.5.6 there is no ClearParameter", async () => {
    const old = { dataMinerVersion: "10.5.5" };
    await inScript(params, (protocol) => expectCode(() => protocol.ClearParameter(1), "ERR_ARGUMENT"), old);
  });

  it("GetParameterDescription and SetParameterDescription: read, changed at run time, null for an unknown id", async () => {
    const { result } = await inScript(params, (protocol) => [
      protocol.GetParameterDescription(1),
      protocol.SetParameterDescription(1, "Another"),
      protocol.GetParameterDescription(1),
      protocol.GetParameterDescription(77),
      protocol.SetParameterDescription(77, "x"),
    ]);
    expect(result).to.deep.equal(["name!", 0, "Another", null, notFound]);
  });

  it("after the element has stopped every member answers with its failure value, with one warning", async () => {
    let kept: SLProtocol | undefined;
    const made = await inScript(params, (protocol) => {
      kept = protocol;
    });
    made.host.active = false;
    const stopped = 0x800402e0;
    expect(kept?.IsActive).to.equal(0);
    expect(kept?.GetParameter(1)).to.equal(null);
    expect(kept?.GetParameterByName("name")).to.equal(null);
    expect(kept?.SetParameter(1, "x")).to.equal(stopped | 0);
    expect(kept?.SetParameters([1], ["x"])).to.equal(stopped);
    expect(kept?.SetParameterByName("name", "x")).to.equal(stopped | 0);
    expect(kept?.SetParametersByName(["name"], ["x"])).to.equal(stopped);
    expect(kept?.GetData("parameter", 1)).to.equal(null);
    expect(kept?.IsEmpty(1)).to.equal(false);
    expect(kept?.ClearParameter(1)).to.equal(stopped | 0);
    expect(kept?.GetParameterDescription(1)).to.equal(null);
    expect(kept?.SetParameterDescription(1, "x")).to.equal(stopped | 0);
    expect(kept?.ElementName).to.equal("Bench 1");
    expect(made.noticed("ELEMENT_NOT_ACTIVE")).to.have.length(1);
  });
});
