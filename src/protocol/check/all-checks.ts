/** Every diagnostic of the loader by its stable code. To add one, add an entry to the file of its subject. */
import type { Check, Report } from "./check.ts";
import { connectionChecks } from "./connection-checks.ts";
import { encodingChecks } from "./encoding-checks.ts";
import { flowChecks } from "./flow-checks.ts";
import { idChecks } from "./id-checks.ts";
import { logicChecks } from "./logic-checks.ts";
import { messageChecks } from "./message-checks.ts";
import { parameterChecks } from "./parameter-checks.ts";
import { platformChecks } from "./platform-checks.ts";
import { referenceChecks } from "./reference-checks.ts";
import { storageChecks } from "./storage-checks.ts";
import { tagChecks } from "./tag-checks.ts";
import { useChecks } from "./use-checks.ts";
import { valueChecks } from "./value-checks.ts";
import { webSocketChecks } from "./websocket-checks.ts";
import { xmlChecks } from "./xml-checks.ts";
import type { Protocol } from "../model.ts";

/** The checks by subject, in the order of `docs/diagnostics.md`, which is written from them. */
export const checkGroups = {
  "The file as text and XML": xmlChecks,
  Tags: tagChecks,
  "Numbers and words": valueChecks,
  "Ids and names": idChecks,
  References: referenceChecks,
  Connections: connectionChecks,
  WebSockets: webSocketChecks,
  Messages: messageChecks,
  "Text and bytes": encodingChecks,
  "Text in storage": storageChecks,
  Parameters: parameterChecks,
  Logic: logicChecks,
  "What sets what off": flowChecks,
  "What nothing uses": useChecks,
  "What a local runtime does not do": platformChecks,
} as const;

/** All checks. Codes are part of the public interface: match `diagnostic.code`, not the message. */
export const allChecks = {
  ...xmlChecks,
  ...tagChecks,
  ...valueChecks,
  ...idChecks,
  ...referenceChecks,
  ...connectionChecks,
  ...webSocketChecks,
  ...messageChecks,
  ...encodingChecks,
  ...storageChecks,
  ...parameterChecks,
  ...logicChecks,
  ...flowChecks,
  ...useChecks,
  ...platformChecks,
} as const;

/** A stable code, see {@link allChecks}. */
export type DiagnosticCode = keyof typeof allChecks;

const runnable = (Object.entries(allChecks) as [DiagnosticCode, Check][]).flatMap(
  ([code, { check }]): (readonly [DiagnosticCode, NonNullable<Check["check"]>])[] =>
    check === undefined ? [] : [[code, check]],
);

/** Runs every check that looks at the model. */
export function runChecks(
  protocol: Protocol,
  report: (code: DiagnosticCode, ...finding: Parameters<Report>) => void,
): void {
  for (const [code, check] of runnable) {
    check(protocol, (...finding) => {
      report(code, ...finding);
    });
  }
}
