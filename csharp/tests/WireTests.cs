// Values on the wire: what goes to Node, and what comes from it. The bytes are those of test/csharp/frames.test.ts.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Skyline.DataMiner.Scripting;
using Xunit;

namespace QActionHost.Tests
{
    public class WireTests
    {
        private static byte[] Body(object value)
        {
            var writer = FrameWriter.Begin(Kind.Result, 7);
            writer.Value(value);
            var frame = writer.End();
            Assert.Equal(frame.Count - 4, BitConverter.ToInt32(frame.Array, 0));
            var body = frame.Skip(13).ToArray();
            writer.Release();
            return body;
        }

        private static string Hex(object value)
        {
            return string.Concat(Body(value).Select(one => one.ToString("x2", CultureInfo.InvariantCulture)));
        }

        private static object Read(string hex)
        {
            var bytes = Enumerable.Range(0, hex.Length / 2).Select(i => Convert.ToByte(hex.Substring(2 * i, 2), 16)).ToArray();
            return new FrameReader(bytes).Value();
        }

        private static object Back(object value)
        {
            return new FrameReader(Body(value)).Value();
        }

        [Fact]
        public void ValuesComeBackAsTheyWent()
        {
            var values = new object[] { null, 0, -5, 1.5, -0.0, double.NaN, double.PositiveInfinity, true, false, "", "é€\ud83d\ude00\0", "\ud800 \udc00", new byte[] { 0, 255 }, new uint[] { 0, 0x80040221 }, new object[0], new object[] { 1, "x", new object[] { null } } };
            foreach (var value in values) Assert.Equal(value, Back(value));
        }

        [Fact]
        public void TagsAndBytesAreThoseOfTheOtherSide()
        {
            Assert.Null(Read("00"));
            Assert.Equal(1.0, Read("02000000000000f03f"));
            Assert.Equal("é\ud800", Read("0302000000e90000d8"));
            Assert.Equal(true, Read("0401"));
            Assert.Equal(new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).ToLocalTime(), Read("050000000000000000"));
            Assert.Equal(new byte[] { 1, 2 }, Read("06020000000102"));
            Assert.Equal(new uint[] { 0xfffffffe }, Read("0801000000feffffff"));
            var bytes = Assert.IsType<object[]>(Read("090100000009"));
            Assert.Equal((byte)9, Assert.IsType<byte>(bytes[0]));
            Assert.Equal(new[] { "a" }, Assert.IsType<string[]>(Read("0b01000000010000006100")));
            Assert.Equal("01feffffff", Hex(-2));
        }

        [Theory]
        [InlineData((short)-3, -3.0)]
        [InlineData((byte)200, 200.0)]
        [InlineData(1.5f, 1.5)]
        [InlineData(9007199254740991L, 9007199254740991.0)]
        [InlineData(LogLevel.Level2, 2.0)]
        public void NumbersOfOtherTypesBecomeDouble(object value, double expected)
        {
            Assert.Equal(expected, Back(value));
        }

        [Fact]
        public void WhatNoDoubleHoldsBecomesText()
        {
            Assert.Equal("9007199254740993", Back(9007199254740993L));
            Assert.Equal("18446744073709551615", Back(ulong.MaxValue));
            Assert.Equal("79228162514264337593543950335", Back(decimal.MaxValue));
            Assert.Equal(0.5, Back(0.5m));
            Assert.Equal("x", Back('x'));
        }

        [Fact]
        public void ListsOfAnyKindBecomeArrays()
        {
            Assert.Equal(new object[] { 1, 2 }, Back(new[] { 1, 2 }));
            Assert.Equal(new object[] { "a", null }, Back(new List<string> { "a", null }));
            Assert.Equal(new object[] { new object[] { "a" } }, Back(new List<object[]> { new object[] { "a" } }));
            Assert.Equal(new object[] { "key", null, 5 }, Back(new QActionTableRow(0, 3, new object[] { "key", null, 5 })));
            Assert.Null(Back(DBNull.Value));
        }

        [Fact]
        public void TimesAreInstants()
        {
            var utc = new DateTime(2026, 2, 28, 23, 59, 59, 999, DateTimeKind.Utc);
            Assert.Equal(utc.ToLocalTime(), Back(utc));
            Assert.Equal(utc.ToLocalTime(), Back(utc.ToLocalTime()));
            Assert.Equal(DateTimeKind.Local, ((DateTime)Back(utc)).Kind);
        }

        [Fact]
        public void ATypeWithoutAFormIsNamed()
        {
            Assert.Contains("System.Guid", Assert.Throws<ArgumentException>(() => Body(Guid.Empty)).Message);
        }
    }

    public class ResultsTests
    {
        [Fact]
        public void HresultsByTheirBits()
        {
            Assert.Equal(-2147220959, Results.As<int>((double)0x80040221));
            Assert.Equal(-2147220959, Results.As<int>(-2147220959.0));
            Assert.Equal(new uint[] { 0, 0x80040221 }, Results.Hresults(new object[] { 0.0, (double)0x80040221 }));
            Assert.Equal(-2147220959, Results.Hresults((double)0x80040221));
        }

        [Fact]
        public void DeclaredTypes()
        {
            Assert.Equal(0, Results.As<int>(null));
            Assert.True(Results.As<bool>(true));
            Assert.Null(Results.As<string>(null));
            Assert.Equal(new[] { "a", "1" }, Results.As<string[]>(new object[] { "a", 1.0 }));
            Assert.Equal(new object[] { 1, 0 }, Results.Ints(new object[] { 1.0, 0.0 }));
            Assert.Null(Results.Ints(null));
        }
    }
}
