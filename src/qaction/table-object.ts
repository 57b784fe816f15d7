/** The script's object, second part: the members for tables. */
import { missing } from "./missing.ts";
import { ParameterObject } from "./parameter-object.ts";
import type { CellMembers } from "./slprotocol-cells.ts";
import type { RowMembers } from "./slprotocol-rows.ts";

/** Members for cells, rows and whole tables; what each does stands with {@link CellMembers} and {@link RowMembers}. */
export abstract class TableObject<C> extends ParameterObject<C> implements CellMembers, RowMembers {
  GetParameterIndex(...given: readonly unknown[]): never {
    return missing("GetParameterIndex", ...given);
  }
  GetParameterIndexByKey(...given: readonly unknown[]): never {
    return missing("GetParameterIndexByKey", ...given);
  }
  SetParameterIndex(...given: readonly unknown[]): never {
    return missing("SetParameterIndex", ...given);
  }
  SetParameterIndexByKey(...given: readonly unknown[]): never {
    return missing("SetParameterIndexByKey", ...given);
  }
  SetParametersIndex(...given: readonly unknown[]): never {
    return missing("SetParametersIndex", ...given);
  }
  SetParametersIndexByKey(...given: readonly unknown[]): never {
    return missing("SetParametersIndexByKey", ...given);
  }
  AddRow(...given: readonly unknown[]): never {
    return missing("AddRow", ...given);
  }
  AddRowReturnKey(...given: readonly unknown[]): never {
    return missing("AddRowReturnKey", ...given);
  }
  GetRow(...given: readonly unknown[]): never {
    return missing("GetRow", ...given);
  }
  SetRow(...given: readonly unknown[]): never {
    return missing("SetRow", ...given);
  }
  DeleteRow(...given: readonly unknown[]): never {
    return missing("DeleteRow", ...given);
  }
  Exists(...given: readonly unknown[]): never {
    return missing("Exists", ...given);
  }
  GetKeyPosition(...given: readonly unknown[]): never {
    return missing("GetKeyPosition", ...given);
  }
  ClearAllKeys(...given: readonly unknown[]): never {
    return missing("ClearAllKeys", ...given);
  }
  RowCount(...given: readonly unknown[]): never {
    return missing("RowCount", ...given);
  }
  Row(...given: readonly unknown[]): never {
    return missing("Row", ...given);
  }
  FillArray(...given: readonly unknown[]): never {
    return missing("FillArray", ...given);
  }
  FillArrayNoDelete(...given: readonly unknown[]): never {
    return missing("FillArrayNoDelete", ...given);
  }
  FillArrayWithColumn(...given: readonly unknown[]): never {
    return missing("FillArrayWithColumn", ...given);
  }
  GetKeys(...given: readonly unknown[]): never {
    return missing("GetKeys", ...given);
  }
  GetKeysForIndex(...given: readonly unknown[]): never {
    return missing("GetKeysForIndex", ...given);
  }
}
