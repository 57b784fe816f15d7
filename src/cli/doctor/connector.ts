/** What `qaction doctor` finds in a connector: whether the C# of each QAction compiles here, and what it refers to. */
import path from "node:path";
import { hostSession } from "../../csharp/host.ts";
import { ProtocolCompiler } from "../../csharp/protocol-compiler.ts";
import { qactionSources } from "../../csharp/solution.ts";
import { loadProtocol } from "../../protocol/load-protocol.ts";
import { reservedNames } from "../../qaction/slprotocol/extended-object.ts";
import { messageOf, type Finding } from "./finding.ts";

/** Compiles every QAction of a connector. @param runtime as `--runtime` names it */
export async function inspectConnector(file: string, runtime: string | undefined): Promise<Finding[]> {
  const { protocol } = await loadProtocol(file);
  const folder = path.dirname(file);
  const host = hostSession(runtime === undefined ? {} : { runtime });
  const findings: Finding[] = [];
  const compiler = new ProtocolCompiler(host, protocol, folder, reservedNames, (code, qaction, message) => {
    const about = `QAction ${String(qaction)}: ${message}`;
    findings.push({ state: code === "CSHARP_REFERENCE" ? "problem" : "ok", text: about });
  });
  for (const qaction of protocol.qactions.values()) {
    const sources = qactionSources(protocol, qaction, folder);
    if (sources === undefined) continue;
    const about = `QAction ${String(qaction.id)}`;
    try {
      const { references } = await compiler.compile(sources);
      const names = references.map((one) => path.basename(one));
      const others = names.length === 0 ? "" : `, with ${names.join(", ")}`;
      findings.push({ state: "ok", text: `${about} compiles${others}` });
    } catch (error) {
      findings.push({ state: "problem", text: `${about} does not compile. ${messageOf(error)}` });
    }
  }
  await host.dispose();
  return findings;
}
