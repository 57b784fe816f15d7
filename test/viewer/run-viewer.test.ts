/** `qaction run --viewer`: the page of a run, also after its files were loaded again. */
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { start } from "../support/child.ts";
import { TestPage } from "../support/viewer/page.ts";

const connector = fileURLToPath(new URL("../../examples/calculator/protocol.xml", import.meta.url));

describe("qaction run --viewer", () => {
  it("prints the address of a page about its element, and ends it with the run", async () => {
    const child = start("src/cli/main.ts", ["run", connector, "--viewer", "--repl"], {}, null);
    const said = await child.says("The viewer is at ");
    const [url = ""] = /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//.exec(said) ?? [];
    await using page = await TestPage.open(url);
    await page.ask({ do: "watch", elements: [0] });
    const snapshot = await page.until(({ type }) => type === "snapshot");
    expect(snapshot).to.have.nested.property("description.protocol", "Example Calculator");
    const ended = new Promise((resolve) => page.socket.on("close", resolve));
    child.type("quit\n");
    expect(await child.ended).to.include({ code: 0 });
    await ended;
  });
});
