// The connections to the system. The element answers the message that starts an Automation script; other messages have no form on the
// wire to it, therefore nobody answers them.
using System;
using System.Linq;
using Skyline.DataMiner.Net;
using Skyline.DataMiner.Net.Messages;

namespace Skyline.DataMiner.Scripting
{
    /// <summary>What <see cref="SLNetConnection"/> has; tests implement it.</summary>
    public interface ISLNetConnection
    {
        Connection RawConnection { get; }
        bool IsAlive { get; }
        void OpenConnection();
        void TryOpenConnection();
        void CloseConnection();
        DMSMessage[] SendMessage(DMSMessage message);
        DMSMessage[] SendMessages(params DMSMessage[] messages);
        DMSMessage SendSingleResponseMessage(DMSMessage message);
    }

    /// <summary>The connection to the DataMiner System behind <c>SLProtocol.SLNet</c>.</summary>
    public class SLNetConnection : ISLNetConnection
    {
        private readonly ConcreteSLProtocol protocol;

        internal SLNetConnection(ConcreteSLProtocol protocol) { this.protocol = protocol; }

        public virtual Connection RawConnection { get { return new UserConnection(protocol); } }
        /// <summary>False: there is no system.</summary>
        public virtual bool IsAlive { get { return false; } }
        public virtual void OpenConnection() { }
        public virtual void TryOpenConnection() { }
        public virtual void CloseConnection() { }
        public virtual DMSMessage[] SendMessage(DMSMessage message) { return SendMessages(message); }
        public virtual DMSMessage[] SendMessages(params DMSMessage[] messages) { return Messages.Answers(protocol, messages); }
        public virtual DMSMessage SendSingleResponseMessage(DMSMessage message) { return SendMessages(message).FirstOrDefault(); }
    }

    /// <summary>What GetUserConnection gives.</summary>
    internal sealed class UserConnection : Connection
    {
        private readonly ConcreteSLProtocol protocol;

        public UserConnection(ConcreteSLProtocol protocol) { this.protocol = protocol; }

        public override string UserName { get { return protocol.UserInfo; } }
        public override bool IsAuthenticated { get { return false; } }
        public override DMSMessage[] HandleMessages(DMSMessage[] messages) { return Messages.Answers(protocol, messages); }
    }

    internal static class Messages
    {
        /// <exception cref="NotSupportedException">Nobody answers one of them.</exception>
        public static DMSMessage[] Answers(ConcreteSLProtocol protocol, DMSMessage[] messages)
        {
            if (messages == null) throw new ArgumentNullException("messages");
            var unanswered = messages.FirstOrDefault(one => !(one is ExecuteScriptMessage));
            if (unanswered != null)
                throw new NotSupportedException("There is no DataMiner System in qaction-kit that answers a " + unanswered.GetType().Name + ". ExecuteScriptMessage is the only SLNet message with an answer. Use the members of SLProtocol, or test this code with a connection of your own.");
            return Array.ConvertAll(messages, one => (DMSMessage)protocol.ExecuteScript((ExecuteScriptMessage)one));
        }
    }
}
