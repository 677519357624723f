using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Protection;

namespace QingjiangpuPortal.Application.Disputes;

/// <summary>登记当事人</summary>
/// <param name="SubmissionKey">The same form sent twice is one party.</param>
public sealed record AddDisputeParty(string? SubmissionKey, Guid ReportId, PartySide? Side, string? Name, string? Phone, string? IdNumber) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.HandleDisputes;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(ReportId);
}

/// <summary>Somebody was noted by mistake: gone from the record, whole.</summary>
public sealed record RemoveDisputeParty(Guid ReportId, Guid PartyId) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.HandleDisputes;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(ReportId);
}

/// <summary>查看当事人: with a reason, whoever asks sees the parties in clear for as long as <see cref="Reveal.ValidFor"/>; the trail says who and why.</summary>
public sealed record RevealDisputeParties(Guid ReportId, RevealPurpose? Purpose, string? Note) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.HandleDisputes;
    public AuditKind AuditKind => AuditKind.Reveal;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(ReportId);
}

internal sealed class AddDisputePartyValidator : AbstractValidator<AddDisputeParty>
{
    public AddDisputePartyValidator()
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("Submission.KeyMissing");
        RuleFor(x => x.Side).Chosen("Dispute.SideMissing");
        RuleFor(x => x.Name).Cascade(CascadeMode.Stop).NotEmpty().WithErrorCode("Name.Missing")
            .MaximumLength(Fields.MaxName).WithErrorCode("Name.TooLong").WithState(_ => Fields.MaxName);
        RuleFor(x => x.Phone).OptionalMobile();
        RuleFor(x => x.IdNumber).Must(id => string.IsNullOrWhiteSpace(id) || ResidentId.Normalize(id) is not null).WithErrorCode("Dispute.IdNumberWrong");
    }
}

internal sealed class RevealDisputePartiesValidator : AbstractValidator<RevealDisputeParties>
{
    public RevealDisputePartiesValidator()
    {
        RuleFor(x => x.Purpose).Chosen("Reveal.PurposeMissing");
        RuleFor(x => x.Note).Must(note => !string.IsNullOrWhiteSpace(note)).When(x => x.Purpose == RevealPurpose.Other).WithErrorCode("Reason.Missing");
        RuleFor(x => x.Note).MaximumLength(MaxNote).WithErrorCode("Note.TooLong").WithState(_ => MaxNote);
    }

    /// <summary>The trail keeps purpose and note in one field.</summary>
    private const int MaxNote = 900;
}

internal sealed class DisputePartiesHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit) :
    IRequestHandler<AddDisputeParty, ErrorOr<Success>>,
    IRequestHandler<RemoveDisputeParty, ErrorOr<Success>>,
    IRequestHandler<RevealDisputeParties, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(AddDisputeParty request, CancellationToken cancellationToken)
    {
        var found = await db.DisputeForChangeAsync(user, request.ReportId, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var form = Submissions.Of(
            cipher, request.SubmissionKey!, $"{user.PersonId}\n{request.ReportId}\n{request.Side}\n{request.Name}\n{request.Phone}\n{request.IdNumber}");
        if (await db.EarlierAsync(form, audit, cancellationToken) is not null) return Result.Success;
        if (await db.DisputeParties.CountAsync(p => p.ReportId == request.ReportId, cancellationToken) >= DisputeErrors.MaxParties) return DisputeErrors.TooManyParties;
        var at = clock.GetUtcNow();
        var party = DisputeParty.Add(
            OrderedId.Next(at), request.ReportId, request.Side!.Value, cipher.Protect(request.Name!.Trim(), PersonalDataKind.Name),
            MobileNumber.Normalize(request.Phone) is { } phone ? cipher.Protect(phone, PersonalDataKind.Phone) : null,
            ResidentId.Normalize(request.IdNumber) is { } id ? cipher.Protect(id, PersonalDataKind.IdNumber) : null, at);
        db.DisputeParties.Add(party);
        db.TakeForm(form, party.Id, at);
        return Result.Success;
    }

    public async Task<ErrorOr<Success>> Handle(RemoveDisputeParty request, CancellationToken cancellationToken)
    {
        var found = await db.DisputeForChangeAsync(user, request.ReportId, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var party = await db.DisputeParties.SingleOrDefaultAsync(p => p.Id == request.PartyId && p.ReportId == request.ReportId, cancellationToken);
        if (party is null) return DisputeErrors.NotFound;
        db.DisputeParties.Remove(party);
        return Result.Success;
    }

    /// <summary>Of a closed dispute too: its record can be looked up.</summary>
    public async Task<ErrorOr<Success>> Handle(RevealDisputeParties request, CancellationToken cancellationToken)
    {
        var report = await db.DisputesFor(user, request.Permission, request.ReportId).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (report is null) return DisputeErrors.NotFound;
        audit.About(AuditSubject.Of<GridReport>(report.Id), personId: null, report.HandlingUnitCode);
        return db.Show<DisputeRecord>(audit, user, report.Id, request.Purpose!.Value, request.Note, clock.GetUtcNow());
    }
}
