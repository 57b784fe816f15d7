// What stands in place of methods of the framework, where tests of QActions do not reach.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using QActionFramework;
using Xunit;

namespace QActionHost.Tests
{
    public class FrameworkTests
    {
        private static readonly byte[] broken = { 0x61, 0x62, 0xf4, 0x90, 0x80, 0x63 };

        [Fact]
        public void TheIndexOfAnExceptionCountsFromThePartThatIsDecoded()
        {
            var strict = new FrameworkUtf8(false, true);
            foreach (var decode in new Action[]
            {
                () => strict.GetString(broken, 1, 5),
                () => strict.GetCharCount(broken, 1, 5),
                () => strict.GetChars(broken, 1, 5),
                () => strict.GetChars(broken, 1, 5, new char[10], 0),
            })
            {
                var error = Assert.Throws<DecoderFallbackException>(decode);
                Assert.Equal(new byte[] { 0xf4, 0x90 }, error.BytesUnknown);
                Assert.Equal(-1, error.Index);
                Assert.Equal("Unable to translate bytes [F4][90] at index -1 from specified code page to Unicode.", error.Message);
            }
        }

        [Fact]
        public void APairBehindTheEndOfThePartIsNone()
        {
            var error = Assert.Throws<DecoderFallbackException>(() => new FrameworkUtf8(false, true).GetString(broken, 0, 3));
            Assert.Equal(new byte[] { 0xf4 }, error.BytesUnknown);
            Assert.Equal(1, error.Index);
        }

        [Fact]
        public void FallbacksOfOnesOwnAreAskedOnceForEachBrokenSequence()
        {
            var encoding = FrameworkUtf8.With(EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("<?>"));
            Assert.Equal("ab<?><?>c", encoding.GetString(broken));
            Assert.Throws<EncoderFallbackException>(() => encoding.GetBytes("\ud800"));
            var decoder = encoding.GetDecoder();
            var text = new StringBuilder();
            foreach (byte one in new byte[] { 0xf4, 0x41 })
            {
                var chars = new char[10];
                text.Append(chars, 0, decoder.GetChars(new[] { one }, 0, 1, chars, 0));
            }
            Assert.Equal("<?>A", text.ToString());
        }

        /// <summary>A name that is misspelt would lead nothing anywhere.</summary>
        [Fact]
        public void EachRedirectNamesAMethodThatExistsAndTakesItsPlace()
        {
            var methods = typeof(Framework48).GetMethods(BindingFlags.Public | BindingFlags.Static);
            var names = methods.SelectMany(method => method.GetCustomAttributes<InPlaceOfAttribute>().Select(one => new KeyValuePair<string, MethodInfo>(one.Method, method))).ToList();
            Assert.NotEmpty(names);
            foreach (var pair in names)
            {
                string type = pair.Key.Substring(0, pair.Key.IndexOf("::", StringComparison.Ordinal));
                var found = new[] { typeof(object), typeof(Uri), typeof(Enumerable) }.Select(one => one.Assembly.GetType(type)).FirstOrDefault(one => one != null);
                Assert.True(found != null, type);
                var members = found.GetMethods().Cast<MethodBase>().Concat(found.GetConstructors());
                var replaced = members.SingleOrDefault(member => NameOf(member) == pair.Key);
                Assert.True(replaced != null, pair.Key);
                int self = replaced.IsStatic || replaced.IsConstructor ? 0 : 1;
                Assert.Equal(replaced.GetParameters().Length + self, pair.Value.GetParameters().Length);
                var result = replaced is MethodInfo ? ((MethodInfo)replaced).ReturnType : found;
                Assert.True(result.IsAssignableFrom(pair.Value.ReturnType), pair.Key);
            }
        }

        private static string NameOf(MethodBase member)
        {
            return member.DeclaringType.FullName + "::" + member.Name + "(" + string.Join(",", member.GetParameters().Select(one => TypeName(one.ParameterType))) + ")";
        }

        private static string TypeName(Type type)
        {
            if (type.IsByRef) return TypeName(type.GetElementType()) + "&";
            if (type.IsGenericMethodParameter) return "!!" + type.GenericParameterPosition;
            if (!type.IsGenericType) return type.FullName;
            return type.Namespace + "." + type.Name + "<" + string.Join(",", type.GetGenericArguments().Select(TypeName)) + ">";
        }
    }
}
