// Numbers as .NET Framework 4.8 writes and reads them: 15 digits of a double, 7 of a float, no negative zero, no overflow to infinity.
using System;
using System.Globalization;

namespace QActionFramework
{
    /// <summary>A double or float that formats itself as in .NET Framework: an argument of string.Format.</summary>
    internal struct FrameworkNumber : IFormattable
    {
        private readonly double value;
        private readonly bool single;

        public FrameworkNumber(double value, bool single)
        {
            this.value = value;
            this.single = single;
        }

        public string ToString(string format, IFormatProvider provider) { return Text(value, single, format, provider); }
        public override string ToString() { return Text(value, single, null, null); }

        /// <summary>The text of a number.</summary>
        public static string Text(double value, bool single, string format, IFormatProvider provider)
        {
            // A float is written by its own digits, not by those of the double that holds it.
            string digits = single ? ((float)value).ToString("E6", CultureInfo.InvariantCulture) : value.ToString("E14", CultureInfo.InvariantCulture);
            if (double.IsNaN(value) || double.IsInfinity(value)) return value.ToString(format, provider);
            if (string.IsNullOrEmpty(format) || format == "G" || format == "g")
            {
                if (value == 0) return 0.ToString(provider);
                string general = single ? ((float)value).ToString("G7", provider) : value.ToString("G15", provider);
                return format == "g" ? general.ToLowerInvariant() : general;
            }
            if (format == "R" || format == "r") return RoundTrip(value, single, provider);
            char kind = format[0];
            bool standard = char.IsLetter(kind) && format.Length <= 3 && IsNumber(format, 1);
            if (standard && (kind == 'G' || kind == 'g' || kind == 'E' || kind == 'e'))
                return value == 0 ? 0.0.ToString(format, provider) : single ? ((float)value).ToString(format, provider) : value.ToString(format, provider);
            double size = Math.Abs(value);
            if (value != 0 && (size < 1e-10 || size > 7e27)) return value.ToString(format, provider);
            // Framework rounds to 15 digits first, and rounds those half away from zero, as decimal does.
            return decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(format, provider);
        }

        private static bool IsNumber(string text, int from)
        {
            for (int i = from; i < text.Length; i++)
                if (!char.IsDigit(text[i])) return false;
            return true;
        }

        private static string RoundTrip(double value, bool single, IFormatProvider provider)
        {
            if (value == 0) return 0.ToString(provider);
            if (single)
            {
                string seven = ((float)value).ToString("G7", CultureInfo.InvariantCulture);
                bool exact = float.Parse(seven, CultureInfo.InvariantCulture) == (float)value;
                return ((float)value).ToString(exact ? "G7" : "G9", provider);
            }
            string fifteen = value.ToString("G15", CultureInfo.InvariantCulture);
            double back;
            bool same = double.TryParse(fifteen, NumberStyles.Float, CultureInfo.InvariantCulture, out back) && back == value;
            return value.ToString(same ? "G15" : "G17", provider);
        }

        /// <summary>An argument in whose place its text in .NET Framework stands.</summary>
        public static object Argument(object value)
        {
            if (value is double) return new FrameworkNumber((double)value, false);
            if (value is float) return new FrameworkNumber((float)value, true);
            return value;
        }

        public static object[] Arguments(object[] values)
        {
            return values == null ? null : Array.ConvertAll(values, Argument);
        }

        /// <summary>A number too large for a double is an OverflowException there.</summary>
        public static double Checked(double value, string text, IFormatProvider provider)
        {
            if (double.IsInfinity(value) && !IsInfinity(text, provider)) throw new OverflowException("Value was either too large or too small for a Double.");
            return value;
        }

        public static bool IsInfinity(string text, IFormatProvider provider)
        {
            var symbols = NumberFormatInfo.GetInstance(provider);
            string trimmed = text.Trim();
            return string.Equals(trimmed, symbols.PositiveInfinitySymbol, StringComparison.OrdinalIgnoreCase) || string.Equals(trimmed, symbols.NegativeInfinitySymbol, StringComparison.OrdinalIgnoreCase);
        }
    }
}
