// Threads that call outside of runs: Node polls when it hears the bell.
using System;
using System.IO;
using System.IO.Pipes;
using System.Linq;
using System.Threading;
using Xunit;

namespace QActionHost.Tests
{
    public class PipeTests
    {
        private const int limitMs = 10000;

        [Fact]
        public void AThreadThatAPollHasNotReachedRingsAgain()
        {
            int rings = 0;
            // They stay open, as their pipe does: it would end the process.
            var node = new AnonymousPipeServerStream(PipeDirection.Out);
            var input = new AnonymousPipeClientStream(PipeDirection.In, node.ClientSafePipeHandle);
            // A poll that is over at once is what a thread sees that gets no processor in time.
            var pipe = new Pipe(input, new MemoryStream(), () => Interlocked.Increment(ref rings), frame => { }, () => { }, 0);
            new Thread(pipe.Serve) { IsBackground = true }.Start();
            new Thread(() => pipe.Call(5, "GetParameter", new object[] { 1 })) { IsBackground = true }.Start();
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref rings) == 1, limitMs));
            var poll = FrameWriter.Begin(Kind.Poll, 9).End();
            node.Write(poll.ToArray(), 0, poll.Count);
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref rings) == 2, limitMs));
        }
    }
}
