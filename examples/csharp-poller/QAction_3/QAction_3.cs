using System;
using System.Linq;
using System.Threading.Tasks;
using Example.Sensors;
using Skyline.DataMiner.Scripting;

/// <summary>
/// Make Report: a button whose work goes on when the run is over.
/// </summary>
public static class QAction
{
    public static void Run(SLProtocolExt protocol)
    {
        string json = Convert.ToString(protocol.SensorsAnswer);
        Task.Run(() =>
        {
            var lines = Answer.Read(json).Select(sensor => $"{sensor.Name}: {sensor.Celsius} °C");
            protocol.Report = string.Join(Environment.NewLine, lines);
        });
    }
}
