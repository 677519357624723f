using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>是这一件吗？Public reports that may be about what somebody is just filing; none while too little of it is known.</summary>
public sealed record FindSimilarReports(double? Latitude, double? Longitude, string? CategoryCode, string? Text) : IQuery<IReadOnlyList<SimilarReport>>
{
    public const int Most = 3;

    public Permission Permission => Permission.Anyone;
}

/// <summary>疑似重复: open reports of the user's units that may be about the same thing as one of them.</summary>
public sealed record FindReportsLike(Guid ReportId) : IQuery<IReadOnlyList<SimilarReport>>
{
    public const int Most = 10;

    public Permission Permission => Permission.ViewReports;
}

internal sealed class FindSimilarReportsHandler(PortalDb db, ICurrentUser user, TimeProvider clock) :
    IRequestHandler<FindSimilarReports, ErrorOr<IReadOnlyList<SimilarReport>>>,
    IRequestHandler<FindReportsLike, ErrorOr<IReadOnlyList<SimilarReport>>>
{
    public async Task<ErrorOr<IReadOnlyList<SimilarReport>>> Handle(FindSimilarReports request, CancellationToken cancellationToken)
    {
        if (request is not { Latitude: { } latitude, Longitude: { } longitude, Text: { } text } || !double.IsFinite(latitude + longitude)) return new List<SimilarReport>();
        var category = await db.ReportCategories.AsNoTracking().SingleOrDefaultAsync(c => c.Code == request.CategoryCode && c.IsPublic, cancellationToken);
        if (category is null) return new List<SimilarReport>();
        if (text.Length > Fields.MaxDescription) text = text[..Fields.MaxDescription];
        var similar = await db.GridReports.Where(r => r.IsPublic)
            .SimilarToAsync(db, new(latitude, longitude, category, text), clock.GetUtcNow(), FindSimilarReports.Most, cancellationToken);
        return similar.Select(r => r with { Description = PublicText.Of(r.Description), Address = PublicText.Of(r.Address) }).ToList();
    }

    public async Task<ErrorOr<IReadOnlyList<SimilarReport>>> Handle(FindReportsLike request, CancellationToken cancellationToken)
    {
        var visible = db.GridReports.AsNoTracking().VisibleTo(user.ScopeFor(request.Permission), user.PersonId);
        var report = await visible.SingleOrDefaultAsync(r => r.Id == request.ReportId, cancellationToken);
        if (report is null) return GridReportErrors.NotFound;
        var category = await db.CategoryOfAsync(report, cancellationToken);
        return ErrorOrFactory.From(await visible.Where(r => r.Id != report.Id)
            .SimilarToAsync(db, new(report.Latitude, report.Longitude, category, report.Description), clock.GetUtcNow(), FindReportsLike.Most, cancellationToken));
    }
}
