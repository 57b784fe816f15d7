// Writes what .NET's encodings do as test vectors; see README.md beside this file.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
string folder = args[0];
string source = $"{RuntimeInformation.FrameworkDescription}, CodePagesEncodingProvider registered, UTF-7 switched on.";
var pages = new List<int>();
for (int page = 1; page < 65536; page++)
{
    try { Encoding.GetEncoding(page); pages.Add(page); }
    catch (Exception error) when (error is ArgumentException or NotSupportedException) { }
}
int[] unicode = [1200, 1201, 12000, 12001, 65001];
int[] chunked = [50220, 50221, 50222, 50225, 52936, 54936, .. Enumerable.Range(57002, 10), 65000];
int[] tables = [.. pages.Except(unicode).Except(chunked)];

WriteNames();
WritePages();
WriteChunks();

void WriteNames()
{
    var listed = Encoding.GetEncodings().Select(info => info.CodePage).ToHashSet();
    var lines = pages.Select(page =>
    {
        var e = Encoding.GetEncoding(page);
        return $"[{page},{Json(e.WebName)},{Json(e.EncodingName)},{Json(e.BodyName)},{Json(e.HeaderName)},{e.WindowsCodePage},{Bool(e.IsSingleByte)},{Json(Convert.ToHexString(e.GetPreamble()))},{Bool(listed.Contains(page))}]";
    });
    var names = File.ReadAllLines(Path.Combine(Here(), "names.txt")).Select(name =>
    {
        string page = "null";
        try { page = Encoding.GetEncoding(name).CodePage.ToString(); }
        catch (ArgumentException) { }
        return $"[{Json(name)},{page}]";
    });
    File.WriteAllText(Path.Combine(folder, "net-names.json"),
        $"{{\n\"source\": {Json(source)},\n" +
        "\"about\": \"Every number from 1 to 65535 that Encoding.GetEncoding takes, and names with the page that it finds for them, null where it throws. The last column of encodings: listed by Encoding.GetEncodings().\",\n" +
        "\"columns\": [\"code page\",\"WebName\",\"EncodingName\",\"BodyName\",\"HeaderName\",\"WindowsCodePage\",\"IsSingleByte\",\"preamble, hex\",\"listed\"],\n" +
        $"\"encodings\": [\n{string.Join(",\n", lines)}\n],\n\"names\": [\n{string.Join(",\n", names)}\n]\n}}\n");
}

// Digests over every byte, every pair and every unit.
void WritePages()
{
    var all = new string(Enumerable.Range(0, 65536).Select(unit => (char)unit).ToArray());
    var lines = tables.Select(page =>
    {
        var (byDefault, replaced, throwing) = Forms(page);
        bool single = byDefault.IsSingleByte;
        var throws = string.Concat(Bytes().Where(b => Throws(throwing, b)).Select(Convert.ToHexString));
        var unmapped = SHA256.HashData(Enumerable.Range(0, 65536).Select(unit => ThrowsFor(throwing, ((char)unit).ToString()) ? (byte)1 : (byte)0).ToArray());
        return $"\"{page}\": {{\"bytes\":{Digest(Bytes(), byDefault)},\"bytesReplaced\":{Digest(Bytes(), replaced)},\"bytesThrow\":\"{throws}\"," +
            (single ? "" : $"\"pairs\":{Digest(Pairs([]), byDefault)},\"pairsReplaced\":{Digest(Pairs([]), replaced)},\"pairsThrow\":\"{Hex(SHA256.HashData(Pairs([]).Select(b => Throws(throwing, b) ? (byte)1 : (byte)0).ToArray()))}\",") +
            $"\"units\":\"{Hex(SHA256.HashData(byDefault.GetBytes(all)))}\",\"unitsReplaced\":\"{Hex(SHA256.HashData(replaced.GetBytes(all)))}\",\"unitsThrow\":\"{Hex(unmapped)}\"}}";
    });
    var states = chunked.Select(page =>
    {
        var (byDefault, replaced, throwing) = Forms(page);
        var prefixes = Prefixes(page).Select(prefix => $"[\"{prefix}\",{Digest(Pairs(Convert.FromHexString(prefix)), byDefault)},{Digest(Pairs(Convert.FromHexString(prefix)), replaced)}]");
        var units = Enumerable.Range(0, 65536).Select(unit => ((char)unit).ToString());
        var unmapped = SHA256.HashData(units.Select(unit => ThrowsFor(throwing, unit) ? (byte)1 : (byte)0).ToArray());
        return $"\"{page}\": {{\"pairs\":[{string.Join(",", prefixes)}],\"units\":{DigestUnits(units, byDefault)},\"unitsReplaced\":{DigestUnits(units, replaced)},\"unitsThrow\":\"{Hex(unmapped)}\"}}";
    });
    File.WriteAllText(Path.Combine(folder, "net-pages.json"),
        $"{{\n\"source\": {Json(source)},\n" +
        "\"about\": \"SHA-256 of what GetString and GetBytes give. Without ending: GetEncoding(page). Replaced: with EncoderReplacementFallback('?') and DecoderReplacementFallback(U+FFFD). Throw: with the exception fallbacks.\",\n" +
        "\"keys\": {\"bytes\":\"each of the 256 bytes alone: for each a byte with the number of units, then the units big-endian\",\"bytesThrow\":\"the bytes that throw alone, hex\",\"pairs\":\"the 65536 sequences of two bytes, the second fastest, in the same form; in pages with state behind each of the prefixes\",\"pairsThrow\":\"a byte 1 for each of them that throws, 0 for the others\",\"units\":\"the bytes of the 65536 units as one text; in pages with state each unit alone: a byte with the number of bytes, then the bytes\",\"unitsThrow\":\"a byte 1 for each unit that throws alone, 0 for the others\"},\n" +
        $"\"pages\": {{\n{string.Join(",\n", lines)}\n}},\n\"states\": {{\n{string.Join(",\n", states)}\n}}\n}}\n");
}

// Broken data, and data in chunks.
void WriteChunks()
{
    var decode = new List<string>();
    var decoder = new List<string>();
    var encode = new List<string>();
    var encoder = new List<string>();
    int[] double_ = [.. tables.Where(page => !Encoding.GetEncoding(page).IsSingleByte && page is not (932 or 936 or 949 or 950))];
    foreach (int page in (int[])[.. double_, .. chunked])
    {
        var numbers = new Numbers((uint)page);
        var (byDefault, replaced, throwing) = Forms(page);
        bool state = chunked.Contains(page);
        bool indic = page is > 57002 and < 57012;
        int runs = !state ? 6 : indic ? 12 : 60;
        for (int run = 0; run < runs; run++)
        {
            var bytes = RandomBytes(page, numbers);
            var text = byDefault.GetString(bytes);
            var other = replaced.GetString(bytes);
            decode.Add($"[{page},\"{Convert.ToHexString(bytes)}\",{Json(text)},{(other == text ? "null" : Json(other))},{DecodeThrow(throwing, bytes)}]");
            var chunks = Cut(bytes, numbers);
            var stateful = byDefault.GetDecoder();
            var outputs = chunks.Select(chunk => Chars(stateful, chunk, false)).ToList();
            outputs.Add(Chars(stateful, [], true));
            decoder.Add($"[{page},[{string.Join(",", chunks.Select(chunk => $"\"{Convert.ToHexString(chunk)}\""))}],[{string.Join(",", outputs.Select(Json))}]]");
        }
        for (int run = 0; run < (state ? runs * 2 / 3 : 3); run++)
        {
            var text = RandomText(page, numbers);
            var bytes = Convert.ToHexString(byDefault.GetBytes(text));
            var other = Convert.ToHexString(replaced.GetBytes(text));
            encode.Add($"[{page},{Json(text)},\"{bytes}\",{(other == bytes ? "null" : $"\"{other}\"")},{EncodeThrow(throwing, text)}]");
            var chunks = Cut(text.ToCharArray(), numbers);
            var stateful = byDefault.GetEncoder();
            var outputs = chunks.Select(chunk => Out(stateful, chunk, false)).ToList();
            outputs.Add(Out(stateful, [], true));
            encoder.Add($"[{page},[{string.Join(",", chunks.Select(chunk => Json(new string(chunk))))}],[{string.Join(",", outputs.Select(o => $"\"{o}\""))}]]");
        }
    }
    File.WriteAllText(Path.Combine(folder, "net-chunks.json"),
        $"{{\n\"source\": {Json(source)},\n" +
        "\"about\": \"decode and encode: GetString and GetBytes by default, with replacement fallbacks (U+FFFD, '?'; null when equal), and Index and unknown of the exception with exception fallbacks (null when none). decoder and encoder: one Decoder or Encoder, a call with flush=false for each chunk, then an empty one with flush=true; the outputs of each call.\",\n" +
        $"\"decode\": [\n{string.Join(",\n", decode)}\n],\n\"decoder\": [\n{string.Join(",\n", decoder)}\n],\n\"encode\": [\n{string.Join(",\n", encode)}\n],\n\"encoder\": [\n{string.Join(",\n", encoder)}\n]\n}}\n");
}

(Encoding ByDefault, Encoding Replaced, Encoding Throwing) Forms(int page) => (
    Encoding.GetEncoding(page),
    Encoding.GetEncoding(page, new EncoderReplacementFallback("?"), new DecoderReplacementFallback("\uFFFD")),
    Encoding.GetEncoding(page, new EncoderExceptionFallback(), new DecoderExceptionFallback()));

// States behind which every pair is tried, in one page of each kind.
string[] Prefixes(int page) => page switch
{
    50220 => ["", "1B2442", "1B2849", "0E"],
    50225 => ["", "0E"],
    52936 => ["", "7E7B"],
    54936 => ["", "8130", "8431", "9030", "E332", "FE39"],
    57002 => ["", "EF43", "EF44", "EF45", "EF46", "EF47", "EF48", "EF49", "EF4A", "EF4B"],
    65000 => ["", "2B", "2B414142"],
    // Read as 50220 and 57002 are; the random runs show the rest.
    _ => [],
};

// Pieces that mean something in the page, and bytes of any kind between them.
byte[] RandomBytes(int page, Numbers numbers)
{
    string[] pieces = page switch
    {
        50220 or 50221 or 50222 => ["1B2842", "1B284A", "1B2849", "1B2442", "1B2440", "1B242844", "1B2640", "1B24", "1B2428", "1B", "0E", "0F", "41", "5C", "0A", "B1", "DF", "A0", "80", "FD", "81", "2422", "3021", "2A31", "7F21", "7E7E", "2921", "21", "7921", "2D70", "2D35", "3441"],
        50225 => ["1B242943", "1B2429", "1B24", "1B", "0E", "0F", "41", "20", "09", "0A", "3021", "4A7D", "2121", "21", "7E7E", "80", "B0A1", "494A"],
        52936 => ["7E7B", "7E7D", "7E7E", "7E0A", "7E", "7E41", "41", "0A", "3021", "D6D0", "2120", "20", "2041", "777E", "7821", "80", "FF", "A1", "0D", "00"],
        54936 => ["41", "30", "81", "8130", "813081", "81308130", "8431A439", "8431A530", "90308130", "E3329A35", "E3329A36", "FE39FE39", "8140", "A2E3", "FE50", "FE59", "80", "FF", "39", "817F", "0A"],
        > 57001 and < 57012 => ["A1", "A6", "B3", "E8", "E9", "EF", "EF42", "EF43", "EF47", "EF4B", "EF40", "EF41", "EF50", "F0", "F0B8", "F0BF", "41", "EA", "D9", "FB", "E8E8", "E8E9", "CF"],
        65000 => ["2B", "2D", "2B2D", "2B41475541", "41", "5A6D", "2F", "E9", "00", "2B32442F64486C6B2D", "20", "7E", "3D", "414141", "0A"],
        _ => ["41", "0A", "00", "8141", "A1A1", "B0A1", "C1", "D0", "E9", "FE", "8EB1", "2A", "F1"],
    };
    var bytes = new List<byte>();
    int count = 4 + numbers.Next(10);
    for (int at = 0; at < count; at++)
    {
        if (numbers.Next(6) == 0) bytes.Add((byte)numbers.Next(256));
        else bytes.AddRange(Convert.FromHexString(pieces[numbers.Next(pieces.Length)]));
    }
    return [.. bytes];
}

string RandomText(int page, Numbers numbers)
{
    string[] pieces = page is > 57001 and < 57012
        ? ["A", "\u0915", "\u0958", "\u094D", "\u200C", "\u200D", "\u093C", "\u0995", "\u09CD", "\u0B0C", "\u0B44", "\u0C0C", "\u0952", "\u0970", "\u0964", "\u0BE6", "\u0D6F", "é", "\uD83D\uDE00", "\uD83D", "\uDE00", "\u00A0"]
        : ["A", "~", "+", "-", "\\", "\n", "あ", "漢", "ｱ", "ﾞ", "ﾟ", "①", "∵", "￢", "¬", "\u00A5", "é", "\uD83D\uDE00", "\uD83D", "\uDE00", "\uE000", "€", "\u0080", "\uF8F0", "ヴ", "ゔ", "한", "ㄱ", "中", "ǹ", "⺁", "\u0000", "Ω"];
    var text = new StringBuilder();
    int count = 3 + numbers.Next(8);
    for (int at = 0; at < count; at++) text.Append(pieces[numbers.Next(pieces.Length)]);
    return text.ToString();
}

List<T[]> Cut<T>(T[] whole, Numbers numbers)
{
    var parts = new List<T[]>();
    for (int at = 0; at < whole.Length;)
    {
        int end = Math.Min(whole.Length, at + 1 + numbers.Next(4));
        parts.Add(whole[at..end]);
        at = end;
    }
    return parts;
}

string Chars(Decoder decoder, byte[] bytes, bool flush)
{
    var chars = new char[bytes.Length * 2 + 16];
    return new string(chars, 0, decoder.GetChars(bytes, 0, bytes.Length, chars, 0, flush));
}

string Out(Encoder encoder, char[] chars, bool flush)
{
    var bytes = new byte[chars.Length * 8 + 32];
    return Convert.ToHexString(bytes, 0, encoder.GetBytes(chars, 0, chars.Length, bytes, 0, flush));
}

IEnumerable<byte[]> Bytes() => Enumerable.Range(0, 256).Select(b => new[] { (byte)b });
IEnumerable<byte[]> Pairs(byte[] prefix) => Enumerable.Range(0, 65536).Select(pair => (byte[])[.. prefix, (byte)(pair >> 8), (byte)pair]);

string Digest(IEnumerable<byte[]> inputs, Encoding encoding)
{
    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    foreach (var input in inputs)
    {
        var text = encoding.GetString(input);
        hash.AppendData([(byte)text.Length]);
        foreach (char unit in text) hash.AppendData([(byte)(unit >> 8), (byte)unit]);
    }
    return $"\"{Hex(hash.GetHashAndReset())}\"";
}

string DigestUnits(IEnumerable<string> units, Encoding encoding)
{
    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    foreach (var unit in units)
    {
        var bytes = encoding.GetBytes(unit);
        hash.AppendData([(byte)bytes.Length]);
        hash.AppendData(bytes);
    }
    return $"\"{Hex(hash.GetHashAndReset())}\"";
}

bool Throws(Encoding encoding, byte[] bytes)
{
    try { encoding.GetString(bytes); return false; }
    catch (DecoderFallbackException) { return true; }
}

bool ThrowsFor(Encoding encoding, string text)
{
    try { encoding.GetBytes(text); return false; }
    catch (EncoderFallbackException) { return true; }
}

string DecodeThrow(Encoding encoding, byte[] bytes)
{
    try { encoding.GetString(bytes); return "null"; }
    catch (DecoderFallbackException error) { return $"[{error.Index},\"{Convert.ToHexString(error.BytesUnknown!)}\"]"; }
}

string EncodeThrow(Encoding encoding, string text)
{
    try { encoding.GetBytes(text); return "null"; }
    catch (EncoderFallbackException error)
    {
        var unknown = error.CharUnknownHigh != 0 ? $"{error.CharUnknownHigh}{error.CharUnknownLow}" : $"{error.CharUnknown}";
        return $"[{error.Index},{Json(unknown)}]";
    }
}

string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
string Bool(bool value) => value ? "true" : "false";

// All beyond ASCII as escapes: a JSON writer would replace lone surrogates.
string Json(string text) => $"\"{string.Concat(text.Select(unit => unit is < ' ' or > '~' or '"' or '\\' ? $"\\u{(int)unit:X4}" : $"{unit}"))}\"";

string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

// The same numbers in every run.
sealed class Numbers(uint state)
{
    public int Next(int limit)
    {
        state = unchecked(state * 1103515245 + 12345);
        return (int)(((ulong)(state >> 8) * (ulong)limit) >> 24);
    }
}
