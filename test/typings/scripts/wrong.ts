/** Wrong uses of what a script sees: each line marked is refused by the compiler, with nothing else to say. */

/** Every marked line has one mistake. */
export function Run(protocol: SLProtocol, message: ByteStream): void {
  // @ts-expect-error a member has its C# name
  protocol.setParameter(1, "x");
  // @ts-expect-error ids are numbers
  protocol.GetParameter("1");
  // @ts-expect-error an object is no value
  protocol.SetParameter(1, { value: 1 });
  // @ts-expect-error bytes are no value of a parameter; SetParameterBinary takes them
  protocol.SetParameter(1, message);
  // @ts-expect-error undefined is not null
  protocol.SetParameter(1, undefined);
  // @ts-expect-error arrays, not single values
  protocol.SetParameters(1, "x");
  // @ts-expect-error a value may be null
  protocol.GetParameter(1).toString();
  // @ts-expect-error IsActive is a number
  const active: boolean = protocol.IsActive;
  // @ts-expect-error a level is no type
  protocol.Log("text", LogLevel.Level1, LogType.Error);
  // @ts-expect-error a plain number is neither a type nor a level
  protocol.Log("text", 2);
  // @ts-expect-error there is no level of that name
  protocol.Log("text", LogLevel.Level9);
  // @ts-expect-error the id of an element cannot be set
  protocol.ElementID = 5;
  // @ts-expect-error text has to be encoded before it is bytes
  protocol.SetParameterBinary(1, "text");
  // @ts-expect-error text is no byte stream
  Encoding.UTF8.GetString("text");
  // @ts-expect-error there is no such encoding
  Encoding.UTF7.GetString(message);
  // @ts-expect-error rows need a save option, and a save option is not a flag
  protocol.FillArray(1000, [["a"]], 5);
  // @ts-expect-error FillArrayNoDelete has no form with rows
  protocol.FillArrayNoDelete(1000, [["a"]], SaveOption.Partial);
  // @ts-expect-error the mask is an array of booleans
  protocol.AddRow(1000, ["a"], [1]);
  // @ts-expect-error keys are texts
  protocol.Exists(1000, 5);
  // @ts-expect-error the column comes behind the key
  protocol.GetParameterIndexByKey(1000, 2);
  // @ts-expect-error 2 is no kind of key
  protocol.GetKeys(1000, 2);
  // @ts-expect-error a table needs the object of the run
  new QActionTable(1000, "table");
  // @ts-expect-error rows or columns, not one row
  new QActionTable(protocol, 1000, "table").FillArray(new QActionTableRow(0, 2));
  // @ts-expect-error cells are values
  new QActionTableRow(0, 2, [{}]);
  // @ts-expect-error Convert has the members of C#
  Convert.toString(null);
  // @ts-expect-error the answer of a notify call has to be looked at
  protocol.NotifyProtocol(321, 1000, [0]).length;
  protocol.Log(String(active));
}
