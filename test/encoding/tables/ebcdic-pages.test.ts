import { ebcdicPages } from "../../../src/encoding/tables/ebcdic-pages.ts";
import { expectTables } from "./single-byte-pages.ts";

describe("encoding/tables/ebcdic-pages", () => {
  it("has rows of sixteen and single changes for each EBCDIC page", () => {
    expectTables(
      ebcdicPages,
      [
        37, 500, 870, 875, 1026, 1047, 1140, 1141, 1142, 1143, 1144, 1145, 1146, 1147, 1148, 1149, 20273,
        20277, 20278, 20280, 20284, 20285, 20290, 20297, 20420, 20423, 20424, 20833, 20838, 20871, 20880,
        20905, 20924, 21025,
      ],
    );
  });
});
