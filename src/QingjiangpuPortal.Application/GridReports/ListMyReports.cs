using ErrorOr;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>我的上报: what the account filed, the latest first.</summary>
public sealed record ListMyReports(string? After = null) : IQuery<Page<ReportRow>>
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class ListMyReportsHandler(PortalDb db, ICurrentUser user) : IRequestHandler<ListMyReports, ErrorOr<Page<ReportRow>>>
{
    public async Task<ErrorOr<Page<ReportRow>>> Handle(ListMyReports request, CancellationToken cancellationToken) =>
        await db.PageAsync(reports => reports.Where(r => r.ReporterId == user.PersonId), text: null, request.After, cancellationToken);
}
