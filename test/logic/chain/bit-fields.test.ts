import { expect } from "chai";
import { action, Bench, fresh, param, qaction, trigger } from "../../support/logic/chain-bench.ts";

const group = (length: number): string =>
  `<RawType>unsigned number</RawType><LengthType>fixed</LengthType><Length>${String(length)}</Length><Type>double</Type><Endian>big</Endian>`;
const bit = (start: number, count: number): string =>
  `<RawType>unsigned number</RawType><LengthType>fixed</LengthType><StartPosition>${String(start)}</StartPosition><NbrOfBits>${String(count)}</NbrOfBits><Type>double</Type>`;

/** Group 10 with read bits 11 (position 6) and 12 (positions 8 to 11); group 20 with write bit 21 (position 7). */
const params = [
  param(10, { type: "group", interprete: group(2) }),
  param(11, { type: "read bit", typeAttributes: 'id="10"', interprete: bit(6, 1) }),
  param(12, { type: "read bit", typeAttributes: 'id="10"', interprete: bit(8, 4) }),
  param(20, { type: "group", interprete: group(2) }),
  param(21, { type: "write bit", typeAttributes: 'id="20"', interprete: bit(7, 1) }),
  param(1),
];

const hex = (bench: Bench, pid: number): string =>
  Buffer.from(bench.parameters.bytes(pid) ?? []).toString("hex");

describe("bit fields", () => {
  it("RSP-31 a changed group fills its read bits before its own triggers", () => {
    const bench = new Bench({
      params,
      triggers: [trigger(1, "parameter#10", "change", [1])],
      actions: [action(1, "parameter#1", "copy", 'id="12"')],
      qactions: [qaction(1, "11"), qaction(2, "12"), qaction(3, "10")],
    });
    // 31 02, big endian: 02 holds positions 0 to 7, 31 holds 8 to 15
    bench.parameters.setBytes(10, Buffer.from("3102", "hex"), "device", fresh);
    expect([bench.parameters.get(11), bench.parameters.get(12), bench.parameters.get(1)]).deep.equals([
      1,
      3,
      "3",
    ]);
    expect(bench.take()).deep.equals(["QAction 1 on 11", "QAction 2 on 12", "QAction 3 on 10"]);
    bench.parameters.setBytes(10, Buffer.from("4102", "hex"), "device", fresh);
    expect(bench.take()).deep.equals(["QAction 2 on 12", "QAction 3 on 10"]);
  });

  it("a set write bit changes its bit of the group, and with it the group's own chain runs first", () => {
    const bench = new Bench({ params, qactions: [qaction(1, "20"), qaction(2, "21")] });
    bench.set(21, 1, "external");
    expect(hex(bench, 20)).equals("0001");
    expect(bench.take()).deep.equals(["QAction 1 on 20", "QAction 2 on 21"]);
    bench.set(21, 1, "external");
    expect(bench.take()).deep.equals(["QAction 2 on 21"]);
    bench.set(21, 0, "external");
    expect(hex(bench, 20)).equals("0000");
  });

  it("clear and append data bring the group that was read into the one that is written", () => {
    const bench = new Bench({
      params,
      triggers: [trigger(1, "parameter#10", "change", [1, 2])],
      actions: [action(1, "parameter#20", "clear"), action(2, "parameter#20", "append data", 'id="10"')],
    });
    for (const bytes of ["3102", "4200"]) {
      bench.parameters.setBytes(10, Buffer.from(bytes, "hex"), "device", fresh);
      expect(hex(bench, 20)).equals(bytes);
    }
    bench.set(21, 1);
    expect(hex(bench, 20)).equals("4201");
    expect(hex(bench, 10)).equals("4200");
  });

  it("says so when a field or a value does not fit, and leaves the other side alone", () => {
    const bench = new Bench({
      params: [
        param(10, { type: "group", interprete: group(1) }),
        param(11, { type: "read bit", typeAttributes: 'id="10"', interprete: bit(6, 4) }),
        param(21, { type: "write bit", typeAttributes: 'id="10"', interprete: bit(7, 1) }),
      ],
    });
    bench.set(21, 2);
    expect(hex(bench, 10)).equals("00");
    bench.parameters.setBytes(10, Buffer.from("ff", "hex"), "device", fresh);
    expect(bench.parameters.get(11)).equals(0);
    expect(bench.codes).deep.equals(["BITS_REFUSED", "BITS_REFUSED"]);
  });

  it("a write bit without a group is a plain parameter", () => {
    const bench = new Bench({ params: [param(21, { type: "write bit", interprete: bit(7, 1) })] });
    expect(bench.set(21, 1).code).equals(0);
    expect(bench.codes).deep.equals([]);
  });
});
