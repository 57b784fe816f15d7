/** Commands put together from parameters. */
import { expect } from "chai";
import fc from "fast-check";
import { makeCommand, replaceParameter, reverseParameter } from "../../../src/wire/command/make-command.ts";
import { command, fixed, hex, next, protocolOf, sized, toHex } from "../../support/wire/wire-protocols.ts";
import { commandBytes } from "../../support/wire/command-bytes.ts";

describe("commands", () => {
  const { protocol, bytesOf } = protocolOf([
    fixed(1, hex("02")),
    next(2, { bytes: hex("41 42") }),
    fixed(3, hex("0D 0A")),
    sized(4, 2, { type: "group", bytes: hex("01 FF"), interprete: { byteOffset: 40 } }),
  ]);

  it("CMD-01 joins the content parameters in order, one segment a position", () => {
    const made = makeCommand(command([1, 2, 3, 2]), protocol, bytesOf);
    expect(toHex(commandBytes(made))).to.equal("02 41 42 0D 0A 41 42");
    expect(made.segments.map(({ pid }) => pid)).to.deep.equal([1, 2, 3, 2]);
  });

  it("CMD-01 is the concatenation of the parameters' bytes, for any content", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 9 }), (parts) => {
        const given = protocolOf(parts.map((bytes, id) => next(id, { bytes })));
        const made = makeCommand(command([...parts.keys()]), given.protocol, given.bytesOf);
        expect(toHex(commandBytes(made))).to.equal(toHex(Buffer.concat(parts)));
      }),
    );
  });

  it("raises the bytes of a group parameter by its ByteOffset, modulo 256", () => {
    expect(toHex(commandBytes(makeCommand(command([4]), protocol, bytesOf)))).to.equal("29 27");
  });

  it("gives no bytes for a parameter that does not exist", () => {
    expect(toHex(commandBytes(makeCommand(command([1, 99, 3]), protocol, bytesOf)))).to.equal("02 0D 0A");
  });

  it("CMD-26 replace puts another parameter at a position; the make that follows takes it", () => {
    const original = command([1, 2, 3]);
    const replaced = replaceParameter(original, 1, 4);
    expect(replaced?.content).to.deep.equal([1, 4, 3]);
    expect(original.content).to.deep.equal([1, 2, 3]);
    if (replaced !== undefined)
      expect(toHex(commandBytes(makeCommand(replaced, protocol, bytesOf)))).to.equal("02 29 27 0D 0A");
    expect(replaceParameter(original, 3, 4)).to.equal(undefined);
  });

  it("reverse turns the bytes of the first, or the listed, occurrences round", () => {
    const { segments } = makeCommand(command([3, 2, 3]), protocol, bytesOf);
    expect(toHex(commandBytes({ command: command([]), segments: reverseParameter(segments, 3) }))).to.equal(
      "0A 0D 41 42 0D 0A",
    );
    const second = reverseParameter(segments, 3, [1]);
    expect(toHex(commandBytes({ command: command([]), segments: second }))).to.equal("0D 0A 41 42 0A 0D");
    expect(toHex(bytesOf(3))).to.equal("0D 0A");
  });
});
