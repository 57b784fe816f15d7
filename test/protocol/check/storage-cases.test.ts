/** Wrong and right cases of the rules on text in storage, and on the marks at the beginning of a file. */
import { expect } from "chai";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import {
  command,
  fixed,
  interprete,
  param,
  params,
  response,
  responses,
  testCases,
  unicode,
  type RuleCases,
} from "../../support/protocol/rule-cases.ts";

const answer = responses(response(1, 1));
const digits = (mark = "", more = "", type = "string"): string =>
  params(
    param(
      1,
      `<Interprete><RawType>numeric text</RawType>${mark}<Type>${type}</Type><LengthType>next param</LengthType>${more}</Interprete>`,
    ),
  );
const shown = (mark = "", more = interprete(), display = "true", type = "read"): string =>
  params(
    param(
      1,
      `${more}<Display>${mark}<RTDisplay>${display}</RTDisplay><Positions><Position><Page>General</Page></Position></Positions></Display>`,
      type,
    ),
  );
const value = (text: string): string => params(param(1, interprete(`<DefaultValue>${text}</DefaultValue>`)));
const discreet = (text: string): string =>
  params(
    param(
      1,
      `${interprete()}<Measurement><Type>discreet</Type><Discreets><Discreet><Display>A</Display><Value>${text}</Value></Discreet></Discreets></Measurement>`,
    ),
  );

const cases: RuleCases = {
  NUMERIC_STRING: {
    wrong: [
      [unicode + digits("¦") + answer, "<Type>"],
      unicode + digits("¦") + command(),
      unicode + digits("¦") + command().replace("<Command ", '<Command ascii="2" '),
    ],
    right: [
      digits() + answer,
      unicode + digits("", "", "double") + answer,
      unicode + digits(),
      unicode + digits("", "<Value>0x31</Value>") + answer,
      // What is sent becomes ASCII, or UTF-8.
      unicode + digits() + command().replace("<Command ", '<Command ascii="true" '),
      unicode + digits() + command().replace("<Command ", '<Command ascii="1" '),
      unicode + digits() + command("<WebSocketMessageType>text</WebSocketMessageType>"),
    ],
  },
  RAW_BYTES_SHOWN: {
    wrong: [
      [unicode + shown("¦") + answer, "<RTDisplay>"],
      unicode + shown("¦", `${interprete()}<Measurement><Type>string</Type></Measurement>`) + answer,
      '<Type options="unicode">smart-serial</Type>' +
        shown("¦", interprete("<Length>8</Length>", "string", "fixed")) +
        answer,
    ],
    right: [
      shown() + answer,
      unicode + shown("", interprete(), "false") + answer,
      unicode + shown(),
      unicode + shown("", interprete("", "double")) + answer,
      unicode + shown("", interprete("<Value>OK</Value>", "string", "fixed"), "true", "fixed") + answer,
      unicode + shown().replace(/<Positions>.*<\/Positions>/, "") + answer,
    ],
  },
  TEXT_CODE_PAGE: {
    wrong: [
      [value("Température ¦→ haute"), "→"],
      [discreet("¦😀"), "😀"],
      [params(fixed(1, "Жук ¦é")), "é"],
      [value("東京 ¦😀"), "😀"],
      [value("&#128512;").replace("<DefaultValue>", "¦<DefaultValue>"), "<DefaultValue>"],
    ],
    right: [
      value("Température 20 °C, 5 €"),
      value("Жук"),
      value("東京"),
      discreet("Ελλάδα"),
      unicode + value("Température → haute 😀"),
      params('<Param id="1"><Name>→</Name><Description>😀</Description><Type>read</Type></Param>'),
      params(param(1, interprete("<DefaultValue>→</DefaultValue>", "double"))),
    ],
  },
};

describe("protocol/check: wrong and right cases of rules on text in storage", () => {
  testCases(cases);

  it("TEXT_BOM is found, with the units that it takes", () => {
    for (const [marks, length] of [
      ["\ufeff\ufeff", 1],
      ["\ufeff\ufeff\ufeff", 2],
      ["ï»¿", 3],
      ["\ufeffï»¿", 3],
    ] as const) {
      const { diagnostics } = parseProtocol(Buffer.from(`${marks}<Protocol/>`));
      const found = diagnostics.find(({ code }) => code === "TEXT_BOM");
      expect(found?.position).to.include({ line: 1, column: 1, offset: 0 });
      expect(found?.length).to.equal(length);
      expect(found?.fix).to.deep.include({ kind: "safe" });
    }
  });

  it("TEXT_BOM does not find what is right", () => {
    for (const text of ["<Protocol/>", "\ufeff<Protocol/>", "<Protocol><Name>\ufeff ï»¿</Name></Protocol>"]) {
      const { diagnostics } = parseProtocol(Buffer.from(text));
      expect(diagnostics.filter(({ code }) => code === "TEXT_BOM")).to.deep.equal([]);
    }
  });
});
