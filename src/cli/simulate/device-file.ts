/** The script of `qaction simulate`: one device or several, loaded as QAction scripts are. */
import { realpathSync } from "node:fs";
import type { DeviceScript } from "../../device/device-script.ts";
import { compileScripts } from "../../qaction/script/script-compiler.ts";
import { describeScriptError } from "../../qaction/script/script-error.ts";
import { installScriptGlobals } from "../../qaction/script/script-globals.ts";
import { ScriptScope } from "../../qaction/script/script-scope.ts";
import { CommandFailure } from "../exit.ts";

/** What a file exports: a device, or several. */
function devicesOf(file: string, exported: unknown): readonly DeviceScript[] {
  const devices = Array.isArray(exported) ? (exported as readonly unknown[]) : [exported];
  if (devices.length > 0 && devices.every((one) => typeof one === "object" && one !== null && "faces" in one))
    return devices as readonly DeviceScript[];
  throw new CommandFailure(
    `${file} does not describe a device. Write: export default { faces: { events: { kind: "websocket" } } };`,
  );
}

/**
 * Loads a script anew, with everything that it imports.
 * @throws CommandFailure with file and line when it cannot be loaded, or describes no device
 */
export async function loadDeviceFile(given: string): Promise<readonly DeviceScript[]> {
  const file = realpathSync(given);
  installScriptGlobals();
  let module: object;
  try {
    const compiled = await compileScripts([file]);
    const mistake = compiled.errors.get(file);
    if (mistake !== undefined) throw mistake;
    module = await new ScriptScope(compiled).import(file);
  } catch (error) {
    const { message, file: place = file, line, column } = describeScriptError(error);
    const where = [place, line, column].filter((part) => part !== undefined).join(":");
    throw new CommandFailure(`${where}: ${message}`, { cause: error });
  }
  return devicesOf(given, "default" in module ? module.default : undefined);
}
