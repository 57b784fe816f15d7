/** Collections by id: order, duplicates, ranges. */
import { expect } from "chai";
import { codesOf, findings, load, protocolOf } from "../../support/protocol/parsed.ts";

const param = (id: string, name = "", type = "read"): string =>
  `<Param id="${id}"><Name>${name}</Name><Type>${type}</Type></Param>`;

describe("protocol/read/read-objects", () => {
  it("objects keep the order of the file", () => {
    const { params } = protocolOf(`<Params>${param("5")}${param("3")}${param("4")}</Params>`);
    expect([...params.keys()]).to.deep.equal([5, 3, 4]);
  });

  it("of two objects with one id the first counts", () => {
    const inside = `<Params>${param("1", "first")}${param("1", "second")}</Params>`;
    expect(protocolOf(inside).params.get(1)?.name).to.equal("first");
    const [finding] = findings(inside, "ID_DUPLICATE");
    expect(finding).to.include({ severity: "error" });
    expect(finding?.position.offset).to.equal("<Protocol>".length + inside.lastIndexOf("id="));
  });

  it("the same in every collection", () => {
    for (const [section, tag, rest] of [
      ["Triggers", "Trigger", ""],
      ["Actions", "Action", "<On>protocol</On><Type>sleep</Type>"],
      ["Groups", "Group", ""],
      ["Timers", "Timer", "<Time>1000</Time>"],
      ["Commands", "Command", ""],
      ["Responses", "Response", ""],
      ["Pairs", "Pair", ""],
      ["HTTP", "Session", ""],
      ["QActions", "QAction", ""],
    ] as const) {
      const one = `<${tag} id="7">${rest}</${tag}>`;
      expect(codesOf(`<${section}>${one}${one}</${section}>`), section).to.deep.equal(["ID_DUPLICATE"]);
    }
  });

  it("an object without a number for an id is not loaded", () => {
    const inside = `<Params><Param><Type>read</Type></Param>${param("x")}${param("1")}</Params>`;
    expect([...protocolOf(inside).params.keys()]).to.deep.equal([1]);
    expect(codesOf(inside)).to.deep.equal(["ID_MISSING", "NUMBER_INVALID"]);
  });

  it("a parameter outside the ranges is not loaded, one at their ends is", () => {
    const good = ["0", "64299", "70000", "99999", "1000000", "9999999"];
    const bad = ["-1", "64300", "69999", "100000", "999999", "10000000"];
    const { params } = protocolOf(`<Params>${[...good, ...bad].map((id) => param(id)).join("")}</Params>`);
    expect([...params.keys()].map(String)).to.deep.equal(good);
    for (const id of bad) {
      expect(findings(`<Params>${param(id)}</Params>`, "ID_OUT_OF_RANGE"), id).to.have.length(1);
    }
  });

  it("other objects outside the ranges are loaded and reported; group -1 is the ping group", () => {
    const inside = '<Groups><Group id="-1"/><Group id="0"/><Group id="65000"/></Groups>';
    expect([...protocolOf(inside).groups.keys()]).to.deep.equal([-1, 0, 65000]);
    expect(
      findings(inside, "ID_OUT_OF_RANGE").map(({ message }) => /group (\S+)/.exec(message)?.[1]),
    ).to.deep.equal(["0", "65000"]);
  });

  it("session ids are free", () => {
    expect(codesOf('<HTTP><Session id="0"/><Session id="65000"/></HTTP>')).to.deep.equal([]);
  });

  it("ids that belong to somebody else are loaded with a warning", () => {
    for (const id of ["64000", "75000", "80000", "9990000"]) {
      const { protocol, diagnostics } = load(`<Params>${param(id)}</Params>`);
      expect(protocol.params.has(Number(id)), id).to.equal(true);
      expect(diagnostics.map(({ code, severity }) => [code, severity])).to.deep.equal([
        ["ID_RESERVED", "warning"],
      ]);
    }
  });

  it("a read and its write share a name, two reads do not", () => {
    expect(codesOf(`<Params>${param("1", "A")}${param("2", "A", "write")}</Params>`)).to.deep.equal([]);
    expect(codesOf(`<Params>${param("1", "A")}${param("2", "A")}</Params>`)).to.deep.equal([
      "NAME_DUPLICATE",
    ]);
  });

  it("CMD-29 ids and names of commands are unique, the first counts, and a pair has one command", () => {
    const command = (id: number, name: string, pid: number): string =>
      `<Command id="${String(id)}"><Name>${name}</Name><Content><Param>${String(pid)}</Param></Content></Command>`;
    const params = `<Params>${param("10", "A")}${param("11", "B")}</Params>`;
    const both = `${params}<Commands>${command(1, "one", 10)}${command(1, "other", 11)}</Commands>`;
    const { protocol, diagnostics } = load(both);
    expect(diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code)).to.include(
      "ID_DUPLICATE",
    );
    expect(protocol.commands.get(1)?.content).to.deep.equal([10]);
    expect(codesOf(`${params}<Commands>${command(1, "N", 10)}${command(2, "N", 11)}</Commands>`)).to.include(
      "NAME_DUPLICATE",
    );
    const pair = `<Pairs><Pair id="1"><Content><Command>1</Command><Command>2</Command></Content></Pair></Pairs>`;
    const commands = `${params}<Commands>${command(1, "one", 10)}${command(2, "two", 11)}</Commands>`;
    expect(protocolOf(`${commands}${pair}`).pairs.get(1)?.command).to.equal(1);
  });

  it("names of triggers are unique, those of actions need not be", () => {
    const named = (section: string, tag: string, rest = ""): string =>
      `<${section}>${[1, 2].map((id) => `<${tag} id="${String(id)}"><Name>N</Name>${rest}</${tag}>`).join("")}</${section}>`;
    expect(codesOf(named("Triggers", "Trigger"))).to.deep.equal(["NAME_DUPLICATE"]);
    expect(codesOf(named("Actions", "Action", "<On>protocol</On><Type>sleep</Type>"))).to.deep.equal([]);
  });
});
