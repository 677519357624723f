using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>A report for those who handle it: the whole timeline, contact masked, and what they can do next.</summary>
public sealed record GetReport(Guid ReportId) : IQuery<ReportView>
{
    public Permission Permission => Permission.ViewReports;
}

/// <summary>A public report by its number, as everybody sees it.</summary>
public sealed record GetPublicReport(string? Number) : IQuery<ReportView>
{
    public Permission Permission => Permission.Anyone;
}

/// <summary>The reporter's own report, by account or private link.</summary>
public sealed record GetOwnReport(OwnReport Which) : IQuery<ReportView>
{
    public Permission Permission => Permission.OwnReport;
}

internal sealed class GetReportHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, ReportClocks clocks) :
    IRequestHandler<GetReport, ErrorOr<ReportView>>,
    IRequestHandler<GetPublicReport, ErrorOr<ReportView>>,
    IRequestHandler<GetOwnReport, ErrorOr<ReportView>>
{
    public Task<ErrorOr<ReportView>> Handle(GetReport request, CancellationToken cancellationToken) =>
        ViewAsync(db.GridReports.VisibleTo(user.ScopeFor(request.Permission), user.PersonId).Where(r => r.Id == request.ReportId),
            Viewer.Staff, user.Actor, cancellationToken);

    public async Task<ErrorOr<ReportView>> Handle(GetPublicReport request, CancellationToken cancellationToken) =>
        ReportNumber.TryParse(request.Number, out var sequence)
            ? await ViewAsync(db.GridReports.Where(r => r.Sequence == sequence && r.IsPublic && r.Status != GridReportStatus.Withdrawn),
                Viewer.Public, user.Actor, cancellationToken, request.Number)
            : GridReportErrors.NotFound;

    public Task<ErrorOr<ReportView>> Handle(GetOwnReport request, CancellationToken cancellationToken) =>
        ViewAsync(db.GridReports.Own(user, request.Which), Viewer.Reporter,
            user.Actor with { HoldsPrivateLink = request.Which.Token is not null }, cancellationToken);

    private async Task<ErrorOr<ReportView>> ViewAsync(
        IQueryable<GridReport> one, Viewer viewer, Domain.Organization.Actor actor, CancellationToken cancellationToken, string? number = null)
    {
        var report = await one.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        // The year is part of the number: R25-… does not find what was filed in 2026.
        if (report is null || (number is not null && !ReportNumber.AreEqual(number, report.Number))) return GridReportErrors.NotFound;
        return await db.ViewAsync(report, viewer, actor, cipher, clock, clocks, cancellationToken);
    }
}
