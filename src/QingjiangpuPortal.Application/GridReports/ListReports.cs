using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>Which happening a period of days counts: what the dashboard's numbers count too.</summary>
public enum ReportHappening
{
    Filed,
    Resolved,
    ResolvedLate,
    Closed,
    Rated,

    /// <summary>Filed; the reporter was owed a contact and had none in time.</summary>
    NotContactedInTime,

    /// <summary>Answered: not solved, or only partly.</summary>
    NotSolved,

    /// <summary>Answered: not satisfied.</summary>
    Unsatisfied,
}

/// <summary>What a list of reports is narrowed to; what is <c>null</c> does not narrow.</summary>
/// <param name="Status">One status, or with <paramref name="OnlyOpen"/> all that are open.</param>
/// <param name="PlaceCode">An area: street, community or grid.</param>
/// <param name="Category">A major or a minor category's code.</param>
/// <param name="From">First and last day (Asia/Shanghai) on which the happening took place.</param>
/// <param name="Unassigned">Asked of nobody, neither a person nor a department.</param>
/// <param name="HandlingUnit">In the queue of this unit or of one in it.</param>
/// <param name="OnlySupervised">Pressed for (督办) and still open.</param>
/// <param name="DueWithinHours">Due by then; what is overdue is too.</param>
/// <param name="ClosedAt">The level of the unit that has it, or by which it was closed.</param>
/// <param name="Hour">The hour of the day (Asia/Shanghai), 0 to 23, at which it was filed.</param>
/// <param name="Text">Words of description and address (<see cref="SearchText"/>), or a report's number.</param>
public sealed record ReportFilter(
    GridReportStatus? Status = null, bool OnlyOpen = false, bool OnlyOverdue = false, string? PlaceCode = null, string? Category = null,
    ReportHappening Happening = ReportHappening.Filed, DateOnly? From = null, DateOnly? To = null,
    Guid? AssigneeId = null, bool Unassigned = false, string? HandlingUnit = null, bool OnlySupervised = false, int? DueWithinHours = null,
    ReportSource? Source = null, bool OnlyWithPhotos = false, string? Text = null,
    OrgLevel? ClosedAt = null, int? Hour = null)
{
    /// <summary>It finds open reports only, which the queues' indexes keep few.</summary>
    public bool IsOfOpenWork => OnlyOpen || OnlyOverdue || OnlySupervised || DueWithinHours is not null || Status?.IsOpen() == true;
}

/// <summary>全部事件: the staff's list of all reports that their posts cover, the latest filed first or what is due first; words are searched forward only.</summary>
public sealed record ListReports(ReportFilter Filter, string? After = null, string? Before = null, ReportOrder Order = ReportOrder.LatestFirst) : IQuery<Page<ReportRow>>
{
    public Permission Permission => Permission.ViewReports;
}

public sealed record ReportRow(
    Guid Id, long Sequence, DateTimeOffset RecordedAt, string Description, string CategoryChinese, string CategoryEnglish, ReportSource Source,
    string PlaceCode, string Address, GridReportStatus Status, DateTimeOffset? DueAt, DateTimeOffset ResolveDueAt,
    DateTimeOffset? ResolvedAt, DateTimeOffset? ClosedAt)
{
    public string Number => ReportNumber.Format(ChinaTime.DayOf(RecordedAt).Year, Sequence);
    public CategoryName Category => new(CategoryChinese, CategoryEnglish);
}

internal sealed class ListReportsHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<ListReports, ErrorOr<Page<ReportRow>>>
{
    public async Task<ErrorOr<Page<ReportRow>>> Handle(ListReports request, CancellationToken cancellationToken)
    {
        var (scope, filter, now) = (user.ScopeFor(request.Permission), request.Filter, clock.GetUtcNow());
        return filter.Text is { } text && request.Order == ReportOrder.LatestFirst
            ? await db.PageAsync(reports => reports.HandledWithin(scope).NarrowedForStaff(db, filter, now), text, request.After, cancellationToken)
            : await db.Matching(filter, now).HandledWithin(scope).PageAsync(db, request.Order, request.After, request.Before, cancellationToken);
    }
}

internal static class ReportLists
{
    /// <summary>By all of a filter but its words: where those come from is <see cref="ReportSearch"/>'s.</summary>
    public static IQueryable<GridReport> Narrowed(this IQueryable<GridReport> reports, ReportFilter filter, DateTimeOffset now)
    {
        if (filter.Status is { } status) reports = reports.Where(r => r.Status == status);
        if (filter.OnlyOpen) reports = reports.Where(r => r.DueAt != null);
        if (filter.OnlyOverdue) reports = reports.Where(r => r.DueAt < now);
        if (filter.PlaceCode is { Length: >= 6 } place)
            reports = place.Length switch
            {
                9 => reports.Where(r => r.PlaceStreetCode == place),
                12 => reports.Where(r => r.PlaceStreetCode == place.Substring(0, 9) && r.PlaceCommunityCode == place),
                15 => reports.Where(r => r.PlaceGridCode == place),
                17 => reports.Where(r => r.PlaceGridCode == place.Substring(0, 15) && r.PlaceCode == place),
                _ => reports,
            };
        if (filter.Category is { } category)
            reports = category.Length == ReportCategory.MajorLength
                ? reports.Where(r => r.CategoryCode.StartsWith(category))
                : reports.Where(r => r.CategoryCode == category);
        if (filter.From is { } first)
        {
            var from = ChinaTime.StartOf(first);
            reports = filter.Happening switch
            {
                ReportHappening.Filed or ReportHappening.NotContactedInTime => reports.Where(r => r.RecordedAt >= from),
                ReportHappening.Closed => reports.Where(r => r.ClosedAt >= from),
                ReportHappening.Rated or ReportHappening.NotSolved or ReportHappening.Unsatisfied => reports.Where(r => r.RatedAt >= from),
                _ => reports.Where(r => r.ResolvedAt >= from),
            };
        }
        if (filter.To is { } last)
        {
            var until = ChinaTime.StartOf(last.AddDays(1));
            reports = filter.Happening switch
            {
                ReportHappening.Filed or ReportHappening.NotContactedInTime => reports.Where(r => r.RecordedAt < until),
                ReportHappening.Closed => reports.Where(r => r.ClosedAt < until),
                ReportHappening.Rated or ReportHappening.NotSolved or ReportHappening.Unsatisfied => reports.Where(r => r.RatedAt < until),
                _ => reports.Where(r => r.ResolvedAt < until),
            };
        }
        return reports.Filed(filter).Happened(filter.Happening);
    }

    private static IQueryable<GridReport> Filed(this IQueryable<GridReport> reports, ReportFilter filter)
    {
        if (filter.Hour is { } hour)
        {
            // The offset is a whole number of hours.
            var utc = (hour + 16) % 24;
            reports = reports.Where(r => r.RecordedAt.UtcDateTime.Hour == utc);
        }
        return filter.ClosedAt is { } level ? reports.Where(r => r.ClosedAt != null).HandledAt(level) : reports;
    }

    /// <summary>By a unit of that level; a department is of the level of the area that it hangs below.</summary>
    private static IQueryable<GridReport> HandledAt(this IQueryable<GridReport> reports, OrgLevel level)
    {
        var length = OrgCode.LengthOf(level);
        return reports.Where(r => r.HandlingUnitCode.Length == length
            || (r.HandlingUnitCode.Length == length + OrgCode.DepartmentSuffixLength && r.HandlingUnitCode.Substring(length, 1) == "D"));
    }

    private static IQueryable<GridReport> Happened(this IQueryable<GridReport> reports, ReportHappening happening) => happening switch
    {
        // What was merged counts with its primary.
        ReportHappening.Resolved => reports.Where(r => r.ResolvedAt != null && r.Status != GridReportStatus.Merged),
        ReportHappening.ResolvedLate => reports.Where(r => r.ResolvedAt != null && !r.ResolvedOnTime && r.Status != GridReportStatus.Merged),
        ReportHappening.NotContactedInTime => reports.Where(r =>
            !r.ContactedInTime && r.Status != GridReportStatus.Withdrawn && r.Status != GridReportStatus.Merged
            && (r.ReporterId != null || r.ContactPhone != null || r.DetailsRemovedAt != null)),
        ReportHappening.NotSolved => reports.Where(r => r.Solution == Solution.Partly || r.Solution == Solution.NotSolved),
        ReportHappening.Unsatisfied => reports.Where(r => r.Satisfaction == Satisfaction.Unsatisfied),
        _ => reports,
    };

    /// <summary>A page of what <paramref name="narrow"/> leaves, the latest first.</summary>
    public static async Task<Page<ReportRow>> PageAsync(
        this PortalDb db, Func<IQueryable<GridReport>, IQueryable<GridReport>> narrow, string? text, string? after, CancellationToken cancellationToken)
    {
        var rows = await db.LatestAsync(narrow, text, Cursor.Parse(after), Page<ReportRow>.Size + 1, reports => reports.Rows(db), cancellationToken);
        return rows.ToPage(r => new(r.RecordedAt, r.Id));
    }

    public static IQueryable<ReportRow> Rows(this IQueryable<GridReport> reports, PortalDb db) =>
        reports.Join(db.ReportCategories, r => r.CategoryCode, c => c.Code, (r, c) => new ReportRow(
            r.Id, r.Sequence, r.RecordedAt, r.Description, c.Name, c.NameInEnglish, r.Source, r.PlaceCode, r.Address, r.Status,
            r.DueAt, r.ResolveDueAt, r.ResolvedAt, r.ClosedAt));
}
