/** QAction 2: a button in a row. `RowKey()` tells in which. */
import { Parameter, type SLProtocolExt } from "./QAction_Helper.ts";

const { tablePid, Idx } = Parameter.Sources;

/** What each button does to its row. */
const buttons: Readonly<Record<string, (protocol: SLProtocolExt, key: string) => void>> = {
  reset: (protocol, key) => {
    protocol.SetParameterIndexByKey(tablePid, key, Idx.sourceEvents + 1, 0);
  },
  forget: (protocol, key) => {
    protocol.DeleteRow(tablePid, key);
  },
};

/** The value of the write parameter says which button it was. */
export function Run(protocol: SLProtocolExt): void {
  const key = protocol.RowKey();
  const button = String(protocol.Write.SourceAction);
  protocol.Log(`QA2|${button} of row '${key}'`, LogType.Information, LogLevel.Level1);
  buttons[button]?.(protocol, key);
}
