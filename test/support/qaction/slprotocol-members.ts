/** The 86 members of SLProtocol as the public documentation lists them: 70 methods and 16 properties. */

/** Methods. */
export const methods = `
  GetParameter GetParameters GetParameterByName SetParameter SetParameters SetParameterBinary SetParameterByName
  SetParametersByName SetReadParameterByName SetReadParametersByName SetWriteParameterByName SetWriteParametersByName
  IsEmpty GetData ClearParameter GetParameterDescription SetParameterDescription
  GetParameterIndex GetParameterIndexByKey SetParameterIndex SetParameterIndexByKey SetParametersIndex
  SetParametersIndexByKey
  AddRow AddRowReturnKey GetRow SetRow DeleteRow Exists GetKeyPosition ClearAllKeys RowCount Row
  FillArray FillArrayNoDelete FillArrayWithColumn GetKeys GetKeysForIndex
  GetTriggerParameter GetInputParameter RowIndex RowKey NewRow OldRow RowRTT RowPingTimestamp GetUserConnection
  GetLocalDatabaseType
  CheckTrigger SendToDisplay Log ShowInformationMessage
  NotifyProtocol NotifyDataMiner NotifyDataMinerQueued NotifyClient ExecuteScript
  GetConnectivityInterface GetConnectivityInterfaces GetConnectivityConnection GetConnectivityConnections
  DeleteConnectivityInterfaceProperty DeleteConnectivityConnectionProperty DeleteConnectivityConnection
  GetParameterByData SetParameterByData SetParametersByData GetParameterItemData SetParameterItemData
  SetParametersItemData
`
  .trim()
  .split(/\s+/);

/** Properties. */
export const properties = `
  DataMinerID ElementID ElementName UserInfo UserCookie MetricsKey ProtocolName ProtocolVersion ElementProtocolVersion
  QActionID SLNet IsActive Clear Leave ConnectivityInterfaces ConnectivityConnections
`
  .trim()
  .split(/\s+/);
