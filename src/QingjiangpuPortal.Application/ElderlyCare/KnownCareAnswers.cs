using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>Which answers say what the population register says, and from where it has it.</summary>
/// <param name="Phone"><c>null</c> where it says nothing or something else, as the others.</param>
/// <param name="Circumstances">Ticked or not, as the register has it; what is missing nobody said.</param>
public sealed record KnownCareAnswers(KnownSince? Phone, KnownSince? Address, IReadOnlyDictionary<ElderCircumstances, KnownSince> Circumstances);

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

    /// <summary>The people to whom the user's account was linked as what they ask as; nobody for staff, who go by the register's own pages.</summary>
    public static async Task<List<MyLedgerPerson>> EldersOfAsync(
        this PortalDb db, ICurrentUser user, CareApplicant? by, IPersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        LedgerLinkKind? link = by switch
        {
            CareApplicant.Elder => LedgerLinkKind.Self,
            CareApplicant.Family => LedgerLinkKind.Family,
            CareApplicant.Guardian => LedgerLinkKind.Guardian,
            _ => null,
        };
        return link is null ? [] : (await db.MyLedgerPeopleAsync(user, cipher, cancellationToken)).FindAll(p => p.Relation == link);
    }

    /// <summary>In clear.</summary>
    public static async Task<KnownPerson> KnownElderAsync(this PortalDb db, Guid id, IPersonalDataCipher cipher, TimeProvider clock, CancellationToken cancellationToken)
    {
        var person = await db.LedgerPeople.AsNoTracking().SingleAsync(p => p.Id == id, cancellationToken);
        return new LedgerRecord(person, await db.EntriesOfAsync([id], cancellationToken)).KnownOn(ChinaTime.DayOf(clock.GetUtcNow()), cipher, cipher.Reveal);
    }

    /// <summary>All that it knows of this elder in place of what stood there; the door's position where the address names a building.</summary>
    public static CareAnswers Fill(this KnownPerson known, CareAnswers answers, PlaceMap map)
    {
        var home = Home(known);
        var door = home is null ? null : map.AtAddress(home.PlaceCode, home.Address);
        return answers with
        {
            RegisterId = known.Id,
            ElderName = known.Name,
            ElderIdNumber = known.IdNumber,
            Phone = known.Fact(LedgerFactKind.Phone)?.Value,
            Address = home?.Address,
            Latitude = door?.Latitude,
            Longitude = door?.Longitude,
            Circumstances = Facts.Where(f => known.Fact(f.Fact)?.Holds == true).Aggregate(ElderCircumstances.None, (all, one) => all | one.Circumstance),
        };
    }

    /// <summary>What of it still stands in the answers; <c>null</c> when they are about somebody else by now.</summary>
    public static KnownCareAnswers? Among(this KnownPerson known, CareAnswers answers) => ResidentId.Normalize(answers.ElderIdNumber) != known.IdNumber ? null : new(
        known.Fact(LedgerFactKind.Phone) is { } phone && phone.Value == MobileNumber.Normalize(answers.Phone) ? phone.Known : null,
        Home(known) is { } home && home.Address == answers.Address ? home.Known : null,
        Facts.Select(f => (f.Circumstance, Fact: known.Fact(f.Fact))).Where(f => f.Fact?.Holds == answers.Circumstances.HasFlag(f.Circumstance))
            .ToDictionary(f => f.Circumstance, f => f.Fact!.Known));

    private static KnownDwelling? Home(KnownPerson known) => known.Dwellings.FirstOrDefault(d => d.Kind == DwellingTieKind.Lives);
}
