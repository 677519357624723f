using ErrorOr;

namespace QingjiangpuPortal.Domain.Common;

/// <summary>
/// How an expected failure is made: a code whose Chinese and English sentences live in the resources, the arguments of
/// that sentence, and the field it belongs to when there is one.
/// </summary>
public static class Failure
{
    private const string ArgumentsKey = "arguments";
    private const string FieldKey = "field";

    public static Error NotFound(string code) => Error.NotFound(code, code);

    public static Error Forbidden(string code) => Error.Forbidden(code, code);

    public static Error Conflict(string code, params object[] arguments) => Error.Conflict(code, code, Metadata(null, arguments));

    public static Error Invalid(string code, string? field = null, params object[] arguments) =>
        Error.Validation(code, code, Metadata(field, arguments));

    public static object[] Arguments(this Error error) =>
        error.Metadata?.GetValueOrDefault(ArgumentsKey) as object[] ?? [];

    /// <summary>The name of the form field that the failure belongs to, or <c>null</c>.</summary>
    public static string? Field(this Error error) => error.Metadata?.GetValueOrDefault(FieldKey) as string;

    private static Dictionary<string, object> Metadata(string? field, object[] arguments)
    {
        var metadata = new Dictionary<string, object>(StringComparer.Ordinal) { [ArgumentsKey] = arguments };
        if (field is not null) metadata[FieldKey] = field;
        return metadata;
    }
}
