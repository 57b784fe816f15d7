/** `ascii` and text frames, byte for byte. */
import { expect } from "chai";
import { makeCommand } from "../../../src/wire/command/make-command.ts";
import { finishCommand } from "../../../src/wire/command/finish-command.ts";
import type { Command } from "../../../src/protocol/model.ts";
import {
  command,
  fixed,
  hex,
  latin,
  next,
  protocolOf,
  toHex,
  type Given,
} from "../../support/wire/wire-protocols.ts";

interface Case {
  readonly title: string;
  readonly params: readonly Given[];
  readonly unicode?: boolean;
  readonly codePage?: number;
  readonly command?: Partial<Command>;
  readonly textFrameBytes?: "codePage" | "asIs";
  readonly frame: string;
}

const utf16 = (text: string): Uint8Array => Buffer.from(text, "utf16le");
const json = '{"t":"é€😀"}';
const utf16Json = utf16(json);
/** The same text in code page 1252: `?` for each of the two units of the emoji. */
const ansiJson = hex("7B 22 74 22 3A 22 E9 80 3F 3F 22 7D");
const digits = { interprete: { rawType: "numeric text", type: "double" } } as const;
const numericText = { interprete: { rawType: "numeric text", type: "string" } } as const;
const number = {
  interprete: { rawType: "unsigned number", type: "double", lengthType: "fixed", length: 2 },
} as const;
const framed = (text: Uint8Array): Given[] => [
  fixed(1, hex("02")),
  next(2, { bytes: text }),
  fixed(3, hex("03")),
];
const text = { messageType: "text" } as const;

const cases: readonly Case[] = [
  {
    title: "ENC-12 example 20: Unicode binary command sends UTF-16LE strings",
    unicode: true,
    params: framed(utf16("A€")),
    frame: "02 41 00 AC 20 03",
  },
  {
    title: "ENC-13 0x values unchanged in a Unicode command",
    unicode: true,
    params: [fixed(1, hex("80 FF 00"))],
    frame: "80 FF 00",
  },
  {
    title: "ENC-14 example 21: ascii on a 1252 machine converts string parameters only",
    unicode: true,
    params: framed(utf16("A€")),
    command: { ascii: true },
    frame: "02 41 80 03",
  },
  {
    title: "ENC-18 example 21: ascii is the code page, not 7 bit: 88 on a 1251 machine",
    unicode: true,
    codePage: 1251,
    params: framed(utf16("A€")),
    command: { ascii: true },
    frame: "02 41 88 03",
  },
  {
    title: "ENC-15 ascii leaves 0x values, numeric text + double and binary numbers",
    unicode: true,
    params: [
      fixed(1, hex("0D 0A")),
      next(2, { bytes: latin("12"), ...digits }),
      { id: 3, bytes: hex("31 00"), ...number },
    ],
    command: { ascii: true },
    frame: "0D 0A 31 32 31 00",
  },
  {
    title: "ENC-14 ascii converts numeric text + string, which is UTF-16",
    unicode: true,
    params: [next(1, { bytes: utf16("12"), ...numericText })],
    command: { ascii: true },
    frame: "31 32",
  },
  {
    title: "ENC-14 ascii converts a plain-text Value",
    unicode: true,
    params: [fixed(1, utf16("OK"), { interprete: { value: "OK" } })],
    command: { ascii: true },
    frame: "4F 4B",
  },
  {
    title: "ENC-16 id list converts exactly the listed parameters",
    unicode: true,
    params: [next(1, { bytes: utf16("é") }), next(2, { bytes: utf16("é") })],
    command: { ascii: [2] },
    frame: "E9 00 E9",
  },
  {
    title: "ENC-16 a listed 0x parameter is converted too: an odd byte stays, 31 32 is U+3231 and lost",
    unicode: true,
    params: [fixed(1, hex("0D")), next(2, { bytes: latin("12"), ...digits })],
    command: { ascii: [1, 2] },
    frame: "0D 3F",
  },
  {
    title: "ENC-16 ids that are not in the command are ignored",
    unicode: true,
    params: framed(utf16("A")),
    command: { ascii: [77] },
    frame: "02 41 00 03",
  },
  {
    title: "ENC-19 ascii in a code page protocol changes nothing",
    params: framed(latin("A\x80")),
    command: { ascii: true },
    frame: "02 41 80 03",
  },
  {
    title: "ENC-19 a list of ids neither",
    params: framed(latin("A\x80")),
    command: { ascii: [1, 2, 3] },
    frame: "02 41 80 03",
  },
  {
    title: "ENC-20 example 22: text frame of a Unicode string is its UTF-8",
    unicode: true,
    params: [next(1, { bytes: utf16Json })],
    command: text,
    frame: "7B 22 74 22 3A 22 C3 A9 E2 82 AC F0 9F 98 80 22 7D",
  },
  {
    title: "ENC-21 example 23: text frame of a code page string is its UTF-8",
    params: [next(1, { bytes: ansiJson })],
    command: text,
    frame: "7B 22 74 22 3A 22 C3 A9 E2 82 AC 3F 3F 22 7D",
  },
  {
    title: "example 24: the string as binary command, Unicode",
    unicode: true,
    params: [next(1, { bytes: utf16Json })],
    frame: "7B 00 22 00 74 00 22 00 3A 00 22 00 E9 00 AC 20 3D D8 00 DE 22 00 7D 00",
  },
  {
    title: "example 24: with ascii on 1252, two marks for the emoji",
    unicode: true,
    params: [next(1, { bytes: utf16Json })],
    command: { ascii: true },
    frame: "7B 22 74 22 3A 22 E9 80 3F 3F 22 7D",
  },
  {
    title: "ENC-22 text frame with 0x bytes below 80 copies them",
    unicode: true,
    params: framed(utf16("é")),
    command: text,
    frame: "02 C3 A9 03",
  },
  {
    title: "ENC-22 0x bytes from 80 up are read through the code page",
    unicode: true,
    params: [fixed(1, hex("41 80"))],
    command: text,
    frame: "41 E2 82 AC",
  },
  {
    title: "ENC-22 so are binary numbers",
    params: [{ id: 1, bytes: hex("31 E9"), ...number }],
    command: text,
    frame: "31 C3 A9",
  },
  {
    title: "ENC-22 with textFrameBytes asIs they go out unchanged",
    unicode: true,
    params: [fixed(1, hex("41 80"))],
    command: text,
    textFrameBytes: "asIs",
    frame: "41 80",
  },
  {
    title: "text is UTF-8 with textFrameBytes asIs as well",
    params: [next(1, { bytes: hex("80") })],
    command: text,
    textFrameBytes: "asIs",
    frame: "E2 82 AC",
  },
  {
    title: "ENC-22 digits of numeric text + double are copied",
    unicode: true,
    params: [next(1, { bytes: latin("-1.5e3"), ...digits })],
    command: text,
    frame: "2D 31 2E 35 65 33",
  },
  {
    title: "ENC-23 text frame with ascii loses unmappable characters",
    unicode: true,
    params: [next(1, { bytes: utf16("€日") })],
    command: { ...text, ascii: true },
    frame: "E2 82 AC 3F",
  },
  {
    title: "an unpaired surrogate becomes EF BF BD",
    unicode: true,
    params: [next(1, { bytes: hex("41 00 3D D8") })],
    command: text,
    frame: "41 EF BF BD",
  },
  {
    title: "WS-44 a command of type text is a text frame in UTF-8",
    unicode: true,
    params: [fixed(1, latin("GET "), { type: "header" }), next(2, { bytes: utf16("ж") })],
    command: text,
    frame: "47 45 54 20 D0 B6",
  },
];

describe("finished commands", () => {
  for (const given of cases) {
    it(given.title, () => {
      const { protocol, bytesOf } = protocolOf(given.params, given.unicode);
      const made = makeCommand(
        command(
          given.params.map(({ id }) => id),
          given.command,
        ),
        protocol,
        bytesOf,
      );
      const codePage = given.codePage ?? 1252;
      const finished = finishCommand(made, protocol, given.unicode === true ? "unicode" : codePage, {
        codePage,
        textFrameBytes: given.textFrameBytes ?? "codePage",
      });
      expect(toHex(finished.bytes)).to.equal(given.frame);
      expect(finished.text).to.equal(given.command?.messageType === "text");
    });
  }

  it("CMD-03 the bytes are a copy: a later change of the parameter does not reach them", () => {
    const bytes = hex("41");
    const { protocol, bytesOf } = protocolOf([next(1, { bytes })]);
    const finished = finishCommand(makeCommand(command([1]), protocol, bytesOf), protocol, 1252, {
      codePage: 1252,
      textFrameBytes: "codePage",
    });
    bytes[0] = 0x42;
    expect(toHex(finished.bytes)).to.equal("41");
  });

  it("ascii has no look-alikes, unless storageBestFit asks for them: Â under 1251 is ?, or A", () => {
    const { protocol, bytesOf } = protocolOf([next(1, { bytes: utf16("Â") })], true);
    const made = makeCommand(command([1], { ascii: true }), protocol, bytesOf);
    for (const [storageBestFit, frame] of [
      [false, "3F"],
      [true, "41"],
    ] as const) {
      const options = { codePage: 1251, textFrameBytes: "codePage", storageBestFit } as const;
      expect(toHex(finishCommand(made, protocol, "unicode", options).bytes)).to.equal(frame);
    }
  });
});
