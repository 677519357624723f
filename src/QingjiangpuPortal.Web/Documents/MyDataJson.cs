using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Web.Documents;

/// <summary>
/// The copy of one's own data for other programs: UTF-8 JSON, described in <c>docs/personal-data-copy.md</c>. A change that
/// an existing reader would stumble over raises the version.
/// </summary>
public static class MyDataJson
{
    public const string Format = "qingjiangpu-portal.personal-data";
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(), new WordConverter() },
    };

    public static Stream Write(MyDataCopy copy)
    {
        var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, Document(copy), Options);
        stream.Position = 0;
        return stream;
    }

    private static object Document(MyDataCopy copy) => new
    {
        Format,
        Version,
        copy.TakenAt,
        Held = copy.Held.Select(h => new
        {
            h.About.Code,
            h.About.Name,
            h.About.Purpose,
            h.About.Basis,
            h.About.KeptFor,
            h.About.Source,
            Fields = Fields(h.About.Fields),
            Records = h.Records.Select(r => new { r.Title, Fields = Fields(r.Fields) }),
        }),
        Access = copy.Looks.Select(l => new AccessLine(l.At, l.Kind, l.IsOwn, l.Post, l.Unit?.Chinese, l.ReportNumber, l.Reason)),
    };

    private static IEnumerable<object> Fields(IEnumerable<HeldField> fields) => fields.Select(f => new { f.Code, f.Label, f.Value });

    private sealed record AccessLine(DateTimeOffset At, AuditKind Kind, bool ByYourself, PostKind? Post, string? Unit, string? Report, string? Reason);

    private sealed class WordConverter : JsonConverter<Word>
    {
        public override Word Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Word value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
