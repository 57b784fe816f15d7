using Skyline.DataMiner.Scripting;

/// <summary>
/// Remove Reading: the button of a row.
/// </summary>
public static class QAction
{
    public static void Run(SLProtocolExt protocol)
    {
        protocol.DeleteRow(Parameter.Readings.tablePid, protocol.RowKey());
    }
}
