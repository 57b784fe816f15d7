// One table as an object: the base of the table classes that the helper has.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Skyline.DataMiner.Scripting
{
    /// <summary>A table, by the members of <see cref="SLProtocol"/>.</summary>
    public class QActionTable
    {
        private readonly SLProtocol protocol;

        public QActionTable(SLProtocol protocol, int tableId, string tableName)
        {
            this.protocol = protocol;
            TableId = tableId;
            TableName = tableName;
        }

        /// <summary>The object of the run (obsolete).</summary>
        public SLProtocol Protocol { get { return protocol; } }
        public int TableId { get; private set; }
        public string TableName { get; private set; }
        public string[] Keys { get { return protocol.GetKeys(TableId); } }
        public string[] DisplayKeys { get { return protocol.GetKeys(TableId, NotifyProtocol.KeyType.DisplayKey); } }
        public int RowCount { get { return protocol.RowCount(TableId); } }

        /// <summary>A row by 0-based position.</summary>
        public object[] this[int row]
        {
            get { return (object[])protocol.GetRow(TableId, row); }
            set { protocol.SetRow(TableId, row, value); }
        }

        /// <summary>A row by primary key.</summary>
        public object[] this[string key]
        {
            get { return (object[])protocol.GetRow(TableId, key); }
            set { protocol.SetRow(TableId, key, value); }
        }

        /// <summary>A cell by 0-based position and 0-based column.</summary>
        public object this[int row, int column]
        {
            get { return protocol.GetParameterIndex(TableId, row + 1, column + 1); }
            set { protocol.SetParameterIndex(TableId, row + 1, column + 1, value); }
        }

        /// <summary>A cell by primary key and 0-based column.</summary>
        public object this[string key, int column]
        {
            get { return protocol.GetParameterIndexByKey(TableId, key, column + 1); }
            set { protocol.SetParameterIndexByKey(TableId, key, column + 1, value); }
        }

        public int AddRow(string key) { return protocol.AddRow(TableId, key); }
        public int AddRow(string key, DateTime? timeInfo) { return AddRow(new object[] { key }, timeInfo); }
        public int AddRow(object[] row) { return protocol.AddRow(TableId, row); }
        public int AddRow(QActionTableRow row) { return protocol.AddRow(TableId, row.ToObjectArray()); }
        public int AddRow(object[] row, DateTime? timeInfo) { return protocol.AddRow(TableId, timeInfo.HasValue ? new object[] { row, timeInfo.Value } : row); }
        public int AddRow(QActionTableRow row, DateTime? timeInfo) { return AddRow(row.ToObjectArray(), timeInfo); }

        public string AddRowReturnKey() { return protocol.AddRowReturnKey(TableId); }
        public string AddRowReturnKey(DateTime? timeInfo) { return AddRowReturnKey(new object[] { null }, timeInfo); }
        public string AddRowReturnKey(object[] row) { return protocol.AddRowReturnKey(TableId, row); }
        public string AddRowReturnKey(QActionTableRow row) { return protocol.AddRowReturnKey(TableId, row.ToObjectArray()); }
        public string AddRowReturnKey(QActionTableRow row, DateTime? timeInfo) { return AddRowReturnKey(row.ToObjectArray(), timeInfo); }

        public string AddRowReturnKey(object[] row, DateTime? timeInfo)
        {
            if (!timeInfo.HasValue) return AddRowReturnKey(row);
            return AddRowReturnKey(Array.ConvertAll(row, cell => cell == null || cell is object[] ? cell : new object[] { cell, timeInfo.Value }));
        }

        public int DeleteRow(int row) { return protocol.DeleteRow(TableId, row); }
        public int DeleteRow(string key) { return protocol.DeleteRow(TableId, key); }
        public int DeleteRow(string[] keys) { return protocol.DeleteRow(TableId, keys); }
        public int DeleteRow(List<string> keys) { return protocol.DeleteRow(TableId, keys.ToArray()); }
        public bool Exists(string key) { return protocol.Exists(TableId, key); }
        public object[] GetRow(int row) { return (object[])protocol.GetRow(TableId, row); }
        public object[] GetRow(string key) { return (object[])protocol.GetRow(TableId, key); }

        /// <summary>1-based position, 0 when there is none.</summary>
        public int GetPosition(string key) { return protocol.GetKeyPosition(TableId, key); }
        public string[] GetKeysForIndex(int columnPid, string value) { return protocol.GetKeysForIndex(columnPid, value); }

        /// <summary>Empties the table.</summary>
        public object Clear() { return protocol.ClearAllKeys(TableId); }

        public object[] SetRow(int row, object[] values) { return Row(row, values, null, false); }
        public object[] SetRow(int row, object[] values, DateTime? timeInfo) { return Row(row, values, timeInfo, false); }
        public object[] SetRow(int row, object[] values, bool useClearAndLeave) { return Row(row, values, null, useClearAndLeave); }
        public object[] SetRow(int row, object[] values, DateTime? timeInfo, bool useClearAndLeave) { return Row(row, values, timeInfo, useClearAndLeave); }
        public object[] SetRow(QActionTableRow row, bool createRow = false) { return Row(row.Key, row.ToObjectArray(), createRow, null, false); }
        public object[] SetRow(QActionTableRow row, bool createRow, DateTime? timeInfo) { return Row(row.Key, row.ToObjectArray(), createRow, timeInfo, false); }
        public object[] SetRow(QActionTableRow row, bool createRow, bool useClearAndLeave) { return Row(row.Key, row.ToObjectArray(), createRow, null, useClearAndLeave); }
        public object[] SetRow(QActionTableRow row, bool createRow, DateTime? timeInfo, bool useClearAndLeave) { return Row(row.Key, row.ToObjectArray(), createRow, timeInfo, useClearAndLeave); }
        public object[] SetRow(string key, object[] values, bool createRow = false) { return Row(key, values, createRow, null, false); }
        public object[] SetRow(string key, object[] values, bool createRow, DateTime? timeInfo) { return Row(key, values, createRow, timeInfo, false); }
        public object[] SetRow(string key, object[] values, bool createRow, bool useClearAndLeave) { return Row(key, values, createRow, null, useClearAndLeave); }
        public object[] SetRow(string key, object[] values, bool createRow, DateTime? timeInfo, bool useClearAndLeave) { return Row(key, values, createRow, timeInfo, useClearAndLeave); }

        private object[] Row(int row, object[] values, DateTime? timeInfo, bool useClearAndLeave)
        {
            if (values == null) throw new ArgumentNullException("values");
            if (row < 0 || row >= RowCount) throw new ArgumentOutOfRangeException("row", row, "Table " + TableId + " has no row at this position (0-based).");
            return timeInfo.HasValue
                ? (object[])protocol.SetRow(TableId, row, values, timeInfo.Value, useClearAndLeave)
                : (object[])protocol.SetRow(TableId, row, values, useClearAndLeave);
        }

        private object[] Row(string key, object[] values, bool createRow, DateTime? timeInfo, bool useClearAndLeave)
        {
            if (values == null) throw new ArgumentNullException("values");
            if (Exists(key))
                return timeInfo.HasValue
                    ? (object[])protocol.SetRow(TableId, key, values, timeInfo.Value, useClearAndLeave)
                    : (object[])protocol.SetRow(TableId, key, values, useClearAndLeave);
            if (!createRow) throw new ArgumentException("Table " + TableId + " has no row '" + key + "'. Add it first, or set createRow to true.");
            return AddRow(values, timeInfo) == -1 ? null : Array.ConvertAll(values, cell => (object)1);
        }

        public object SetColumn(int columnPid, string[] keys, object[] values) { return Column(columnPid, keys, values, null, false); }
        public object SetColumn(int columnPid, string[] keys, object[] values, DateTime? timeInfo) { return Column(columnPid, keys, values, timeInfo, false); }
        public object SetColumn(int columnPid, string[] keys, object[] values, bool useClearAndLeave) { return Column(columnPid, keys, values, null, useClearAndLeave); }
        public object SetColumn(int columnPid, string[] keys, object[] values, DateTime? timeInfo, bool useClearAndLeave) { return Column(columnPid, keys, values, timeInfo, useClearAndLeave); }

        private object Column(int columnPid, string[] keys, object[] values, DateTime? timeInfo, bool useClearAndLeave)
        {
            if (keys.Length != values.Length) throw new ArgumentException("SetColumn(" + columnPid + "): " + keys.Length + " keys and " + values.Length + " values do not belong together.");
            return protocol.FillArrayWithColumn(TableId, columnPid, keys, values, timeInfo, useClearAndLeave);
        }

        public object FillArray(object[] columns) { return protocol.FillArray(TableId, columns); }
        public object FillArray(object[] columns, DateTime? timeInfo) { return protocol.FillArray(TableId, columns, timeInfo); }
        public object FillArray(object[] columns, bool useClearAndLeave) { return protocol.FillArray(TableId, columns, useClearAndLeave); }
        public object FillArray(object[] columns, DateTime? timeInfo, bool useClearAndLeave) { return protocol.FillArray(TableId, columns, timeInfo, useClearAndLeave); }
        public object FillArray(List<object[]> columns) { return protocol.FillArray(TableId, columns); }
        public object FillArray(List<object[]> columns, DateTime? timeInfo) { return protocol.FillArray(TableId, columns, timeInfo); }
        public object FillArray(List<object[]> columns, bool useClearAndLeave) { return protocol.FillArray(TableId, columns, useClearAndLeave); }
        public object FillArray(List<object[]> columns, DateTime? timeInfo, bool useClearAndLeave) { return protocol.FillArray(TableId, columns, timeInfo, useClearAndLeave); }
        public object FillArray(QActionTableRow[] rows) { return FillArray(QActionRowsToObjectFillArray(rows)); }
        public object FillArray(QActionTableRow[] rows, DateTime? timeInfo) { return FillArray(QActionRowsToObjectFillArray(rows), timeInfo); }
        public object FillArray(QActionTableRow[] rows, bool useClearAndLeave) { return FillArray(QActionRowsToObjectFillArray(rows), useClearAndLeave); }
        public object FillArray(QActionTableRow[] rows, DateTime? timeInfo, bool useClearAndLeave) { return FillArray(QActionRowsToObjectFillArray(rows), timeInfo, useClearAndLeave); }
        public object FillArray(List<QActionTableRow> rows) { return FillArray(rows.ToArray()); }
        public object FillArray(List<QActionTableRow> rows, DateTime? timeInfo) { return FillArray(rows.ToArray(), timeInfo); }
        public object FillArray(List<QActionTableRow> rows, bool useClearAndLeave) { return FillArray(rows.ToArray(), useClearAndLeave); }
        public object FillArray(List<QActionTableRow> rows, DateTime? timeInfo, bool useClearAndLeave) { return FillArray(rows.ToArray(), timeInfo, useClearAndLeave); }

        public object FillArrayNoDelete(object[] columns) { return protocol.FillArrayNoDelete(TableId, columns); }
        public object FillArrayNoDelete(object[] columns, DateTime? timeInfo) { return protocol.FillArrayNoDelete(TableId, columns, timeInfo); }
        public object FillArrayNoDelete(object[] columns, bool useClearAndLeave) { return protocol.FillArrayNoDelete(TableId, columns, useClearAndLeave); }
        public object FillArrayNoDelete(object[] columns, DateTime? timeInfo, bool useClearAndLeave) { return protocol.FillArrayNoDelete(TableId, columns, timeInfo, useClearAndLeave); }
        public object FillArrayNoDelete(List<object[]> columns) { return protocol.FillArrayNoDelete(TableId, columns); }
        public object FillArrayNoDelete(List<object[]> columns, DateTime? timeInfo) { return protocol.FillArrayNoDelete(TableId, columns, timeInfo); }
        public object FillArrayNoDelete(List<object[]> columns, bool useClearAndLeave) { return protocol.FillArrayNoDelete(TableId, columns, useClearAndLeave); }
        public object FillArrayNoDelete(List<object[]> columns, DateTime? timeInfo, bool useClearAndLeave) { return protocol.FillArrayNoDelete(TableId, columns, timeInfo, useClearAndLeave); }
        public object FillArrayNoDelete(QActionTableRow[] rows) { return FillArrayNoDelete(QActionRowsToObjectFillArray(rows)); }
        public object FillArrayNoDelete(QActionTableRow[] rows, DateTime? timeInfo) { return FillArrayNoDelete(QActionRowsToObjectFillArray(rows), timeInfo); }
        public object FillArrayNoDelete(QActionTableRow[] rows, bool useClearAndLeave) { return FillArrayNoDelete(QActionRowsToObjectFillArray(rows), useClearAndLeave); }
        public object FillArrayNoDelete(QActionTableRow[] rows, DateTime? timeInfo, bool useClearAndLeave) { return FillArrayNoDelete(QActionRowsToObjectFillArray(rows), timeInfo, useClearAndLeave); }
        public object FillArrayNoDelete(List<QActionTableRow> rows) { return FillArrayNoDelete(rows.ToArray()); }
        public object FillArrayNoDelete(List<QActionTableRow> rows, DateTime? timeInfo) { return FillArrayNoDelete(rows.ToArray(), timeInfo); }
        public object FillArrayNoDelete(List<QActionTableRow> rows, bool useClearAndLeave) { return FillArrayNoDelete(rows.ToArray(), useClearAndLeave); }
        public object FillArrayNoDelete(List<QActionTableRow> rows, DateTime? timeInfo, bool useClearAndLeave) { return FillArrayNoDelete(rows.ToArray(), timeInfo, useClearAndLeave); }

        /// <summary>Row objects as an array of rows.</summary>
        public object[] QActionRowsToObjectArray(QActionTableRow[] rows)
        {
            return Array.ConvertAll(rows, row => (object)row.ToObjectArray());
        }

        /// <summary>Row objects as an array of columns, which FillArray takes.</summary>
        public object[] QActionRowsToObjectFillArray(QActionTableRow[] rows)
        {
            var cells = Array.ConvertAll(rows, row => row.ToObjectArray());
            var columns = new object[cells.Length == 0 ? 0 : cells.Max(row => row.Length)];
            for (int i = 0; i < columns.Length; i++) columns[i] = Array.ConvertAll(cells, row => i < row.Length ? row[i] : null);
            return columns;
        }
    }

    /// <summary>Walks over the rows of a table by 0-based position.</summary>
    public class QActionTableEnumerator<T> : IEnumerator<T> where T : QActionTableRow, new()
    {
        private readonly QActionTable table;
        private int position = -1;

        public QActionTableEnumerator(QActionTable table) { this.table = table; }

        public T Current
        {
            get
            {
                var row = new T();
                var cells = table.GetRow(position);
                for (int i = 0; cells != null && i < cells.Length; i++) row.Columns[i] = cells[i];
                return row;
            }
        }

        object IEnumerator.Current { get { return Current; } }
        public bool MoveNext() { return ++position < table.RowCount; }
        public void Reset() { position = -1; }
        public void Dispose() { }
    }
}
