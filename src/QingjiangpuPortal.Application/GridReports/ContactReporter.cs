using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Protection;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>
/// 联系报告人: with a reason, whoever asks sees on the report's page how to reach the reporter, for as long as
/// <see cref="Reveal.ValidFor"/>. Timeline and audit trail say who asked and why, so that nobody sees a number unnoticed.
/// </summary>
/// <param name="Note">More about the reason; must be said where the purpose is <see cref="RevealPurpose.Other"/>.</param>
public sealed record ContactReporter(Guid ReportId, uint Version, RevealPurpose? Purpose, string? Note) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.ContactReporters;
    public AuditKind AuditKind => AuditKind.Reveal;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(ReportId);
}

internal sealed class ContactReporterValidator : AbstractValidator<ContactReporter>
{
    public ContactReporterValidator()
    {
        RuleFor(x => x.Purpose).Chosen("Reveal.PurposeMissing");
        RuleFor(x => x.Note).Must(note => !string.IsNullOrWhiteSpace(note)).When(x => x.Purpose == RevealPurpose.Other).WithErrorCode("Reason.Missing");
        RuleFor(x => x.Note).MaximumLength(MaxNote).WithErrorCode("Note.TooLong").WithState(_ => MaxNote);
    }

    /// <summary>The trail keeps purpose and note in one field.</summary>
    private const int MaxNote = 900;
}

internal sealed class ContactReporterHandler(PortalDb db, ICurrentUser user, ConsentCheck consents, TimeProvider clock, AuditNote audit)
    : IRequestHandler<ContactReporter, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(ContactReporter request, CancellationToken cancellationToken)
    {
        var found = await db.ForChangeAsync(user, request.Permission, request.ReportId, request.Version, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var (report, at) = (found.Value, clock.GetUtcNow());
        if (!await consents.CoversAsync(report, ConsentPurposes.ReportContact, cancellationToken)) return GridReportErrors.ContactNotWanted;
        var contacted = report.Contact(user.Actor, request.Note, at);
        if (contacted.IsError) return contacted.Errors;
        return db.Show<GridReport>(audit, user, report.Id, request.Purpose!.Value, request.Note, at);
    }
}

internal static class ReporterConsents
{
    /// <summary>Whether the reporter agrees. Who left a contact without an account agreed by leaving it.</summary>
    public static Task<bool> CoversAsync(this ConsentCheck consents, GridReport report, ConsentPurpose purpose, CancellationToken cancellationToken) =>
        consents.CoversAsync(report.ReporterId, purpose, cancellationToken);

    public static async Task<bool> CoversAsync(this ConsentCheck consents, Guid? reporterId, ConsentPurpose purpose, CancellationToken cancellationToken) =>
        reporterId is not { } reporter || await consents.HasConsentAsync(reporter, purpose, cancellationToken);
}
