// One row as an object: the base of the row classes that the helper has for each table.
using System;
using System.Collections.Generic;

namespace Skyline.DataMiner.Scripting
{
    /// <summary>Cells of one row by the idx of their column.</summary>
    public class QActionTableRow
    {
        public QActionTableRow(int index, int columnCount)
        {
            Index = index;
            ColumnCount = columnCount;
            Columns = new Dictionary<int, object>();
        }

        public QActionTableRow(int index, int columnCount, object[] values) : this(index, columnCount)
        {
            if (values == null) return;
            for (int i = 0; i < values.Length; i++) Columns[i] = values[i];
        }

        /// <summary>Idx of the primary key.</summary>
        public int Index { get; set; }

        public int ColumnCount { get; set; }

        /// <summary>Cells that were given; what is missing is null in the array: kept by SetRow, emptied by FillArray.</summary>
        public Dictionary<int, object> Columns { get; set; }

        /// <summary>Primary key.</summary>
        public string Key
        {
            get { object key; return Columns.TryGetValue(Index, out key) ? Convert.ToString(key) : null; }
            set { Columns[Index] = value; }
        }

        public object[] ToObjectArray()
        {
            var cells = new object[ColumnCount];
            foreach (var cell in Columns)
                if (cell.Key >= 0 && cell.Key < cells.Length) cells[cell.Key] = cell.Value;
            return cells;
        }

        public static implicit operator object[](QActionTableRow row)
        {
            return row == null ? null : row.ToObjectArray();
        }
    }
}
