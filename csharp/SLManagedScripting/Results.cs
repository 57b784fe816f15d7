// Turns the answer of a call into what the member gives: numbers arrive as double.
using System;
using System.Globalization;
using System.Linq;

namespace Skyline.DataMiner.Scripting
{
    internal static class Results
    {
        /// <summary>The declared type; null becomes its default.</summary>
        public static T As<T>(object value)
        {
            if (value is T) return (T)value;
            if (value == null) return default(T);
            var type = typeof(T);
            if (type == typeof(int)) return (T)(object)Int(value);
            if (type == typeof(string[])) return (T)(object)Array.ConvertAll((object[])value, Text);
            return (T)Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        }

        /// <summary>One HRESULT when the whole call failed, else one for each value, by their bits.</summary>
        public static object Hresults(object value)
        {
            var list = value as object[];
            if (list == null) return value == null ? null : (object)Int(value);
            return Array.ConvertAll(list, one => unchecked((uint)Int(one)));
        }

        /// <summary>Whole numbers.</summary>
        public static object Ints(object value)
        {
            var list = value as object[];
            return list == null ? value : list.Select(one => one is double ? Int(one) : one).ToArray();
        }

        /// <summary>0x80040221 arrives as a positive or a negative number: the bits count.</summary>
        private static int Int(object value)
        {
            return unchecked((int)Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }

        private static string Text(object value)
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture);
        }
    }
}
