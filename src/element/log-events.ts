/** Lines of the element log as events. */
import type { LogLine } from "../qaction/log.ts";
import type { ElementEventBody } from "./events.ts";

const kinds = { Information: "information", Error: "error", DebugInfo: "debug", Allways: "always" } as const;

/** One line, whether the levels let it through or not. */
export function logLineEvent({ type, message, qaction, written, from }: LogLine): ElementEventBody {
  const line = { type: "log", kind: kinds[type.name], message, written } as const;
  if (qaction === undefined) return line;
  return { ...line, qaction, ...(from !== undefined && { from }) };
}
