using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Protection;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>查看个人信息: with a reason, whoever asks sees this one person in clear for as long as <see cref="Reveal.ValidFor"/>; the trail says who and why.</summary>
/// <param name="Note">More about the reason; must be said where the purpose is <see cref="RevealPurpose.Other"/>.</param>
public sealed record RevealLedgerPerson(Guid Id, RevealPurpose? Purpose, string? Note) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.ViewLedger;
    public AuditKind AuditKind => AuditKind.Reveal;
    public AuditSubject? Subject => AuditSubject.Of<LedgerPerson>(Id);
}

internal sealed class RevealLedgerPersonValidator : AbstractValidator<RevealLedgerPerson>
{
    public RevealLedgerPersonValidator()
    {
        RuleFor(x => x.Purpose).Chosen("Reveal.PurposeMissing");
        RuleFor(x => x.Note).Must(note => !string.IsNullOrWhiteSpace(note)).When(x => x.Purpose == RevealPurpose.Other).WithErrorCode("Reason.Missing");
        RuleFor(x => x.Note).MaximumLength(MaxNote).WithErrorCode("Note.TooLong").WithState(_ => MaxNote);
    }

    /// <summary>The trail keeps purpose and note in one field.</summary>
    private const int MaxNote = 900;
}

internal sealed class RevealLedgerPersonHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit)
    : IRequestHandler<RevealLedgerPerson, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RevealLedgerPerson request, CancellationToken cancellationToken)
    {
        var found = await db.LedgerRecordAsync(user, request.Permission, request.Id, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        return db.Show<LedgerPerson>(audit, user, request.Id, request.Purpose!.Value, request.Note, clock.GetUtcNow());
    }
}
