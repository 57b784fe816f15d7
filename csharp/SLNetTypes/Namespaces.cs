// Namespaces of SLNetTypes that QActions import without a use: a using of one that does not exist is a compile error.
using System.ComponentModel;

namespace Skyline.DataMiner.Net.AlarmTemplateHelper { [EditorBrowsable(EditorBrowsableState.Never)] public static class AlarmTemplateHelperNamespace { } }
namespace Skyline.DataMiner.Net.AppPackages { [EditorBrowsable(EditorBrowsableState.Never)] public static class AppPackagesNamespace { } }
namespace Skyline.DataMiner.Net.Apps.APIDeployment.DMAObjectRefParsing { [EditorBrowsable(EditorBrowsableState.Never)] public static class DMAObjectRefParsingNamespace { } }
namespace Skyline.DataMiner.Net.Apps.DataMinerObjectModel { [EditorBrowsable(EditorBrowsableState.Never)] public static class DataMinerObjectModelNamespace { } }
namespace Skyline.DataMiner.Net.Apps.ManagerStore { [EditorBrowsable(EditorBrowsableState.Never)] public static class ManagerStoreNamespace { } }
namespace Skyline.DataMiner.Net.Apps.Utils { [EditorBrowsable(EditorBrowsableState.Never)] public static class UtilsNamespace { } }
namespace Skyline.DataMiner.Net.Automation { [EditorBrowsable(EditorBrowsableState.Never)] public static class AutomationNamespace { } }
namespace Skyline.DataMiner.Net.Correlation { [EditorBrowsable(EditorBrowsableState.Never)] public static class CorrelationNamespace { } }
namespace Skyline.DataMiner.Net.Exceptions { [EditorBrowsable(EditorBrowsableState.Never)] public static class ExceptionsNamespace { } }
namespace Skyline.DataMiner.Net.GenericEnums { [EditorBrowsable(EditorBrowsableState.Never)] public static class GenericEnumsNamespace { } }
namespace Skyline.DataMiner.Net.Helper { [EditorBrowsable(EditorBrowsableState.Never)] public static class HelperNamespace { } }
namespace Skyline.DataMiner.Net.History { [EditorBrowsable(EditorBrowsableState.Never)] public static class HistoryNamespace { } }
namespace Skyline.DataMiner.Net.Jobs { [EditorBrowsable(EditorBrowsableState.Never)] public static class JobsNamespace { } }
namespace Skyline.DataMiner.Net.LogHelpers { [EditorBrowsable(EditorBrowsableState.Never)] public static class LogHelpersNamespace { } }
namespace Skyline.DataMiner.Net.ManagerStore { [EditorBrowsable(EditorBrowsableState.Never)] public static class ManagerStoreNamespace { } }
namespace Skyline.DataMiner.Net.MediationSnippets { [EditorBrowsable(EditorBrowsableState.Never)] public static class MediationSnippetsNamespace { } }
namespace Skyline.DataMiner.Net.Messages.SLDataGateway { [EditorBrowsable(EditorBrowsableState.Never)] public static class SLDataGatewayNamespace { } }
namespace Skyline.DataMiner.Net.NetworkDiscovery { [EditorBrowsable(EditorBrowsableState.Never)] public static class NetworkDiscoveryNamespace { } }
namespace Skyline.DataMiner.Net.Ownership { [EditorBrowsable(EditorBrowsableState.Never)] public static class OwnershipNamespace { } }
namespace Skyline.DataMiner.Net.Profiles { [EditorBrowsable(EditorBrowsableState.Never)] public static class ProfilesNamespace { } }
namespace Skyline.DataMiner.Net.Records { [EditorBrowsable(EditorBrowsableState.Never)] public static class RecordsNamespace { } }
namespace Skyline.DataMiner.Net.ResourceManager.Objects { [EditorBrowsable(EditorBrowsableState.Never)] public static class ObjectsNamespace { } }
namespace Skyline.DataMiner.Net.Sections { [EditorBrowsable(EditorBrowsableState.Never)] public static class SectionsNamespace { } }
namespace Skyline.DataMiner.Net.ServiceManager.Objects { [EditorBrowsable(EditorBrowsableState.Never)] public static class ObjectsNamespace { } }
namespace Skyline.DataMiner.Net.SLDataGateway.Types { [EditorBrowsable(EditorBrowsableState.Never)] public static class TypesNamespace { } }
namespace Skyline.DataMiner.Net.Swarming { [EditorBrowsable(EditorBrowsableState.Never)] public static class SwarmingNamespace { } }
namespace Skyline.DataMiner.Net.Ticketing { [EditorBrowsable(EditorBrowsableState.Never)] public static class TicketingNamespace { } }
namespace Skyline.DataMiner.Net.Time { [EditorBrowsable(EditorBrowsableState.Never)] public static class TimeNamespace { } }
namespace Skyline.DataMiner.Net.ToolsSpace.Collections { [EditorBrowsable(EditorBrowsableState.Never)] public static class CollectionsNamespace { } }
namespace Skyline.DataMiner.Net.Topology { [EditorBrowsable(EditorBrowsableState.Never)] public static class TopologyNamespace { } }
namespace Skyline.DataMiner.Net.Trending { [EditorBrowsable(EditorBrowsableState.Never)] public static class TrendingNamespace { } }
namespace Skyline.DataMiner.Net.Upload { [EditorBrowsable(EditorBrowsableState.Never)] public static class UploadNamespace { } }
namespace Skyline.DataMiner.Net.VirtualFunctions { [EditorBrowsable(EditorBrowsableState.Never)] public static class VirtualFunctionsNamespace { } }
