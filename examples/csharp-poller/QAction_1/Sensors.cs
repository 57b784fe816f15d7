namespace Example.Sensors
{
    using System.Collections.Generic;
    using System.Linq;
    using Newtonsoft.Json;

    /// <summary>One sensor, as the device reports it.</summary>
    public class Sensor
    {
        [JsonProperty("name")]
        public string Name { get; set; }

        [JsonProperty("celsius")]
        public double Celsius { get; set; }
    }

    /// <summary>Reads answers of the device.</summary>
    public static class Answer
    {
        /// <summary>The sensors of an answer, from the warmest on.</summary>
        public static IReadOnlyList<Sensor> Read(string json)
        {
            return JsonConvert.DeserializeObject<List<Sensor>>(json).OrderByDescending(sensor => sensor.Celsius).ToList();
        }
    }
}
