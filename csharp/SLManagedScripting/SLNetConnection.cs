// The connections to the system. Messages have no form on the wire to the element, therefore nobody answers them.
using System;
using Skyline.DataMiner.Net;
using Skyline.DataMiner.Net.Messages;

namespace Skyline.DataMiner.Scripting
{
    /// <summary>The connection to the DataMiner System behind <c>SLProtocol.SLNet</c>.</summary>
    public class SLNetConnection
    {
        private readonly ConcreteSLProtocol protocol;

        internal SLNetConnection(ConcreteSLProtocol protocol) { this.protocol = protocol; }

        public IConnection RawConnection { get { return new UserConnection(protocol); } }
        public bool IsAlive() { return false; }
        public void OpenConnection() { }
        public bool TryOpenConnection() { return false; }
        public void CloseConnection() { }
        public DMSMessage[] SendMessage(DMSMessage message) { return Messages.Unanswered(message); }
        public DMSMessage[] SendMessages(DMSMessage[] messages) { return Messages.Unanswered(messages); }
        public DMSMessage SendSingleResponseMessage(DMSMessage message) { Messages.Unanswered(message); return null; }
    }

    /// <summary>What GetUserConnection gives.</summary>
    internal sealed class UserConnection : IConnection
    {
        private readonly ConcreteSLProtocol protocol;

        public UserConnection(ConcreteSLProtocol protocol) { this.protocol = protocol; }

        public string UserName { get { return protocol.UserInfo; } }
        public bool IsAuthenticated { get { return false; } }
        public DMSMessage[] HandleMessage(DMSMessage message) { return Messages.Unanswered(message); }
        public DMSMessage[] HandleMessages(DMSMessage[] messages) { return Messages.Unanswered(messages); }
        public DMSMessage HandleSingleResponseMessage(DMSMessage message) { Messages.Unanswered(message); return null; }
    }

    internal static class Messages
    {
        public static DMSMessage[] Unanswered(object message)
        {
            throw new NotSupportedException("SLNet messages from C# reach no system in qaction-kit: " + (message == null ? "null" : message.GetType().Name) + ". Use the members of SLProtocol, or test this code with a mock.");
        }
    }
}
