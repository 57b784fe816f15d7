// The two named pipes to Node. Elsewhere they are files that Node has made; on Windows the host makes them, and Node opens them.
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Pipes;
using System.Security.AccessControl;
using System.Security.Principal;

namespace QActionHost
{
    internal static class NamedPipes
    {
        private const string windowsFolder = @"\\.\pipe\";
        private const int bufferSize = 65536;

        /// <summary>Opens the pipe from Node and the one to it, as soon as Node has.</summary>
        /// <param name="made">Told once both are there for Node to open, when they were made here.</param>
        public static KeyValuePair<Stream, Stream> Open(string input, string output, Action made)
        {
            if (!input.StartsWith(windowsFolder, StringComparison.Ordinal))
            {
                var from = new FileStream(input, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
                return new KeyValuePair<Stream, Stream>(from, new FileStream(output, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1));
            }
            var ends = new[] { Make(input, PipeDirection.In), Make(output, PipeDirection.Out) };
            made();
            foreach (var end in ends) end.WaitForConnection();
            return new KeyValuePair<Stream, Stream>(ends[0], ends[1]);
        }

        /// <summary>A pipe that only this user can open, and only once.</summary>
        private static NamedPipeServerStream Make(string path, PipeDirection direction)
        {
            string name = path.Substring(windowsFolder.Length);
#if NET
            return new NamedPipeServerStream(name, direction, 1, PipeTransmissionMode.Byte, PipeOptions.CurrentUserOnly, bufferSize, bufferSize);
#else
            var security = new PipeSecurity();
            security.AddAccessRule(new PipeAccessRule(WindowsIdentity.GetCurrent().User, PipeAccessRights.FullControl, AccessControlType.Allow));
            return new NamedPipeServerStream(name, direction, 1, PipeTransmissionMode.Byte, PipeOptions.None, bufferSize, bufferSize, security);
#endif
        }
    }
}
