/** What an existing connector solution in C# finds: proven by `npm run test:csharp`, which needs .NET. */
import type { Row } from "./rows.ts";

/** Behaviours of QActions in C#. Times (start, calls, fills) are measured by `npm run bench`, not promised here. */
export const csharpRows: readonly Row[] = [
  ["CS-01", "A connector solution runs with no file changed."],
  ["CS-02", "A set inside a run is followed by its chain at once, in the order of the TypeScript twin."],
  ["CS-03", "Runs nest 200 levels deep, up to the kit's own limit."],
  ["CS-04", "An exception is reported with type, message, file and line, and the chain goes on."],
  ["CS-05", "An argument error of a member can be caught in C#."],
  ["CS-06", "A compile error names file, line, column and CS number; the other QActions run."],
  ["CS-07", "Syntax of C# 8 is refused."],
  ["CS-08", "The symbols DCFv1, DBInfo and ALARM_SQUASHING are defined, and no others."],
  ["CS-09", "dllImport and ProjectReference both find another QAction; a missing one is named."],
  [
    "CS-10",
    "Entry points of several classes each have their instance, kept from run to run and for one element; Dispose at its stop.",
  ],
  ["CS-11", "sharedStatics decides whose the statics are; two protocols of one name and version do not mix."],
  ["CS-12", "Bytes 0 to 255 and lone surrogates arrive unharmed."],
  [
    "CS-13",
    "Every kind of value crosses in both directions, and every overload of every member can be called.",
  ],
  ["CS-14", "Threads call members during a run, after it, and while the run joins them."],
  [
    "CS-15",
    "A run without an end is ended at the limit, the error names the QAction, and the next run works in a new host.",
  ],
  [
    "CS-16",
    "A stack overflow, Environment.Exit or a killed host gives an error and no hang; the host ends with its Node.",
  ],
  ["CS-17", "Ctrl+C ends the run and the host."],
  ["CS-18", "Console.WriteLine is shown and does no harm."],
  ["CS-19", "Without .NET one notice says what was looked for, and QActions in TypeScript run."],
  ["CS-22", "Sources can be changed and loaded again any number of times; memory stays flat."],
  ["CS-23", "Queued QActions keep their order and do not block."],
  ["CS-24", "Text is decoded and encoded as .NET Framework does it, with the listed exceptions."],
  ["CS-25", "With a debugger no time limit ends a run."],
];
