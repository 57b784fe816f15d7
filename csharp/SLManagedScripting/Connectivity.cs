// Interfaces and connections between them (DCF), as GetConnectivityInterfaces and its like give them.
using System.Collections.Generic;

namespace Skyline.DataMiner.Scripting
{
    /// <summary>A property of an interface.</summary>
    public class ConnectivityInterfaceProperty
    {
        public int InterfacePropertyId { get; set; }
        public string InterfacePropertyName { get; set; }
        public string InterfacePropertyType { get; set; }
        public string InterfacePropertyValue { get; set; }
    }

    /// <summary>A property of a connection.</summary>
    public class ConnectivityConnectionProperty
    {
        public int ConnectionPropertyId { get; set; }
        public string ConnectionPropertyName { get; set; }
        public string ConnectionPropertyType { get; set; }
        public string ConnectionPropertyValue { get; set; }
    }

    /// <summary>An interface of an element.</summary>
    public class ConnectivityInterface
    {
        public int InterfaceId { get; set; }
        public string InterfaceName { get; set; }
        public string InterfaceCustomName { get; set; }
        public int DataMinerId { get; set; }
        public int ElementId { get; set; }
        /// <summary><c>in</c>, <c>out</c> or <c>inout</c>.</summary>
        public string InterfaceType { get; set; }
        public Dictionary<int, ConnectivityInterfaceProperty> InterfaceProperties { get; set; }
    }

    /// <summary>A connection between two interfaces.</summary>
    public class ConnectivityConnection
    {
        public int ConnectionId { get; set; }
        public string ConnectionName { get; set; }
        public int SourceDataMinerId { get; set; }
        public int SourceElementId { get; set; }
        public int SourceInterfaceId { get; set; }
        public int DestinationDMAId { get; set; }
        public int DestinationEId { get; set; }
        public int DestinationInterfaceId { get; set; }
        public Dictionary<int, ConnectivityConnectionProperty> ConnectionProperties { get; set; }
    }
}
