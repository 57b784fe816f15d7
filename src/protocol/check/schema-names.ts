/** Names that a protocol may use: tags and attributes as its published schema (`protocol.xsd`) names them, and the option words that the pages list. */

/** Tags by the path of their parent, itself lower-cased; a parent that is not listed may have any (pages `Protocol.X.Y`). */
export const tagNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    protocol:
      "Actions Advanced AlarmLevelLinks App Chains Commands Compliancies Connections Description DeviceOID Display DVEs " +
      "ElementOptions ElementType ExportRules GeneralParameters Groups HTTP Icon IntegrationID InternalLicenses Mib Name " +
      "NoTimeout NoTimeouts Options Ownership Pairs ParameterGroups Params PortSettings Ports ProcessAutomation Provider " +
      "QActions RCA Relations Responses SeverityBubbleUp SNMP Swarming SystemOptions Threads Timers Topologies Topology " +
      "TreeControls Triggers Type Vendor VendorOID Version VersionHistory",
    "protocol/params": "Param",
    "protocol/params/param":
      "Alarm ArrayOptions CRC CrossDriverOptions Dashboard Database Dependencies Description Display HyperLinks Icon " +
      "Information Interprete Length Matrix Measurement Mediation Message Name Replication SNMP Type",
    "protocol/params/param/interprete":
      "Alignment Base Bits ByteOffset Decimals DefaultValue Endian Exceptions Factor Length LengthType NbrOfBits OffSet " +
      "Others Range RawType Rounding Scale Sequence StartPosition Type Value",
    "protocol/params/param/interprete/range": "Low High",
    "protocol/params/param/crc": "Content Type",
    "protocol/params/param/length": "Content",
    "protocol/params/param/arrayoptions": "ColumnOption NamingFormat",
    "protocol/triggers": "Trigger",
    "protocol/triggers/trigger": "Condition Content Name On Time Type",
    "protocol/triggers/trigger/content": "Id",
    "protocol/actions": "Action",
    "protocol/actions/action": "Condition Name On Type",
    "protocol/groups": "Group",
    "protocol/groups/group": "Condition Content Description Name Type",
    "protocol/groups/group/content": "Action Pair Param Session Trigger",
    "protocol/timers": "Timer",
    "protocol/timers/timer": "Condition Content Interval Name Time",
    "protocol/timers/timer/content": "Group",
    "protocol/commands": "Command",
    "protocol/commands/command": "Content Description Name WebSocketMessageType",
    "protocol/commands/command/content": "Param",
    "protocol/responses": "Response",
    "protocol/responses/response": "Content Description Name",
    "protocol/responses/response/content": "Param",
    "protocol/pairs": "Pair",
    "protocol/pairs/pair": "Condition Content Description Name",
    "protocol/pairs/pair/content": "Command Response ResponseOnBadCommand",
    "protocol/http": "Session",
    "protocol/http/session": "Connection",
    "protocol/http/session/connection": "Request Response",
    "protocol/http/session/connection/request": "Data Headers Parameters",
    "protocol/http/session/connection/request/headers": "Header",
    "protocol/http/session/connection/request/parameters": "Parameter",
    "protocol/http/session/connection/response": "Content Headers",
    "protocol/http/session/connection/response/headers": "Header",
    "protocol/qactions": "QAction",
    "protocol/qactions/qaction": "Condition",
    "protocol/threads": "Thread",
    "protocol/connections": "Connection",
    "protocol/connections/connection":
      "CommunicationOptions Gpib Http Opc PortSettings Serial Service Sla SmartSerial Snmp SnmpV2 SnmpV3 Type UserSettings " +
      "Virtual",
    "protocol/connections/connection/http": "CommunicationOptions UserSettings",
    "protocol/connections/connection/http/communicationoptions":
      "CustomRedirect MakeCommandByProtocol NotifyConnectionPID NotifyConnectionPIDs RedundancyGroup RedundantPolling " +
      "WebSocket WebSocketHandshake",
    // WebSocket in a serial connection has a finding of its own, WEBSOCKET_KIND.
    "protocol/connections/connection/serial": "CommunicationOptions UserSettings",
    "protocol/connections/connection/serial/communicationoptions":
      "ChunkedHTML CloseConnectionOnResponse KexAlgorithms MakeCommandByProtocol RedundancyGroup RedundantPolling WebSocket",
    "protocol/connections/connection/smartserial": "CommunicationOptions UserSettings",
    "protocol/connections/connection/smartserial/communicationoptions":
      "MakeCommandByProtocol MaxConcurrentConnections MaxReceiveBuffer NotifyConnectionPID NotifyConnectionPIDs PacketInfo " +
      "RedundancyGroup RedundantPolling SmartIPHeader WebSocket",
    "protocol/options":
      "DataBaseOptions DisableViewRefresh Encoding ForceDefaultAlarming GenerateMIB Icon NoTimeouts OverrideTimeoutDVE " +
      "PostPonePortInitialisation UseAgentBinding",
  }).map(([path, names]) => [path, names.split(" ")]),
);

/** Attributes by the path of their element, its tags lower-cased (schema `protocol.xsd`). */
export const attributeNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    protocol: "baseFor",
    "protocol/actions/action": "id",
    "protocol/actions/action/on": "id nr",
    "protocol/actions/action/type":
      "allowed arguments endoffset id nr options regex reschedule returnValue scale script sequence startoffset value",
    "protocol/advanced": "ignoreEqualResponse stuffing",
    "protocol/commands/command": "ascii id",
    "protocol/connections/connection": "id name",
    "protocol/connections/connection/serial": "single",
    "protocol/connections/connection/smartserial": "single",
    "protocol/generalparameters/generalparameter": "enabled group",
    "protocol/groups/group": "connection connectionPID id ping threadId",
    "protocol/groups/group/content": "multipleGet",
    "protocol/groups/group/content/action": "next",
    "protocol/groups/group/content/pair": "next",
    "protocol/groups/group/content/param": "next",
    "protocol/groups/group/content/session": "connection next",
    "protocol/groups/group/content/trigger": "next",
    "protocol/http/session":
      "id ignoreTimeout keepAlive loginMethod name password proxyPassword proxyServer proxyUser timeout userName",
    "protocol/http/session/connection": "id ignoreTimeout name timeout",
    "protocol/http/session/connection/request": "pid url verb",
    "protocol/http/session/connection/request/headers/header": "key pid",
    "protocol/http/session/connection/request/data": "pid",
    "protocol/http/session/connection/request/parameters/parameter": "key pid",
    "protocol/http/session/connection/response": "statusCode",
    "protocol/http/session/connection/response/headers/header": "key pid",
    "protocol/http/session/connection/response/content": "pid",
    "protocol/pairs/pair": "id options ping timeout",
    "protocol/params": "loadSequence",
    "protocol/params/param":
      "confirmPopup duplicateAs export historySet id level options pollingInterval save saveInterval setter snapshot snmpSetAndGet trending verificationTimeout",
    "protocol/params/param/alarm": "activeTime options type",
    "protocol/params/param/alarm/monitored": "disabledIf",
    "protocol/params/param/arrayoptions": "deleteRow displayColumn index options partial snmpIndex",
    "protocol/params/param/arrayoptions/columnoption": "cpeAlignment idx options pid pollingRate type value",
    "protocol/params/param/crc/type": "byteoffset groupbytes mod off options totaloffset",
    "protocol/params/param/crossdriveroptions/crossdriveroption": "protocol remoteTablePID",
    "protocol/params/param/crossdriveroptions/crossdriveroption/pidtranslation": "local remote",
    "protocol/params/param/dashboard/dashboardoptions/dashboardoption": "name type",
    "protocol/params/param/database/columndefinition": "default",
    "protocol/params/param/database/partition": "partitionsToKeep",
    "protocol/params/param/database/indexingoptions": "enabled",
    "protocol/params/param/dependencies/id": "postSet",
    "protocol/params/param/display/dynamicunits/unit": "decimals",
    "protocol/params/param/display/parametersview": "options type",
    "protocol/params/param/display/parametersview/parameters/parameter": "id options tableIndex",
    "protocol/params/param/display/positions/position/page": "measType",
    "protocol/params/param/display/rtdisplay": "onAppLevel",
    "protocol/params/param/display/trending": "logarithmic",
    "protocol/params/param/display/trending/type": "operations",
    "protocol/params/param/hyperlinks/hyperlink": "valueParsing",
    "protocol/params/param/icon": "ref",
    "protocol/params/param/interprete/exceptions/exception": "id value",
    "protocol/params/param/interprete/exceptions/exception/display": "state",
    "protocol/params/param/interprete/lengthtype": "id times",
    "protocol/params/param/interprete/offset": "id",
    "protocol/params/param/interprete/others/other": "id",
    "protocol/params/param/interprete/others/other/display": "state",
    "protocol/params/param/interprete/scale": "high highData low lowData",
    "protocol/params/param/interprete/sequence": "loop noset",
    "protocol/params/param/interprete/type": "filter trim",
    "protocol/params/param/matrix/inputs": "tablePid",
    "protocol/params/param/matrix/inputs/mappings/mapping": "name type",
    "protocol/params/param/matrix/outputs": "tablePid",
    "protocol/params/param/matrix/outputs/mappings/mapping": "name type",
    "protocol/params/param/matrix/matrixoptions/matrixoption": "name type",
    "protocol/params/param/measurement/discreets": "dependencyId matrixLayout",
    "protocol/params/param/measurement/discreets/discreet":
      "dependencyValues displayIconAndLabel export iconRef options",
    "protocol/params/param/measurement/discreets/discreet/display": "state",
    "protocol/params/param/measurement/discreets/discreet/value": "location type",
    "protocol/params/param/measurement/type":
      "case continuous hex lines link number options scientificNotation verificationDeviation width",
    "protocol/params/param/mediation/linkto": "description ops pid protocol",
    "protocol/params/param/mediation/linkto/valuemapping": "remoteValue value",
    "protocol/params/param/replication": "domain ip pwd uid",
    "protocol/params/param/replication/element": "dynamic",
    "protocol/params/param/replication/parameter": "dynamic",
    "protocol/params/param/snmp": "options",
    "protocol/params/param/snmp/oid": "id ipid options skipDynamicSNMPGet type",
    "protocol/params/param/snmp/trapmappings/trapmapping": "bindingMatch severity value",
    "protocol/params/param/snmp/trapoid": "checkBindings ipid mapAlarm setBindings type",
    "protocol/params/param/type":
      "alarmRegistration distribution dynamicSnmpGet id options relativeTimers times virtual",
    "protocol/qactions/qaction":
      "dllImport encoding entryPoint id include inputParameters name options row triggers",
    "protocol/relations/relation": "name options path",
    "protocol/responses/response": "id options",
    "protocol/responses/response/content": "optional",
    "protocol/threads/thread": "connection id name",
    "protocol/timers": "relativeTimers",
    "protocol/timers/timer": "fixedTimer id options",
    "protocol/timers/timer/time": "dataDisplay initial",
    "protocol/triggers/trigger": "id",
    "protocol/triggers/trigger/content/id": "else",
    "protocol/triggers/trigger/on": "id",
    "protocol/triggers/trigger/time": "case id nr value",
    "protocol/type":
      "advanced communicationOptions databaseOptions options overrideTimeoutDVE relativeTimers",
  }).map(([path, names]) => [path, names.split(" ")]),
);

/** The options that one attribute may hold. */
export interface OptionWords {
  /** Path of the element, as in {@link attributeNames}. */
  readonly path: string;
  /** Lower-cased. */
  readonly attribute: string;
  /** As the pages spell them. */
  readonly words: readonly string[];
  /** Others are known to be in use: only what is nearly one of the words is a mistake. */
  readonly open?: true;
}

/** Where options stand, and which. */
export const optionWords: readonly OptionWords[] = [
  // `Protocol.QActions.QAction-options`
  {
    path: "protocol/qactions/qaction",
    attribute: "options",
    words: ["binary", "debug", "dllName", "group", "precompile", "queued"],
  },
  // `Protocol.Type-options`
  { path: "protocol/type", attribute: "options", words: ["unicode", "disableViewRefresh", "exportProtocol"] },
  // `Protocol.Type-communicationOptions`
  {
    path: "protocol/type",
    attribute: "communicationoptions",
    words: [
      "asyncWMI",
      "chunkedHTML",
      "closeConnectionOnResponse",
      "customRedirect",
      "makeCommandByProtocol",
      "maxConcurrentConnections",
      "maxReceiveBuffer",
      "notifyConnectionPIDs",
      "packetInfo",
      "postPonePortInitialisation",
      "progid",
      "redundantPolling",
      "smartIpHeader",
      "useAgentBinding",
    ],
  },
  // `Protocol.Params.Param.Type-options`
  {
    path: "protocol/params/param/type",
    attribute: "options",
    words: [
      "columnTypes",
      "connection",
      "dimensions",
      "dynamic ip",
      "dynamic snmp get",
      "headerTrailerLink",
      "linkAlarmValue",
      "loadOID",
      "ssh options",
      "ssh pwd",
      "ssh username",
    ],
  },
  // `Protocol.Params.Param-options`
  {
    path: "protocol/params/param",
    attribute: "options",
    words: ["snmpSet", "snmpSetAndGet", "snmpSetAndGetWithWait", "snmpSetWithWait"],
  },
  // `Protocol.Params.Param.ArrayOptions-options`
  {
    path: "protocol/params/param/arrayoptions",
    attribute: "options",
    open: true,
    words: [
      "autoAdd",
      "customDatabaseName",
      "database",
      "databaseName",
      "databaseNameProtocol",
      "directView",
      "discreetDestination",
      "interruptTrend",
      "naming",
      "onlyFilteredDirectView",
      "preserve state",
      "processingOrder",
      "propertyTable",
      "queryTablePID",
      "sizeHint",
      "view",
      "volatile",
    ],
  },
  // `ColumnOptionOptionsOverview`
  {
    path: "protocol/params/param/arrayoptions/columnoption",
    attribute: "options",
    open: true,
    words: [
      "CPEDummyColumn",
      "delete",
      "delta",
      "disableHeaderSum",
      "disableHeatmap",
      "disableHistogram",
      "displayElementAlarm",
      "displayIcon",
      "displayServiceAlarm",
      "displayViewAlarm",
      "dynamicData",
      "element",
      "enableHeaderAvg",
      "enableHeaderMax",
      "enableHeaderMin",
      "enableHeaderSum",
      "enableHeatmap",
      "enableHistogram",
      "foreignKey",
      "groupby",
      "hidden",
      "hideKPI",
      "hideSummaryColumn",
      "indexColumn",
      "KPIHideWrite",
      "KPIShowDisplayKey",
      "linkElement",
      "rowTextColoring",
      "save",
      "selectionSetCardVar",
      "selectionSetPageVar",
      "selectionSetVar",
      "selectionSetWorkspaceVar",
      "separator",
      "setOnTable",
      "severity",
      "severityColumn",
      "severityColumnIndex",
      "showReadAsKPI",
      "snmpSet",
      "space",
      "subTitle",
      "view",
      "viewImpact",
      "volatile",
      "xpos",
      "ypos",
    ],
  },
  // `Protocol.Pairs.Pair-options`
  {
    path: "protocol/pairs/pair",
    attribute: "options",
    words: ["commBreak", "connection", "ignoreTimeout", "oneByte", "receiveInterval", "retries"],
  },
  // `Protocol.Responses.Response-options`
  { path: "protocol/responses/response", attribute: "options", words: ["connection"] },
];
