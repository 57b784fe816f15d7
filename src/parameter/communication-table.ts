/** The general table that shows each connection and its state (`ReservedIDsElementControlProtocol`, 65034 to 65048). */
import { parseProtocol } from "../protocol/load.ts";
import type { Param, Protocol } from "../protocol/model.ts";

/** Parameter id of the table; a row for each connection. */
export const COMMUNICATION_TABLE = 65034;
/** Column of the state, see {@link connectionState}. */
export const CONNECTION_STATE = 65045;

/** Values of the state column (`ConnectionsSmartSerialBehaviorAfterDisconnect`). */
export const connectionState = {
  responding: 0,
  notResponding: 1,
  undefined: 2,
  connected: 3,
  disconnected: 4,
} as const;

/** Kinds of connection for which the table is not loaded unless the protocol asks for it (`LogicParameters`). */
const without: ReadonlySet<string> = new Set(["http", "gpib", "virtual", "sla", "service"]);

/** Columns in their order: id, name, number or text. */
const columns: readonly (readonly [pid: number, name: string, kind: "number" | "text"])[] = [
  [65035, "[Connection ID]", "text"],
  [65036, "[Device RTT]", "number"],
  [65037, "[Device Iterations]", "number"],
  [65038, "[DataMiner TX]", "number"],
  [65039, "[DataMiner RX]", "number"],
  [65040, "[Session DataMiner TX]", "number"],
  [65041, "[Session DataMiner RX]", "number"],
  [65042, "[Device Message Drops]", "number"],
  [CONNECTION_STATE, "[Connection State]", "number"],
  [65047, "[Connection Name]", "text"],
  [65048, "[Connection Type]", "text"],
];

/** Idx of a column of the table. */
export function communicationColumn(pid: number): number {
  return columns.findIndex(([id]) => id === pid);
}

let made: readonly Param[] | undefined;

/** A protocol may not define these ids itself: they are read as ids so much lower, and raised afterwards. */
const raised = 60_000;

function makeParams(): readonly Param[] {
  const low = (pid: number): string => String(pid - raised);
  const options = columns.map(
    ([pid], idx) => `<ColumnOption idx="${String(idx)}" pid="${low(pid)}" type="retrieved"/>`,
  );
  const params = columns.map(([pid, name, kind]) => {
    const [raw, type] = kind === "text" ? ["other", "string"] : ["numeric text", "double"];
    return `<Param id="${low(pid)}"><Name>${name}</Name><Type>read</Type><Interprete><RawType>${raw}</RawType><Type>${type}</Type>
      <LengthType>next param</LengthType></Interprete></Param>`;
  });
  const { protocol } = parseProtocol(`<Protocol><Params>
    <Param id="${low(COMMUNICATION_TABLE)}"><Name>[Communication info]</Name><Type>array</Type><ArrayOptions index="0">${options.join("")}</ArrayOptions></Param>
    ${params.join("")}</Params></Protocol>`);
  return [...protocol.params.values()].map((param) => raise(param));
}

function raise({ table, ...param }: Param): Param {
  const own = { ...param, id: param.id + raised };
  if (table === undefined) return own;
  const moved = table.columns.map((column) => ({ ...column, pid: column.pid + raised }));
  return { ...own, table: { ...table, columns: moved } };
}

/**
 * The table and its columns, for a protocol that has them: by default one with a connection that is polled (serial,
 * smart-serial, SNMP), else as its `GeneralParameters` say. Empty for all others.
 */
export function communicationParams({
  connections,
  generalParameters,
}: Pick<Protocol, "connections" | "generalParameters">): readonly Param[] {
  const asked = generalParameters.get("communication");
  const loaded = asked ?? connections.some(({ kind }) => !without.has(kind));
  return loaded ? (made ??= makeParams()) : [];
}
