// The object that a run gets: what came with the run, and the members that are more than one call.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using Skyline.DataMiner.Net;
using Skyline.DataMiner.Net.Messages;

namespace Skyline.DataMiner.Scripting
{
    /// <summary>Calls into the element.</summary>
    internal interface IElementCalls
    {
        /// <summary>Calls a member and waits for its answer.</summary>
        object Call(long run, string member, object[] arguments);

        /// <summary>Writes to the element log; nobody waits for it.</summary>
        void Log(long run, int type, int level, string message);

        /// <summary>Nothing refers to the object of a run any more.</summary>
        void Released(long run);
    }

    /// <summary>What is the same for all runs of an element.</summary>
    internal sealed class ElementFacts
    {
        public int DataMinerId;
        public int ElementId;
        public string ElementName;
        public string ProtocolName;
        public string ProtocolVersion;
        public string ElementProtocolVersion;
    }

    /// <summary>What belongs to one run.</summary>
    internal sealed class RunFacts
    {
        public IElementCalls Calls;
        public ElementFacts Element;
        public long Id;
        public int QActionId;
        public int Trigger;
        public int RowIndex;
        public string RowKey;

        ~RunFacts()
        {
            if (Calls != null) Calls.Released(Id);
        }
    }

    /// <summary>The class behind <see cref="SLProtocol"/>; the helper's ConcreteSLProtocolExt extends it.</summary>
    public partial class ConcreteSLProtocol : SLProtocol
    {
        [ThreadStatic]
        internal static RunFacts Starting;

        private static readonly object[] none = new object[0];
        private readonly RunFacts run;
        private string protocolName;
        private string protocolVersion;
        private string elementProtocolVersion;
        private int? qactionId;

        /// <summary>Made by the host, for each run.</summary>
        [EditorBrowsable(EditorBrowsableState.Never)]
        public ConcreteSLProtocol()
        {
            run = Starting;
            if (run == null) throw new InvalidOperationException("An SLProtocol object is made for each run of a QAction; a QAction cannot make one.");
        }

        public int DataMinerID { get { return run.Element.DataMinerId; } }
        public int ElementID { get { return run.Element.ElementId; } }
        public string ElementName { get { return run.Element.ElementName; } }
        public string UserInfo { get { return (string)Get("UserInfo"); } }
        public string UserCookie { get { return (string)Get("UserCookie"); } }
        public string MetricsKey { get; set; }

        public string ProtocolName
        {
            get { return protocolName ?? run.Element.ProtocolName; }
            set { protocolName = value; }
        }

        public string ProtocolVersion
        {
            get { return protocolVersion ?? run.Element.ProtocolVersion; }
            set { protocolVersion = value; }
        }

        public string ElementProtocolVersion
        {
            get { return elementProtocolVersion ?? run.Element.ElementProtocolVersion; }
            set { elementProtocolVersion = value; }
        }

        public int QActionID
        {
            get { return qactionId ?? run.QActionId; }
            set { qactionId = value; }
        }

        public SLNetConnection SLNet { get { return new SLNetConnection(this); } }
        public int IsActive { get { return Results.As<int>(Get("IsActive")); } }
        public double Clear { get { return double.NegativeInfinity; } }
        public double Leave { get { return double.PositiveInfinity; } }
        public Dictionary<int, ConnectivityInterface> ConnectivityInterfaces { get { return DcfAnswers.Interfaces(Get("ConnectivityInterfaces")); } }
        public Dictionary<int, ConnectivityConnection> ConnectivityConnections { get { return DcfAnswers.Connections(Get("ConnectivityConnections")); } }

        public virtual int GetTriggerParameter() { return run.Trigger; }
        public virtual int RowIndex() { return run.RowIndex; }
        public virtual string RowKey() { return run.RowKey; }
        public virtual IConnection GetUserConnection() { return new UserConnection(this); }

        public virtual void Log(string message) { run.Calls.Log(run.Id, (int)LogType.Allways, (int)LogLevel.DevelopmentLogging, message); }
        public virtual void Log(string message, LogType type) { run.Calls.Log(run.Id, (int)type, (int)LogLevel.DevelopmentLogging, message); }
        public virtual void Log(string message, LogLevel level) { run.Calls.Log(run.Id, (int)LogType.Allways, (int)level, message); }
        public virtual void Log(string message, LogType type, LogLevel level) { run.Calls.Log(run.Id, (int)type, (int)level, message); }

        public virtual int Log(int type, int level, string message)
        {
            run.Calls.Log(run.Id, type, level, message);
            return 0;
        }

        public virtual ExecuteScriptResponseMessage ExecuteScript(string scriptName)
        {
            return ScriptAnswer(Call("ExecuteScript", scriptName));
        }

        public virtual ExecuteScriptResponseMessage ExecuteScript(ExecuteScriptMessage message)
        {
            if (message == null) throw new ArgumentNullException("message");
            var fields = new Dictionary<string, object> { { "ScriptName", message.ScriptName } };
            if (message.Options != null) fields["Options"] = new Dictionary<string, object> { { "Options", message.Options.Sa } };
            return ScriptAnswer(Call("ExecuteScript", fields));
        }

        private static ExecuteScriptResponseMessage ScriptAnswer(object answer)
        {
            var fields = (Dictionary<string, object>)answer;
            return new ExecuteScriptResponseMessage
            {
                ErrorCode = Results.As<int>(fields["ErrorCode"]),
                ErrorMessages = Results.As<string[]>(fields["ErrorMessages"]),
            };
        }

        public virtual ConnectivityInterface GetConnectivityInterface(int dataMinerId, int elementId, string name, bool customName) { return GetConnectivityInterface(dataMinerId, elementId, name, customName, false); }
        public virtual ConnectivityInterface GetConnectivityInterface(int dataMinerId, int elementId, string name, bool customName, bool exported) { return DcfAnswers.Interface(Call("GetConnectivityInterface", dataMinerId, elementId, name, customName, exported)); }
        public virtual ConnectivityInterface GetConnectivityInterface(int dataMinerId, int elementId, int interfaceId) { return GetConnectivityInterface(dataMinerId, elementId, interfaceId, false); }
        public virtual ConnectivityInterface GetConnectivityInterface(int dataMinerId, int elementId, int interfaceId, bool exported) { return DcfAnswers.Interface(Call("GetConnectivityInterface", dataMinerId, elementId, interfaceId, exported)); }
        public virtual Dictionary<int, ConnectivityInterface> GetConnectivityInterfaces(int dataMinerId, int elementId) { return GetConnectivityInterfaces(dataMinerId, elementId, false); }
        public virtual Dictionary<int, ConnectivityInterface> GetConnectivityInterfaces(int dataMinerId, int elementId, bool exported) { return DcfAnswers.Interfaces(Call("GetConnectivityInterfaces", dataMinerId, elementId, exported)); }
        public virtual Dictionary<int, ConnectivityInterface> GetConnectivityInterfaces(int dataMinerId, int elementId, string filter, bool customName) { return GetConnectivityInterfaces(dataMinerId, elementId, filter, customName, false); }
        public virtual Dictionary<int, ConnectivityInterface> GetConnectivityInterfaces(int dataMinerId, int elementId, string filter, bool customName, bool exported) { return DcfAnswers.Interfaces(Call("GetConnectivityInterfaces", dataMinerId, elementId, filter, customName, exported)); }
        public virtual ConnectivityConnection GetConnectivityConnection(int dataMinerId, int elementId, string name) { return GetConnectivityConnection(dataMinerId, elementId, name, false); }
        public virtual ConnectivityConnection GetConnectivityConnection(int dataMinerId, int elementId, string name, bool exported) { return DcfAnswers.Connection(Call("GetConnectivityConnection", dataMinerId, elementId, name, exported)); }
        public virtual ConnectivityConnection GetConnectivityConnection(int dataMinerId, int elementId, int connectionId) { return GetConnectivityConnection(dataMinerId, elementId, connectionId, false); }
        public virtual ConnectivityConnection GetConnectivityConnection(int dataMinerId, int elementId, int connectionId, bool exported) { return DcfAnswers.Connection(Call("GetConnectivityConnection", dataMinerId, elementId, connectionId, exported)); }
        public virtual Dictionary<int, ConnectivityConnection> GetConnectivityConnections(int dataMinerId, int elementId) { return GetConnectivityConnections(dataMinerId, elementId, false); }
        public virtual Dictionary<int, ConnectivityConnection> GetConnectivityConnections(int dataMinerId, int elementId, bool exported) { return DcfAnswers.Connections(Call("GetConnectivityConnections", dataMinerId, elementId, exported)); }
        public virtual Dictionary<int, ConnectivityConnection> GetConnectivityConnections(int dataMinerId, int elementId, string filter) { return GetConnectivityConnections(dataMinerId, elementId, filter, false); }
        public virtual Dictionary<int, ConnectivityConnection> GetConnectivityConnections(int dataMinerId, int elementId, string filter, bool exported) { return DcfAnswers.Connections(Call("GetConnectivityConnections", dataMinerId, elementId, filter, exported)); }

        internal object Call(string member, params object[] arguments)
        {
            return run.Calls.Call(run.Id, member, arguments ?? none);
        }

        private object Get(string property)
        {
            return run.Calls.Call(run.Id, "get " + property, none);
        }
    }
}
