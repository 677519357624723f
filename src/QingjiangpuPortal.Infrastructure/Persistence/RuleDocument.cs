using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Infrastructure.Persistence;

/// <summary>Rules of a service as JSON, in their table and in the files that an operator edits.</summary>
public static class RuleDocument
{
    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(), new LimitConverter() } };

    /// <summary>Strict where people type: a name that is no field, or a field that is missing, is an error.</summary>
    private static readonly JsonSerializerOptions Edited = new(Stored)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static string ToText<T>(T rules) => JsonSerializer.Serialize(rules, Edited);

    /// <exception cref="JsonException">It is not the JSON of such rules; the message says where.</exception>
    public static T Parse<T>(string text) => JsonSerializer.Deserialize<T>(text, Edited) ?? throw new JsonException("The file is empty.");

    internal static void HasRules<T>(this PropertyBuilder<T> property) =>
        property.HasColumnType("jsonb").HasConversion(rules => JsonSerializer.Serialize(rules, Stored), text => JsonSerializer.Deserialize<T>(text, Stored)!);

    private sealed class LimitConverter : JsonConverter<TimeLimit>
    {
        public override TimeLimit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return TimeLimit.Parse(reader.GetString()!);
            }
            catch (FormatException e)
            {
                throw new JsonException(e.Message, e);
            }
        }

        public override void Write(Utf8JsonWriter writer, TimeLimit value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
