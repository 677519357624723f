using ErrorOr;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>复制我的信息: everything in clear, for a file. A command, because it leaves a line in the audit trail.</summary>
public sealed record TakeMyCopy(Confirmation Confirmation) : ICommand<CopyTaken>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Export;
}

/// <summary>One of the two.</summary>
public sealed record CopyTaken(MyDataCopy? Copy, Error? Refused);

public sealed record MyDataCopy(DateTimeOffset TakenAt, IReadOnlyList<HeldKind> Held, IReadOnlyList<Look> Looks);

internal sealed class TakeMyCopyHandler(
    PortalDb db, ICurrentUser user, Reconfirmation reconfirmation, IEnumerable<IPersonalDataHolder> holders, TimeProvider clock)
    : IRequestHandler<TakeMyCopy, ErrorOr<CopyTaken>>
{
    public async Task<ErrorOr<CopyTaken>> Handle(TakeMyCopy request, CancellationToken cancellationToken)
    {
        var me = user.PersonId!.Value;
        if (await reconfirmation.RefusesAsync(me, request.Confirmation, cancellationToken) is { } refused) return new CopyTaken(Copy: null, refused);
        return new CopyTaken(
            new(clock.GetUtcNow(), await holders.AllAboutAsync(me, records: null, cancellationToken), await AllLooksAsync(me, cancellationToken)), Refused: null);
    }

    private async Task<List<Look>> AllLooksAsync(Guid me, CancellationToken cancellationToken)
    {
        var looks = new List<Look>();
        string? after = null;
        do
        {
            var page = await db.LooksAtAsync(me, after, cancellationToken);
            looks.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return looks;
    }
}
