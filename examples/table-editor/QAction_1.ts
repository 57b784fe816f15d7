/** QAction 1: what the device pushes becomes a row, a new one or the one of its source. */
import { Parameter, SourcesQActionRow, type SLProtocolExt } from "./QAction_Helper.ts";

/** What the device sends. */
interface DeviceMessage {
  readonly type: string;
  readonly source?: string;
  readonly value?: number;
}

const messageProcessed = 10;

/** Adds or updates the row; the label of the user stays. */
export function Run(protocol: SLProtocolExt, message: ByteStream): void {
  const { type, source, value = 0 } = JSON.parse(Encoding.UTF8.GetString(message)) as DeviceMessage;
  const { tablePid, Idx } = Parameter.Sources;
  if (type === "event" && source !== undefined) {
    const row = new SourcesQActionRow();
    row.Source = source;
    row.SourceValue = value;
    row.SourceEvents = 1;
    if (!protocol.sources.Exists(source)) {
      protocol.sources.AddRow(row);
    } else {
      const events = protocol.GetParameterIndexByKey(tablePid, source, Idx.sourceEvents + 1);
      row.SourceEvents = Number(events) + 1;
      // Cells that the row does not name keep their value.
      protocol.sources.SetRow(row);
    }
  }
  protocol.CheckTrigger(messageProcessed);
}
