using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>人口台账: people of the user's units, masked; narrowed to one ID number, to characters of a name, to a unit.</summary>
public sealed record SearchLedger(string? IdNumber = null, string? Named = null, string? UnitCode = null, string? After = null) : IQuery<Page<LedgerPersonRow>>
{
    public Permission Permission => Permission.ViewLedger;
}

/// <param name="Age">In full years; of the dead, <c>null</c>.</param>
public sealed record LedgerPersonRow(
    Guid Id, string MaskedName, string MaskedIdNumber, Sex Sex, int? Age, LedgerStanding Standing, string? HukouPlaceCode, string? HomePlaceCode);

internal sealed class SearchLedgerValidator : AbstractValidator<SearchLedger>
{
    public SearchLedgerValidator() =>
        RuleFor(x => x.IdNumber).Must(id => string.IsNullOrWhiteSpace(id) || ResidentId.Normalize(id) is not null).WithErrorCode("ResidentId.Wrong");
}

internal sealed class SearchLedgerHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<SearchLedger, ErrorOr<Page<LedgerPersonRow>>>
{
    /// <summary>Beyond these a name is found anyway, and each costs a look-up.</summary>
    private const int MostCharacters = 6;

    public async Task<ErrorOr<Page<LedgerPersonRow>>> Handle(SearchLedger request, CancellationToken cancellationToken)
    {
        var people = db.LedgerPeople.AsNoTracking().Within(user.ScopeFor(request.Permission));
        // A unit outside the scope adds a condition, and so lists only who has the other place inside it.
        if (!string.IsNullOrEmpty(request.UnitCode)) people = people.PlacedWithin(request.UnitCode);
        if (ResidentId.Normalize(request.IdNumber) is { } number)
        {
            var index = cipher.BlindIndex(number, PersonalDataKind.IdNumber);
            people = people.Where(p => p.IdNumber.BlindIndex == index);
        }
        foreach (var character in cipher.NameCharacters(request.Named ?? "").Take(MostCharacters))
            people = people.Where(p => db.LedgerNameCharacters.Any(c => c.Character == character && c.PersonId == p.Id));
        if (Cursor.Parse(request.After) is { } after) people = people.Where(p => p.Id > after.Id);
        var rows = await people.OrderBy(p => p.Id).Take(Page<LedgerPersonRow>.Size + 1).ToListAsync(cancellationToken);
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var page = rows.ToPage(p => new(p.RecordedAt, p.Id));
        return new Page<LedgerPersonRow>([.. page.Items.Select(p => Row(p, today))], page.Next);
    }

    private LedgerPersonRow Row(LedgerPerson person, DateOnly today) => new(
        person.Id, cipher.Show(person.Name, PersonalDataKind.Name, Onlooker.Handler), cipher.Show(person.IdNumber, PersonalDataKind.IdNumber, Onlooker.Handler),
        cipher.SexOf(person), person.Standing == LedgerStanding.Dead ? null : Age.On(today, cipher.BornOn(person)), person.Standing, person.HukouPlaceCode, person.HomePlaceCode);
}
