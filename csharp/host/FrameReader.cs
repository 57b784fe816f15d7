// Reads the values of a frame.
using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace QActionHost
{
    internal sealed unsafe class FrameReader
    {
        private static readonly object[] boxedBytes = BoxBytes();
        private static readonly object[] none = new object[0];
        private readonly byte[] buffer;
        private int at;

        public FrameReader(byte[] frame)
        {
            buffer = frame;
        }

        private static object[] BoxBytes()
        {
            var all = new object[256];
            for (int i = 0; i < 256; i++) all[i] = (byte)i;
            return all;
        }

        public byte Byte()
        {
            return buffer[at++];
        }

        public int Int()
        {
            int value = BitConverter.ToInt32(buffer, at);
            at += 4;
            return value;
        }

        public long Long()
        {
            long value = BitConverter.ToInt64(buffer, at);
            at += 8;
            return value;
        }

        public double Double()
        {
            return BitConverter.Int64BitsToDouble(Long());
        }

        public string Text()
        {
            int count = Int();
            if (count == 0) return "";
            if (count < 0 || count > (buffer.Length - at) / 2) throw new InvalidDataException("A text is longer than its frame.");
            string value;
            fixed (byte* from = &buffer[at]) value = new string((char*)from, 0, count);
            at += count * 2;
            return value;
        }

        public object[] Values()
        {
            int count = Int();
            if (count == 0) return none;
            var values = new object[count];
            for (int i = 0; i < count; i++) values[i] = Value();
            return values;
        }

        public object Value()
        {
            switch ((Tag)Byte())
            {
                case Tag.Null: return null;
                case Tag.Int: return Int();
                case Tag.Double: return Double();
                case Tag.Text: return Text();
                case Tag.Bool: return Byte() != 0;
                case Tag.Time: return Time();
                case Tag.Bytes: return Bytes();
                case Tag.Array:
                    {
                        var values = new object[Int()];
                        for (int i = 0; i < values.Length; i++) values[i] = Value();
                        return values;
                    }
                case Tag.UInts:
                    {
                        var values = new uint[Int()];
                        for (int i = 0; i < values.Length; i++) values[i] = unchecked((uint)Int());
                        return values;
                    }
                case Tag.ByteObjects:
                    {
                        var values = new object[Int()];
                        for (int i = 0; i < values.Length; i++) values[i] = boxedBytes[buffer[at + i]];
                        at += values.Length;
                        return values;
                    }
                case Tag.Fields:
                    {
                        int count = Int();
                        var fields = new Dictionary<string, object>(count);
                        for (int i = 0; i < count; i++)
                        {
                            string name = Text();
                            fields[name] = Value();
                        }
                        return fields;
                    }
                case Tag.Texts:
                    {
                        var texts = new string[Int()];
                        for (int i = 0; i < texts.Length; i++) texts[i] = Text();
                        return texts;
                    }
                default: throw new InvalidDataException("A value has a tag that does not exist. The host and qaction-kit are of different versions: build the host again.");
            }
        }

        private DateTime Time()
        {
            return new DateTime(WireTime.Epoch + (long)(Double() * TimeSpan.TicksPerMillisecond), DateTimeKind.Utc).ToLocalTime();
        }

        private byte[] Bytes()
        {
            var value = new byte[Int()];
            Buffer.BlockCopy(buffer, at, value, 0, value.Length);
            at += value.Length;
            return value;
        }
    }
}
