// The enums of SLManagedScripting, with DataMiner's numbers.
using System;

namespace Skyline.DataMiner.Scripting
{
    /// <summary>Kind of a log line.</summary>
    [Flags]
    public enum LogType
    {
        Information = 1,
        Error = 2,
        DebugInfo = 4,
        /// <summary>Written whatever the levels. The product spells it so.</summary>
        Allways = 8,
        Always = 8,
    }

    /// <summary>From which level on a log line is written.</summary>
    public enum LogLevel
    {
        DevelopmentLogging = -1,
        NoLogging = 0,
        Level1 = 1,
        Level2 = 2,
        Level3 = 3,
        Level4 = 4,
        LogEverything = 5,
    }

    public static partial class NotifyProtocol
    {
        /// <summary>What FillArray with rows does with rows that are not given.</summary>
        public enum SaveOption
        {
            /// <summary>They are removed.</summary>
            Full = 193,
            /// <summary>They are kept.</summary>
            Partial = 194,
        }

        /// <summary>Which keys GetKeys gives.</summary>
        public enum KeyType
        {
            Index = 0,
            DisplayKey = 1,
        }
    }
}
