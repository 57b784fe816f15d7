// Makes the namespace exist: QActions import it. The COM object behind it is part of DataMiner.
using System;

namespace Interop.SLDms
{
    /// <summary>The COM interface to the DataMiner System.</summary>
    public interface IDMS
    {
        void Notify(int type, int source, object value1, object value2, out object result);
    }

    /// <summary>The COM object behind <see cref="IDMS"/>.</summary>
    public class DMS : IDMS
    {
        public DMS() { throw new NotSupportedException("Interop.SLDms.DMS is a COM object of DataMiner, which qaction-kit does not have. Use protocol.NotifyDataMiner."); }
        public void Notify(int type, int source, object value1, object value2, out object result) { result = null; }
    }

    /// <summary>The COM class of <see cref="DMS"/>.</summary>
    public class DMSClass : DMS
    {
    }
}
