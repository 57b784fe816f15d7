import { expect } from "chai";
import { Encoding } from "../../src/encoding/encoding.ts";
import { hexToBytes } from "../../src/encoding/hex.ts";
import { inspectBytes } from "../../src/encoding/inspect.ts";
import { readingOrder } from "../../src/encoding/inspect-readings.ts";
import { sentences } from "../support/encoding/texts.ts";

/** The sentence of a language. */
function sentence(language: string): string {
  return new Map(sentences).get(language) ?? "";
}

describe("encoding/inspect", () => {
  it("puts the right encoding first: every language in UTF-8, where the bytes prove it", () => {
    for (const [language, text] of sentences) {
      const { readings, verdict } = inspectBytes(Encoding.UTF8.GetBytes(text));
      expect([readings[0]?.codePage, readings[0]?.text, readings[0]?.score], language).to.deep.equal([
        65001,
        text,
        100,
      ]);
      expect(verdict, language).to.match(/^This is UTF-8/);
    }
  });

  it("reads the right text first: every language in UTF-16 of both orders", () => {
    for (const [language, text] of sentences)
      for (const page of [1200, 1201]) {
        const [best] = inspectBytes(Encoding.GetEncoding(page).GetBytes(text)).readings;
        expect(best?.text, `${language} in ${String(page)}, taken for ${String(best?.codePage)}`).to.equal(
          text,
        );
      }
  });

  it("reads the right text first: languages in the pages they are written in", () => {
    const rows: readonly (readonly [language: string, ...pages: number[]])[] = [
      ["French", 1252],
      ["German", 1252],
      ["Spanish", 1252, 28605],
      ["Swedish", 1252, 28605, 850, 437],
      ["Danish", 1252, 28605, 850],
      ["Portuguese", 1252, 28605, 850],
      ["Icelandic", 1252, 28605, 850],
      ["Finnish", 1252, 28605, 850, 437],
      ["Polish", 1250, 28592, 852],
      ["Czech", 1250, 28592, 852],
      ["Slovak", 1250, 28592, 852],
      ["Hungarian", 1250, 28592, 852],
      ["Croatian", 1250, 28592, 852],
      ["Turkish", 1254],
      ["Lithuanian", 1257],
      ["Latvian", 1257],
      ["Russian", 1251],
      ["Ukrainian", 1251],
      ["Bulgarian", 1251, 866, 20866],
      ["Greek", 1253],
      ["Hebrew", 1255],
      ["Arabic", 1256],
      ["Thai", 874],
      ["Japanese", 932],
      ["Chinese", 936],
      ["Korean", 949],
      ["Chinese, traditional", 950],
    ];
    for (const [language, ...pages] of rows)
      for (const page of pages) {
        const encoding = Encoding.GetEncoding(page);
        const bytes = encoding.GetBytes(sentence(language));
        const { readings, verdict } = inspectBytes(bytes);
        const text = encoding.GetString(bytes);
        expect(
          readings[0]?.text,
          `${language} in ${String(page)}, taken for ${String(readings[0]?.codePage)}`,
        ).to.equal(text);
        expect(verdict, `${language} in ${String(page)}`).to.match(/^(Most likely|Perhaps) /);
      }
  });

  // Each is a stand-in for a kind that went wrong once.
  const kinds: readonly (readonly [hex: string, text: string, verdict: RegExp])[] = [
    ["53 45 4C 4B C4 20 45 44 45 4C 4C C4", "SELKÄ EDELLÄ", /^Most likely Windows-1252/],
    ["63 61 66 82", "café", /^(Most likely|Perhaps) code page 850/],
    ["4A 81 72 67 65 6E 20 4D 81 6C 6C 65 72", "Jürgen Müller", /^Most likely code page 850/],
    ["45 73 70 61 F1 61 2C 20 61 F1 6F 20 32 30 32 33", "España, año 2023", /^Most likely Windows-1252/],
    ["4A 6F 73 E9 20 4E FA F1 65 7A", "José Núñez", /^(Most likely|Perhaps) Windows-1252/],
    ["C3 83 C2 A9 74 C3 83 C2 A9", "Ã©tÃ©", /^This is UTF-8.*mojibake itself; meant was "été"\.$/],
    ["74 C3 A9 6D 70 C3", "t\u00e9mp\ufffd", /^Most likely UTF-8/],
    ["FF FE 0A 4E 00 4E 0A 4F 00 52", "上一伊刀", /^This is UTF-16LE: the byte order mark says so\.$/],
    ["61 62 63 ED A0 BD ED B8 8D 78", "abc\ufffd\ufffd\ufffd\ufffdx", /^This is CESU-8.*Meant was "abc😍x"/],
    ["61 62 63 ED A0 90 78", "abc\ufffd\ufffdx", /^(Most likely|Perhaps) CESU-8/],
  ];
  for (const [hex, text, verdict] of kinds)
    it(`is no surer than it may be: ${hex}`, () => {
      const found = inspectBytes(hexToBytes(hex));
      expect(found.readings[0]?.text).to.equal(text);
      expect(found.verdict).to.match(verdict);
    });

  it("takes UTF-8 that is cut at either end for UTF-8, with a note", () => {
    const bytes = Encoding.UTF8.GetBytes("Zürich, 21 °C, 5 €");
    const behind = inspectBytes(bytes.subarray(0, -1));
    expect(behind.readings[0]?.codePage).to.equal(65001);
    expect(behind.verdict).to.match(/^This is UTF-8: cut inside a character/);
    expect(behind.notes).to.deep.equal([
      "UTF-8 that ends inside a character, at offset 19: the data was cut, decode in one piece or with a Decoder.",
    ]);
    const front = inspectBytes(Encoding.UTF8.GetBytes("été à 5 €").subarray(1));
    expect(front.readings[0]?.codePage).to.equal(65001);
    expect(front.notes.join(" ")).to.match(/begins inside a character: the first 1 byte belongs/);
    const both = inspectBytes(Encoding.UTF8.GetBytes("été à 5 €").subarray(1, -1));
    expect(both.notes.map((note) => /^UTF-8 that (\w+)/.exec(note)?.[1])).to.deep.equal(["ends", "begins"]);
  });

  it("gives every reading with text, validity, score and reason", () => {
    const { readings, length, sampled } = inspectBytes([0xc3, 0xa9]);
    expect([length, sampled]).to.deep.equal([2, 2]);
    expect(readings.map(({ codePage }) => codePage)).to.have.members(readingOrder);
    const of = (page: number): unknown => readings.find(({ codePage }) => codePage === page);
    expect(of(65001)).to.deep.include({ name: "utf-8", text: "é", valid: true, byteOrderMark: false });
    expect(of(1252)).to.deep.include({ text: "Ã©", valid: true });
    for (const { score, reason } of readings) {
      expect(score).to.be.within(0, 100);
      expect(reason).to.not.equal("");
    }
    expect([...readings].sort((a, b) => b.score - a.score)).to.deep.equal(readings);
  });

  it("has readings that can be spread, compared and written as JSON, their texts among it", () => {
    const { readings } = inspectBytes([0xe9], { codePages: [1252, 850] });
    expect(
      (JSON.parse(JSON.stringify(readings)) as { text: string }[]).map(({ text }) => text),
    ).to.deep.equal(readings.map(({ text }) => text));
    expect(readings.map((reading) => ({ ...reading }).text)).to.have.members(["é", "Ú"]);
  });

  it("reads as the pages it is told to", () => {
    const { readings } = inspectBytes([0x80], { codePages: [65001, 1251] });
    expect(readings.map(({ codePage, valid }) => [codePage, valid])).to.deep.equal([
      [1251, true],
      [65001, false],
    ]);
    expect(() => inspectBytes([0x80], { codePages: [4711] })).to.throw(/4711/);
  });

  it("notices byte order marks, zeros, odd lengths, cuts and mixtures", () => {
    const rows: readonly (readonly [hex: string, notes: RegExp])[] = [
      ["EFBBBF4F4B", /byte order mark of UTF-8/],
      ["FFFE4F004B00", /byte order mark of UTF-16LE/],
      ["4F004B002100", /3 of 6 bytes are zero, all at odd positions, as UTF-16LE has them/],
      ["004F004B", /2 of 4 bytes are zero, all at even positions, as UTF-16BE has them/],
      ["4F004B0021", /The length is odd/],
      ["6361660A00", /1 of 5 bytes is zero, at offset 4\. The last byte is zero: the end mark of a C string/],
      ["C3A9E282", /ends inside a character, at offset 2/],
      ["C3A920E920C3A9", /Mixed content: 2 good UTF-8 sequences and 1 broken one, the first at offset 3/],
      ["EFBBBFC3A920E920C3A9", /1 broken one, the first at offset 6/],
      ["61ED A0 90 62", /surrogate has three bytes of its own at offset 1 \(ED A0 90\), as CESU-8/],
    ];
    for (const [hex, notes] of rows)
      expect(inspectBytes(hexToBytes(hex)).notes.join(" "), hex).to.match(notes);
    expect(inspectBytes(hexToBytes("4F4B")).notes).to.deep.equal([]);
    expect(inspectBytes(hexToBytes("FFFE0A4E004E0A4F0052")).notes.join(" ")).to.not.match(/UTF-16BE/);
    expect(inspectBytes(hexToBytes("EFBBBF4F4B")).readings[0]).to.deep.include({
      codePage: 65001,
      text: "OK",
      score: 100,
      byteOrderMark: true,
    });
    expect(inspectBytes(hexToBytes("EFBBBF4F4B")).byteOrderMark).to.deep.equal({
      codePage: 65001,
      length: 3,
    });
    // U+FEFF in UTF-32, little endian, which is not among the encodings that are tried without a mark.
    expect(inspectBytes(hexToBytes("FFFE00004F0000004B000000")).readings[0]).to.deep.include({
      codePage: 12000,
      text: "OK",
    });
  });

  it("sums up in words", () => {
    const verdict = (hex: string): string => inspectBytes(hexToBytes(hex)).verdict;
    expect(verdict("")).to.equal("There are no bytes.");
    expect(verdict("4F4B")).to.match(/^Plain ASCII: the same text in UTF-8 and in every code page/);
    expect(verdict("54656D70C3A972617475726520C3A96C6576C3A965")).to.match(
      /^This is UTF-8: valid UTF-8 with 6 bytes/,
    );
    // ESC $ B 46 7C 4B 5C ESC ( B: 日本 in ISO-2022-JP (RFC 1468).
    expect(verdict("1B2442 467C 4B5C 1B2842")).to.match(/^Most likely ISO-2022-JP/);
    expect(verdict("1B5B33316D 4F4B 1B5B306D"), "colours of a terminal").to.match(/^Plain ASCII/);
    expect(verdict("89504E470D0A1A0A0000000D494844520001FF03")).to.match(/binary data/);
    expect(inspectBytes(Encoding.UTF8.GetBytes("TempÃ©rature Ã©levÃ©e")).verdict).to.match(
      /mojibake itself; meant was "Température élevée"/,
    );
    expect(inspectBytes(Encoding.GetEncoding(1251).GetBytes("Ошибка связи")).verdict).to.match(
      /Windows-1251.*ask for the device's page/,
    );
    expect(inspectBytes([], { codePages: [] }).verdict).to.equal("There are no bytes.");
    expect(inspectBytes([0x41], { codePages: [] }).verdict).to.equal("No encoding was asked for.");
  });

  it("reads a sample of long data, says so, and is not thrown off by where it is cut", () => {
    const text = "Größe: 5 €, prüfen; 温度 ";
    for (const page of [65001, 1200, 1252, 936]) {
      const encoding = Encoding.GetEncoding(page);
      const whole = encoding.GetString(encoding.GetBytes(text));
      const bytes = encoding.GetBytes(whole.repeat(20));
      for (let sampleBytes = 200; sampleBytes < 204; sampleBytes++) {
        const found = inspectBytes(bytes, { sampleBytes });
        const label = `${String(page)} cut at ${String(sampleBytes)}`;
        expect([found.length, found.sampled], label).to.deep.equal([bytes.length, sampleBytes]);
        expect(found.notes[0], label).to.equal(
          `Only the first ${String(sampleBytes)} of ${String(bytes.length)} bytes were read.`,
        );
        const [best] = found.readings;
        expect([best?.codePage, best?.valid], label).to.deep.equal([page, true]);
        expect(whole.repeat(20).startsWith(best?.text ?? "?"), label).to.equal(true);
      }
    }
    const start = inspectBytes(Buffer.from("é, à 5 €").subarray(0, 11), { totalBytes: 1000 });
    expect([start.length, start.sampled, start.readings[0]?.text]).to.deep.equal([1000, 11, "é, à 5 "]);
    expect(start.notes).to.deep.equal(["Only the first 11 of 1000 bytes were read."]);
    const ascii = inspectBytes(Buffer.alloc(70_000, "OK "));
    expect(ascii.sampled).to.equal(65_536);
    expect(ascii.verdict).to.match(/^Plain ASCII, as far as it was read \(65536 bytes\)/);
  });

  it("a page that writes its characters in ASCII and is named is judged, beside others too", () => {
    // RFC 1843, RFC 1557 and RFC 2152.
    for (const [page, bytes, text, name] of [
      [52936, "Hi ~{VPND~} there", "Hi 中文 there", "HZ"],
      [50225, "\x1b$)C\x0eGQ1[\x0f hi", "한글 hi", "ISO-2022-KR"],
      [65000, "Z+APw-rich", "Zürich", "UTF-7"],
    ] as const) {
      const data = Buffer.from(bytes, "latin1");
      for (const codePages of [[page], [65001, 1252, page], [page, 65001]]) {
        const { verdict, readings } = inspectBytes(data, { codePages });
        expect(verdict, String(codePages)).to.match(new RegExp(`^Most likely ${name}:`));
        expect(readings[0]?.text, String(codePages)).to.equal(text);
      }
      expect(inspectBytes(data).verdict).to.match(/^Plain ASCII/);
    }
  });

  it("ASCII that such a page reads as nothing else, or as something broken, stays plain ASCII", () => {
    for (const [page, bytes] of [
      [52936, "~/bin ~{x}"],
      [52936, "Hello, world"],
      [65000, "1+1-2 a+b-c"],
    ] as const)
      expect(inspectBytes(Buffer.from(bytes), { codePages: [65001, page] }).verdict).to.match(/^Plain ASCII/);
    expect(inspectBytes(Buffer.from("A+ADw-b"), { codePages: [65000] }).verdict).to.match(
      /^Most likely UTF-7/,
    );
  });

  it("refuses counts that cannot be", () => {
    for (const sampleBytes of [0, -1, 1.5, Number.NaN])
      expect(() => inspectBytes([79], { sampleBytes }), String(sampleBytes))
        .to.throw(/Option 'sampleBytes' cannot be/)
        .with.property("code", "ERR_OPTION");
    expect(() => inspectBytes([79, 75], { totalBytes: 1 })).to.throw(/Use a whole number from 2 on/);
  });

  it("takes number arrays, and refuses what is no byte", () => {
    expect(inspectBytes([79, 75]).readings[0]?.text).to.equal("OK");
    expect(() => inspectBytes([256])).to.throw(/Element 0/);
  });
});
