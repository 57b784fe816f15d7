// UTF-8 as .NET Framework 4.8 decodes it: what is broken gives fewer U+FFFD there, and an exception that counts otherwise.
using System.Text;

namespace QActionFramework
{
    /// <summary>
    /// A lead byte with a second one that makes the sequence overlong, a surrogate or above 10FFFF is one broken sequence of two bytes
    /// there, and two of one byte each in .NET. So each such pair becomes FF, which is one broken sequence everywhere. A decoder that throws
    /// names the same bytes there, at an index that is lower by their count.
    /// </summary>
    internal sealed class FrameworkUtf8 : UTF8Encoding
    {
        private static readonly byte[] none = new byte[0];

        /// <summary>Encoding.UTF8.</summary>
        public static readonly FrameworkUtf8 Shared = new FrameworkUtf8(true);

        /// <summary>False on .NET Framework and Mono, whose own exceptions are right.</summary>
        private static readonly bool countsFromFirstByte = IndexOfFirstBrokenByte() == 0;

        public FrameworkUtf8(bool mark) : base(mark) { }

        public FrameworkUtf8(bool mark, bool strict) : base(mark, strict) { }

        /// <summary>UTF-8 with fallbacks of one's own.</summary>
        public static Encoding With(EncoderFallback encoderFallback, DecoderFallback decoderFallback)
        {
            var encoding = (Encoding)Shared.Clone();
            encoding.EncoderFallback = encoderFallback;
            encoding.DecoderFallback = decoderFallback;
            return encoding;
        }

        public override string GetString(byte[] bytes)
        {
            return bytes == null ? base.GetString(bytes) : GetString(bytes, 0, bytes.Length);
        }

        public override string GetString(byte[] bytes, int index, int count)
        {
            var merged = Merged(bytes, index, count);
            try
            {
                return merged == null ? base.GetString(bytes, index, count) : base.GetString(merged, 0, merged.Length);
            }
            catch (DecoderFallbackException error) when (countsFromFirstByte)
            {
                throw AsFramework(error, bytes, index, count);
            }
        }

        public override int GetCharCount(byte[] bytes, int index, int count)
        {
            var merged = Merged(bytes, index, count);
            try
            {
                return merged == null ? base.GetCharCount(bytes, index, count) : base.GetCharCount(merged, 0, merged.Length);
            }
            catch (DecoderFallbackException error) when (countsFromFirstByte)
            {
                throw AsFramework(error, bytes, index, count);
            }
        }

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
        {
            var merged = Merged(bytes, byteIndex, byteCount);
            try
            {
                return merged == null ? base.GetChars(bytes, byteIndex, byteCount, chars, charIndex) : base.GetChars(merged, 0, merged.Length, chars, charIndex);
            }
            catch (DecoderFallbackException error) when (countsFromFirstByte)
            {
                throw AsFramework(error, bytes, byteIndex, byteCount);
            }
        }

        /// <summary>The exception that .NET Framework has for the same bytes.</summary>
        private static DecoderFallbackException AsFramework(DecoderFallbackException error, byte[] bytes, int index, int count)
        {
            var unknown = error.BytesUnknown;
            int second = error.Index + 1;
            if (unknown.Length == 1 && second < count && IsPair(unknown[0], bytes[index + second])) unknown = new[] { unknown[0], bytes[index + second] };
            int at = error.Index - unknown.Length;
            var names = string.Concat(System.Array.ConvertAll(unknown, one => "[" + one.ToString("X2") + "]"));
            return new DecoderFallbackException("Unable to translate bytes " + names + " at index " + at + " from specified code page to Unicode.", unknown, at);
        }

        private static int IndexOfFirstBrokenByte()
        {
            try
            {
                new UTF8Encoding(false, true).GetCharCount(new byte[] { 0x80 });
                return -1;
            }
            catch (DecoderFallbackException error)
            {
                return error.Index;
            }
        }

        public override Decoder GetDecoder()
        {
            // A pair that is cut in two is counted as one character.
            return DecoderFallback is DecoderReplacementFallback && DecoderFallback.MaxCharCount == 1 ? new Chunks(base.GetDecoder()) : base.GetDecoder();
        }

        /// <summary>The bytes with FF for each pair; null when they stay as they are, wrong arguments included.</summary>
        private byte[] Merged(byte[] bytes, int index, int count)
        {
            return DecoderFallback is DecoderReplacementFallback ? Merge(bytes, index, count) : null;
        }

        private static byte[] Merge(byte[] bytes, int index, int count)
        {
            if (bytes == null || index < 0 || count < 0 || index > bytes.Length - count) return null;
            int end = index + count;
            int pairs = 0;
            for (int i = index; i < end - 1; i++)
                if (IsPair(bytes[i], bytes[i + 1])) pairs++;
            if (pairs == 0) return null;
            var merged = new byte[count - pairs];
            int to = 0;
            for (int i = index; i < end; i++)
            {
                bool pair = i < end - 1 && IsPair(bytes[i], bytes[i + 1]);
                merged[to++] = pair ? (byte)0xff : bytes[i];
                if (pair) i++;
            }
            return merged;
        }

        /// <summary>A continuation byte is no lead byte: pairs never overlap.</summary>
        private static bool IsPair(byte lead, byte second)
        {
            switch (lead)
            {
                case 0xe0: return second >= 0x80 && second <= 0x9f;
                case 0xed: return second >= 0xa0 && second <= 0xbf;
                case 0xf0: return second >= 0x80 && second <= 0x8f;
                case 0xf4: return second >= 0x90 && second <= 0xbf;
                default: return false;
            }
        }

        /// <summary>Decodes bytes that come in parts; a pair may be cut in two.</summary>
        private sealed class Chunks : Decoder
        {
            private readonly Decoder decoder;

            /// <summary>Last byte, when the decoder has not finished with it.</summary>
            private byte last;

            public Chunks(Decoder decoder)
            {
                this.decoder = decoder;
            }

            public override void Reset()
            {
                decoder.Reset();
                last = 0;
            }

            public override int GetCharCount(byte[] bytes, int index, int count)
            {
                return GetCharCount(bytes, index, count, false);
            }

            public override int GetCharCount(byte[] bytes, int index, int count, bool flush)
            {
                bool cut = Continues(bytes, index, count);
                if (cut) { index++; count--; }
                var merged = Merge(bytes, index, count);
                // Behind a cut pair the decoder begins anew.
                var counting = cut ? Encoding.UTF8.GetDecoder() : decoder;
                int rest = merged == null ? counting.GetCharCount(bytes, index, count, flush) : counting.GetCharCount(merged, 0, merged.Length, flush);
                return cut ? rest + 1 : rest;
            }

            public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
            {
                return GetChars(bytes, byteIndex, byteCount, chars, charIndex, false);
            }

            public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex, bool flush)
            {
                int written = 0;
                byte now = byteCount == 0 ? last : bytes[byteIndex + byteCount - 1];
                if (Continues(bytes, byteIndex, byteCount))
                {
                    // One U+FFFD for the lead byte that the decoder holds, and none for the second byte.
                    written = decoder.GetChars(none, 0, 0, chars, charIndex, true);
                    byteIndex++;
                    byteCount--;
                }
                var merged = Merge(bytes, byteIndex, byteCount);
                written += merged == null
                    ? decoder.GetChars(bytes, byteIndex, byteCount, chars, charIndex + written, flush)
                    : decoder.GetChars(merged, 0, merged.Length, chars, charIndex + written, flush);
                last = flush ? (byte)0 : now;
                return written;
            }

            private bool Continues(byte[] bytes, int index, int count)
            {
                return count > 0 && IsPair(last, bytes[index]);
            }
        }
    }
}
