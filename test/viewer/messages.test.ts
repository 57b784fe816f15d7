/** A message in the viewer: its bytes, and how each response takes it, on a real WebSocket. */
import { expect } from "chai";
import { createViewer } from "../../src/viewer/viewer.ts";
import { startGallery } from "../support/viewer/connector.ts";
import { TestPage } from "../support/viewer/page.ts";
import { TestServer } from "../support/element/server.ts";

describe("viewer: messages", () => {
  it("reports a message in hex, in every reading, with its match and the cure; and writes it to a file", async () => {
    await using server = await TestServer.start();
    await using element = await startGallery({ host: "ws://127.0.0.1", port: server.port });
    await using viewer = await createViewer(element);
    await using page = await TestPage.open(viewer.url);
    await page.ask({ do: "watch", elements: [0] });
    const came = element.when((event) => event.type === "qaction" && event.phase === "finished");
    while (server.sockets.length === 0) await element.when(({ type }) => type === "connection");
    const text = '{"set":{"22":"Café"}}';
    server.sockets[0]?.send(text);
    await came;
    const entry = element.stream.find({ direction: "in" })[0];
    if (entry === undefined) throw new Error("nothing came");
    const answer = await page.ask({ do: "message", element: 0, number: entry.number });
    if (!answer.ok || answer.message === undefined) throw new Error("no report");
    const { hex, bytes, matches, cure } = answer.message;
    expect(Buffer.from(hex, "hex").toString("utf8")).to.equal(text);
    expect(bytes.readings[0]).to.include({ codePage: 65001, text });
    expect(matches).to.deep.equal([
      {
        response: 1,
        matched: true,
        fields: [{ pid: 10, offset: 0, length: Buffer.byteLength(text), action: "store" }],
      },
    ]);
    expect(cure?.damaged).to.equal(true);
    expect(cure?.given).to.equal(Buffer.from(text).toString("utf16le"));
    // The connector is right: its QAction takes the bytes.
    expect(cure?.takers).to.deep.equal(["QAction 1 (Parse)"]);
    expect(cure?.cure).to.deep.equal([]);

    const file = await page.ask({ do: "export", element: 0, form: "jsonl", numbers: [entry.number] });
    if (!file.ok) throw new Error(file.why);
    expect(JSON.parse(file.text ?? "")).to.include({ type: "stream", number: entry.number, hex });
    const classic = await page.ask({ do: "export", element: 0, form: "text", numbers: [entry.number] });
    expect(classic.ok && classic.text).to.match(
      /^>> \d\d:\d\d:\d\d\.\d{3} \[0\] Any message\n000000 {2}7B 22 73/,
    );
    expect(await page.ask({ do: "message", element: 0, number: 9999 })).to.include({ ok: false });
  });
});
