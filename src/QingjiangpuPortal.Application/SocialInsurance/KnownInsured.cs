using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>The questions about the insured person, as the population register answers them. Of residence permits and employers it knows nothing.</summary>
internal static class KnownInsured
{
    /// <summary>As what the account of whoever asks must have been linked.</summary>
    public static LedgerLinkKind? LinkOf(InsuranceApplicant? by) => by switch
    {
        InsuranceApplicant.Myself => LedgerLinkKind.Self,
        InsuranceApplicant.Family => LedgerLinkKind.Family,
        InsuranceApplicant.Guardian => LedgerLinkKind.Guardian,
        _ => null,
    };

    /// <summary>All that it knows of this person in place of what stood there.</summary>
    public static InsuranceAnswers Fill(this KnownPerson known, InsuranceAnswers answers, Place? door) => answers with
    {
        RegisterId = known.Id,
        PersonName = known.Name,
        PersonIdNumber = known.IdNumber,
        Phone = known.Fact(LedgerFactKind.Phone)?.Value,
        Address = known.Home?.Address,
        Latitude = door?.Latitude,
        Longitude = door?.Longitude,
        Circumstances = known.Circumstances(),
    };

    public static KnownAnswers<InsuredCircumstances>? Among(this KnownPerson known, InsuranceAnswers answers) =>
        known.Among(answers.PersonIdNumber, answers.Phone, answers.Address, answers.Circumstances, Of(known));

    /// <summary>Those that the register says are so.</summary>
    public static InsuredCircumstances Circumstances(this KnownPerson known) =>
        Of(known).Where(c => c.Fact.Holds == true).Aggregate(InsuredCircumstances.None, (all, one) => all | one.Circumstance);

    private static IEnumerable<(InsuredCircumstances Circumstance, KnownFact Fact)> Of(KnownPerson known)
    {
        if (known.Fact(LedgerFactKind.HukouPlace) is { } hukou)
            yield return (InsuredCircumstances.HukouHere, hukou with { Holds = OrgCode.Covers(OrgCode.District, hukou.Value!) });
        if (known.Fact(LedgerFactKind.Student) is { } student) yield return (InsuredCircumstances.Student, student);
        // Who retired from a job draws a pension; who did not may draw the residents'.
        if (known.Fact(LedgerFactKind.Retired) is { Holds: true } retired) yield return (InsuredCircumstances.DrawsPension, retired);
        if (known.Fact(LedgerFactKind.Dibao) is { } dibao) yield return (InsuredCircumstances.MinimumAllowance, dibao);
        if (known.Fact(LedgerFactKind.ExtremePoverty) is { } poverty) yield return (InsuredCircumstances.ExtremePoverty, poverty);
        // Who is not disabled is not severely so; how severely somebody is, the register does not say.
        if (known.Fact(LedgerFactKind.Disabled) is { Holds: false } disabled) yield return (InsuredCircumstances.SeverelyDisabled, disabled);
    }
}
