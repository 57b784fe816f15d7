/** Mistakes as people make them, at any place of any right connector: the rule that is meant for them finds them. */
import path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { checkConnector } from "../../src/check/check-connector.ts";
import { rightShapes } from "../support/check/right-shapes.ts";
import { writeFiles } from "../support/check/script-connector.ts";
import { inFolder } from "../support/temporary.ts";
import "../support/property-seed.ts";

const shapes = Object.entries(rightShapes);
const whole = fc.nat({ max: 100_000 });

const rulesIn = async (source: Buffer | string): Promise<readonly string[]> =>
  (await checkConnector(source)).findings.map(({ ruleId }) => ruleId);

/** Every place of a pattern in every shape, drawn evenly. */
const places = (pattern: RegExp): fc.Arbitrary<{ name: string; text: string; match: RegExpExecArray }> => {
  const all = shapes.flatMap(([name, text]) =>
    [...text.matchAll(pattern)].map((match) => ({ name, text, match })),
  );
  expect(all.length, String(pattern)).to.be.greaterThan(5);
  return fc.constantFrom(...all);
};

const replaced = (text: string, { index, 0: whole }: RegExpExecArray, by: string): string =>
  text.slice(0, index) + by + text.slice(index + whole.length);

/** Objects that need a name of their own: where the name stands, and what two may not share. */
const named =
  /<(?:(?<kind>Param|Trigger|Timer|Command|Response) id="\d+"[^>]*>\s*<Name>(?<name>[^<]*)<\/Name>(?:\s*<Description>[^<]*<\/Description>\s*<Type[^>]*>(?<type>[^<]*))?|(?<qaction>QAction) id="\d+" name="(?<attribute>[^"]*)")/g;

/** The sections of a trigger that sends when a WebSocket is open. */
const onOpen =
  /<On id="(?<status>\d+)">parameter<\/On>\s*<Time>change<\/Time>\s*<Condition>id:\d+ == 1<\/Condition>/g;

describe("check: mistakes at any place", function () {
  this.timeout(120_000);

  it("NAME_DUPLICATE: an object gets the name of another one", async () => {
    const pairs = shapes.flatMap(([, text]) => {
      const all = [...text.matchAll(named)].map((match) => {
        const { kind = "QAction", name = "", type = "", attribute } = match.groups ?? {};
        return { match, kind: `${kind} ${type}`, name: attribute ?? name };
      });
      return all.flatMap((one) =>
        all
          .filter((other) => other !== one && other.kind === one.kind && other.name !== one.name)
          .map((other) => ({ text, one, other })),
      );
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...pairs), async ({ text, one, other }) => {
        const by = one.match[0].replace(one.name, other.name);
        expect(await rulesIn(Buffer.from(replaced(text, one.match, by)))).to.include("NAME_DUPLICATE");
      }),
      { numRuns: 150 },
    );
  });

  it("RESPONSE_UNBOUND: a response loses its connection", async () => {
    await fc.assert(
      fc.asyncProperty(places(/ options="Connection:[1-9]"/g), async ({ name, text, match }) => {
        const found = await rulesIn(Buffer.from(replaced(text, match, "")));
        // The last response of a connection: its messages are tried with those that name none.
        const isLast = [...text.matchAll(new RegExp(match[0], "g"))].length === 1;
        expect(found, name).to.include(isLast ? "RESPONSE_CONNECTION" : "RESPONSE_UNBOUND");
      }),
      { numRuns: 60 },
    );
  });

  it("DYNAMIC_IP_CONNECTION: the option loses its number", async () => {
    await fc.assert(
      fc.asyncProperty(places(/dynamic ip \d/g), async ({ name, text, match }) => {
        expect(await rulesIn(Buffer.from(replaced(text, match, "dynamic ip"))), name).to.include(
          "DYNAMIC_IP_CONNECTION",
        );
      }),
      { numRuns: 60 },
    );
  });

  it("STATUS_UNUSED: commands are sent at another time than when the socket opens", async () => {
    const instead = [
      "<On>protocol</On><Time>after startup</Time>",
      '<On id="901">group</On><Time>after</Time>',
      '<On id="ADDRESS">parameter</On><Time>change</Time>',
      '<On id="MESSAGE">parameter</On><Time>change</Time>',
    ];
    const unconditional = shapes.filter(([, text]) => !text.includes("<![CDATA[id:101 == 1]]>"));
    const all = unconditional.flatMap(([name, text]) =>
      [...text.matchAll(onOpen)].map((match) => ({ name, text, match })),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), whole, async ({ name, text, match }, which) => {
        const status = Number(match.groups?.["status"]);
        const other = (instead[which % instead.length] ?? "")
          .replace("ADDRESS", String(status - 1))
          .replace("MESSAGE", String(status + 1));
        const scripts = Object.fromEntries(
          [...text.matchAll(/<QAction id="(\d+)"/g)].map(([, id = ""]) => [
            `QAction_${id}.ts`,
            "export function Run(protocol: SLProtocol): void {\n  void protocol;\n}\n",
          ]),
        );
        await inFolder(async (folder) => {
          const file = path.join(folder, "protocol.xml");
          writeFiles(folder, { "protocol.xml": text, ...scripts });
          expect(await rulesIn(file), name).to.deep.equal([]);
          writeFiles(folder, { "protocol.xml": replaced(text, match, other) });
          expect(await rulesIn(file), name).to.include("STATUS_UNUSED");
        });
      }),
      { numRuns: 12 },
    );
  });
});
