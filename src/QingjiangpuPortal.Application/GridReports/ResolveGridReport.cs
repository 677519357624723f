using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>办结: solved, or closed without a fix; what was done, and photos of it.</summary>
public sealed record ResolveGridReport(Guid ReportId, uint Version, ReportOutcome? Outcome, string? Reason, IReadOnlyList<Guid> PhotoIds) : ICommand<Success>
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

internal sealed class ResolveGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<ResolveGridReport, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(ResolveGridReport request, CancellationToken cancellationToken)
    {
        var found = await db.ForChangeAsync(user, request.Permission, request.ReportId, request.Version, cancellationToken);
        if (found.IsError) return found.Errors;
        var report = found.Value;
        var category = await db.CategoryOfAsync(report, cancellationToken);
        var resolved = report.Resolve(request.Outcome!.Value, category, user.Actor, request.Reason!, clock.GetUtcNow());
        if (resolved.IsError) return resolved.Errors;
        return await db.AttachPhotosAsync(request.PhotoIds, report.Id, AttachmentPurpose.ResolutionPhoto, report.IsPublic, cancellationToken);
    }
}
