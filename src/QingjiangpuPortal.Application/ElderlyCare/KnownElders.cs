using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>The questions about the elder, as the population register answers them.</summary>
internal static class KnownElders
{
    private static readonly (ElderCircumstances Circumstance, LedgerFactKind Fact)[] Facts =
    [
        (ElderCircumstances.LivingAlone, LedgerFactKind.LivingAlone),
        (ElderCircumstances.LowIncome, LedgerFactKind.LowIncome),
        (ElderCircumstances.MinimumAllowance, LedgerFactKind.Dibao),
        (ElderCircumstances.ExtremePoverty, LedgerFactKind.ExtremePoverty),
        (ElderCircumstances.Disabled, LedgerFactKind.Disabled),
        (ElderCircumstances.BereavedFamily, LedgerFactKind.SpecialFamilyPlanning),
        (ElderCircumstances.Veteran, LedgerFactKind.Veteran),
    ];

    /// <summary>As what the account of whoever asks must have been linked.</summary>
    public static LedgerLinkKind? LinkOf(CareApplicant? by) => by switch
    {
        CareApplicant.Elder => LedgerLinkKind.Self,
        CareApplicant.Family => LedgerLinkKind.Family,
        CareApplicant.Guardian => LedgerLinkKind.Guardian,
        _ => null,
    };

    /// <summary>All that it knows of this elder in place of what stood there.</summary>
    public static CareAnswers Fill(this KnownPerson known, CareAnswers answers, Place? door) => answers with
    {
        RegisterId = known.Id,
        ElderName = known.Name,
        ElderIdNumber = known.IdNumber,
        Phone = known.Fact(LedgerFactKind.Phone)?.Value,
        Address = known.Home?.Address,
        Latitude = door?.Latitude,
        Longitude = door?.Longitude,
        Circumstances = Of(known).Where(c => c.Fact.Holds == true).Aggregate(ElderCircumstances.None, (all, one) => all | one.Circumstance),
    };

    public static KnownAnswers<ElderCircumstances>? Among(this KnownPerson known, CareAnswers answers) =>
        known.Among(answers.ElderIdNumber, answers.Phone, answers.Address, answers.Circumstances, Of(known));

    private static IEnumerable<(ElderCircumstances Circumstance, KnownFact Fact)> Of(KnownPerson known)
    {
        foreach (var (circumstance, kind) in Facts)
            if (known.Fact(kind) is { } fact) yield return (circumstance, fact);
    }
}
