using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>时限: those of every category in use.</summary>
public sealed record ListLimits : IQuery<LimitTable>
{
    public Permission Permission => Permission.ManageCalendar;
}

public sealed record LimitTable(IReadOnlyList<LimitRow> Rows, ReckoningProgress? LastReckoning);

/// <param name="IsMajor">A heading that nobody reports under; it has limits for what has none of its own, which is nothing.</param>
public sealed record LimitRow(string Code, uint Version, CategoryName Name, bool IsMajor, TimeLimit Accept, TimeLimit Resolve, TimeLimit Verify);

internal sealed class ListLimitsHandler(PortalDb db) : IRequestHandler<ListLimits, ErrorOr<LimitTable>>
{
    public async Task<ErrorOr<LimitTable>> Handle(ListLimits request, CancellationToken cancellationToken)
    {
        var rows = await db.ReportCategories.AsNoTracking().Where(c => c.IsActive).OrderBy(c => c.Code).ToListAsync(cancellationToken);
        return new LimitTable(
            rows.ConvertAll(c => new LimitRow(c.Code, c.Version, new(c.Name, c.NameInEnglish), c.ParentCode is null, c.AcceptLimit, c.ResolveLimit, c.VerifyLimit)),
            await db.ProgressAsync(cancellationToken));
    }
}
