import { isoPages } from "../../../src/encoding/tables/iso-pages.ts";
import { expectTables } from "./single-byte-pages.ts";

describe("encoding/tables/iso-pages", () => {
  it("has rows of sixteen and single changes for each ISO page", () => {
    expectTables(
      isoPages,
      [20105, 20106, 20107, 20108, 20269, 28593, 28594, 28595, 28596, 28597, 28598, 28599, 28603, 29001],
    );
  });
});
