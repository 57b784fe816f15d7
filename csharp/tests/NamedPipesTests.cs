// The pipes that the host makes on Windows. .NET has named pipes of this kind everywhere, so that they can be opened here, too.
using System;
using System.IO;
using System.IO.Pipes;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace QActionHost.Tests
{
    public class NamedPipesTests
    {
        private const int limitMs = 10000;

        [Fact]
        public async Task NamesOfWindowsAreMadeHereAndCarryBytesBothWays()
        {
            string name = "qaction-csharp-test-" + Guid.NewGuid().ToString("N");
            using (var made = new ManualResetEventSlim())
            {
                var opening = Task.Run(() => NamedPipes.Open(@"\\.\pipe\" + name + "-to", @"\\.\pipe\" + name + "-from", made.Set));
                Assert.True(made.Wait(limitMs));
                using (var to = new NamedPipeClientStream(".", name + "-to", PipeDirection.Out))
                using (var from = new NamedPipeClientStream(".", name + "-from", PipeDirection.In))
                {
                    to.Connect(limitMs);
                    from.Connect(limitMs);
                    var pipes = await opening;
                    to.WriteByte(7);
                    Assert.Equal(7, pipes.Key.ReadByte());
                    pipes.Value.WriteByte(8);
                    Assert.Equal(8, from.ReadByte());
                    // The end of Node is the end of what it writes.
                    to.Dispose();
                    Assert.Equal(-1, pipes.Key.ReadByte());
                    pipes.Key.Dispose();
                    pipes.Value.Dispose();
                }
            }
        }

        [Fact]
        public void OtherNamesAreFilesThatNodeHasMade()
        {
            string folder = Directory.CreateTempSubdirectory("qaction-host-").FullName;
            try
            {
                string input = Path.Combine(folder, "to");
                string output = Path.Combine(folder, "from");
                File.WriteAllBytes(input, new byte[] { 7 });
                File.WriteAllBytes(output, new byte[0]);
                var pipes = NamedPipes.Open(input, output, () => throw new InvalidOperationException("Nothing was made here."));
                Assert.Equal(7, pipes.Key.ReadByte());
                pipes.Value.WriteByte(8);
                pipes.Key.Dispose();
                pipes.Value.Dispose();
                Assert.Equal(new byte[] { 8 }, File.ReadAllBytes(output));
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }
    }
}
