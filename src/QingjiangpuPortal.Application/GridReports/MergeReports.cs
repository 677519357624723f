using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>并案 of several in one act: all of them or none.</summary>
/// <param name="PrimaryId">The report that they become a part of.</param>
/// <param name="Reports">The others, each with the version that the page showed.</param>
public sealed record MergeReports(Guid PrimaryId, IReadOnlyList<MergedReport> Reports, string? Note) : ICommand<int>, IAbout
{
    public const int Most = 50;

    public Permission Permission => Permission.MergeReports;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(PrimaryId);
}

public sealed record MergedReport(Guid Id, uint Version);

internal sealed class MergeReportsValidator : AbstractValidator<MergeReports>
{
    public MergeReportsValidator()
    {
        RuleFor(x => x.Reports).Must(r => r.Count is > 0 and <= MergeReports.Most).OverridePropertyName("ReportIds").WithErrorCode("Merge.ReportsMissing").WithState(_ => MergeReports.Most);
        RuleFor(x => x.Note).Note();
    }
}

internal sealed class MergeReportsHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : IRequestHandler<MergeReports, ErrorOr<int>>
{
    public async Task<ErrorOr<int>> Handle(MergeReports request, CancellationToken cancellationToken)
    {
        var scope = user.ScopeFor(request.Permission);
        var primary = await db.GridReports.HandledWithin(scope).SingleOrDefaultAsync(r => r.Id == request.PrimaryId, cancellationToken);
        if (primary is null) return GridReportErrors.NotFound;
        var versions = request.Reports.DistinctBy(r => r.Id).ToDictionary(r => r.Id, r => r.Version);
        var reports = await db.GridReports.HandledWithin(scope).Where(r => versions.Keys.Contains(r.Id)).ToListAsync(cancellationToken);
        if (reports.Count < versions.Count) return GridReportErrors.NotFound;
        if (reports.Exists(r => r.Version != versions[r.Id])) return AccessErrors.ChangedMeanwhile;
        if (await db.MergeAsync(reports, primary, user.Actor, request.Note, clock.GetUtcNow(), cancellationToken) is { IsError: true } refused) return refused.Errors;
        audit.About(AuditSubject.Of<GridReport>(primary.Id), primary.ReporterId, primary.HandlingUnitCode);
        return reports.Count;
    }
}
