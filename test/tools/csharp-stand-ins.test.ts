/** The generated half of the C# stand-ins is that of the member table, and the table has the members of the kit. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { methods, properties as kitProperties } from "../support/qaction/slprotocol-members.ts";
import { callMethods, handWritten, properties } from "../../tools/csharp/members.ts";
import { standIns } from "../../tools/csharp/stand-ins.ts";

const root = path.join(import.meta.dirname, "../..");

describe("C# stand-ins", () => {
  it("are what npm run csharp:stand-ins writes", () => {
    for (const [file, source] of Object.entries(standIns))
      expect(readFileSync(path.join(root, file), "utf8").replaceAll("\r\n", "\n"), file).to.equal(source());
  });

  it("have the 70 methods and 16 properties of SLProtocol: 135 documented overloads and AddRowReturnKey with a row", () => {
    const overloads = [...callMethods, ...handWritten];
    expect([...new Set(overloads.map(({ name }) => name))].sort()).to.deep.equal([...methods].sort());
    expect(properties.map(({ name }) => name).sort()).to.deep.equal([...kitProperties].sort());
    expect(overloads).to.have.length(135 + 1);
    const signatures = overloads.map(
      ({ name, parameters }) => `${name}(${parameters.map(({ type }) => type).join()})`,
    );
    expect(new Set(signatures).size).to.equal(overloads.length);
  });
});
