import { macPages } from "../../../src/encoding/tables/mac-pages.ts";
import { expectTables } from "./single-byte-pages.ts";

describe("encoding/tables/mac-pages", () => {
  it("has rows of sixteen and single changes for each Macintosh page", () => {
    expectTables(
      macPages,
      [10000, 10004, 10005, 10006, 10007, 10010, 10017, 10021, 10029, 10079, 10081, 10082],
    );
  });
});
