using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>回访: whom the user is to call back, the longest waiting first; never about what they handled themselves.</summary>
public sealed record ListCallBacks(string? After = null) : IQuery<CallBackQueue>
{
    public Permission Permission => Permission.FollowUpReports;
}

/// <param name="Waiting">All that wait, also on other pages.</param>
/// <param name="Done">Finished in the last thirty days, and how many of them reached somebody.</param>
public sealed record CallBackQueue(Page<CallBackRow> Page, int Waiting, int Done, int Reached);

public sealed record CallBackRow(
    Guid Id, Guid ReportId, long Sequence, DateTimeOffset RecordedAt, string CategoryChinese, string CategoryEnglish, string Address,
    DateTimeOffset ClosedAt, DateOnly DrawnFor, int Tries, DateTimeOffset? LastTriedAt)
{
    public string Number => ReportNumber.Format(ChinaTime.DayOf(RecordedAt).Year, Sequence);
    public CategoryName Category => new(CategoryChinese, CategoryEnglish);
}

internal sealed class ListCallBacksHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<ListCallBacks, ErrorOr<CallBackQueue>>
{
    private const int DaysLookedBack = 30;

    public async Task<ErrorOr<CallBackQueue>> Handle(ListCallBacks request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = db.CallBacksOf(user, request.Permission);
        var waiting = mine.Waiting(ChinaTime.DayOf(now));
        var rows = waiting;
        if (Cursor.Parse(request.After) is { } after) rows = rows.Where(x => x.CallBack.Id > after.Id);
        var page = await rows.OrderBy(x => x.CallBack.Id).Take(Page<CallBackRow>.Size + 1)
            .Join(db.ReportCategories, x => x.Report.CategoryCode, c => c.Code, (x, c) => new CallBackRow(
                x.CallBack.Id, x.Report.Id, x.Report.Sequence, x.Report.RecordedAt, c.Name, c.NameInEnglish, x.Report.Address,
                x.Report.ClosedAt!.Value, x.CallBack.DrawnFor, x.CallBack.Tries, x.CallBack.LastTriedAt))
            .ToListAsync(cancellationToken);
        var count = await waiting.CountAsync(cancellationToken);
        var since = now.AddDays(-DaysLookedBack);
        var done = await mine.Where(x => x.CallBack.DoneAt >= since).GroupBy(_ => 1)
            .Select(g => new { All = g.Count(), Reached = g.Count(x => x.CallBack.Reached) }).SingleOrDefaultAsync(cancellationToken);
        return new CallBackQueue(page.ToPage(r => new(r.RecordedAt, r.Id)), count, done?.All ?? 0, done?.Reached ?? 0);
    }
}

/// <summary>A call-back with its report.</summary>
internal sealed class CallBackOfReport
{
    public required CallBack CallBack { get; init; }
    public required GridReport Report { get; init; }
}

internal static class CallBackAccess
{
    /// <summary>Those of the reports that the permission's scope covers, without what the user handled.</summary>
    public static IQueryable<CallBackOfReport> CallBacksOf(this PortalDb db, ICurrentUser user, Permission permission)
    {
        var person = user.PersonId;
        var reports = db.GridReports.HandledWithin(user.ScopeFor(permission)).Where(r => r.AssigneeId != person || r.AssigneeId == null);
        return db.CallBacks.Join(reports, c => c.ReportId, r => r.Id, (c, r) => new CallBackOfReport { CallBack = c, Report = r });
    }

    /// <summary>Not done, still closed, and not too long ago.</summary>
    public static IQueryable<CallBackOfReport> Waiting(this IQueryable<CallBackOfReport> callBacks, DateOnly today)
    {
        var earliest = today.AddDays(-CallBack.AskedWithinDays);
        return callBacks.Where(x => x.CallBack.DoneAt == null && x.CallBack.DrawnFor >= earliest && x.Report.Status == GridReportStatus.Closed && x.Report.ContactPhone != null);
    }
}
