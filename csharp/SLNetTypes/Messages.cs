// What QActions name of SLNetTypes: messages about Automation scripts, and the connection of a user.
using System.Linq;

namespace Skyline.DataMiner.Net
{
    using Messages;

    /// <summary>A connection to the DataMiner System that acts as one user.</summary>
    public interface IConnection
    {
        /// <summary>Account name; empty for the scripting process itself.</summary>
        string UserName { get; }
        bool IsAuthenticated { get; }
        DMSMessage[] HandleMessage(DMSMessage message);
        DMSMessage[] HandleMessages(DMSMessage[] messages);
        DMSMessage HandleSingleResponseMessage(DMSMessage message);
    }

    /// <summary>A connection, as far as one message at a time goes.</summary>
    public abstract class Connection : IConnection
    {
        public abstract string UserName { get; }
        public abstract bool IsAuthenticated { get; }
        public abstract DMSMessage[] HandleMessages(DMSMessage[] messages);
        public virtual DMSMessage[] HandleMessage(DMSMessage message) { return HandleMessages(new[] { message }); }
        public virtual DMSMessage HandleSingleResponseMessage(DMSMessage message) { return HandleMessage(message).FirstOrDefault(); }
    }
}

namespace Skyline.DataMiner.Net.Messages
{
    /// <summary>Base of all messages.</summary>
    public abstract class DMSMessage
    {
    }

    /// <summary>Base of messages that clients send.</summary>
    public abstract class ClientRequestMessage : DMSMessage
    {
        public int DataMinerID { get; set; }
        public int HostingDataMinerID { get; set; }
    }

    /// <summary>Base of answers.</summary>
    public abstract class ResponseMessage : DMSMessage
    {
    }

    /// <summary>An array of text in a message.</summary>
    public class SA
    {
        public SA() { Sa = new string[0]; }
        public SA(string[] texts) { Sa = texts; }
        public string[] Sa { get; set; }
    }

    /// <summary>Arrays of text in a message.</summary>
    public class PSA
    {
        public PSA() { Psa = new SA[0]; }
        public PSA(SA[] arrays) { Psa = arrays; }
        public SA[] Psa { get; set; }
    }

    /// <summary>Starts an Automation script.</summary>
    public class ExecuteScriptMessage : ClientRequestMessage
    {
        public ExecuteScriptMessage() { }
        public ExecuteScriptMessage(string scriptName) { ScriptName = scriptName; }
        public ExecuteScriptMessage(int dataMinerId, string scriptName) { DataMinerID = dataMinerId; ScriptName = scriptName; }
        public string ScriptName { get; set; }
        public SA Options { get; set; }
    }

    /// <summary>Answer to <see cref="ExecuteScriptMessage"/>.</summary>
    public class ExecuteScriptResponseMessage : ResponseMessage
    {
        /// <summary>Below 0: an error.</summary>
        public int ErrorCode { get; set; }
        public string[] ErrorMessages { get; set; }
        public bool HadError { get { return ErrorCode < 0; } }
    }
}

namespace Skyline.DataMiner.Net.Messages.Advanced
{
    /// <summary>Asks for something about Automation.</summary>
    public class GetAutomationInfoMessage : ClientRequestMessage
    {
        public GetAutomationInfoMessage() { }
        public GetAutomationInfoMessage(int what, string info) { What = what; sInfo = info; }
        public int What { get; set; }
        public string sInfo { get; set; }
    }

    /// <summary>Answer to <see cref="GetAutomationInfoMessage"/>.</summary>
    public class GetAutomationInfoResponseMessage : ResponseMessage
    {
        public PSA psaRet { get; set; }
    }
}
