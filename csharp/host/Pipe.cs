// The two pipes. A thread that waits for an answer reads for everybody, and runs what its own call has set off.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Skyline.DataMiner.Scripting;

namespace QActionHost
{
    /// <summary>Kinds of frame; <c>src/csharp/frames.ts</c> has the same.</summary>
    internal enum Kind : byte
    {
        // From Node.
        Run = 1,
        Return = 2,
        Throw = 3,
        Poll = 4,
        Compile = 5,
        Scope = 6,
        Entries = 7,
        Element = 8,
        Dispose = 9,
        Unload = 10,
        RunQueued = 11,
        Inspect = 12,
        // From the host.
        Call = 21,
        Done = 22,
        Failed = 23,
        PollDone = 24,
        Result = 25,
        Log = 26,
        Released = 27,
    }

    /// <summary>A frame that has arrived.</summary>
    internal sealed class Frame
    {
        public Kind Kind;
        public long Id;
        public FrameReader Values;
    }

    /// <summary>An SLProtocol member threw; the element has the error itself.</summary>
    internal static class ElementError
    {
        /// <summary>Key in <see cref="Exception.Data"/> under which the call stands.</summary>
        public const string CallKey = "qaction-kit.call";

        public static Exception Of(long call, string code, string message)
        {
            var error = code == "ERR_ARGUMENT" ? new ArgumentException(message) : (Exception)new InvalidOperationException(message);
            error.Data[CallKey] = call;
            return error;
        }
    }

    internal sealed class Pipe : IElementCalls
    {
        /// <summary>A thread that waits: the main thread for work, any thread for the answer to its call.</summary>
        private sealed class Waiter
        {
            public bool Answered;
            public object Answer;
            public Exception Error;
            public readonly Queue<Frame> Work = new Queue<Frame>();
        }

        private readonly int pollMs;
        private readonly Stream input;
        private readonly Stream output;
        private readonly Action ring;
        private readonly Action<Frame> execute;
        private readonly Action closed;
        /// <summary>Guards everything below; nobody writes or reads inside of it, because Node may be writing meanwhile.</summary>
        private readonly object gate = new object();
        private readonly object outputGate = new object();
        private readonly Dictionary<long, Waiter> waiters = new Dictionary<long, Waiter>();
        private readonly Waiter main = new Waiter();
        private readonly Queue<byte[]> posted = new Queue<byte[]>();
        private readonly ConcurrentQueue<long> released = new ConcurrentQueue<long>();
        private readonly byte[] buffer = new byte[65536];
        private int from;
        private int to;
        private long lastCall;
        private bool reading;

        /// <summary>Runs and polls that Node is inside of: while there are some, it reads.</summary>
        private int listening;

        /// <summary>Threads that want to make a call and wait until Node reads.</summary>
        private int waiting;

        /// <summary>Threads that may write because Node reads: it has to go on until they have.</summary>
        private int writing;

        /// <summary>Tick count at which the poll that is under way takes no more calls, so that Node gets on with other work.</summary>
        private int pollEnds;
        private bool polling;

        /// <param name="ring">Makes Node poll.</param>
        /// <param name="execute">Does what a frame asks for, on the thread that it belongs to.</param>
        /// <param name="closed">Node has gone.</param>
        /// <param name="pollMs">How long a poll takes calls, so that Node gets on with other work.</param>
        public Pipe(Stream input, Stream output, Action ring, Action<Frame> execute, Action closed, int pollMs = 20)
        {
            this.pollMs = pollMs;
            this.input = input;
            this.output = output;
            this.ring = ring;
            this.execute = execute;
            this.closed = closed;
        }

        /// <summary>The main thread: does one thing after the other, and never returns.</summary>
        public void Serve()
        {
            while (true)
            {
                Frame work = NextFor(main);
                if (work.Kind == Kind.Poll) Poll(work.Id);
                else execute(work);
            }
        }

        public object Call(long run, string member, object[] arguments)
        {
            long id = Interlocked.Increment(ref lastCall);
            var writer = FrameWriter.Begin(Kind.Call, id);
            writer.Long(run);
            writer.Name(member);
            writer.Int(arguments.Length);
            foreach (object one in arguments) writer.Value(one);
            var waiter = new Waiter();
            lock (gate)
            {
                UntilListening();
                waiters[id] = waiter;
                writing++;
            }
            WriteWhileListening(writer.End());
            writer.Release();
            Frame work;
            while ((work = NextFor(waiter)) != null) execute(work);
            if (waiter.Error != null) throw waiter.Error;
            return waiter.Answer;
        }

        public void Log(long run, int type, int level, string message)
        {
            var writer = FrameWriter.Begin(Kind.Log, run);
            writer.Int(type);
            writer.Int(level);
            writer.Value(message);
            lock (gate)
            {
                UntilListening();
                writing++;
            }
            WriteWhileListening(writer.End());
            writer.Release();
        }

        private void WriteWhileListening(ArraySegment<byte> frame)
        {
            Write(frame);
            lock (gate)
                if (--writing == 0) Monitor.PulseAll(gate);
        }

        /// <summary>Node is about to read no more; inside of the gate.</summary>
        private void StopListening()
        {
            listening--;
            while (writing > 0) Monitor.Wait(gate);
        }

        public void Released(long run)
        {
            released.Enqueue(run);
        }

        /// <summary>The end of a run that Node waits for.</summary>
        public void EndRun(FrameWriter writer)
        {
            if (!released.IsEmpty) WriteReleased();
            lock (gate) StopListening();
            Write(writer.End());
            writer.Release();
        }

        /// <summary>Tells Node something that it does not wait for: now when it reads, else when it polls.</summary>
        public void Post(FrameWriter writer)
        {
            var frame = writer.End();
            bool now;
            lock (gate)
            {
                now = listening > 0;
                if (now)
                {
                    writing++;
                }
                else
                {
                    var copy = new byte[frame.Count];
                    Buffer.BlockCopy(frame.Array, frame.Offset, copy, 0, copy.Length);
                    posted.Enqueue(copy);
                    ring();
                }
            }
            if (now) WriteWhileListening(frame);
            writer.Release();
        }

        /// <summary>Waits until Node reads; inside of the gate.</summary>
        private void UntilListening()
        {
            if (TakesCalls) return;
            waiting++;
            ring();
            while (!TakesCalls) Monitor.Wait(gate);
            waiting--;
            Monitor.PulseAll(gate);
        }

        private bool TakesCalls
        {
            get { return listening > 1 || (listening == 1 && (!polling || !PollIsOver)); }
        }

        private bool PollIsOver
        {
            get { return unchecked(Environment.TickCount - pollEnds) >= 0; }
        }

        /// <summary>Lets threads outside of runs make their calls, until none of them has one under way.</summary>
        private void Poll(long id)
        {
            while (true)
            {
                byte[] frame;
                lock (gate)
                {
                    if (posted.Count == 0) break;
                    frame = posted.Dequeue();
                }
                Write(new ArraySegment<byte>(frame));
            }
            if (!released.IsEmpty) WriteReleased();
            lock (gate)
            {
                while ((waiting > 0 && !PollIsOver) || waiters.Count > 0) Monitor.Wait(gate, pollMs);
                polling = false;
                StopListening();
                // A poll that was over before a thread had made its call: that thread has rung already, and waits for the next one.
                if (waiting > 0) ring();
            }
            var writer = FrameWriter.Begin(Kind.PollDone, id);
            Write(writer.End());
            writer.Release();
        }

        private void WriteReleased()
        {
            var ids = new List<long>();
            long id;
            while (ids.Count < 10000 && released.TryDequeue(out id)) ids.Add(id);
            var writer = FrameWriter.Begin(Kind.Released, 0);
            writer.Int(ids.Count);
            foreach (long one in ids) writer.Long(one);
            Write(writer.End());
            writer.Release();
        }

        /// <summary>The next frame that a waiter has to work on; null when its answer is there.</summary>
        private Frame NextFor(Waiter waiter)
        {
            while (true)
            {
                lock (gate)
                {
                    while (true)
                    {
                        if (waiter.Work.Count > 0) return waiter.Work.Dequeue();
                        if (waiter.Answered) return null;
                        if (!reading) break;
                        Monitor.Wait(gate);
                    }
                    reading = true;
                }
                Frame frame = null;
                try
                {
                    frame = Read();
                }
                finally
                {
                    lock (gate)
                    {
                        reading = false;
                        if (frame != null) Deliver(frame);
                        Monitor.PulseAll(gate);
                    }
                }
            }
        }

        /// <summary>Gives a frame to the thread that it is for; inside of the gate.</summary>
        private void Deliver(Frame frame)
        {
            switch (frame.Kind)
            {
                case Kind.Return:
                    Answered(frame.Id).Answer = frame.Values.Value();
                    return;
                case Kind.Throw:
                    var code = frame.Values.Text();
                    Answered(frame.Id).Error = ElementError.Of(frame.Id, code, frame.Values.Text());
                    return;
                case Kind.Run:
                    long parent = frame.Values.Long();
                    listening++;
                    (parent == 0 ? main : waiters[parent]).Work.Enqueue(frame);
                    return;
                case Kind.Poll:
                    listening++;
                    polling = true;
                    pollEnds = unchecked(Environment.TickCount + pollMs);
                    main.Work.Enqueue(frame);
                    return;
                default:
                    main.Work.Enqueue(frame);
                    return;
            }
        }

        private Waiter Answered(long id)
        {
            var waiter = waiters[id];
            waiters.Remove(id);
            waiter.Answered = true;
            return waiter;
        }

        private Frame Read()
        {
            var head = ReadExactly(4);
            var values = new FrameReader(ReadExactly(BitConverter.ToInt32(head, 0)));
            return new Frame { Kind = (Kind)values.Byte(), Id = values.Long(), Values = values };
        }

        private byte[] ReadExactly(int count)
        {
            var bytes = new byte[count];
            int at = 0;
            while (at < count)
            {
                if (from == to)
                {
                    from = 0;
                    // A large frame needs no copy by way of the buffer.
                    if (count - at >= buffer.Length)
                    {
                        int got = input.Read(bytes, at, count - at);
                        if (got <= 0) closed();
                        at += Math.Max(0, got);
                        to = 0;
                        continue;
                    }
                    to = input.Read(buffer, 0, buffer.Length);
                    if (to <= 0) closed();
                }
                int part = Math.Min(count - at, to - from);
                Buffer.BlockCopy(buffer, from, bytes, at, part);
                at += part;
                from += part;
            }
            return bytes;
        }

        private void Write(ArraySegment<byte> frame)
        {
            try
            {
                lock (outputGate)
                {
                    output.Write(frame.Array, frame.Offset, frame.Count);
                    output.Flush();
                }
            }
            catch (IOException)
            {
                closed();
            }
        }
    }
}
