/** Right uses of what a script sees: all of it compiles without an import. */

/** Members and arguments as C# lines use them. */
export class QAction {
  static Run(protocol: SLProtocol, message: ByteStream): void {
    const text: string = Encoding.UTF8.GetString(message);
    protocol.SetParameter(1, text);
    protocol.SetParameter(2, 12.5);
    protocol.SetParameter(3, true);
    protocol.SetParameter(4, new Date(0));
    protocol.SetParameter(5, null);
    protocol.SetParameter(6, 1, new Date(0));
    const code: number = protocol.SetParameter(1, Encoding.Default.GetString([0xe9]));
    const codes: number | number[] = protocol.SetParameters([1, 2], ["a", 5]);
    const value: string | number | null = protocol.GetParameter(1);
    const values = protocol.GetParameters(new Uint32Array([1, 2]));
    const first: string | number | null | undefined = values[0];
    const bytes: Uint8Array | null = protocol.GetInputBytes(0);
    const raw: Uint8Array | null = protocol.GetData("parameter", 1);
    protocol.SetParameterBinary(7, [0x01, 0xff]);
    protocol.SetParameterBinary(7, Encoding.GetEncoding(1251).GetBytes("Привет"));
    protocol.Log("plain");
    protocol.Log("typed", LogType.Error);
    protocol.Log("level", LogLevel.Level1);
    protocol.Log("both", LogType.Information, LogLevel.NoLogging);
    if (protocol.IsActive === 1) protocol.CheckTrigger(32);
    protocol.Log(`QA${protocol.QActionID}|Run|${String(value)} ${String(first)} ${code} ${String(codes)}`);
    protocol.Log(`${String(bytes?.length)} ${String(raw?.length)}`);
  }

  Tables(protocol: SLProtocol): void {
    const row: number = protocol.AddRow(1000, ["key", null, 5]);
    const byKey: number = protocol.AddRow(1000, "key");
    protocol.AddRow(1000, ["key", 1], [true, false]);
    protocol.AddRow(1000, [["key", 1], new Date(0)]);
    protocol.FillArray(1000, [
      ["a", "b"],
      [1, 2],
    ]);
    protocol.FillArray(
      1000,
      [
        ["a", "b"],
        [1, protocol.Clear],
      ],
      true,
    );
    protocol.FillArray(1000, [["a", 1]], NotifyProtocol.SaveOption.Partial);
    protocol.FillArray(1000, [["a", 1]], SaveOption.Full, new Date(0), true);
    protocol.FillArrayNoDelete(1000, [["a"], [1]], null, true);
    protocol.FillArrayWithColumn(1000, 1002, ["a", "b"], [1]);
    const changed: number[] | null = protocol.SetRow(1000, "a", ["a", null, protocol.Leave], true);
    protocol.SetRow(1000, 0, ["a"], new Date(0), true);
    const keys: string[] | null = protocol.GetKeys(1000, KeyType.DisplayKey);
    const cell = protocol.GetParameterIndexByKey(1000, "a", 2);
    const isNew: boolean = protocol.SetParameterIndexByKey(1000, "a", 2, [5, new Date(0)]);
    protocol.DeleteRow(1000, ["a", "b"]);
    protocol.Log([row, byKey, changed, keys, cell, isNew].map(String).join());
  }

  Helpers(protocol: SLProtocolExt): void {
    const table = new QActionTable(protocol, 1000, "table");
    const row = new QActionTableRow(0, 2, ["key", 5]);
    const rows: QActionTableRow[] = [row, new QActionTableRow(0, 2)];
    row.Columns.set(1, null);
    table.FillArray(rows);
    table.FillArrayNoDelete([["a"], [1]], true);
    const done: number[] | null = table.SetRow(row, true);
    const cell = table.GetCell("key", 1);
    const text: string = Convert.ToString(cell);
    const number: number = Convert.ToDouble(protocol.GetParameter(1)) + Convert.ToInt32("5");
    const at: Date = fromOADate(toOADate(new Date(0)) + number);
    protocol.Log(`${text} ${String(done)} ${at.toISOString()} ${String(Convert.ToBoolean(cell))}`);
    const answer = protocol.NotifyProtocol(321, 1000, [0, 1]);
    if (Array.isArray(answer)) protocol.Log(String(answer.length));
    protocol.NotifyDataMinerQueued(50, [1, 2, 3], "x");
    const script = protocol.ExecuteScript({ ScriptName: "Backup", Options: { Options: ["DEFER:FALSE"] } });
    protocol.SendToDisplay(5, [1, 2], [3, 4]);
    if (script.ErrorCode < 0) protocol.ShowInformationMessage(script.ErrorMessages.join(), "Backup");
    protocol.DeleteConnectivityConnectionProperty(1, 2, 3, true);
    for (const one of table) protocol.Log(one.Key);
  }
}
