/** Numbers of a file that would become sizes, counts and indexes: refused with a place, never used. */
import { expect } from "chai";
import type { DiagnosticCode } from "../../../src/protocol/check/all-checks.ts";
import { parseProtocol, type LoadedProtocol } from "../../../src/protocol/load-protocol.ts";
import { TestElement } from "../../../src/testing/test-element.ts";

const limit: DiagnosticCode = "NUMBER_LIMIT";
const load = (inside: string): LoadedProtocol =>
  parseProtocol(`<Protocol><Type>virtual</Type>${inside}</Protocol>`);
const param = (id: number, inside: string): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type>read</Type>${inside}</Param>`;
const fixed = (length: number | string): string =>
  `<Interprete><RawType>other</RawType><LengthType>fixed</LengthType><Length>${String(length)}</Length></Interprete>`;
const limits = ({ diagnostics }: LoadedProtocol): string[] =>
  diagnostics.filter(({ code }) => code === limit).map(({ message }) => message);

describe("numbers beyond what the runtime can handle", () => {
  for (const length of ["1048577", "2000000000", "99999999999999999999", "-1"]) {
    it(`Length ${length} is not used`, async () => {
      const loaded = load(`<Params>${param(1, fixed(length))}</Params>`);
      expect(loaded.protocol.params.get(1)?.interprete.length).to.equal(undefined);
      const [message, ...more] = limits(loaded);
      expect(more).to.deep.equal([]);
      expect(message).to.match(
        new RegExp(`^Length of parameter 1 is ${length}, and at (most 1048576|least 0) can be used\\.`),
      );
      await using test = await TestElement.start(loaded.protocol);
      expect(test.bytes(1)).to.have.length(0);
    });
  }

  it("the fixed lengths of a file are bounded together", () => {
    // 256 of the longest are 256 MiB; what comes behind them is refused.
    const loaded = load(
      `<Params>${Array.from({ length: 258 }, (_, i) => param(i + 1, fixed(1_048_576))).join("")}</Params>`,
    );
    const lengths = [...loaded.protocol.params.values()].map(({ interprete }) => interprete.length);
    expect(lengths.filter((length) => length !== undefined)).to.have.length(256);
    expect(limits(loaded).map((message) => message.split(" is")[0])).to.deep.equal([
      "Length of parameter 257",
      "Length of parameter 258",
    ]);
  });

  it("a command of more than 64 MiB has no content", () => {
    const content = "<Param>1</Param>".repeat(65);
    const loaded = load(
      `<Params>${param(1, fixed(1_048_576))}</Params><Commands><Command id="7"><Content>${content}</Content></Command></Commands>`,
    );
    expect(loaded.protocol.commands.get(7)?.content).to.deep.equal([]);
    // 65 times 1048576
    expect(limits(loaded)[0]).to.contain("command 7 are 68157440 bytes together");
  });

  for (const idx of ["10000", "4294967294", "99999999999999999999", "-1"]) {
    it(`a column with idx ${idx} is left out, and so are such an index and displayColumn`, async () => {
      const loaded = load(
        `<Params>${param(
          1000,
          `<ArrayOptions index="${idx}" displayColumn="${idx}"><ColumnOption idx="0" pid="1001"/><ColumnOption idx="${idx}" pid="1002"/></ArrayOptions>`,
        )}${param(1001, "")}${param(1002, "")}</Params>`,
      );
      const table = loaded.protocol.params.get(1000)?.table;
      expect(table?.columns.map(({ pid }) => pid)).to.deep.equal([1001]);
      expect([table?.index, table?.displayColumn]).to.deep.equal([0, undefined]);
      expect(limits(loaded)).to.have.length(3);
      await using test = await TestElement.start(loaded.protocol);
      expect(test.rows(1000)).to.deep.equal([]);
    });
  }

  it("ids beyond 32 bits, occurrences, bits, groups of bytes and bases", () => {
    const loaded = load(
      `<Params><Param id="3"><Name>P</Name><Type times="65536">trailer</Type><Interprete><LengthType times="65536">next param</LengthType><Base>1</Base><NbrOfBits>1025</NbrOfBits><StartPosition>8388609</StartPosition></Interprete><CRC><Type groupbytes="1025">crc</Type></CRC></Param></Params>
       <Groups><Group id="2147483648"/></Groups><Connections><Connection id="2147483648" name="A"><Http/></Connection></Connections>`,
    );
    expect(limits(loaded).map((message) => message.split(" is")[0])).to.have.members([
      "Type@times of parameter 3",
      "LengthType@times of parameter 3",
      "Base of parameter 3",
      "NbrOfBits of parameter 3",
      "StartPosition of parameter 3",
      "CRC/Type@groupbytes of parameter 3",
      "The id of this group",
      "The id of this connection",
    ]);
    expect(loaded.protocol.groups.size + loaded.protocol.connections.length).to.equal(0);
  });

  it("a whole number that has no exact value is refused", () => {
    const loaded = load('<Pairs><Pair id="1" timeout="9007199254740993"/></Pairs>');
    expect(loaded.protocol.pairs.get(1)?.timeoutMs).to.equal(undefined);
    expect(limits(loaded)).to.have.length(1);
  });
});
