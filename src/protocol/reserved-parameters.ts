/** Ids of parameters that DataMiner keeps for itself (`ReservedIDsParameters`, `ReservedIDsElementControlProtocol`). */

/** True for an id that DataMiner reserves. A protocol may refer to such a parameter, but not define it. */
export function isReservedParameter(pid: number): boolean {
  return (pid >= 64_300 && pid <= 69_999) || (pid >= 100_000 && pid <= 999_999);
}
