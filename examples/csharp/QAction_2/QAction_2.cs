using System;
using Example.Readings;
using Skyline.DataMiner.Scripting;

/// <summary>
/// Read Message: a row for each source.
/// </summary>
public class QAction
{
    /// <summary>Kept until the element stops: the entry point is no static method.</summary>
    private int messages;

    public void Run(SLProtocolExt protocol, object websocketResponse)
    {
        object[] bytestream = websocketResponse as object[];
        byte[] response = new byte[bytestream.Length];
        for (int i = 0; i < response.Length; i++)
        {
           response[i] = (byte)bytestream[i];
        }

        string data = System.Text.Encoding.UTF8.GetString(response);
        processData(protocol, data);
        protocol.CheckTrigger(10); // clears the parameter, so that an equal message counts again
    }

    private void processData(SLProtocolExt protocol, string data)
    {
        var reading = Reading.Parse(data);
        var row = new ReadingsQActionRow
        {
            ReadingsSource = reading.Source,
            ReadingsValue = reading.Value,
            ReadingsShown = $"{reading.Value} from {reading.Source}",
        };
        protocol.readings.SetRow(row, true);
        protocol.MessageCount = ++messages;
        protocol.Log($"QA{protocol.QActionID}|processData|{reading.Source} is {reading.Value}", LogType.DebugInfo, LogLevel.Level1);
    }
}
