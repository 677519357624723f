using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.PersonalData;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>What a deletion of the account would do, or why it cannot be done yet; read before it is asked for.</summary>
public sealed record GetDeletionOutlook : IQuery<DeletionOutlook>
{
    public Permission Permission => Permission.SignedIn;
}

public sealed record DeletionOutlook(IReadOnlyList<HeldData> Held, IReadOnlyList<Error> WhyNotYet);

internal sealed class GetDeletionOutlookHandler(ICurrentUser user, IEnumerable<IPersonalDataHolder> holders) : IRequestHandler<GetDeletionOutlook, ErrorOr<DeletionOutlook>>
{
    public async Task<ErrorOr<DeletionOutlook>> Handle(GetDeletionOutlook request, CancellationToken cancellationToken)
    {
        var me = user.PersonId!.Value;
        var held = await holders.AllAboutAsync(me, records: 0, cancellationToken);
        return new DeletionOutlook(held.ConvertAll(h => h.About), await holders.WhyNotYetAsync(me, cancellationToken));
    }
}

/// <summary>注销账号: takes effect ten minutes later, and can be taken back until then. Asked for again, the first time counts.</summary>
public sealed record DeleteMyAccount(Confirmation Confirmation) : ICommand<DeletionAsked>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

/// <summary>One of the two.</summary>
public sealed record DeletionAsked(DateTimeOffset? EffectiveAt, Error? Refused);

internal sealed class DeleteMyAccountHandler(
    PortalDb db, ICurrentUser user, Reconfirmation reconfirmation, IEnumerable<IPersonalDataHolder> holders, ISmsSender sms, TimeProvider clock)
    : IRequestHandler<DeleteMyAccount, ErrorOr<DeletionAsked>>
{
    public async Task<ErrorOr<DeletionAsked>> Handle(DeleteMyAccount request, CancellationToken cancellationToken)
    {
        var me = user.PersonId!.Value;
        if (await holders.WhyNotYetAsync(me, cancellationToken) is [var why, ..]) return why;
        if (await reconfirmation.RefusesAsync(me, request.Confirmation, cancellationToken) is { } refused) return new DeletionAsked(EffectiveAt: null, refused);
        if (await db.AccountDeletions.AsNoTracking().SingleOrDefaultAsync(d => d.PersonId == me, cancellationToken) is { } asked)
            return new DeletionAsked(asked.EffectiveAt, Refused: null);

        var deletion = AccountDeletion.Request(me, clock.GetUtcNow());
        db.AccountDeletions.Add(deletion);
        if (sms.IsAvailable)
            await sms.TrySendAsync(await reconfirmation.PhoneOfAsync(me, cancellationToken),
                $"【清江浦民生门户】您的账号将在 {(int)Undo.Window.TotalMinutes} 分钟后注销。不想注销的，请在这之前登录，到“我的信息”里撤回。", cancellationToken);
        return new DeletionAsked(deletion.EffectiveAt, Refused: null);
    }
}

/// <summary>撤回注销.</summary>
public sealed record KeepMyAccount : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class KeepMyAccountHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<KeepMyAccount, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(KeepMyAccount request, CancellationToken cancellationToken)
    {
        var me = user.PersonId!.Value;
        if (await db.AccountDeletions.SingleOrDefaultAsync(d => d.PersonId == me, cancellationToken) is not { } deletion) return Result.Success;
        if (deletion.EffectiveAt <= clock.GetUtcNow()) return Failure.Conflict("AccountDeletion.TooLate");
        db.AccountDeletions.Remove(deletion);
        return Result.Success;
    }
}

/// <summary>
/// Carries out the deletion that has been due longest, as a whole or not at all: one save. Sent by the portal itself.
/// </summary>
/// <returns>Whether there was one.</returns>
public sealed record DeleteNextAccount : ICommand<bool>
{
    public Permission Permission => Permission.System;
}

internal sealed class DeleteNextAccountHandler(PortalDb db, IEnumerable<IPersonalDataHolder> holders, TimeProvider clock, AuditNote audit)
    : IRequestHandler<DeleteNextAccount, ErrorOr<bool>>
{
    public async Task<ErrorOr<bool>> Handle(DeleteNextAccount request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // No claim is needed for two instances: of two that delete the same account the second finds the row gone, and is refused.
        var due = await db.AccountDeletions.Where(d => d.EffectiveAt <= now).OrderBy(d => d.EffectiveAt).FirstOrDefaultAsync(cancellationToken);
        audit.NothingDone = due is null;
        if (due is null) return false;
        audit.About(AuditSubject.Of<Person>(due.PersonId), due.PersonId);
        db.AccountDeletions.Remove(due);
        if (await holders.WhyNotYetAsync(due.PersonId, cancellationToken) is [var why, ..])
        {
            // A post was given in those ten minutes: the account stays, and the trail says why.
            audit.Refused = why.Code;
            return true;
        }
        foreach (var holder in holders) await holder.ForgetAsync(due.PersonId, cancellationToken);
        return true;
    }
}

internal static class Deletions
{
    public static async Task<List<Error>> WhyNotYetAsync(this IEnumerable<IPersonalDataHolder> holders, Guid personId, CancellationToken cancellationToken)
    {
        var reasons = new List<Error>();
        foreach (var holder in holders)
            if (await holder.WhyNotYetAsync(personId, cancellationToken) is { } why) reasons.Add(why);
        return reasons;
    }
}
