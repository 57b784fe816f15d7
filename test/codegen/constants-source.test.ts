/** `Parameter` and `Discreets` as source. */
import { expect } from "chai";
import { constantNames } from "../../src/codegen/constant-names.ts";
import { discreetsSource, parameterSource } from "../../src/codegen/constants-source.ts";
import { discreetNames } from "../../src/codegen/discreet-names.ts";
import { protocolOf } from "../support/codegen/protocol-text.ts";

/** Source without its comments. */
const bare = (lines: readonly string[]): string =>
  lines.filter((line) => !/^\s*(\/\*\*|\*)/.test(line)).join("\n");

describe("source of constants", () => {
  it("Parameter has all classes, also the empty Write", () => {
    const protocol = protocolOf(
      { id: 108, name: "Status Code" },
      { id: 2000, name: "Master Table", columns: [2002, 2001], index: 1 },
      { id: 2001, name: "Master Index" },
      { id: 2002, name: "Master Description" },
    );
    expect(bare(parameterSource(constantNames(protocol), "protocol.xml"))).to
      .equal(`export const Parameter = {
  statusCode: 108,
  statusCode_108: 108,
  Write: {},
  MasterTable: {
    tablePid: 2000,
    indexColumn: 1,
    indexColumnPid: 2001,
    Pid: {
      masterDescription: 2002,
      masterDescription_2002: 2002,
      masterIndex: 2001,
      masterIndex_2001: 2001,
      Write: {},
    },
    Idx: {
      masterDescription: 0,
      masterDescription_2002: 0,
      masterIndex: 1,
      masterIndex_2001: 1,
    },
  },
} as const;`);
  });

  it("Discreets has values by what users see, and a union type each", () => {
    const discreets = [
      ["On", "1"],
      ["Not yet", "-1"],
    ] as const;
    const protocol = protocolOf(
      { id: 1, name: "Mode", numeric: true, discreets },
      { id: 2, name: "Mode", type: "write", discreets },
    );
    expect(bare(discreetsSource(discreetNames(protocol), "protocol.xml"))).to
      .equal(`export const Discreets = {
  mode: {
    On: 1,
    "Not yet": -1,
  },
  Write: {
    mode: {
      On: "1",
      "Not yet": "-1",
    },
  },
} as const;

export type ModeDiscreet = 1 | -1;

export type ModeWriteDiscreet = "1" | "-1";`);
  });
});
