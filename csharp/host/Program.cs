// The host: qaction-host INPUT OUTPUT REFERENCES [debug|wait] [culture=NAME]. Two pipes to Node, the folder of the reference assemblies,
// what a debugger needs (the number of the process, and with "wait" that nothing happens before it is attached), and the culture.
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace QActionHost
{
    internal static class Program
    {
        private const string cultureWord = "culture=";
        private static readonly QActions qactions = new QActions();
        private static Compiler compiler;
        private static Pipe pipe;

        /// <summary>How often a run has begun, and how many are under way.</summary>
        private static int runs;
        private static int running;

        private static int Main(string[] arguments)
        {
            var words = arguments.Skip(3).ToList();
            string debug = words.FirstOrDefault(word => word == "debug" || word == "wait") ?? "";
            string culture = words.FirstOrDefault(word => word.StartsWith(cultureWord, StringComparison.Ordinal));
            if (arguments.Length < 3 || words.Any(word => word != debug && word != culture))
            {
                Console.Error.WriteLine("This program is started by qaction-kit: qaction-host INPUT OUTPUT REFERENCES [debug|wait] [culture=NAME]");
                return 2;
            }
            if (culture != null) SetCulture(culture.Substring(cultureWord.Length));
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
            var pipes = NamedPipes.Open(arguments[0], arguments[1], () => Ring(bell));
            if (debug != "") Announce(debug == "wait");
            compiler = new Compiler(arguments[2], AppDomain.CurrentDomain.BaseDirectory);
            pipe = qactions.Pipe = new Pipe(pipes.Key, pipes.Value, () => Ring(bell), Execute, End);
            pipe.Serve();
            return 0;
        }

        /// <summary>The culture of all threads.</summary>
        private static void SetCulture(string name)
        {
            var culture = CultureInfo.GetCultureInfo(name);
            CultureInfo.DefaultThreadCurrentCulture = culture;
            Thread.CurrentThread.CurrentCulture = culture;
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
