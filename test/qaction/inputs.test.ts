/** Input parameters: snapshots that cost nothing until somebody asks. */
import { expect } from "chai";
import { bench, numberParam, protocolOf, tableParams, textParam } from "../support/qaction/script-element.ts";
import type { Bench } from "../support/qaction/script-element.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";
import type { ByteStream } from "../../src/qaction/script-values.ts";

const params = `<Params>${textParam(11)}${textParam(12)}${numberParam(13)}</Params>`;
const qaction = (attributes: string): string =>
  protocolOf(
    `${params}<QActions><QAction id="5" name="q" encoding="csharp" triggers="11" ${attributes}/></QActions>`,
  );
const binary = qaction('inputParameters="11;13" options="binary"');

// The UTF-8 bytes of é and €, as a WebSocket message brings them.
const eAcute = Uint8Array.of(0xc3, 0xa9);
const euro = Uint8Array.of(0xe2, 0x82, 0xac, 0x21);

function noFailure(made: Bench): void {
  expect(made.failures.map((failure) => failure.stack)).to.deep.equal([]);
}

describe("inputs", () => {
  it("ENC-29 inputParameters with the option binary give the raw bytes, as a plain array of numbers", async () => {
    let given: unknown;
    const made = await bench(binary, {
      5: (_: SLProtocol, bytes: unknown) => {
        given = bytes;
      },
    });
    await made.receive(11, eAcute);
    noFailure(made);
    expect(Array.isArray(given)).to.equal(true);
    expect(given).to.deep.equal([0xc3, 0xa9]);
  });

  it("ENC-31 GetParameter inside a binary QAction is still decoded by the storage form", async () => {
    let read: unknown;
    const made = await bench(binary, {
      5: (protocol: SLProtocol) => {
        read = protocol.GetParameter(11);
      },
    });
    await made.receive(11, eAcute);
    // C3 A9 as one UTF-16LE unit: U+A9C3.
    expect(read).to.equal("\u{a9c3}");
  });

  it("ENC-32 input values are a snapshot of the moment the QAction was triggered", async () => {
    const seen: unknown[] = [];
    const made = await bench(qaction('inputParameters="11;13"'), {
      5: (protocol: SLProtocol, text: unknown, number: unknown) => {
        protocol.SetParameter(13, 99);
        protocol.SetParameter(12, "x");
        seen.push(text, number, protocol.GetInputParameter(0), protocol.GetInputParameter(1));
        seen.push(protocol.GetParameter(13));
      },
    });
    made.parameters.set(13, 7, "external", { depth: 0 });
    await made.set(11, "first");
    noFailure(made);
    expect(seen).to.deep.equal(["first", 7, "first", 7, 99]);
  });

  it("ENC-32 a run that starts later still has the bytes of its own trigger", async () => {
    const seen: unknown[] = [];
    const made = await bench(qaction('inputParameters="11"'), {
      5: (protocol: SLProtocol, text: unknown) => {
        seen.push(text, [...(protocol.GetInputBytes(0) ?? [])]);
      },
    });
    const definition = made.protocol.qactions.get(5);
    expect(definition).to.not.equal(undefined);
    if (definition === undefined) return;
    made.parameters.onChange = undefined;
    const trigger = (): (() => unknown) =>
      made.runner.postpone({ qaction: definition, triggerIndex: 0, triggerId: 11, context: { depth: 0 } });
    await made.receive(11, eAcute);
    const first = trigger();
    await made.receive(11, euro);
    const second = trigger();
    await made.set(11, "é");
    const third = trigger();
    first();
    second();
    third();
    // E2 82 AC 21 as two UTF-16LE units: U+82E2, U+21AC. "é" is stored as E9 00.
    expect(seen).to.deep.equal([
      "\u{a9c3}",
      [0xc3, 0xa9],
      "\u{82e2}\u{21ac}",
      [0xe2, 0x82, 0xac, 0x21],
      "é",
      [0xe9, 0x00],
    ]);
  });

  it("GetInputBytes gives the stored bytes without a copy, with and without the option binary", async () => {
    for (const attributes of ['inputParameters="11"', 'inputParameters="11" options="binary"']) {
      let given: Uint8Array | null = null;
      const made = await bench(qaction(attributes), {
        5: (protocol: SLProtocol) => {
          given = protocol.GetInputBytes(0);
        },
      });
      await made.receive(11, eAcute);
      expect(given).to.equal(eAcute);
    }
  });

  it("GetInputParameter and the argument give the same array, made once", async () => {
    const seen: unknown[] = [];
    const made = await bench(binary, {
      5: (protocol: SLProtocol, bytes: unknown) => {
        seen.push(bytes, protocol.GetInputParameter(0), protocol.GetInputParameter(0));
      },
    });
    await made.receive(11, eAcute);
    expect(seen[0]).to.equal(seen[1]).and.to.equal(seen[2]);
  });

  it("a binary number is its bytes; never set gives no bytes", async () => {
    const seen: unknown[] = [];
    const made = await bench(binary, {
      5: (_: SLProtocol, text: unknown, number: unknown) => seen.push(text, number),
    });
    await made.run(5);
    made.parameters.set(13, 25, "external", { depth: 0 });
    await made.run(5);
    // 25 as numeric text is 32 35.
    expect(seen).to.deep.equal([[], [], [], [0x32, 0x35]]);
  });

  it("binaryInputs = bytes hands over a Uint8Array without a copy of each byte", async () => {
    let given: unknown;
    const made = await bench(
      binary,
      {
        5: (_: SLProtocol, bytes: ByteStream) => {
          given = bytes;
        },
      },
      { binaryInputs: "bytes" },
    );
    await made.receive(11, eAcute);
    expect(given).to.equal(eAcute);
  });

  it("GetInputParameter and GetInputBytes of an input that is not there: null and a log line; of a parameter that does not exist: null", async () => {
    const seen: unknown[] = [];
    const made = await bench(qaction('inputParameters="77"'), {
      5: (protocol: SLProtocol) =>
        seen.push(
          protocol.GetInputParameter(0),
          protocol.GetInputBytes(0),
          protocol.GetInputParameter(1),
          protocol.GetInputBytes(1),
        ),
    });
    await made.run(5);
    expect(seen).to.deep.equal([null, null, null, null]);
    expect(made.memory.messages).to.deep.equal([
      "GetInputBytes for 0 failed. 0x80040239",
      "GetInputParameter for 1 failed. 0x80040239",
      "GetInputBytes for 1 failed. 0x80040239",
    ]);
  });

  it("a text never set is null, a number never set is 0", async () => {
    const seen: unknown[] = [];
    const made = await bench(qaction('inputParameters="11;13"'), {
      5: (_: SLProtocol, text: unknown, number: unknown) => seen.push(text, number),
    });
    await made.run(5);
    expect(seen).to.deep.equal([null, 0]);
  });

  it("an odd last byte is read as the option oddByte says, also later", async () => {
    for (const [oddByte, expected] of [
      ["unit", "A\u0042"],
      ["drop", "A"],
      ["replacement", "A\u{fffd}"],
    ] as const) {
      const seen: unknown[] = [];
      const made = await bench(
        qaction('inputParameters="11"'),
        {
          5: (protocol: SLProtocol) => {
            protocol.SetParameterBinary(11, [0x43, 0x00]);
            seen.push(protocol.GetInputParameter(0));
          },
        },
        { oddByte },
      );
      // 41 00 is "A"; the odd 42 is U+0042 when it counts as a unit.
      await made.receive(11, Uint8Array.of(0x41, 0x00, 0x42));
      expect(seen, oddByte).to.deep.equal([expected]);
    }
  });

  it("SLP-27 a table is handed over as its columns, a snapshot; an empty one has null for each", async () => {
    const table = tableParams(100, [{ pid: 101 }, { pid: 102, kind: "number" }]);
    const use = async (dataMinerVersion: string) => {
      const seen: unknown[] = [];
      const made = await bench(
        protocolOf(`<Params>${textParam(11)}${table}</Params><QActions>
          <QAction id="5" name="q" encoding="csharp" triggers="11" inputParameters="100"/></QActions>`),
        {
          5: (protocol: SLProtocol, columns: unknown) => {
            protocol.AddRow(100, ["b", 2]);
            seen.push(columns, protocol.GetInputBytes(0));
          },
        },
        { dataMinerVersion },
      );
      await made.run(5);
      made.parameters.table(100)?.clear();
      made.parameters.table(100)?.addRow(["a", 1]);
      await made.run(5);
      return seen;
    };
    expect(await use("10.6.9")).to.deep.equal([[null, null], null, [["a"], [1]], null]);
    expect(await use("10.3.7")).to.deep.equal([[[], []], null, [["a"], [1]], null]);
  });
});
