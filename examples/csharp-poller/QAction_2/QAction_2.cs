using System;
using System.Linq;
using Example.Sensors;
using Skyline.DataMiner.Scripting;

/// <summary>
/// Read Answer: which sensor is the warmest.
/// </summary>
public class QAction
{
    /// <summary>Kept until the element stops: the entry point is no static method.</summary>
    private int changes;

    public void Run(SLProtocolExt protocol, object answer)
    {
        var warmest = Answer.Read(Convert.ToString(answer)).FirstOrDefault();
        protocol.ChangeCount = ++changes;
        if (warmest == null)
        {
            protocol.Log($"QA{protocol.QActionID}|Run|The answer has no sensor.", LogType.Error, LogLevel.NoLogging);
            return;
        }

        protocol.SetParameters(
            new[] { Parameter.warmestSensor, Parameter.warmestTemperature },
            new object[] { warmest.Name, warmest.Celsius });
    }
}
