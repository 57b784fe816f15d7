/** Notify calls from a script with a table, a few parameters and a trigger. */
import type { Options } from "../../../src/options/register.ts";
import { inScript, numberParam, tableParams, textParam } from "./script-element.ts";
import type { Bench } from "./script-element.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";

/** Parameters 1 (text), 2 (number), shared name 3 and 4, 5 with RTDisplay; table 100 with key 101, text 102 (index), number 103. */
export const params =
  textParam(1, "one") +
  numberParam(2, "two") +
  textParam(3, "shared") +
  textParam(4, "shared", "write") +
  numberParam(5, "shown").replace(
    "<Interprete>",
    "<Display><RTDisplay>true</RTDisplay></Display><Interprete>",
  ) +
  tableParams(
    100,
    [{ pid: 101 }, { pid: 102, options: ";indexColumn" }, { pid: 103, kind: "number" }],
    'displayColumn="1"',
  );

/** Answers of NotifyProtocol calls, made one after the other by one script; two rows are there at the start. */
export function notify(
  calls: readonly (readonly [type: number, value1: unknown, value2?: unknown])[],
  options: Partial<Options> = {},
): Promise<Bench & { readonly result: unknown[] | undefined }> {
  return asked(calls, options, (protocol, type, value1, value2) =>
    protocol.NotifyProtocol(type, value1, value2),
  );
}

/** The same with NotifyDataMiner. */
export function notifyDataMiner(
  calls: readonly (readonly [type: number, value1: unknown, value2?: unknown])[],
  options: Partial<Options> = {},
): Promise<Bench & { readonly result: unknown[] | undefined }> {
  return asked(calls, options, (protocol, type, value1, value2) =>
    protocol.NotifyDataMiner(type, value1, value2),
  );
}

function asked(
  calls: readonly (readonly [type: number, value1: unknown, value2?: unknown])[],
  options: Partial<Options>,
  ask: (protocol: SLProtocol, type: number, value1: unknown, value2: unknown) => unknown,
): Promise<Bench & { readonly result: unknown[] | undefined }> {
  return inScript(
    params,
    (protocol) => {
      protocol.AddRow(100, ["a", "Red", 1]);
      protocol.AddRow(100, ["b", "red", 2]);
      return calls.map(([type, value1, value2 = null]) => ask(protocol, type, value1, value2));
    },
    options,
  );
}
