/** The stream in the classic layout and as JSON lines. */
import { expect } from "chai";
import {
  entryName,
  formatEntry,
  streamJsonLines,
  streamText,
} from "../../../src/element/stream/stream-export.ts";
import { TestElement } from "../../../src/testing/test-element.ts";
import {
  connector,
  join,
  numberParam,
  onChange,
  sending,
  textParam,
} from "../../support/element/connector.ts";

const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

describe("stream export", () => {
  it("writes an entry as the stream viewer does, without a dump when nothing was sent", () => {
    const sent = {
      number: 1,
      at,
      connection: 0,
      direction: "out",
      bytes: Uint8Array.of(0x41),
      command: 7,
    } as const;
    expect(formatEntry(sent, "hello")).to.match(/^<< 03:04:05\.678 \[0\] hello\n000000 {2}41 +A$/);
    const lost = { number: 2, at, connection: 0, direction: "out", note: "not sent" } as const;
    expect(formatEntry(lost, "hello")).to.equal("<< 03:04:05.678 [0] hello not sent");
  });

  it("links and exports what an element exchanges", async () => {
    const protocol = connector(
      join(
        { params: textParam(12, { value: "ask" }) + numberParam(41, "write") + textParam(13) },
        { qactions: '<QAction id="9" name="store" encoding="csharp" triggers="11"/>' },
        sending(12, { response: 31 }),
        onChange(41, { id: 5, action: "execute", groups: "1" }),
      ),
    );
    const Run = (slp: TestElement["slProtocol"]): void => void slp.SetParameter(13, "stored");
    await using test = await TestElement.start(protocol, { scripts: { 9: { Run } } });
    await test.set(41, 1);
    await test.receive("é");
    await test.close(0, 1001, "away");
    const [asked, answered] = test.element.stream.entries;
    expect(asked).to.deep.include({ direction: "out", group: 1, pair: 1, command: 1, params: [12] });
    expect(answered).to.deep.include({
      ...{ direction: "in", group: 1, pair: 1, response: 31 },
      ...{ params: [11], qactions: [9], durationMs: 0, opcode: 1 },
    });
    expect(entryName({ number: 1, at, connection: 0, direction: "in", response: 31 }, protocol)).to.equal(
      "any",
    );
    expect(
      streamText(test.element.stream.find({ pair: 1 }), protocol)
        .split("\n")
        .filter((line) => /^[<>]/.test(line))
        .map((line) => line.replace(/ [\d:.]+ /, " ")),
    ).to.deep.equal(["<< [0] command 1", ">> [0] any"]);
    const lines = streamJsonLines(test.element.stream.find({ pair: 1 }))
      .trimEnd()
      .split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).to.deep.equal([
      {
        ...{
          type: "stream",
          at: new Date(asked?.at ?? 0).toISOString(),
          number: 1,
          connection: 0,
          direction: "out",
        },
        ...{ group: 1, pair: 1, command: 1, opcode: 1, params: [12], length: 3, hex: "61736b" },
      },
      {
        ...{
          type: "stream",
          at: new Date(answered?.at ?? 0).toISOString(),
          number: 2,
          connection: 0,
          direction: "in",
        },
        ...{ opcode: 1, response: 31, params: [11], pair: 1, group: 1, qactions: [9], durationMs: 0 },
        ...{ length: 2, hex: "c3a9" },
      },
    ]);
  });
});
