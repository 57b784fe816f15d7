import { expect } from "chai";
import { isOlder } from "../../src/base/dataminer-version.ts";

describe("DataMiner versions", () => {
  it("compares number by number, not as text", () => {
    expect(isOlder("10.4.8", "10.4.12")).equals(true);
    expect(isOlder("10.10.0", "10.9.9")).equals(false);
  });

  it("counts a cumulative update as newer than the release itself", () => {
    expect(isOlder("10.4.8", "10.4.8 CU1")).equals(true);
    expect(isOlder("10.4.8 CU2", "10.4.8 CU1")).equals(false);
  });

  it("is not older than itself, however short it is written", () => {
    expect(isOlder("10.6.9", "10.6.9")).equals(false);
    expect(isOlder("10.6", "10.6.0")).equals(false);
  });
});
