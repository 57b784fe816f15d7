import { dosPages } from "../../../src/encoding/tables/dos-pages.ts";
import { expectTables } from "./single-byte-pages.ts";

describe("encoding/tables/dos-pages", () => {
  it("has rows of sixteen and single changes for each DOS page", () => {
    expectTables(dosPages, [708, 720, 737, 775, 855, 857, 858, 860, 861, 862, 863, 864, 865, 869]);
  });
});
