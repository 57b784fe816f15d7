/** `qaction doctor`: says what was found for QActions in C#, and what to do about what is missing. */
import { defineCommand } from "citty";
import { descriptions } from "../descriptions.ts";
import { checkFlags } from "../flags.ts";
import { paint, type Style } from "../paint.ts";
import { protocolFile } from "../protocol-file.ts";
import { inspectConnector } from "./connector.ts";
import type { Finding } from "./finding.ts";
import { inspectMachine } from "./machine.ts";

const styles: Readonly<Record<Finding["state"], Style>> = { ok: "green", absent: "dim", problem: "red" };

const args = {
  connector: {
    type: "positional",
    description: "A connector whose C# is compiled too: its protocol.xml, folder or solution.",
    required: false,
  },
  runtime: {
    type: "string",
    description: "auto, dotnet, mono, netfx, or the path of a dotnet or mono command; default: auto.",
  },
} as const;

export const doctorCommand = defineCommand({
  meta: { name: "doctor", description: descriptions.doctor },
  args,
  async run({ rawArgs, args: { connector, runtime } }) {
    checkFlags(rawArgs, args);
    const show = (findings: readonly Finding[]): boolean => {
      for (const { state, text } of findings) console.log(`${paint(styles[state], state.padEnd(8))} ${text}`);
      return findings.every(({ state }) => state !== "problem");
    };
    let well = show(await inspectMachine(runtime));
    if (well && connector !== undefined)
      well = show(await inspectConnector(protocolFile(connector), runtime));
    return well ? 0 : 1;
  },
});
