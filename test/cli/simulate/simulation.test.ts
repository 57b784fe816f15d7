/** The devices of one file, without a process: several of them, what lines ask, what completes a line. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { completeDeviceLine } from "../../../src/cli/simulate/device-requests.ts";
import { Simulation } from "../../../src/cli/simulate/simulation.ts";
import { freePort } from "../../peers/peer.ts";
import { inFolder } from "../../support/temporary.ts";

const script = (more = ""): string => `let count = 0;
const device = (name) => ({
  name,
  state: { own: name },
  faces: {
    a: { kind: "tcp" },
    b: { kind: "udp", on: [["?", () => String(++count)]] },
  },
});
export default [device("one"), device("two")${more}];
`;

describe("simulation", () => {
  it("plays several devices of one file, each on the next ports; @NAME says which one a line is for", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "devices.ts");
      writeFileSync(file, script());
      const lines: string[] = [];
      const simulation = new Simulation(
        file,
        {},
        { line: (text) => lines.push(text), complain: (text) => lines.push(text) },
      );
      await simulation.start();
      try {
        expect(lines.map((line) => line.replace(/\d+$/, "PORT"))).to.deep.equal([
          "one/a tcp://127.0.0.1:PORT",
          "one/b udp://127.0.0.1:PORT",
          "two/a tcp://127.0.0.1:PORT",
          "two/b udp://127.0.0.1:PORT",
        ]);
        lines.length = 0;
        for (const line of ["get own", "@two get own", "@two set own [1]", "@two get", "get own"])
          simulation.answer(line);
        expect(lines).to.deep.equal(['own = "one"', 'own = "two"', "own = [1]", "own = [1]", 'own = "one"']);
        expect(completeDeviceLine("fa", simulation.devices)).to.deep.equal([["fault"], "fa"]);
        expect(completeDeviceLine("fault dr", simulation.devices)).to.deep.equal([["drop", "drip"], "dr"]);
        lines.length = 0;
        writeFileSync(file, script(', device("three")'));
        await simulation.reload();
        expect(lines.at(-1)).to.contain("was loaded again");
        expect(simulation.devices.map(({ name }) => name)).to.deep.equal(["one", "two", "three"]);
      } finally {
        await simulation.stop();
      }
    }));

  it("gives faces the next ports", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "devices.ts");
      writeFileSync(file, script());
      const port = await freePort();
      const simulation = new Simulation(file, { port }, { line: () => undefined, complain: () => undefined });
      // Another program may have taken one of the next ports: then the error names it.
      const error: unknown = await simulation.start().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      const ports = simulation.devices.flatMap((device) => device.faces.map((face) => device.port(face)));
      await simulation.stop();
      if (error === undefined) expect(ports).to.deep.equal([port, port + 1, port + 2, port + 3]);
      else expect(error).to.include({ code: "ERR_DEVICE_LISTEN" });
    }));
});
