// The host: qaction-host INPUT OUTPUT REFERENCES [debug|wait]. Two pipes to Node, the folder of the reference assemblies, and what a
// debugger needs: the number of the process, and with "wait" that nothing happens before it is attached.
using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

namespace QActionHost
{
    internal static class Program
    {
        private static readonly QActions qactions = new QActions();
        private static Compiler compiler;
        private static Pipe pipe;

        /// <summary>How often a run has begun, and how many are under way.</summary>
        private static int runs;
        private static int running;

        private static int Main(string[] arguments)
        {
            string debug = arguments.Length == 4 ? arguments[3] : "";
            if (arguments.Length < 3 || arguments.Length > 4 || (debug != "" && debug != "debug" && debug != "wait"))
            {
                Console.Error.WriteLine("This program is started by qaction-kit: qaction-host INPUT OUTPUT REFERENCES [debug|wait]");
                return 2;
            }
            // The code pages of Windows, which .NET has only on demand and Mono has with other tables.
            if (!IsFramework) Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            // Standard output is the bell: each byte makes Node poll. What QActions print goes to the error stream.
            var bell = Console.OpenStandardOutput();
            Console.SetOut(Console.Error);
            // Standard input ends when Node has gone, also while a QAction loops.
            var watch = new Thread(() =>
            {
                var alive = Console.OpenStandardInput();
                while (alive.ReadByte() >= 0) { }
                End();
            })
            { IsBackground = true, Name = "Watches Node" };
            watch.Start();
            // Ctrl+C reaches the host, too. Node decides what ends, but cannot while it waits for a run that does not return.
            Console.CancelKeyPress += (sender, pressed) =>
            {
                pressed.Cancel = true;
                int during = runs;
                if (running == 0) return;
                Thread.Sleep(1000);
                if (running > 0 && runs == during) End();
            };
            if (debug != "") Announce(debug == "wait");
            var input = new FileStream(arguments[0], FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
            var output = new FileStream(arguments[1], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1);
            compiler = new Compiler(arguments[2], AppDomain.CurrentDomain.BaseDirectory);
            pipe = qactions.Pipe = new Pipe(input, output, () => Ring(bell), Execute, End);
            pipe.Serve();
            return 0;
        }

        private static bool IsFramework
        {
            get { return typeof(object).Assembly.GetName().Name == "mscorlib" && Type.GetType("Mono.Runtime") == null; }
        }

        /// <summary>Says which process a debugger has to attach to, and waits until it has.</summary>
        private static void Announce(bool wait)
        {
            string process = "C# QActions run in process " + Process.GetCurrentProcess().Id;
            Console.Error.WriteLine(wait ? process + ", which waits for a debugger." : process + ".");
            while (wait && !Debugger.IsAttached) Thread.Sleep(50);
        }

        private static void Ring(Stream bell)
        {
            bell.WriteByte((byte)'!');
            bell.Flush();
        }

        /// <summary>Ends at once: no handler of a QAction can hold it up.</summary>
        private static void End()
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }

        private static void Execute(Frame frame)
        {
            switch (frame.Kind)
            {
                case Kind.Run:
                    Interlocked.Increment(ref runs);
                    Interlocked.Increment(ref running);
                    try
                    {
                        qactions.Run(frame, false);
                    }
                    finally
                    {
                        Interlocked.Decrement(ref running);
                    }
                    return;
                case Kind.RunQueued:
                    qactions.Run(frame, true);
                    return;
                case Kind.Element:
                    qactions.AddElement(frame.Id, frame.Values.Values());
                    return;
                case Kind.Scope:
                    qactions.AddToScope(frame.Values.Values());
                    return;
                case Kind.Unload:
                    qactions.Unload(frame.Values.Values());
                    return;
                case Kind.Compile:
                    Answer(frame, compiler.Compile);
                    return;
                case Kind.Inspect:
                    Answer(frame, new Inspector(compiler).Inspect);
                    return;
                case Kind.Entries:
                    Answer(frame, qactions.Entries);
                    return;
                case Kind.Dispose:
                    Answer(frame, request => qactions.Dispose((long)(double)request[0]));
                    return;
                default:
                    throw new InvalidDataException("A frame has the kind " + frame.Kind + ", which does not exist. The host and qaction-kit are of different versions: build the host again.");
            }
        }

        /// <summary>Does on another thread what Node does not wait for.</summary>
        private static void Answer(Frame frame, Func<object[], object[]> work)
        {
            var request = frame.Values.Values();
            ThreadPool.QueueUserWorkItem(state =>
            {
                FrameWriter writer;
                try
                {
                    var result = work(request);
                    writer = FrameWriter.Begin(Kind.Result, frame.Id);
                    writer.Value(result);
                }
                catch (Exception error)
                {
                    writer = FrameWriter.Begin(Kind.Failed, frame.Id);
                    writer.Value(Failure.Describe(error));
                }
                pipe.Post(writer);
            });
        }
    }
}
