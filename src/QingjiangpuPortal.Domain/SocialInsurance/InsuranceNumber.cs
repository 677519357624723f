using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>The number of an enrolment: <c>B26-0000123-4</c> (B for 保; an I would be read as a 1).</summary>
public static class InsuranceNumber
{
    private const char Kind = 'B';

    public static string Format(int year, long sequence) => CaseNumber.Format(Kind, year, sequence);

    /// <inheritdoc cref="CaseNumber.TryParse"/>
    public static bool TryParse(string? typed, out long sequence) => CaseNumber.TryParse(Kind, typed, out sequence);
}
