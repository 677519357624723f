using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>The number of a report: <c>R26-0018273-5</c>.</summary>
public static class ReportNumber
{
    private const char Kind = 'R';

    public static string Format(int year, long sequence) => CaseNumber.Format(Kind, year, sequence);

    /// <inheritdoc cref="CaseNumber.TryParse"/>
    public static bool TryParse(string? typed, out long sequence) => CaseNumber.TryParse(Kind, typed, out sequence);

    /// <inheritdoc cref="CaseNumber.AreEqual"/>
    public static bool AreEqual(string typed, string number) => CaseNumber.AreEqual(typed, number);
}
