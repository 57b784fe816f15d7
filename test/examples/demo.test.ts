/** `npm start`: the problem and its cure, on a real connection, in under ten seconds. */
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { start } from "../support/child.ts";

describe("npm start", () => {
  it("is what package.json says", () => {
    const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
    const { scripts } = JSON.parse(text) as { scripts: Record<string, string> };
    expect(scripts["start"]).to.equal("tsx --conditions=qaction-kit-source examples/demo.ts");
  });

  it("shows damage and cure side by side, the loss of the socket and the way back, and ends by itself", async () => {
    const { code, out, err } = await start("examples/demo.ts").ended;
    expect([code, err]).to.deep.equal([0, ""]);
    const gives = /GetParameter gives +"(.*)"\n +the binary input gives +"(.*)"/.exec(out);
    const right = gives?.[2] ?? "";
    expect(right).to.match(/^\{"type":"event","number":\d+,"source":".*\P{ASCII}.*","value":[\d.]+\}$/u);
    // What a Unicode protocol makes of the UTF-8 bytes: pairs as UTF-16LE units, an odd last byte on its own.
    const bytes = Buffer.from(right, "utf8");
    const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
    expect(gives?.[1]).to.equal(padded.toString("utf16le"));
    const story = [
      "connection  [0] open",
      "7 Connection Status = 1",
      '"type":"subscribe"',
      "closed ws://",
      "7 Connection Status = 0",
      "command 1 not sent",
      "in timeout",
      "1 Event Address",
      "7 Connection Status = 1",
      "closed because the element stops code 1000",
      "state       stopped",
    ];
    let from = 0;
    for (const step of story) {
      const at = out.indexOf(step, from);
      expect(at, `${step} after position ${String(from)}`).to.be.at.least(0);
      from = at;
    }
    const [first = "", last = ""] = [
      /\d\d:\d\d:\d\d\.\d{3}/.exec(out)?.[0],
      out.match(/\d\d:\d\d:\d\d\.\d{3}/g)?.at(-1),
    ];
    const seconds = (Date.parse(`1970-01-01T${last}Z`) - Date.parse(`1970-01-01T${first}Z`)) / 1000;
    expect((seconds + 86_400) % 86_400).to.be.below(10);
  });

  it("--keep stays until it is told to stop", async () => {
    const child = start("examples/demo.ts", ["--keep"]);
    await child.shows("It keeps running");
    child.signal("SIGINT");
    const { code, out } = await child.ended;
    expect(code).to.equal(0);
    expect(out.trimEnd()).to.match(/state {7}stopped$/);
  });
});
