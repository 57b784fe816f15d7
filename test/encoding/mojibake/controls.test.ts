import { expect } from "chai";
import { mendsOfControls } from "../../../src/encoding/mojibake/controls.ts";
import { EditedText } from "../../../src/encoding/mojibake/edits.ts";

function mended(text: string): string {
  const edited = new EditedText(text);
  edited.apply(mendsOfControls(text));
  return edited.text;
}

describe("encoding/mojibake/controls", () => {
  it("takes C1 controls for the characters of 1252", () => {
    expect(mended("\u0084Handwerk\u0093 überall")).to.equal("„Handwerk“ überall");
    expect(mended("don\u0092t")).to.equal("don’t");
    expect(mendsOfControls("parlé\u0085 Tu sais")[0]?.step).to.deep.equal({ written: 1252, read: 28591 });
  });

  it("takes them for letters of another page where those make words", () => {
    // MacRoman: 87 is á, 92 is í.
    expect(mended("Habitantes de Coatl\u0087n conf\u0092an en el proyecto")).to.equal(
      "Habitantes de Coatlán confían en el proyecto",
    );
  });

  it("leaves them where two pages make words of them, and where 1252 has a sign that no text has", () => {
    // 8D is ç in MacRoman, ì in 850 (Gaelic lìonta); 98 is ˜ in 1252, ś in 852 (Sorbian hyś).
    for (const text of ["triantan beag l\u008donta le gob suas", "p\u0098ekupniski", "to je hy\u0098"])
      expect(mendsOfControls(text), text).to.deep.equal([]);
  });

  it("leaves the rest of UTF-8 sequences, and what 1252 does not have", () => {
    for (const text of ["â\u0080 x", "a \u0081", "plain"])
      expect(mendsOfControls(text), text).to.deep.equal([]);
  });
});
