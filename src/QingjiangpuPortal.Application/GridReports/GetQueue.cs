using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

public enum QueueTab
{
    DueFirst,
    ToAccept,
    InHand,
    ToVerify,
    Overdue,

    /// <summary>Assigned to me, of whatever unit.</summary>
    Mine,
}

/// <summary>待办: the open reports of the user's units, what is due first on top, with the true count of every tab.</summary>
public sealed record GetQueue(QueueTab Tab = QueueTab.DueFirst, string? After = null, string? Before = null) : IQuery<Queue>
{
    public Permission Permission => Permission.ViewReports;
}

public sealed record Queue(Page<QueueRow> Page, QueueCounts Counts);

/// <param name="DueToday">Due before the end of today (Asia/Shanghai), the overdue ones included.</param>
public sealed record QueueCounts(int All, int ToAccept, int InHand, int ToVerify, int Overdue, int DueToday, int Mine);

public sealed record QueueRow(
    Guid Id, long Sequence, DateTimeOffset RecordedAt, string Description, string CategoryChinese, string CategoryEnglish, ReportSource Source,
    string PlaceCode, string Address, GridReportStatus Status, DateTimeOffset DueAt, bool IsSupervised)
{
    public string Number => ReportNumber.Format(Domain.Common.ChinaTime.DayOf(RecordedAt).Year, Sequence);
    public CategoryName Category => new(CategoryChinese, CategoryEnglish);
}

internal sealed class GetQueueHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<GetQueue, ErrorOr<Queue>>
{
    public async Task<ErrorOr<Queue>> Handle(GetQueue request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var queue = db.GridReports.HandledWithin(user.ScopeFor(request.Permission)).Where(r => r.DueAt != null);
        var mine = db.GridReports.Where(r => r.AssigneeId == user.PersonId && r.DueAt != null);
        var counts = await CountAsync(queue, mine, now, cancellationToken);
        var tab = request.Tab switch
        {
            QueueTab.ToAccept => queue.Where(r => r.Status == GridReportStatus.Submitted),
            QueueTab.InHand => queue.Where(r => r.Status == GridReportStatus.Accepted || r.Status == GridReportStatus.Assigned || r.Status == GridReportStatus.InProgress || r.Status == GridReportStatus.Suspended),
            QueueTab.ToVerify => queue.Where(r => r.Status == GridReportStatus.Resolved),
            QueueTab.Overdue => queue.Where(r => r.DueAt < now),
            QueueTab.Mine => mine,
            _ => queue,
        };
        var (after, before) = (Cursor.Parse(request.After), Cursor.Parse(request.Before));
        var rows = await tab.InOrder(ReportOrder.DueFirst, after, before).Take(Page<QueueRow>.Size + 1)
            .Join(db.ReportCategories, r => r.CategoryCode, c => c.Code, (r, c) => new QueueRow(
                r.Id, r.Sequence, r.RecordedAt, r.Description, c.Name, c.NameInEnglish, r.Source, r.PlaceCode, r.Address, r.Status, r.DueAt!.Value, r.SupervisedAt != null))
            .ToListAsync(cancellationToken);
        return new Queue(rows.ToPage(r => new(r.DueAt, r.Id), isBack: before is not null, isFirst: after is null), counts);
    }

    private static async Task<QueueCounts> CountAsync(
        IQueryable<GridReport> queue, IQueryable<GridReport> mine, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var endOfToday = Domain.Common.ChinaTime.StartOf(Domain.Common.ChinaTime.DayOf(now).AddDays(1));
        var counts = await queue.GroupBy(_ => 1).Select(all => new
        {
            All = all.Count(),
            ToAccept = all.Count(r => r.Status == GridReportStatus.Submitted),
            ToVerify = all.Count(r => r.Status == GridReportStatus.Resolved),
            Overdue = all.Count(r => r.DueAt < now),
            DueToday = all.Count(r => r.DueAt < endOfToday),
        }).SingleOrDefaultAsync(cancellationToken);
        var mineCount = await mine.CountAsync(cancellationToken);
        return counts is null
            ? new(0, 0, 0, 0, 0, 0, mineCount)
            : new(counts.All, counts.ToAccept, counts.All - counts.ToAccept - counts.ToVerify, counts.ToVerify, counts.Overdue, counts.DueToday, mineCount);
    }
}
