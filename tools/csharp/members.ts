/** The overloads of `SLProtocol` as C# declares them, one a line: what the stand-in of SLManagedScripting is generated from. */

/** How the answer of a call becomes what the member gives. */
export type ResultForm =
  /** The declared type; numbers of `object` are `double`. */
  | "declared"
  /** An `int`, or one HRESULT for each value as `uint[]`. */
  | "hresults"
  /** `object[]` of `int`. */
  | "ints"
  /** One `int` as `object`. */
  | "int";

/** One overload. */
export interface Overload {
  readonly returns: string;
  readonly name: string;
  /** As C# writes them: `int id, object value`. */
  readonly parameters: readonly { readonly type: string; readonly name: string }[];
  readonly form: ResultForm;
}

const time = "DateTime? timeInfo";
const flag = "bool useClearAndLeave";

/** An overload with each of the endings that fills have: nothing, a time, the flag, both. */
function fill(head: string): string[] {
  return ["", `, ${time}`, `, ${flag}`, `, ${time}, ${flag}`].map((end) => `object ${head}${end})`);
}

const setRow = ["int row", "string row"].flatMap((row) =>
  [
    "",
    ", ValueType timeInfo",
    ", bool overrideBehaviour",
    ", ValueType timeInfo, bool overrideBehaviour",
  ].map((end) => `ints SetRow(int tableId, ${row}, object rowInfo${end})`),
);

const element = "int dataMinerId, int elementId";

/** The members that are calls into the element: 70 methods, 135 overloads with {@link runMethods}. */
const methods = `
object GetParameter(int id)
object GetParameters(object ids)
object GetParameterByName(string name)
int SetParameter(int id, object value)
int SetParameter(int id, object value, ValueType timeInfo)
hresults SetParameters(int[] ids, object[] values)
hresults SetParameters(int[] ids, object[] values, DateTime[] timeInfos)
void SetParameterBinary(int id, byte[] data)
int SetParameterByName(string name, object value)
hresults SetParametersByName(string[] names, object[] values)
int SetReadParameterByName(string name, object value)
hresults SetReadParametersByName(string[] names, object[] values)
int SetWriteParameterByName(string name, object value)
hresults SetWriteParametersByName(string[] names, object[] values)
bool IsEmpty(int id)
object GetData(string from, int id)
int ClearParameter(int id)
object GetParameterDescription(int id)
int SetParameterDescription(int id, object value)
object GetParameterIndex(int tableId, int row, int column)
object GetParameterIndexByKey(int tableId, string key, int column)
bool SetParameterIndex(int tableId, int row, int column, object value)
bool SetParameterIndex(int tableId, int row, int column, object value, ValueType timeInfo)
bool SetParameterIndexByKey(int tableId, string key, int column, object value)
bool SetParameterIndexByKey(int tableId, string key, int column, object value, ValueType timeInfo)
hresults SetParametersIndex(int[] tableIds, int[] rows, int[] columns, object[] values)
hresults SetParametersIndex(int[] tableIds, int[] rows, int[] columns, object[] values, DateTime[] timeInfos)
hresults SetParametersIndexByKey(int[] tableIds, string[] keys, int[] columns, object[] values)
hresults SetParametersIndexByKey(int[] tableIds, string[] keys, int[] columns, object[] values, DateTime[] timeInfos)
int AddRow(int tableId, object[] row)
int AddRow(int tableId, string key)
void AddRow(int tableId, object[] row, bool[] keyMask)
string AddRowReturnKey(int tableId)
string AddRowReturnKey(int tableId, object[] row)
object GetRow(int tableId, int row)
object GetRow(int tableId, string row)
${setRow.join("\n")}
int DeleteRow(int tableId, int row)
int DeleteRow(int tableId, string row)
int DeleteRow(int tableId, string[] row)
bool Exists(int tableId, string key)
int GetKeyPosition(int tableId, string key)
boxed ClearAllKeys(int tableId)
int RowCount(int tableId)
int RowCount(object table)
object Row(object table, int row)
${fill("FillArray(int tableId, object[] columns").join("\n")}
${fill("FillArray(int tableId, List<object[]> columns").join("\n")}
${fill("FillArray(int tableId, List<object[]> rows, NotifyProtocol.SaveOption option").join("\n")}
${fill("FillArrayNoDelete(int tableId, object[] columns").join("\n")}
${fill("FillArrayNoDelete(int tableId, List<object[]> columns").join("\n")}
${fill("FillArrayWithColumn(int tableId, int columnPid, object[] keys, object[] values").join("\n")}
string[] GetKeys(int tableId)
string[] GetKeys(int tableId, NotifyProtocol.KeyType type)
string[] GetKeysForIndex(int columnPid, string value)
object NewRow()
object OldRow()
object RowRTT()
object RowPingTimestamp()
string GetLocalDatabaseType()
object GetInputParameter(int position)
int CheckTrigger(int id)
int SendToDisplay(int id)
int SendToDisplay(int id, int x, int y)
int SendToDisplay(int id, int[] x, int[] y)
void ShowInformationMessage(string message)
void ShowInformationMessage(string message, string caption)
object NotifyProtocol(int type, object value1, object value2)
object NotifyDataMiner(int type, object value1, object value2)
int NotifyDataMinerQueued(int type, object value1, object value2)
object NotifyClient(int type, object value1, object value2)
bool DeleteConnectivityInterfaceProperty(int id, ${element})
bool DeleteConnectivityInterfaceProperty(int id, int interfaceId, ${element})
bool DeleteConnectivityConnectionProperty(int id, ${element})
bool DeleteConnectivityConnectionProperty(int id, ${element}, bool both)
bool DeleteConnectivityConnectionProperty(int id, int connectionId, ${element})
bool DeleteConnectivityConnectionProperty(int id, int connectionId, ${element}, bool both)
bool DeleteConnectivityConnection(int id, ${element}, bool both)
object GetParameterByData(string data)
int SetParameterByData(string data, object value)
hresults SetParametersByData(string[] data, object[] values)
object GetParameterItemData(string name)
int SetParameterItemData(string name, object value)
hresults SetParametersItemData(string[] names, object[] values)
`;

/** Methods whose body stands in `ConcreteSLProtocol.cs`: what they give came with the run, or is more than one value. */
const ownMethods = `
int GetTriggerParameter()
int RowIndex()
string RowKey()
IConnection GetUserConnection()
void Log(string message)
void Log(string message, LogType type)
void Log(string message, LogLevel level)
void Log(string message, LogType type, LogLevel level)
int Log(int type, int level, string message)
ExecuteScriptResponseMessage ExecuteScript(string scriptName)
ExecuteScriptResponseMessage ExecuteScript(ExecuteScriptMessage message)
ConnectivityInterface GetConnectivityInterface(${element}, string name, bool customName)
ConnectivityInterface GetConnectivityInterface(${element}, string name, bool customName, bool exported)
ConnectivityInterface GetConnectivityInterface(${element}, int interfaceId)
ConnectivityInterface GetConnectivityInterface(${element}, int interfaceId, bool exported)
Dictionary<int, ConnectivityInterface> GetConnectivityInterfaces(${element})
Dictionary<int, ConnectivityInterface> GetConnectivityInterfaces(${element}, bool exported)
Dictionary<int, ConnectivityInterface> GetConnectivityInterfaces(${element}, string filter, bool customName)
Dictionary<int, ConnectivityInterface> GetConnectivityInterfaces(${element}, string filter, bool customName, bool exported)
ConnectivityConnection GetConnectivityConnection(${element}, string name)
ConnectivityConnection GetConnectivityConnection(${element}, string name, bool exported)
ConnectivityConnection GetConnectivityConnection(${element}, int connectionId)
ConnectivityConnection GetConnectivityConnection(${element}, int connectionId, bool exported)
Dictionary<int, ConnectivityConnection> GetConnectivityConnections(${element})
Dictionary<int, ConnectivityConnection> GetConnectivityConnections(${element}, bool exported)
Dictionary<int, ConnectivityConnection> GetConnectivityConnections(${element}, string filter)
Dictionary<int, ConnectivityConnection> GetConnectivityConnections(${element}, string filter, bool exported)
`;

/** Properties; their bodies stand in `ConcreteSLProtocol.cs`. */
export const properties: readonly { readonly type: string; readonly name: string; readonly set: boolean }[] =
  `
int DataMinerID get
int ElementID get
string ElementName get
string UserInfo get
string UserCookie get
string MetricsKey set
string ProtocolName set
string ProtocolVersion set
string ElementProtocolVersion set
int QActionID set
SLNetConnection SLNet get
int IsActive get
double Clear get
double Leave get
Dictionary<int, ConnectivityInterface> ConnectivityInterfaces get
Dictionary<int, ConnectivityConnection> ConnectivityConnections get
`
    .trim()
    .split("\n")
    .map((line) => {
      const [, type = "", name = "", access = ""] = /^(.*) (\w+) (get|set)$/.exec(line) ?? [];
      return { type, name, set: access === "set" };
    });

const forms: Readonly<Record<string, ResultForm>> = { hresults: "hresults", ints: "ints", boxed: "int" };

function overload(line: string): Overload {
  const [, result = "", name = "", list = ""] = /^(.+?) (\w+)\((.*)\)$/.exec(line) ?? [];
  const form = forms[result] ?? "declared";
  return {
    returns: form === "declared" ? result : "object",
    name,
    form,
    parameters: list === "" ? [] : splitParameters(list),
  };
}

/** `int a, Dictionary<int, string> b`: a comma between `<` and `>` separates nothing. */
function splitParameters(list: string): { type: string; name: string }[] {
  return list.split(/, (?![^<]*>)/).map((one) => {
    const at = one.lastIndexOf(" ");
    return { type: one.slice(0, at), name: one.slice(at + 1) };
  });
}

const lines = (text: string): string[] => text.trim().split("\n");

/** Overloads that are one call of the member of the same name. */
export const callMethods: readonly Overload[] = lines(methods).map(overload);

/** Overloads that `ConcreteSLProtocol.cs` writes by hand. */
export const handWritten: readonly Overload[] = lines(ownMethods).map(overload);

/** Names in `NTNotifyTypesOverview` of numbers that the kit has no answer for. */
export const furtherNotifyTypes: Readonly<Record<string, number>> = {
  NT_NOTIFY_DISPLAY: 123,
  NT_EDIT_PROPERTY_DONT_FORWARD: 157,
  NT_SNMP_SET: 292,
  NT_SNMP_GET: 295,
  NT_SNMP_RAW_GET: 424,
  NT_SNMP_RAW_SET: 425,
};
