using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>关联账号: with the owner of the account and a paper in front, says that the account is this person's or may speak for this person.</summary>
/// <param name="Phone">The account's mobile number.</param>
public sealed record LinkLedgerAccount(Guid Id, string? Phone, LedgerLinkKind? Kind, IdentityDocument? Document) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.KeepLedger;
    public AuditSubject? Subject => AuditSubject.Of<LedgerPerson>(Id);
}

public sealed record UnlinkLedgerAccount(Guid Id, Guid LinkId) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.KeepLedger;
    public AuditSubject? Subject => AuditSubject.Of<LedgerPerson>(Id);
}

internal sealed class LinkLedgerAccountValidator : AbstractValidator<LinkLedgerAccount>
{
    public LinkLedgerAccountValidator()
    {
        RuleFor(x => x.Phone).Mobile();
        RuleFor(x => x.Kind).Chosen("Ledger.LinkKindMissing");
        RuleFor(x => x.Document).Chosen("Counter.DocumentMissing");
    }
}

internal sealed class LinkLedgerAccountHandler(PortalDb db, ICurrentUser user, AccountMessages messages, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit) :
    IRequestHandler<LinkLedgerAccount, ErrorOr<Success>>, IRequestHandler<UnlinkLedgerAccount, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(LinkLedgerAccount request, CancellationToken cancellationToken)
    {
        var found = await db.LedgerRecordAsync(user, request.Permission, request.Id, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var (person, kind, at) = (found.Value.Person, request.Kind!.Value, clock.GetUtcNow());
        var index = cipher.BlindIndex(MobileNumber.Normalize(request.Phone)!, PersonalDataKind.Phone);
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Phone.BlindIndex == index, cancellationToken) is not { } account)
            return Failure.Invalid("Counter.NoAccount", nameof(request.Phone));
        // Nobody vouches for themself.
        if (account.Id == user.PersonId) return Failure.Invalid("Ledger.OwnAccount", nameof(request.Phone));
        // An account may go without a name; one that has another name is another's.
        if (kind == LedgerLinkKind.Self && account.Name is { } name && !name.BlindIndex.AsSpan().SequenceEqual(person.Name.BlindIndex))
            return Failure.Invalid("Ledger.AccountNameDiffers", nameof(request.Phone));
        var links = await db.LedgerLinks.AsNoTracking().Where(l => l.AccountId == account.Id || l.PersonId == person.Id).ToListAsync(cancellationToken);
        if (links.Exists(l => l.AccountId == account.Id && l.PersonId == person.Id)) return Failure.Conflict("Ledger.LinkedAlready");
        if (kind == LedgerLinkKind.Self && links.Exists(l => l.Kind == LedgerLinkKind.Self)) return Failure.Conflict("Ledger.SelfLinkedAlready");

        db.LedgerLinks.Add(LedgerLink.Create(OrderedId.Next(at), account.Id, person.Id, kind, request.Document!.Value, user.PersonId!.Value, at));
        // About the account: its owner sees it under 谁看过我的信息.
        audit.PersonId = account.Id;
        audit.Reason = $"{kind}: {request.Document}";
        await messages.TellAsync(account.Id, "已在服务窗口与人口台账关联", cancellationToken);
        return Result.Success;
    }

    public async Task<ErrorOr<Success>> Handle(UnlinkLedgerAccount request, CancellationToken cancellationToken)
    {
        var found = await db.LedgerRecordAsync(user, request.Permission, request.Id, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        if (await db.LedgerLinks.SingleOrDefaultAsync(l => l.Id == request.LinkId && l.PersonId == request.Id, cancellationToken) is not { } link) return LedgerErrors.NotFound;
        db.LedgerLinks.Remove(link);
        audit.PersonId = link.AccountId;
        audit.Reason = link.Kind.ToString();
        return Result.Success;
    }
}
