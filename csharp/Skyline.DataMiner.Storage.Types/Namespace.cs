// Makes the assembly and its namespace exist: the compiler refers to both for every QAction.
using System.ComponentModel;

namespace Skyline.DataMiner.Storage.Types
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class StorageNamespace
    {
    }
}
