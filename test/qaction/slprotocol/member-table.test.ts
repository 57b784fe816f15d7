/** The member table is complete, and agrees with the declaration of SLProtocol. */
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { readMembers } from "../../fidelity/slprotocol-page.ts";
import { methods, properties } from "../../support/qaction/slprotocol-members.ts";
import type { Row } from "../../../src/qaction/script-values.ts";
import type { MemberRows, ObjectOf } from "../../../src/qaction/slprotocol/member-rows.ts";
import { memberNames, memberTable } from "../../../src/qaction/slprotocol/member-table.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";

const all = [...methods, ...properties, "GetInputBytes"].sort();

describe("member table", () => {
  it("has the 86 documented members, 70 methods and 16 properties, and GetInputBytes of its own", () => {
    expect(methods).to.have.length(70);
    expect(properties).to.have.length(16);
    expect([...memberNames].sort()).to.deep.equal(all);
    expect(memberNames.filter((name) => typeof memberTable[name] === "object").sort()).to.deep.equal(
      [...properties].sort(),
    );
  });

  it("does not compile without a row, with a row too many, with other values, or with an overload that is not covered", () => {
    type Some = Pick<SLProtocol, "IsEmpty" | "ElementID">;
    const right = { IsEmpty: () => true, ElementID: { get: () => 1 } };
    const rows = [
      right satisfies MemberRows<Some>,
      // @ts-expect-error -- no row for ElementID
      { IsEmpty: () => true } satisfies MemberRows<Some>,
      // @ts-expect-error -- SLProtocol has no IsFull
      { ...right, IsFull: () => true } satisfies MemberRows<Some>,
      // @ts-expect-error -- IsEmpty returns a boolean
      { ...right, IsEmpty: () => 1 } satisfies MemberRows<Some>,
      // @ts-expect-error -- ElementID is a number
      { ...right, ElementID: { get: () => "1" } } satisfies MemberRows<Some>,
    ];
    expect(rows).to.have.length(5);
    interface Masked {
      AddRow(run: unknown, table: number, row: Row, keyMask: readonly boolean[]): number;
    }
    // @ts-expect-error -- AddRow takes a key as well
    const object: Pick<SLProtocol, "AddRow"> = {} as ObjectOf<Masked>;
    expect(object).to.deep.equal({});
  });

  it("a property can be written when the declaration does not say readonly", () => {
    const declared = readMembers().filter(({ name }) => properties.includes(name));
    expect(declared.map(({ name }) => name).sort()).to.deep.equal([...properties].sort());
    for (const { name, overloads } of declared) {
      const readonly = overloads.every((text) => text.startsWith("readonly "));
      expect("set" in memberTable[name as "ProtocolName"], name).to.equal(!readonly);
    }
  });

  it("the page has the members of the table", () => {
    expect(
      readMembers()
        .map(({ name }) => name)
        .sort(),
    ).to.deep.equal(all);
  });

  it("each member has tests that name it in their title", () => {
    const folder = new URL("../", import.meta.url);
    const titles = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => readFileSync(new URL(name.replaceAll("\\", "/"), folder), "utf8"))
      .flatMap((text) => Array.from(text.matchAll(/\bit\(\s*["'`](.*)["'`],/g), (match) => match[1] ?? ""));
    const untold = [...methods, ...properties].filter(
      (name) => !titles.some((title) => new RegExp(`\\b${name}\\b`).test(title)),
    );
    expect(untold).to.deep.equal([]);
  });
});
