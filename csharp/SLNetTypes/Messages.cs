// What QActions name of SLNetTypes: messages to start Automation scripts, the connection of a user, and namespaces that they import.
using System.ComponentModel;

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

namespace Skyline.DataMiner.Net.Helper
{
    /// <summary>Makes the namespace exist: QActions import it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class HelperNamespace
    {
    }
}

namespace Skyline.DataMiner.Net.NetworkDiscovery
{
    /// <summary>Makes the namespace exist: QActions import it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class NetworkDiscoveryNamespace
    {
    }
}

namespace Skyline.DataMiner.Net.Upload
{
    /// <summary>Makes the namespace exist: QActions import it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class UploadNamespace
    {
    }
}

namespace Skyline.DataMiner.Net.VirtualFunctions
{
    /// <summary>Makes the namespace exist: QActions import it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class VirtualFunctionsNamespace
    {
    }
}
