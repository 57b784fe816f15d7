/** Rules about scripts as a whole: whether there is one, what is its entry point, and what the compilers say. */
import { attributeSpan } from "./qaction-tag.ts";
import { spanAt, type ScriptChecks } from "./script-check.ts";
import { childNamed } from "../../protocol/xml/xml-element.ts";

/** Scripts as a whole. */
export const codeChecks = {
  SCRIPT_UNREAD: {
    severity: "information",
    explanation:
      "Scripts that were not looked into, because what reads them is missing on this machine. The other rules say nothing about them.",
    check({ protocol, unread, uncompiled }, report) {
      const section = childNamed(protocol.root, "qactions") ?? protocol.root;
      for (const sentence of [...unread, ...uncompiled]) report(sentence, spanAt(protocol, section.position));
    },
  },
  SCRIPT_MISSING: {
    severity: "warning",
    explanation:
      "A QAction that something runs and that has neither a script file nor C#. Other QActions of the protocol have a script.",
    check({ protocol, missing, readings }, report) {
      if (readings.length === 0) return;
      for (const { qaction, lookedFor } of missing) {
        report(
          `QAction ${String(qaction.id)} has no script. Write one, or remove the QAction; looked for ${lookedFor}.`,
          spanAt(protocol, qaction.position),
        );
      }
    },
  },
  SCRIPT_ENTRY_POINT: {
    severity: "error",
    explanation: "The script of a QAction does not have the method that a run enters. Nothing runs.",
    check({ protocol, readings }, report) {
      for (const { qaction: id, missingEntries } of readings) {
        const qaction = protocol.qactions.get(id);
        if (qaction === undefined || isLibrary(qaction)) continue;
        for (const problem of missingEntries)
          report(
            `QAction ${String(id)} has no entry point: ${problem}. Add the method, or correct entryPoint.`,
            attributeSpan(protocol, qaction, "entrypoint"),
          );
      }
    },
  },
  SCRIPT_TYPES: {
    severity: "error",
    explanation:
      "The TypeScript compiler reports a mistake in a script: against the declarations of the kit, the generated helper of the protocol, and the tsconfig.json of the connector.",
    check({ readings }, report) {
      const said = new Set<string>();
      for (const { complaints, language } of readings) {
        if (language === "C#") continue;
        for (const { code, message, span } of complaints) {
          // A file that several scripts import is checked once.
          const key = `${span.file} ${String(span.start)} ${code}`;
          if (said.has(key)) continue;
          said.add(key);
          report(`${code}: ${message}`, span);
        }
      }
    },
  },
  CSHARP_COMPILE: {
    severity: "error",
    explanation:
      "The C# of a QAction does not compile as DataMiner compiles it: C# 7.3, against .NET Framework 4.8 and the helper of the protocol.",
    check({ readings }, report) {
      for (const { complaints, language } of readings) {
        if (language !== "C#") continue;
        for (const { code, message, span, joined } of complaints)
          if (joined !== true) report(`${code}: ${message}`, span);
      }
    },
  },
  CSHARP_JOINED: {
    severity: "error",
    explanation:
      "The files of a QAction compile one by one, and not as one file with all using directives in front, as DataMiner publishes them.",
    check({ readings }, report) {
      for (const { qaction, complaints } of readings) {
        for (const { code, message, span, joined } of complaints)
          if (joined === true)
            report(
              `QAction ${String(qaction)} does not compile when its files are joined into one, as they are published. ${code}: ${message}`,
              span,
            );
      }
    },
  },
} as const satisfies ScriptChecks;

/** True for code that other QActions use: nothing enters it. */
export function isLibrary(qaction: {
  readonly triggers: readonly number[];
  readonly entryPoints: readonly string[];
  readonly row: boolean;
}): boolean {
  return qaction.triggers.length === 0 && qaction.entryPoints.length === 0 && !qaction.row;
}
