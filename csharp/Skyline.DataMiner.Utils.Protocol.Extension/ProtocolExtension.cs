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

        /// <summary>A cell by primary key and 0-based idx of its column (notify 122).</summary>
        public static object GetCell(this SLProtocol protocol, int tablePid, string key, uint columnIdx)
        {
            return protocol.GetParameterIndexByKey(tablePid, key, (int)columnIdx + 1);
        }

        /// <summary>Sets a cell by primary key and 0-based idx of its column (notify 121).</summary>
        public static bool SetCell(this SLProtocol protocol, int tablePid, string key, uint columnIdx, object value)
        {
            return protocol.SetParameterIndexByKey(tablePid, key, (int)columnIdx + 1, value);
        }

        /// <summary>Removes rows by primary key (notify 156).</summary>
        public static object DeleteRows(this SLProtocol protocol, int tablePid, IEnumerable<string> keys)
        {
            if (keys == null) throw new ArgumentNullException("keys");
            var rows = keys.ToArray();
            return rows.Length == 0 ? null : (object)protocol.DeleteRow(tablePid, rows);
        }

        /// <summary>Runs an action by its id (notify 221).</summary>
        public static int RunAction(this SLProtocol protocol, int actionId)
        {
            return Convert.ToInt32(protocol.NotifyProtocol(221, actionId, null));
        }
    }
}
