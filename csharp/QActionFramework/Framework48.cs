// The closed list of methods that behave differently in .NET Framework 4.8: calls of QActions to them are led here when they are compiled.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace QActionFramework
{
    public static class Framework48
    {
        private const string newLine = "\r\n";

        /// <summary>Code page of the element that runs on this thread; threads of a QAction have that of the last element that ran.</summary>
        [ThreadStatic]
        private static Encoding encoding;
        private static Encoding lastEncoding;

        /// <summary>A run of an element begins on this thread. Gives what was before.</summary>
        internal static Encoding Enter(Encoding element)
        {
            var outer = encoding;
            encoding = lastEncoding = element;
            return outer;
        }

        /// <summary>Takes <see cref="Enter"/> back.</summary>
        internal static void Leave(Encoding outer)
        {
            encoding = outer;
        }

        // Text of numbers.
        [InPlaceOf("System.Double::ToString()")]
        public static string DoubleText(ref double value) { return FrameworkNumber.Text(value, false, null, null); }
        [InPlaceOf("System.Double::ToString(System.IFormatProvider)")]
        public static string DoubleText(ref double value, IFormatProvider provider) { return FrameworkNumber.Text(value, false, null, provider); }
        [InPlaceOf("System.Double::ToString(System.String)")]
        public static string DoubleText(ref double value, string format) { return FrameworkNumber.Text(value, false, format, null); }
        [InPlaceOf("System.Double::ToString(System.String,System.IFormatProvider)")]
        public static string DoubleText(ref double value, string format, IFormatProvider provider) { return FrameworkNumber.Text(value, false, format, provider); }
        [InPlaceOf("System.Single::ToString()")]
        public static string SingleText(ref float value) { return FrameworkNumber.Text(value, true, null, null); }
        [InPlaceOf("System.Single::ToString(System.IFormatProvider)")]
        public static string SingleText(ref float value, IFormatProvider provider) { return FrameworkNumber.Text(value, true, null, provider); }
        [InPlaceOf("System.Single::ToString(System.String)")]
        public static string SingleText(ref float value, string format) { return FrameworkNumber.Text(value, true, format, null); }
        [InPlaceOf("System.Single::ToString(System.String,System.IFormatProvider)")]
        public static string SingleText(ref float value, string format, IFormatProvider provider) { return FrameworkNumber.Text(value, true, format, provider); }
        [InPlaceOf("System.Object::ToString()")]
        public static string ObjectText(object value) { return FrameworkNumber.Argument(value).ToString(); }
        [InPlaceOf("System.IFormattable::ToString(System.String,System.IFormatProvider)")]
        public static string FormattableText(IFormattable value, string format, IFormatProvider provider) { return ((IFormattable)FrameworkNumber.Argument(value)).ToString(format, provider); }

        [InPlaceOf("System.Convert::ToString(System.Double)")]
        public static string ConvertText(double value) { return FrameworkNumber.Text(value, false, null, null); }
        [InPlaceOf("System.Convert::ToString(System.Double,System.IFormatProvider)")]
        public static string ConvertText(double value, IFormatProvider provider) { return FrameworkNumber.Text(value, false, null, provider); }
        [InPlaceOf("System.Convert::ToString(System.Single)")]
        public static string ConvertText(float value) { return FrameworkNumber.Text(value, true, null, null); }
        [InPlaceOf("System.Convert::ToString(System.Single,System.IFormatProvider)")]
        public static string ConvertText(float value, IFormatProvider provider) { return FrameworkNumber.Text(value, true, null, provider); }
        [InPlaceOf("System.Convert::ToString(System.Object)")]
        public static string ConvertText(object value) { return Convert.ToString(FrameworkNumber.Argument(value)); }
        [InPlaceOf("System.Convert::ToString(System.Object,System.IFormatProvider)")]
        public static string ConvertText(object value, IFormatProvider provider) { return Convert.ToString(FrameworkNumber.Argument(value), provider); }

        // Text put together.
        [InPlaceOf("System.String::Concat(System.Object)")]
        public static string Concat(object a) { return string.Concat(FrameworkNumber.Argument(a)); }
        [InPlaceOf("System.String::Concat(System.Object,System.Object)")]
        public static string Concat(object a, object b) { return string.Concat(FrameworkNumber.Argument(a), FrameworkNumber.Argument(b)); }
        [InPlaceOf("System.String::Concat(System.Object,System.Object,System.Object)")]
        public static string Concat(object a, object b, object c) { return string.Concat(FrameworkNumber.Argument(a), FrameworkNumber.Argument(b), FrameworkNumber.Argument(c)); }
        [InPlaceOf("System.String::Concat(System.Object[])")]
        public static string Concat(object[] all) { return string.Concat(FrameworkNumber.Arguments(all)); }
        [InPlaceOf("System.String::Join(System.String,System.Object[])")]
        public static string Join(string separator, object[] all) { return string.Join(separator, FrameworkNumber.Arguments(all)); }
        [InPlaceOf("System.String::Join(System.String,System.Collections.Generic.IEnumerable`1<!!0>)")]
        public static string Join<T>(string separator, IEnumerable<T> all) { return string.Join(separator, all.Select(one => FrameworkNumber.Argument(one))); }
        [InPlaceOf("System.String::Format(System.String,System.Object)")]
        public static string Format(string format, object a) { return string.Format(format, FrameworkNumber.Argument(a)); }
        [InPlaceOf("System.String::Format(System.String,System.Object,System.Object)")]
        public static string Format(string format, object a, object b) { return string.Format(format, FrameworkNumber.Argument(a), FrameworkNumber.Argument(b)); }
        [InPlaceOf("System.String::Format(System.String,System.Object,System.Object,System.Object)")]
        public static string Format(string format, object a, object b, object c) { return string.Format(format, FrameworkNumber.Argument(a), FrameworkNumber.Argument(b), FrameworkNumber.Argument(c)); }
        [InPlaceOf("System.String::Format(System.String,System.Object[])")]
        public static string Format(string format, object[] all) { return string.Format(format, FrameworkNumber.Arguments(all)); }
        [InPlaceOf("System.String::Format(System.IFormatProvider,System.String,System.Object)")]
        public static string Format(IFormatProvider provider, string format, object a) { return string.Format(provider, format, FrameworkNumber.Argument(a)); }
        [InPlaceOf("System.String::Format(System.IFormatProvider,System.String,System.Object,System.Object)")]
        public static string Format(IFormatProvider provider, string format, object a, object b) { return string.Format(provider, format, FrameworkNumber.Argument(a), FrameworkNumber.Argument(b)); }
        [InPlaceOf("System.String::Format(System.IFormatProvider,System.String,System.Object,System.Object,System.Object)")]
        public static string Format(IFormatProvider provider, string format, object a, object b, object c) { return string.Format(provider, format, FrameworkNumber.Argument(a), FrameworkNumber.Argument(b), FrameworkNumber.Argument(c)); }
        [InPlaceOf("System.String::Format(System.IFormatProvider,System.String,System.Object[])")]
        public static string Format(IFormatProvider provider, string format, object[] all) { return string.Format(provider, format, FrameworkNumber.Arguments(all)); }
        [InPlaceOf("System.Text.StringBuilder::Append(System.Double)")]
        public static StringBuilder Append(StringBuilder builder, double value) { return builder.Append(FrameworkNumber.Text(value, false, null, null)); }
        [InPlaceOf("System.Text.StringBuilder::Append(System.Single)")]
        public static StringBuilder Append(StringBuilder builder, float value) { return builder.Append(FrameworkNumber.Text(value, true, null, null)); }
        [InPlaceOf("System.Text.StringBuilder::Append(System.Object)")]
        public static StringBuilder Append(StringBuilder builder, object value) { return builder.Append(FrameworkNumber.Argument(value)); }
        [InPlaceOf("System.Text.StringBuilder::AppendFormat(System.String,System.Object)")]
        public static StringBuilder AppendFormat(StringBuilder builder, string format, object a) { return builder.AppendFormat(format, FrameworkNumber.Argument(a)); }
        [InPlaceOf("System.Text.StringBuilder::AppendFormat(System.String,System.Object,System.Object)")]
        public static StringBuilder AppendFormat(StringBuilder builder, string format, object a, object b) { return builder.AppendFormat(format, FrameworkNumber.Argument(a), FrameworkNumber.Argument(b)); }
        [InPlaceOf("System.Text.StringBuilder::AppendFormat(System.String,System.Object,System.Object,System.Object)")]
        public static StringBuilder AppendFormat(StringBuilder builder, string format, object a, object b, object c) { return builder.AppendFormat(format, FrameworkNumber.Argument(a), FrameworkNumber.Argument(b), FrameworkNumber.Argument(c)); }
        [InPlaceOf("System.Text.StringBuilder::AppendFormat(System.String,System.Object[])")]
        public static StringBuilder AppendFormat(StringBuilder builder, string format, object[] all) { return builder.AppendFormat(format, FrameworkNumber.Arguments(all)); }
        [InPlaceOf("System.Text.StringBuilder::AppendFormat(System.IFormatProvider,System.String,System.Object[])")]
        public static StringBuilder AppendFormat(StringBuilder builder, IFormatProvider provider, string format, object[] all) { return builder.AppendFormat(provider, format, FrameworkNumber.Arguments(all)); }

        // Numbers from text.
        [InPlaceOf("System.Double::Parse(System.String)")]
        public static double ParseDouble(string text) { return FrameworkNumber.Checked(double.Parse(text), text, null); }
        [InPlaceOf("System.Double::Parse(System.String,System.IFormatProvider)")]
        public static double ParseDouble(string text, IFormatProvider provider) { return FrameworkNumber.Checked(double.Parse(text, provider), text, provider); }
        [InPlaceOf("System.Double::Parse(System.String,System.Globalization.NumberStyles)")]
        public static double ParseDouble(string text, NumberStyles style) { return FrameworkNumber.Checked(double.Parse(text, style), text, null); }
        [InPlaceOf("System.Double::Parse(System.String,System.Globalization.NumberStyles,System.IFormatProvider)")]
        public static double ParseDouble(string text, NumberStyles style, IFormatProvider provider) { return FrameworkNumber.Checked(double.Parse(text, style, provider), text, provider); }
        [InPlaceOf("System.Convert::ToDouble(System.String)")]
        public static double ToDouble(string text) { return text == null ? 0 : ParseDouble(text); }
        [InPlaceOf("System.Convert::ToDouble(System.String,System.IFormatProvider)")]
        public static double ToDouble(string text, IFormatProvider provider) { return text == null ? 0 : ParseDouble(text, NumberStyles.Float | NumberStyles.AllowThousands, provider); }
        [InPlaceOf("System.Convert::ToDouble(System.Object)")]
        public static double ToDouble(object value) { var text = value as string; return text == null ? Convert.ToDouble(value) : ToDouble(text); }
        [InPlaceOf("System.Convert::ToDouble(System.Object,System.IFormatProvider)")]
        public static double ToDouble(object value, IFormatProvider provider) { var text = value as string; return text == null ? Convert.ToDouble(value, provider) : ToDouble(text, provider); }
        [InPlaceOf("System.Double::TryParse(System.String,System.Double&)")]
        public static bool TryParseDouble(string text, out double value) { return TryParseDouble(text, NumberStyles.Float | NumberStyles.AllowThousands, null, out value); }

        [InPlaceOf("System.Double::TryParse(System.String,System.Globalization.NumberStyles,System.IFormatProvider,System.Double&)")]
        public static bool TryParseDouble(string text, NumberStyles style, IFormatProvider provider, out double value)
        {
            if (!double.TryParse(text, style, provider, out value)) return false;
            if (!double.IsInfinity(value) || FrameworkNumber.IsInfinity(text, provider)) return true;
            value = 0;
            return false;
        }

        // Line ends, which Windows has as CR LF.
        [InPlaceOf("System.Environment::get_NewLine()")]
        public static string NewLine() { return newLine; }
        [InPlaceOf("System.Text.StringBuilder::AppendLine()")]
        public static StringBuilder AppendLine(StringBuilder builder) { return builder.Append(newLine); }
        [InPlaceOf("System.Text.StringBuilder::AppendLine(System.String)")]
        public static StringBuilder AppendLine(StringBuilder builder, string text) { return builder.Append(text).Append(newLine); }
        [InPlaceOf("System.IO.StringWriter::.ctor()")]
        public static StringWriter NewStringWriter() { return new StringWriter { NewLine = newLine }; }
        [InPlaceOf("System.IO.StringWriter::.ctor(System.IFormatProvider)")]
        public static StringWriter NewStringWriter(IFormatProvider provider) { return new StringWriter(provider) { NewLine = newLine }; }
        [InPlaceOf("System.IO.StringWriter::.ctor(System.Text.StringBuilder)")]
        public static StringWriter NewStringWriter(StringBuilder builder) { return new StringWriter(builder) { NewLine = newLine }; }

        // The code page of the element, and UTF-8.
        [InPlaceOf("System.Text.Encoding::get_Default()")]
        public static Encoding DefaultEncoding() { return encoding ?? lastEncoding ?? Encoding.Default; }
        [InPlaceOf("System.Text.Encoding::get_UTF8()")]
        public static Encoding Utf8() { return FrameworkUtf8.Shared; }
        [InPlaceOf("System.Text.Encoding::GetEncoding(System.Int32)")]
        public static Encoding EncodingOf(int codePage) { return Own(Encoding.GetEncoding(codePage)); }
        [InPlaceOf("System.Text.Encoding::GetEncoding(System.String)")]
        public static Encoding EncodingOf(string name) { return Own(Encoding.GetEncoding(name)); }
        [InPlaceOf("System.Text.UTF8Encoding::.ctor()")]
        public static UTF8Encoding NewUtf8() { return new FrameworkUtf8(false); }
        [InPlaceOf("System.Text.UTF8Encoding::.ctor(System.Boolean)")]
        public static UTF8Encoding NewUtf8(bool mark) { return new FrameworkUtf8(mark); }
        [InPlaceOf("System.Text.UTF8Encoding::.ctor(System.Boolean,System.Boolean)")]
        public static UTF8Encoding NewUtf8(bool mark, bool strict) { return new FrameworkUtf8(mark, strict); }

        [InPlaceOf("System.Text.Encoding::GetEncoding(System.Int32,System.Text.EncoderFallback,System.Text.DecoderFallback)")]
        public static Encoding EncodingOf(int codePage, EncoderFallback encoderFallback, DecoderFallback decoderFallback)
        {
            return Own(Encoding.GetEncoding(codePage, encoderFallback, decoderFallback), encoderFallback, decoderFallback);
        }

        [InPlaceOf("System.Text.Encoding::GetEncoding(System.String,System.Text.EncoderFallback,System.Text.DecoderFallback)")]
        public static Encoding EncodingOf(string name, EncoderFallback encoderFallback, DecoderFallback decoderFallback)
        {
            return Own(Encoding.GetEncoding(name, encoderFallback, decoderFallback), encoderFallback, decoderFallback);
        }

        private static Encoding Own(Encoding found) { return IsUtf8(found) ? FrameworkUtf8.Shared : found; }
        private static Encoding Own(Encoding found, EncoderFallback encoderFallback, DecoderFallback decoderFallback) { return IsUtf8(found) ? FrameworkUtf8.With(encoderFallback, decoderFallback) : found; }
        private static bool IsUtf8(Encoding found) { return found.CodePage == Encoding.UTF8.CodePage; }
    }
}
