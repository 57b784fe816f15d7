// Stands in for the package of this name where it has not been restored: the one class that most connectors use of it.
using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Skyline.DataMiner.Utils.SecureCoding.SecureSerialization.Json.Newtonsoft
{
    /// <summary>Deserializes JSON without letting the JSON choose types.</summary>
    public static class SecureNewtonsoftDeserialization
    {
        public static T DeserializeObject<T>(string json) { return JsonConvert.DeserializeObject<T>(json, Settings(null, null)); }
        public static T DeserializeObject<T>(string json, JsonSerializerSettings settings) { return JsonConvert.DeserializeObject<T>(json, Settings(settings, null)); }
        public static T DeserializeObject<T>(string json, IEnumerable<Type> knownTypes) { return JsonConvert.DeserializeObject<T>(json, Settings(null, knownTypes)); }
        public static object DeserializeObject(string json, Type type) { return JsonConvert.DeserializeObject(json, type, Settings(null, null)); }

        /// <summary>Type names in the JSON count only for types that the caller names.</summary>
        private static JsonSerializerSettings Settings(JsonSerializerSettings given, IEnumerable<Type> knownTypes)
        {
            var settings = given == null ? new JsonSerializerSettings() : new JsonSerializerSettings(given);
            settings.TypeNameHandling = knownTypes == null ? TypeNameHandling.None : TypeNameHandling.Auto;
            if (knownTypes != null) settings.SerializationBinder = new KnownTypes(knownTypes);
            return settings;
        }

        private sealed class KnownTypes : ISerializationBinder
        {
            private readonly Dictionary<string, Type> types = new Dictionary<string, Type>();

            public KnownTypes(IEnumerable<Type> known)
            {
                foreach (var type in known) types[type.FullName] = type;
            }

            public Type BindToType(string assemblyName, string typeName)
            {
                Type type;
                if (types.TryGetValue(typeName, out type)) return type;
                throw new JsonSerializationException("The type " + typeName + " in the JSON is none of the known types.");
            }

            public void BindToName(Type type, out string assemblyName, out string typeName)
            {
                assemblyName = null;
                typeName = type.FullName;
            }
        }
    }
}
