/** Parameters, tables and rows of Example Table Editor 1.0.0.1. Written by qaction typings protocol.xml; changes are lost. */
import { column, defineRow, type RowOf, type SLProtocol, type TableOf } from "qaction-kit";

/** Ids of parameters and positions of columns, by name (`Skyline.DataMiner.Scripting.Parameter`). */
export const Parameter = {
  /**
   * Another address of the device; set it again to reconnect.
   *
   * Read parameter 1 'Address': text.
   *
   * protocol.xml, line 34.
   */
  address: 1,
  address_1: 1,
  /**
   * Connection Status.
   *
   * Read parameter 7 'Connection Status': number.
   *
   * - 0: Closed
   * - 1: Open
   *
   * protocol.xml, line 44.
   */
  connectionStatus: 7,
  connectionStatus_7: 7,
  /**
   * Last message of the device, as its bytes came.
   *
   * Read parameter 10 'Event Message': text.
   *
   * protocol.xml, line 77.
   */
  eventMessage: 10,
  eventMessage_10: 10,
  /**
   * Subscription.
   *
   * Read parameter 30 'Subscribe Command': text.
   *
   * protocol.xml, line 90.
   */
  subscribeCommand: 30,
  subscribeCommand_30: 30,
  /** Ids of the write parameters. */
  Write: {
    /**
     * What the user calls it (Sources).
     *
     * Write parameter 1104 'Source Label': text.
     *
     * protocol.xml, line 193.
     */
    sourceLabel: 1104,
    sourceLabel_1104: 1104,
    /**
     * Buttons of the row (Sources).
     *
     * Write parameter 1105 'Source Action': text.
     *
     * - reset: Reset
     * - forget: Forget
     *
     * protocol.xml, line 225.
     */
    sourceAction: 1105,
    sourceAction_1105: 1105,
  },
  /**
   * Sources of events.
   *
   * Table 1000 'Sources'.
   *
   * protocol.xml, line 104.
   */
  Sources: {
    /** Parameter id of the table. */
    tablePid: 1000,
    /** Position of the primary key, from 0. */
    indexColumn: 0,
    /** Parameter id of the primary key. */
    indexColumnPid: 1001,
    /** Parameter ids of the columns. */
    Pid: {
      /**
       * Name of the source (Sources).
       *
       * Read parameter 1001 'Source': text.
       *
       * protocol.xml, line 129.
       */
      source: 1001,
      source_1001: 1001,
      /**
       * Value of its last event (Sources).
       *
       * Read parameter 1002 'Source Value': number.
       *
       * protocol.xml, line 145.
       */
      sourceValue: 1002,
      sourceValue_1002: 1002,
      /**
       * Events since the last reset (Sources).
       *
       * Read parameter 1003 'Source Events': number.
       *
       * protocol.xml, line 161.
       */
      sourceEvents: 1003,
      sourceEvents_1003: 1003,
      /**
       * What the user calls it (Sources).
       *
       * Read parameter 1004 'Source Label': text.
       *
       * protocol.xml, line 177.
       */
      sourceLabel: 1004,
      sourceLabel_1004: 1004,
      /**
       * Buttons of the row (Sources).
       *
       * Read parameter 1005 'Source Action': text.
       *
       * protocol.xml, line 209.
       */
      sourceAction: 1005,
      sourceAction_1005: 1005,
      /** Ids of the write parameters that are columns themselves. */
      Write: {},
    },
    /** Positions of the columns, from 0: add 1 for the members whose name has Index. */
    Idx: {
      /**
       * Name of the source (Sources).
       *
       * Read parameter 1001 'Source': text.
       *
       * protocol.xml, line 129.
       */
      source: 0,
      source_1001: 0,
      /**
       * Value of its last event (Sources).
       *
       * Read parameter 1002 'Source Value': number.
       *
       * protocol.xml, line 145.
       */
      sourceValue: 1,
      sourceValue_1002: 1,
      /**
       * Events since the last reset (Sources).
       *
       * Read parameter 1003 'Source Events': number.
       *
       * protocol.xml, line 161.
       */
      sourceEvents: 2,
      sourceEvents_1003: 2,
      /**
       * What the user calls it (Sources).
       *
       * Read parameter 1004 'Source Label': text.
       *
       * protocol.xml, line 177.
       */
      sourceLabel: 3,
      sourceLabel_1004: 3,
      /**
       * Buttons of the row (Sources).
       *
       * Read parameter 1005 'Source Action': text.
       *
       * protocol.xml, line 209.
       */
      sourceAction: 4,
      sourceAction_1005: 4,
    },
  },
} as const;

/** Stored values of discreet parameters, by the text that users see. DataMiner's own helper has no such object. */
export const Discreets = {
  /**
   * Connection Status.
   *
   * Read parameter 7 'Connection Status': number.
   *
   * - 0: Closed
   * - 1: Open
   *
   * protocol.xml, line 44.
   */
  connectionStatus: {
    Closed: 0,
    Open: 1,
  },
  /** Of the write parameters. */
  Write: {
    /**
     * Buttons of the row (Sources).
     *
     * Write parameter 1105 'Source Action': text.
     *
     * - reset: Reset
     * - forget: Forget
     *
     * protocol.xml, line 225.
     */
    sourceAction: {
      Reset: "reset",
      Forget: "forget",
    },
  },
} as const;

/** Values of read parameter 7 'Connection Status'. */
export type ConnectionStatusDiscreet = 0 | 1;

/** Values of write parameter 1105 'Source Action'. */
export type SourceActionWriteDiscreet = "reset" | "forget";

/** One row of table 1000 'Sources'. */
export const SourcesQActionRow = defineRow(0, 5, {
  /**
   * Name of the source (Sources).
   *
   * Read parameter 1001 'Source': text.
   * Column 0, from 0.
   *
   * protocol.xml, line 129.
   */
  Source: column.text(0),
  Source_1001: column.text(0),
  /**
   * Value of its last event (Sources).
   *
   * Read parameter 1002 'Source Value': number.
   * Column 1, from 0.
   *
   * protocol.xml, line 145.
   */
  SourceValue: column.number(1),
  SourceValue_1002: column.number(1),
  /**
   * Events since the last reset (Sources).
   *
   * Read parameter 1003 'Source Events': number.
   * Column 2, from 0.
   *
   * protocol.xml, line 161.
   */
  SourceEvents: column.number(2),
  SourceEvents_1003: column.number(2),
  /**
   * What the user calls it (Sources).
   *
   * Read parameter 1004 'Source Label': text.
   * Column 3, from 0.
   *
   * protocol.xml, line 177.
   */
  SourceLabel: column.text(3),
  SourceLabel_1004: column.text(3),
  /**
   * Buttons of the row (Sources).
   *
   * Read parameter 1005 'Source Action': text.
   * Column 4, from 0.
   *
   * protocol.xml, line 209.
   */
  SourceAction: column.text(4),
  SourceAction_1005: column.text(4),
});
/** One row of table 1000 'Sources'. */
export type SourcesQActionRow = RowOf<typeof SourcesQActionRow>;

/**
 * Sources of events.
 *
 * Table 1000 'Sources'.
 *
 * protocol.xml, line 104.
 */
export type SourcesQActionTable = TableOf<typeof SourcesQActionRow>;

/** Values of the write parameters. Setting one runs what a set by a user would run. */
export interface WriteParameters {
  /**
   * What the user calls it (Sources).
   *
   * Write parameter 1104 'Source Label': text.
   *
   * protocol.xml, line 193.
   */
  SourceLabel: string | null;
  /**
   * Buttons of the row (Sources).
   *
   * Write parameter 1105 'Source Action': text.
   *
   * - reset: Reset
   * - forget: Forget
   *
   * protocol.xml, line 225.
   */
  SourceAction: SourceActionWriteDiscreet | null;
}

/**
 * What the QActions of this connector get: `SLProtocol` with its parameters and tables (`Skyline.DataMiner.Scripting.SLProtocolExt`).
 * Each property calls `GetParameter` or `SetParameter`; use their plural forms for many at a time.
 */
export interface SLProtocolExt extends SLProtocol {
  /**
   * Another address of the device; set it again to reconnect.
   *
   * Read parameter 1 'Address': text.
   *
   * protocol.xml, line 34.
   */
  Address: string | null;
  Address_1: string | null;
  /**
   * Connection Status.
   *
   * Read parameter 7 'Connection Status': number.
   *
   * - 0: Closed
   * - 1: Open
   *
   * protocol.xml, line 44.
   */
  ConnectionStatus: ConnectionStatusDiscreet;
  ConnectionStatus_7: ConnectionStatusDiscreet;
  /**
   * Last message of the device, as its bytes came.
   *
   * Read parameter 10 'Event Message': text.
   *
   * protocol.xml, line 77.
   */
  EventMessage: string | null;
  EventMessage_10: string | null;
  /**
   * Subscription.
   *
   * Read parameter 30 'Subscribe Command': text.
   *
   * protocol.xml, line 90.
   */
  SubscribeCommand: string | null;
  SubscribeCommand_30: string | null;
  /**
   * Name of the source (Sources).
   *
   * Read parameter 1001 'Source': text.
   * A column of table 1000: it has no value of its own, reading it gives null.
   *
   * protocol.xml, line 129.
   */
  Source: null;
  Source_1001: null;
  /**
   * Value of its last event (Sources).
   *
   * Read parameter 1002 'Source Value': number.
   * A column of table 1000: it has no value of its own, reading it gives null.
   *
   * protocol.xml, line 145.
   */
  SourceValue: null;
  SourceValue_1002: null;
  /**
   * Events since the last reset (Sources).
   *
   * Read parameter 1003 'Source Events': number.
   * A column of table 1000: it has no value of its own, reading it gives null.
   *
   * protocol.xml, line 161.
   */
  SourceEvents: null;
  SourceEvents_1003: null;
  /**
   * What the user calls it (Sources).
   *
   * Read parameter 1004 'Source Label': text.
   * A column of table 1000: it has no value of its own, reading it gives null.
   *
   * protocol.xml, line 177.
   */
  SourceLabel: null;
  SourceLabel_1004: null;
  /**
   * What the user calls it (Sources).
   *
   * Write parameter 1104 'Source Label': text.
   *
   * protocol.xml, line 193.
   */
  SourceLabel_1104: string | null;
  /**
   * Buttons of the row (Sources).
   *
   * Read parameter 1005 'Source Action': text.
   * A column of table 1000: it has no value of its own, reading it gives null.
   *
   * protocol.xml, line 209.
   */
  SourceAction: null;
  SourceAction_1005: null;
  /**
   * Buttons of the row (Sources).
   *
   * Write parameter 1105 'Source Action': text.
   *
   * - reset: Reset
   * - forget: Forget
   *
   * protocol.xml, line 225.
   */
  SourceAction_1105: SourceActionWriteDiscreet | null;
  /** The write parameters, including those that share their name with a read parameter. */
  readonly Write: WriteParameters;
  /**
   * Sources of events.
   *
   * Table 1000 'Sources'.
   *
   * protocol.xml, line 104.
   */
  readonly sources: SourcesQActionTable;
}
