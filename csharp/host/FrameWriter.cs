// Writes a frame: length, kind, id, and values, each with a tag in front.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using Skyline.DataMiner.Scripting;

namespace QActionHost
{
    /// <summary>Tags of values; <c>src/csharp/frames.ts</c> has the same.</summary>
    internal enum Tag : byte
    {
        Null = 0,
        Int = 1,
        Double = 2,
        Text = 3,
        Bool = 4,
        Time = 5,
        Bytes = 6,
        Array = 7,
        UInts = 8,
        /// <summary>object[] with a boxed byte in each element.</summary>
        ByteObjects = 9,
        /// <summary>Fields by name.</summary>
        Fields = 10,
        /// <summary>string[].</summary>
        Texts = 11,
    }

    internal sealed unsafe class FrameWriter
    {
        [ThreadStatic]
        private static FrameWriter free;

        private byte[] buffer = new byte[4096];
        private int length;

        /// <summary>A writer with the head of a frame; <see cref="Release"/> gives it back.</summary>
        public static FrameWriter Begin(Kind kind, long id)
        {
            var writer = free ?? new FrameWriter();
            free = null;
            writer.length = 4;
            writer.Byte((byte)kind);
            writer.Long(id);
            return writer;
        }

        /// <summary>The frame, with its length in front.</summary>
        public ArraySegment<byte> End()
        {
            int body = length - 4;
            for (int i = 0; i < 4; i++) buffer[i] = (byte)(body >> (8 * i));
            return new ArraySegment<byte>(buffer, 0, length);
        }

        public void Release()
        {
            if (buffer.Length <= 1 << 20) free = this;
        }

        private void Room(int count)
        {
            long needed = (long)length + count;
            if (needed <= buffer.Length) return;
            if (needed > int.MaxValue - 64) throw new ArgumentException("The values of a call come to more than 2 GB.");
            System.Array.Resize(ref buffer, (int)Math.Min(int.MaxValue - 64, Math.Max(needed, buffer.Length * 2L)));
        }

        public void Byte(byte value)
        {
            Room(1);
            buffer[length++] = value;
        }

        public void Int(int value)
        {
            Room(4);
            for (int i = 0; i < 4; i++) buffer[length++] = (byte)(value >> (8 * i));
        }

        public void Long(long value)
        {
            Room(8);
            for (int i = 0; i < 8; i++) buffer[length++] = (byte)(value >> (8 * i));
        }

        public void Double(double value)
        {
            Long(BitConverter.DoubleToInt64Bits(value));
        }

        /// <summary>UTF-16 as it is: lone surrogates too.</summary>
        public void Text(string value)
        {
            Int(value.Length);
            int bytes = checked(value.Length * 2);
            Room(bytes);
            fixed (char* from = value)
                Marshal.Copy((IntPtr)from, buffer, length, bytes);
            length += bytes;
        }

        /// <summary>A name of a member: its length in one byte, then ASCII.</summary>
        public void Name(string value)
        {
            Room(1 + value.Length);
            buffer[length++] = (byte)value.Length;
            foreach (char one in value) buffer[length++] = (byte)one;
        }

        /// <summary>
        /// Any value that an SLProtocol member may be given. Whole numbers, enums and float become numbers; what no double holds exactly
        /// (long, ulong, decimal) becomes text.
        /// </summary>
        public void Value(object value)
        {
            if (value == null || value is DBNull) { Byte((byte)Tag.Null); return; }
            var text = value as string;
            if (text != null) { Byte((byte)Tag.Text); Text(text); return; }
            if (value is double) { Byte((byte)Tag.Double); Double((double)value); return; }
            if (value is int) { Byte((byte)Tag.Int); Int((int)value); return; }
            if (value is bool) { Byte((byte)Tag.Bool); Byte((bool)value ? (byte)1 : (byte)0); return; }
            if (value is DateTime) { Time((DateTime)value); return; }
            var bytes = value as byte[];
            if (bytes != null && value.GetType() == typeof(byte[])) { Bytes(bytes); return; }
            // The CLR would take an int[] for a uint[], and the other way round.
            if (value.GetType() == typeof(uint[])) { UInts((uint[])value); return; }
            if (value is IConvertible) { Number((IConvertible)value); return; }
            var row = value as QActionTableRow;
            if (row != null) { List(row.ToObjectArray()); return; }
            var list = value as IList;
            if (list != null) { List(list); return; }
            var fields = value as Dictionary<string, object>;
            if (fields != null) { Fields(fields); return; }
            throw new ArgumentException("A value of type " + value.GetType() + " cannot be handed to SLProtocol. Convert it to text, a number, a DateTime or an array first.");
        }

        private void Time(DateTime value)
        {
            Byte((byte)Tag.Time);
            Double((value.ToUniversalTime().Ticks - WireTime.Epoch) / (double)TimeSpan.TicksPerMillisecond);
        }

        private void Bytes(byte[] value)
        {
            Byte((byte)Tag.Bytes);
            Int(value.Length);
            Room(value.Length);
            Buffer.BlockCopy(value, 0, buffer, length, value.Length);
            length += value.Length;
        }

        private void UInts(uint[] value)
        {
            Byte((byte)Tag.UInts);
            Int(value.Length);
            foreach (uint one in value) Int(unchecked((int)one));
        }

        private void List(IList value)
        {
            Byte((byte)Tag.Array);
            Int(value.Count);
            foreach (object one in value) Value(one);
        }

        private void Fields(Dictionary<string, object> value)
        {
            Byte((byte)Tag.Fields);
            Int(value.Count);
            foreach (var field in value)
            {
                Text(field.Key);
                Value(field.Value);
            }
        }

        private void Number(IConvertible value)
        {
            switch (value.GetTypeCode())
            {
                case TypeCode.Char:
                    Byte((byte)Tag.Text);
                    Text(value.ToString());
                    return;
                case TypeCode.Decimal:
                    decimal exact = (decimal)value;
                    double near = (double)exact;
                    if (Math.Abs(near) < 7.9e28 && (decimal)near == exact) { Byte((byte)Tag.Double); Double(near); return; }
                    Byte((byte)Tag.Text);
                    Text(exact.ToString(CultureInfo.InvariantCulture));
                    return;
                case TypeCode.Int64:
                    long whole = value.ToInt64(CultureInfo.InvariantCulture);
                    if (whole > -(1L << 53) && whole < 1L << 53) { Byte((byte)Tag.Double); Double(whole); return; }
                    Byte((byte)Tag.Text);
                    Text(whole.ToString(CultureInfo.InvariantCulture));
                    return;
                case TypeCode.UInt64:
                    ulong positive = value.ToUInt64(CultureInfo.InvariantCulture);
                    if (positive < 1UL << 53) { Byte((byte)Tag.Double); Double(positive); return; }
                    Byte((byte)Tag.Text);
                    Text(positive.ToString(CultureInfo.InvariantCulture));
                    return;
                default:
                    Byte((byte)Tag.Double);
                    Double(value.ToDouble(CultureInfo.InvariantCulture));
                    return;
            }
        }
    }

    internal static class WireTime
    {
        /// <summary>Ticks of 1970-01-01.</summary>
        public const long Epoch = 621355968000000000;
    }
}
