namespace Example.Readings
{
    using Newtonsoft.Json;

    /// <summary>What the device sends.</summary>
    public class Reading
    {
        [JsonProperty("source")]
        public string Source { get; set; }

        [JsonProperty("value")]
        public double Value { get; set; }

        public static Reading Parse(string json)
        {
            return JsonConvert.DeserializeObject<Reading>(json);
        }
    }
}
