// Stands in for the package of this name where it has not been restored: the methods that connectors use most.
using System;
using System.Collections.Generic;
using System.Linq;
using Skyline.DataMiner.Scripting;

namespace Skyline.DataMiner.Utils.Protocol.Extension
{
    public static class ProtocolExtension
    {
        /// <summary>Columns of a table by their 0-based idx, each an object[] (notify 321).</summary>
        public static object[] GetColumns(this SLProtocol protocol, int tablePid, IEnumerable<uint> columnsIdx)
        {
            return (object[])protocol.NotifyProtocol(321, tablePid, columnsIdx.ToArray());
        }

        /// <summary>Sets columns by parameter id; the values under the id of the table are the primary keys (notify 220).</summary>
        public static object SetColumns(this SLProtocol protocol, IDictionary<object, List<object>> columns)
        {
            if (columns == null) throw new ArgumentNullException("columns");
            if (columns.Count == 0) return null;
            int rows = columns.First().Value.Count;
            var uneven = columns.FirstOrDefault(column => column.Value.Count != rows);
            if (uneven.Key != null) throw new ArgumentException("SetColumns: " + uneven.Key + " has " + uneven.Value.Count + " values, and " + columns.First().Key + " has " + rows + ".");
            if (rows == 0) return null;
            var ids = columns.Keys.Select(id => (object)Convert.ToInt32(id)).ToArray();
            var values = columns.Values.Select(column => (object)column.ToArray()).ToArray();
            return protocol.NotifyProtocol(220, ids, values);
        }

        /// <summary>Sets standalone parameters by id.</summary>
        public static object SetParams(this SLProtocol protocol, IDictionary<int, object> parameters)
        {
            if (parameters == null) throw new ArgumentNullException("parameters");
            return parameters.Count == 0 ? null : protocol.SetParameters(parameters.Keys.ToArray(), parameters.Values.ToArray());
        }
    }
}
