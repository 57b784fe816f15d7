/** Refuses the description of a device that cannot be meant. */
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys, refuseNonObject, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, anyText, arrayOf, either, flag, objectOf, type ValueKind } from "../base/value-kinds.ts";
import type { DeviceScript, PushScript } from "./device-script.ts";
import type { DeviceValues } from "./device-state.ts";
import { faceKind, faceKindNames } from "./face-kinds.ts";
import type { FaultSettings } from "./faults.ts";

const scriptKeys: OptionKeys<DeviceScript> = {
  name: anyText,
  state: objectOf<DeviceValues>("an object with values by name"),
  faces: objectOf<DeviceScript["faces"]>("an object with faces by name"),
  pushes: arrayOf<PushScript>("pushes"),
  encoding: either(anyText, anyNumber),
  faults: objectOf<FaultSettings>("an object with faults by name"),
};

const pushKeys: Readonly<Record<string, ValueKind<unknown>>> = {
  everyMs: anyNumber,
  send: {
    words: "a message, or a function that makes it",
    fits: (value): value is unknown => value !== null,
  },
  face: anyText,
  tag: anyText,
  binary: flag,
};

/**
 * Refuses a description with unknown keys, or with values of another kind.
 * @throws QActionKitError `ERR_OPTION` for a key, `ERR_DEVICE` for what is missing
 */
export function checkScript(script: DeviceScript): void {
  checkOptionKeys("A device", script, scriptKeys);
  const faces = Object.entries((script as Partial<DeviceScript>).faces ?? {});
  if (faces.length === 0)
    throw new QActionKitError(
      "ERR_DEVICE",
      'The device has no face. Give it one: faces: { events: { kind: "websocket" } }.',
    );
  for (const [name, face] of faces) {
    const owner = `Face '${name}' of the device`;
    refuseNonObject(owner, face);
    const kind = faceKind(face);
    if (kind === undefined)
      throw new QActionKitError(
        "ERR_DEVICE",
        `${owner} is of no known kind. Write kind: one of ${faceKindNames.join(", ")}.`,
      );
    checkOptionKeys(owner, face, kind.keys);
  }
  for (const push of script.pushes ?? []) {
    checkOptionKeys("A push of the device", push, pushKeys);
    if (!(push.everyMs > 0))
      throw new QActionKitError("ERR_DEVICE", "A push of the device needs everyMs: more than 0 ms.");
    const { face } = push;
    if (face !== undefined && !Object.hasOwn(script.faces, face))
      throw new QActionKitError(
        "ERR_DEVICE",
        `A push of the device names the face '${face}', which it has not.`,
      );
  }
}
