// Reads what connectivity members answer: fields by name, collections by id.
using System.Collections.Generic;
using System.Linq;

namespace Skyline.DataMiner.Scripting
{
    internal static class DcfAnswers
    {
        public static ConnectivityInterface Interface(object answer)
        {
            var f = (Dictionary<string, object>)answer;
            if (f == null) return null;
            return new ConnectivityInterface
            {
                InterfaceId = Int(f, "InterfaceId"),
                InterfaceName = Text(f, "InterfaceName"),
                InterfaceCustomName = Text(f, "InterfaceCustomName"),
                DataMinerId = Int(f, "DataMinerId"),
                ElementId = Int(f, "ElementId"),
                InterfaceType = Text(f, "InterfaceType"),
                InterfaceProperties = Entries(f["Properties"]).ToDictionary(p => Int(p, "Id"), p => new ConnectivityInterfaceProperty
                {
                    InterfacePropertyId = Int(p, "Id"),
                    InterfacePropertyName = Text(p, "Name"),
                    InterfacePropertyType = Text(p, "Type"),
                    InterfacePropertyValue = Text(p, "Value"),
                }),
            };
        }

        public static ConnectivityConnection Connection(object answer)
        {
            var f = (Dictionary<string, object>)answer;
            if (f == null) return null;
            return new ConnectivityConnection
            {
                ConnectionId = Int(f, "ConnectionId"),
                ConnectionName = Text(f, "ConnectionName"),
                SourceDataMinerId = Int(f, "SourceDataMinerId"),
                SourceElementId = Int(f, "SourceElementId"),
                SourceInterfaceId = Int(f, "SourceInterfaceId"),
                DestinationDMAId = Int(f, "DestinationDataMinerId"),
                DestinationEId = Int(f, "DestinationElementId"),
                DestinationInterfaceId = Int(f, "DestinationInterfaceId"),
                ConnectionProperties = Entries(f["Properties"]).ToDictionary(p => Int(p, "Id"), p => new ConnectivityConnectionProperty
                {
                    ConnectionPropertyId = Int(p, "Id"),
                    ConnectionPropertyName = Text(p, "Name"),
                    ConnectionPropertyType = Text(p, "Type"),
                    ConnectionPropertyValue = Text(p, "Value"),
                }),
            };
        }

        public static Dictionary<int, ConnectivityInterface> Interfaces(object answer)
        {
            return answer == null ? null : Entries(answer).Select(Interface).ToDictionary(one => one.InterfaceId);
        }

        public static Dictionary<int, ConnectivityConnection> Connections(object answer)
        {
            return answer == null ? null : Entries(answer).Select(Connection).ToDictionary(one => one.ConnectionId);
        }

        /// <summary>The values of a map, which come as an array.</summary>
        private static IEnumerable<Dictionary<string, object>> Entries(object values)
        {
            return ((object[])values ?? new object[0]).Cast<Dictionary<string, object>>();
        }

        private static int Int(Dictionary<string, object> fields, string name) { return Results.As<int>(fields[name]); }
        private static string Text(Dictionary<string, object> fields, string name) { return (string)fields[name]; }
    }
}
