using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>办结: solved, or closed without a fix; what was done, and photos of it.</summary>
public sealed record ResolveGridReport(Guid ReportId, uint Version, ReportOutcome? Outcome, string? Reason, IReadOnlyList<Guid> PhotoIds) : IReportCommand
{
    public Permission Permission => Permission.ResolveReports;
}

internal sealed class ResolveGridReportValidator : AbstractValidator<ResolveGridReport>
{
    public ResolveGridReportValidator()
    {
        RuleFor(x => x.Outcome).Chosen("Report.OutcomeMissing");
        RuleFor(x => x.Reason).Reason();
        RuleFor(x => x.PhotoIds).Must(p => p.Count <= GridReport.MaxPhotos).OverridePropertyName("Photos")
            .WithErrorCode("Photo.TooMany").WithState(_ => GridReport.MaxPhotos);
    }
}

internal sealed class ResolveGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : ReportCommandHandler<ResolveGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(
        GridReport report, ResolveGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var resolved = report.Resolve(command.Outcome!.Value, await clocks.OfAsync(report, cancellationToken), by, command.Reason!, at);
        if (resolved.IsError) return resolved.Errors;
        return await Db.AttachPhotosAsync(command.PhotoIds, report.Id, AttachmentPurpose.ResolutionPhoto, report.IsPublic, cancellationToken);
    }
}
