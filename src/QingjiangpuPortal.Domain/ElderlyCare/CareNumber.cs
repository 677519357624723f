using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>The number of a care request: <c>C26-0000123-4</c>.</summary>
public static class CareNumber
{
    private const char Kind = 'C';

    public static string Format(int year, long sequence) => CaseNumber.Format(Kind, year, sequence);

    /// <inheritdoc cref="CaseNumber.TryParse"/>
    public static bool TryParse(string? typed, out long sequence) => CaseNumber.TryParse(Kind, typed, out sequence);
}
