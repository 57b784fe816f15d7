/** Several files replaced as one change, and what is left of it when the process is killed. */
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import {
  isInterrupted,
  journalFile,
  mendInterrupted,
  replaceTogether,
} from "../../../src/cli/check/replace-together.ts";
import { CommandFailure } from "../../../src/cli/exit.ts";
import { qaction, start } from "../../support/child.ts";
import { inFolder } from "../../support/temporary.ts";

const names = ["a.xml", "b.ts"];
const changesIn = (folder: string): Parameters<typeof replaceTogether>[1] =>
  names.map((name) => ({
    file: path.join(folder, name),
    before: Buffer.from(`${name} before`),
    after: Buffer.from(`${name} after`),
  }));
const write = (folder: string, state: string): void => {
  for (const name of names) writeFileSync(path.join(folder, name), `${name} ${state}`);
};
/** `before` or `after`, one for each file. */
const states = (folder: string): readonly string[] =>
  names.map((name) => readFileSync(path.join(folder, name), "utf8").replace(`${name} `, ""));

/** Runs the change in a process that is killed before that step. @returns true when it was killed */
async function killed(folder: string, step: number): Promise<boolean> {
  const { code } = await start("test/support/check/killed-change.ts", [folder, String(step)]).ended;
  expect(code).to.be.oneOf([null, 0]);
  return code === null;
}

const tried = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

describe("cli/check/replace-together", function () {
  this.timeout(300_000);

  it("replaces all, keeps the modes, and leaves nothing behind", async () => {
    await inFolder(async (folder) => {
      write(folder, "before");
      chmodSync(path.join(folder, "b.ts"), 0o640);
      await replaceTogether(folder, changesIn(folder));
      expect(states(folder)).to.deep.equal(["after", "after"]);
      expect(statSync(path.join(folder, "b.ts")).mode & 0o777).to.equal(0o640);
      expect(readdirSync(folder)).to.deep.equal(names);
    });
  });

  it("none when one of them has changed, or cannot be written", async () => {
    await inFolder(async (folder) => {
      write(folder, "before");
      writeFileSync(path.join(folder, "b.ts"), "other");
      const late = await tried(replaceTogether(folder, changesIn(folder)));
      expect(String(late)).to.contain("has changed while it was checked");
      const [a] = changesIn(folder);
      const missing = {
        file: path.join(folder, "no/such"),
        before: Buffer.from(""),
        after: Buffer.from("1"),
      };
      if (a === undefined) return;
      expect(await tried(replaceTogether(folder, [a, missing]))).to.be.instanceOf(CommandFailure);
      expect(readFileSync(path.join(folder, "a.xml"), "utf8")).to.equal("a.xml before");
      expect(readdirSync(folder)).to.deep.equal(names);
    });
  });

  it("killed at any step: running again leaves all as it was or makes all of the change", async () => {
    const seen = new Set<string>();
    /** @returns false when it lived to its end, so that every step was tried */
    const tryStep = (step: number): Promise<boolean> =>
      inFolder(async (folder) => {
        write(folder, "before");
        const wasKilled = await killed(folder, step);
        const left = states(folder).join(" ");
        seen.add(left);
        await mendInterrupted(folder);
        const [first, second] = states(folder);
        expect(first, `step ${String(step)}, which left ${left}`).to.equal(second);
        expect(await isInterrupted(folder)).to.equal(false);
        // What was killed while it wrote the journal is the only thing that nothing knows of.
        const rest = readdirSync(folder).filter((name) => !names.includes(name));
        expect(rest.filter((name) => !name.startsWith(`.${journalFile}.`))).to.deep.equal([]);
        if (first === "before") await replaceTogether(folder, changesIn(folder));
        expect(states(folder)).to.deep.equal(["after", "after"]);
        return wasKilled;
      });
    let step = 1;
    while (await tryStep(step)) step++;
    // Without the journal, the one in the middle would stay.
    expect([...seen].sort()).to.deep.equal(["after after", "after before", "before before"]);
  });

  it("does not touch what somebody has changed since, nor anything outside of the folder", async () => {
    await inFolder(async (folder) => {
      const journal = path.join(folder, journalFile);
      const entry = (file: string): object => ({
        file,
        temporary: ".a.xml.01234567.tmp",
        before: "0".repeat(64),
        after: "1".repeat(64),
      });
      write(folder, "before");
      writeFileSync(journal, JSON.stringify({ version: 1, files: [entry("a.xml")] }));
      expect(String(await tried(mendInterrupted(folder)))).to.contain("'a.xml' has changed since");
      for (const wrong of [
        "{",
        JSON.stringify({ version: 1, files: [entry("../a.xml")] }),
        JSON.stringify({ version: 1, files: [{ ...entry("a.xml"), temporary: "../b" }] }),
      ]) {
        writeFileSync(journal, wrong);
        expect(String(await tried(mendInterrupted(folder)))).to.contain("is no journal");
      }
      expect(states(folder)).to.deep.equal(["before", "before"]);
    });
  });

  it("qaction check tells of an interrupted fix, and --fix mends it first", async () => {
    await inFolder(async (folder) => {
      const texts = (): string[] => names.map((name) => readFileSync(path.join(folder, name), "utf8"));
      write(folder, "before");
      let step = 1;
      for (; new Set(states(folder)).size === 1; step++) {
        write(folder, "before");
        await mendInterrupted(folder);
        write(folder, "before");
        expect(await killed(folder, step)).to.equal(true);
      }
      writeFileSync(path.join(folder, "protocol.xml"), "<Protocol/>");
      const told = await qaction("check", folder);
      expect(told.err).to.contain(`A fix of '${folder}' was interrupted. Run it again with --fix`);
      expect(new Set(texts()).size).to.equal(2);
      const { code, err } = await qaction("check", folder, "--fix");
      expect(err).to.contain(`A fix of '${folder}' was interrupted. It is completed.`);
      expect(code).to.equal(0);
      expect(states(folder)).to.deep.equal(["after", "after"]);
    });
  });
});
