/** The pictures of the docs show what the commands print now. */
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { garbledTextPictures, script } from "../tools/pictures/garbled-text.ts";

const docs = new URL("../docs/", import.meta.url);

describe("docs/garbled-text.md", function () {
  this.timeout(300_000);

  it("its pictures are what the commands print; npm run pictures writes them anew", async () => {
    const folder = new URL("pictures/", docs);
    const saved = new Map(
      readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
    );
    expect(Object.fromEntries(await garbledTextPictures())).to.deep.equal(Object.fromEntries(saved));
  });

  it("shows the script of the pictures, and each picture", () => {
    const page = readFileSync(new URL("garbled-text.md", docs), "utf8");
    expect(page).to.contain(`\`\`\`ts\n${script}\`\`\`\n`);
    for (const name of readdirSync(new URL("pictures/", docs))) expect(page).to.contain(`(pictures/${name})`);
  });
});
