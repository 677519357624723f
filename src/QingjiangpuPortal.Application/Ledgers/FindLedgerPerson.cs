using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>
/// By ID number, for the services' forms: what is known of somebody whom the user is or may speak for, or, for staff, of somebody of their units. Of
/// everybody else nothing is said, not even whether they stand in the register.
/// </summary>
public sealed record FindLedgerPerson(string? IdNumber) : IQuery<KnownPerson>
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class FindLedgerPersonValidator : AbstractValidator<FindLedgerPerson>
{
    public FindLedgerPersonValidator() => RuleFor(x => x.IdNumber).Must(id => ResidentId.Normalize(id) is not null).WithErrorCode("ResidentId.Wrong");
}

internal sealed class FindLedgerPersonHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<FindLedgerPerson, ErrorOr<KnownPerson>>
{
    public async Task<ErrorOr<KnownPerson>> Handle(FindLedgerPerson request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var index = cipher.BlindIndex(ResidentId.Normalize(request.IdNumber)!, PersonalDataKind.IdNumber);
        var person = await db.LedgerPeople.AsNoTracking().SingleOrDefaultAsync(p => p.IdNumber.BlindIndex == index, cancellationToken);
        if (person is null) return LedgerErrors.NotFound;
        var asStaff = user.ScopeFor(Permission.ViewLedger).Covers(person);
        if (!asStaff && !await db.MaySpeakForAsync(user, person, cipher, today, cancellationToken)) return LedgerErrors.NotFound;
        var record = new LedgerRecord(person, await db.EntriesOfAsync([person.Id], cancellationToken));
        return record.KnownOn(today, cipher, (value, kind) => cipher.Show(value, kind, asStaff ? Onlooker.Handler : Onlooker.Self));
    }
}
