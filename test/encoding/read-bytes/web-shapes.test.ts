import {
  htmlEntities,
  percent,
  percentU,
  quotedPrintable,
} from "../../../src/encoding/read-bytes/web-shapes.ts";
import { expectOutcomes, expectSure } from "../../support/encoding/shape-cases.ts";

describe("encoding/read-bytes/web-shapes", () => {
  it("percent", () => {
    expectOutcomes(percent, [
      ["%C3%BC", "hex:c3bc"],
      ["Z%c3%bcrich", "hex:5ac3bc72696368"],
      ["Hello%20World", "hex:48656c6c6f20576f726c64"],
      ["Bahnhof Z%C3%BCrich", "hex:4261686e686f66205ac3bc72696368"],
      ["5%20 off", "nothing"],
      ["100 %", "nothing"],
      ["a%20b%2", "miss 5"],
      ["%C3ü", "nothing"],
    ]);
    expectSure(percent, ["%C3%BC"], ["Bahnhof Z%C3%BCrich"]);
  });

  it("percent-u: the escape function of JavaScript", () => {
    expectOutcomes(percentU, [
      ["%u20AC%20%FC", "text:€ ü"],
      ["%FC", "nothing"],
    ]);
  });

  it("quoted-printable, with lines that go on (RFC 2045, 6.7)", () => {
    expectOutcomes(quotedPrintable, [
      ["=C3=BC", "hex:c3bc"],
      ["Z=C3=BCrich=\r\n ist", "hex:5ac3bc7269636820697374"],
      ["caf=E9", "hex:636166e9"],
      ["=C3=BC=g", "miss 6"],
      ["a=b", "nothing"],
      ["a=20", "nothing"],
      ["a = b, c=20", "miss 2"],
      ["=C3ü", "nothing"],
    ]);
    expectSure(quotedPrintable, ["Z=C3=BCrich"], ["key=E9"]);
  });

  it("html: entities beyond &amp;", () => {
    expectOutcomes(htmlEntities, [
      ["Z&#252;rich", "text:Zürich"],
      ["Z&#xFC;rich", "text:Zürich"],
      ["Z&uuml;rich &amp; Genf", "text:Zürich & Genf"],
      ["&#195;&#188;", "text:Ã¼"],
      ["Tom &amp; Jerry", "nothing"],
      ["&nosuchname;", "nothing"],
      ["a & b;", "nothing"],
    ]);
    expectSure(htmlEntities, ["Z&uuml;rich"], ["<p>\nZ&uuml;rich\n</p>"]);
  });
});
