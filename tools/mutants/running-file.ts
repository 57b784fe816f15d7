/** A mocha reporter for runs of mutants: in the file of `options.output`, a line for each test file, "TIME PATH", as it begins. */
import { appendFileSync } from "node:fs";
import Mocha from "mocha";

export default class RunningFileReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: { readonly reporterOptions: { readonly output: string } }) {
    super(runner);
    let last: string | undefined;
    const note = ({ file }: { readonly file?: string | undefined }): void => {
      if (file === undefined || file === last) return;
      last = file;
      appendFileSync(options.reporterOptions.output, `${String(Date.now())} ${file}\n`);
    };
    runner.on("suite", note);
    runner.on("test", note);
  }
}
