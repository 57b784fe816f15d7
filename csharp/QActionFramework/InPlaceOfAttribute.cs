// Marks what stands in place of a method of the framework.
using System;

namespace QActionFramework
{
    /// <summary>Which method: <c>Type::Name(ParameterType,...)</c>. The object of an instance method is the first parameter.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class InPlaceOfAttribute : Attribute
    {
        public InPlaceOfAttribute(string method) { Method = method; }
        public string Method { get; private set; }
    }
}
