// What an exception of a QAction is told by: type, message, and the frames that have a file.
using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace QActionHost
{
    internal static class Failure
    {
        /// <summary>[type, message, whole text, [[method, file, line, column], ...], inner failure or null, number of the failed call or 0]</summary>
        public static object[] Describe(Exception error)
        {
            var frames = new List<object>();
            foreach (var frame in new StackTrace(error, true).GetFrames() ?? new StackFrame[0])
            {
                var method = frame.GetMethod();
                if (method == null || method.DeclaringType == null || frame.GetFileName() == null) continue;
                if (IsOurs(method.DeclaringType.Assembly.GetName().Name)) continue;
                frames.Add(new object[] { method.DeclaringType.FullName + "." + method.Name, frame.GetFileName(), frame.GetFileLineNumber(), frame.GetFileColumnNumber() });
            }
            object call = error.Data[ElementError.CallKey];
            return new object[]
            {
                error.GetType().FullName,
                error.Message,
                error.ToString(),
                frames.ToArray(),
                error.InnerException == null ? null : Describe(error.InnerException),
                call is long ? (double)(long)call : 0.0,
            };
        }

        private static bool IsOurs(string assembly)
        {
            return assembly == "qaction-host" || assembly == "SLManagedScripting" || assembly == "QActionHelperBaseClasses";
        }
    }
}
