using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>
/// 首次联系: shows how to reach the reporter, and notes in the timeline who asked, so that nobody sees a number unnoticed.
/// </summary>
public sealed record ContactReporter(Guid ReportId, uint Version, string? Note) : ICommand<ReporterContact>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.ContactReporters;
    public AuditKind AuditKind => AuditKind.Reveal;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(ReportId);
}

/// <summary>In clear; both <c>null</c> when the reporter left nothing.</summary>
public sealed record ReporterContact(string? Name, string? Phone);

internal sealed class ContactReporterValidator : AbstractValidator<ContactReporter>
{
    public ContactReporterValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class ContactReporterHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, ConsentCheck consents, TimeProvider clock, AuditNote audit)
    : IRequestHandler<ContactReporter, ErrorOr<ReporterContact>>
{
    public async Task<ErrorOr<ReporterContact>> Handle(ContactReporter request, CancellationToken cancellationToken)
    {
        var found = await db.ForChangeAsync(user, request.Permission, request.ReportId, request.Version, cancellationToken);
        if (found.IsError) return found.Errors;
        var report = found.Value;
        if (!await MayAsync(report, ConsentPurposes.ReportContact, cancellationToken)) return GridReportErrors.ContactNotWanted;
        var contacted = report.Contact(user.Actor, request.Note, clock.GetUtcNow());
        if (contacted.IsError) return contacted.Errors;
        audit.Reason = request.Note;
        return new ReporterContact(
            report.ContactName is { } name && await MayAsync(report, ConsentPurposes.ReportName, cancellationToken) ? cipher.Reveal(name, PersonalDataKind.Name) : null,
            report.ContactPhone is { } phone ? cipher.Reveal(phone, PersonalDataKind.Phone) : null);
    }

    /// <summary>Who left a contact without an account agreed by leaving it.</summary>
    private async Task<bool> MayAsync(GridReport report, ConsentPurpose purpose, CancellationToken cancellationToken) =>
        report.ReporterId is not { } reporter || await consents.HasConsentAsync(reporter, purpose, cancellationToken);
}
