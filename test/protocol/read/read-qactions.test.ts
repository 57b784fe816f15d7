/** QActions. */
import { expect } from "chai";
import type { QAction } from "../../../src/protocol/model.ts";
import { codesOf, protocolOf, sure } from "../../support/protocol/parsed.ts";

const section = (attributes: string, rest = ""): string =>
  `<Params><Param id="1"><Type>read</Type></Param><Param id="2"><Type>read</Type></Param></Params><QActions><QAction id="1" ${attributes}>${rest}</QAction></QActions>`;
const qactionOf = (attributes: string, rest = ""): QAction =>
  sure(protocolOf(section(attributes, rest)).qactions.get(1));

describe("protocol/read/read-qactions", () => {
  it("attributes, with an ending ; in the lists; dllName keeps the case of its value", () => {
    const qaction = qactionOf(
      'name="Parse" encoding="CSharp" triggers="1;2;" inputParameters="2;1" options="Binary;queued;PRECOMPILE;dllName= Extra.dll" row="true" entryPoint="A.Run ; Other" dllImport="System.Xml.dll;[ProtocolName].dll"',
    );
    expect(qaction).to.include({
      id: 1,
      name: "Parse",
      encoding: "csharp",
      binary: true,
      queued: true,
      precompile: true,
      group: false,
      row: true,
    });
    expect(qaction.triggers).to.deep.equal([1, 2]);
    expect(qaction.inputParameters).to.deep.equal([2, 1]);
    expect(qaction.options).to.deep.equal(["binary", "queued", "precompile", "dllname=Extra.dll"]);
    expect(qaction.entryPoints).to.deep.equal(["A.Run", "Other"]);
    expect(qaction.dllImports).to.deep.equal(["System.Xml.dll", "[ProtocolName].dll"]);
  });

  it("what is left out", () => {
    const qaction = qactionOf("");
    expect(qaction).to.include({
      name: "",
      encoding: "csharp",
      binary: false,
      queued: false,
      precompile: false,
      row: false,
      code: "",
    });
    for (const empty of [
      qaction.triggers,
      qaction.inputParameters,
      qaction.entryPoints,
      qaction.dllImports,
    ]) {
      expect(empty).to.deep.equal([]);
    }
  });

  it("the code is the text beside the condition", () => {
    const qaction = qactionOf(
      "",
      '<Condition><![CDATA[id:1 < 2]]></Condition><![CDATA[\nif (a < b && c) { "]" }\n]]>',
    );
    expect(qaction.code).to.equal('\nif (a < b && c) { "]" }\n');
    expect(qaction.condition?.text).to.equal("id:1 < 2");
    expect(qactionOf("", " \n ").code).to.equal("");
  });

  it("one entry point for each trigger, or none", () => {
    expect(codesOf(section('triggers="1;2" entryPoint="Run"'))).to.deep.equal(["ENTRY_POINTS"]);
    expect(codesOf(section('triggers="1;2" entryPoint="Run;Run"'))).to.deep.equal([]);
    expect(codesOf(section('triggers="1;2"'))).to.deep.equal([]);
    expect(codesOf(section('entryPoint="Run"'))).to.deep.equal([]);
  });
});
