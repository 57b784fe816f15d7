import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { action, Bench, fresh, param } from "../../support/logic/chain-bench.ts";

describe("read file", () => {
  let folder = "";
  let path = "";

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "read-file-"));
    path = join(folder, "data.bin");
    writeFileSync(path, Buffer.from("0123456789"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  function read(attributes: string, count?: number, offset?: number): Bench {
    const bench = new Bench({
      params: [param(1), param(2), param(3, { number: true }), param(4, { number: true })],
      actions: [action(1, "protocol", "read file", attributes)],
    });
    bench.set(1, path);
    if (count !== undefined) bench.set(3, count);
    if (offset !== undefined) bench.set(4, offset);
    bench.engine.actions.runById(1, fresh);
    return bench;
  }

  it("puts the whole file into a parameter", () => {
    expect(read('id="1" returnValue="2"').parameters.get(2)).equals("0123456789");
  });

  it("reads a number of bytes from an offset on", () => {
    expect(read('id="1" returnValue="2" nr="3" startoffset="4"', 3, 2).parameters.get(2)).equals("234");
    expect(read('id="1" returnValue="2" nr="3" startoffset="4"', 30, 8).parameters.get(2)).equals("89");
    expect(read('id="1" returnValue="2" startoffset="4"', undefined, 20).parameters.get(2)).equals("");
  });

  it("says so when the file cannot be read, and keeps the parameter", () => {
    path = join(folder, "missing.bin");
    const bench = read('id="1" returnValue="2"');
    path = join(folder, "data.bin");
    expect(bench.parameters.get(2)).equals(null);
    expect(bench.codes).deep.equals(["ACTION_FAILED"]);
    expect(bench.notices[0]?.message).contains("missing.bin");
  });

  it("says what it lacks: a path, or a parameter for the content", () => {
    expect(read('returnValue="2"').codes).deep.equals(["ACTION_FAILED"]);
    expect(read('id="1"').codes).deep.equals(["ACTION_FAILED"]);
  });
});
