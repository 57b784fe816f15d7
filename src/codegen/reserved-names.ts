/** Names that the classes under the generated ones have already, and that a parameter therefore cannot take. */

/** The members of `SLProtocol`, and `Write`. */
export const protocolMembers: readonly string[] = `
  AddRow AddRowReturnKey CheckTrigger Clear ClearAllKeys ClearParameter ConnectivityConnections ConnectivityInterfaces
  DataMinerID DeleteConnectivityConnection DeleteConnectivityConnectionProperty DeleteConnectivityInterfaceProperty
  DeleteRow ElementID ElementName ElementProtocolVersion ExecuteScript Exists FillArray FillArrayNoDelete
  FillArrayWithColumn GetConnectivityConnection GetConnectivityConnections GetConnectivityInterface
  GetConnectivityInterfaces GetData GetInputBytes GetInputParameter GetKeyPosition GetKeys GetKeysForIndex
  GetLocalDatabaseType GetParameter GetParameterByData GetParameterByName GetParameterDescription GetParameterIndex
  GetParameterIndexByKey GetParameterItemData GetParameters GetRow GetTriggerParameter GetUserConnection IsActive
  IsEmpty Leave Log MetricsKey NewRow NotifyClient NotifyDataMiner NotifyDataMinerQueued NotifyProtocol OldRow
  ProtocolName ProtocolVersion QActionID Row RowCount RowIndex RowKey RowPingTimestamp RowRTT SLNet SendToDisplay SetParameter
  SetParameterBinary SetParameterByData SetParameterByName SetParameterDescription SetParameterIndex
  SetParameterIndexByKey SetParameterItemData SetParameters SetParametersByData SetParametersByName SetParametersIndex
  SetParametersIndexByKey SetParametersItemData SetReadParameterByName SetReadParametersByName SetRow
  SetWriteParameterByName SetWriteParametersByName ShowInformationMessage UserCookie UserInfo Write
`
  .trim()
  .split(/\s+/);

/** The members of `QActionTableRow`. */
export const rowMembers: readonly string[] = ["ColumnCount", "Columns", "Index", "Key", "ToObjectArray"];
