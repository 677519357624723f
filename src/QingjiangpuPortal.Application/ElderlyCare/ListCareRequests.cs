using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>What waits for the user's units, what is due first on top.</summary>
public sealed record GetCareQueue(string? After = null) : IQuery<CareQueue>
{
    public Permission Permission => Permission.ViewCare;
}

/// <param name="Waiting">How many wait for these units, and how many of them are overdue.</param>
public sealed record CareQueue(Page<CareRequestRow> Page, int Waiting, int Overdue);

/// <summary>All of the user's units, the latest first.</summary>
public sealed record ListCareRequests(CareRequestStatus? Status = null, string? After = null) : IQuery<Page<CareRequestRow>>
{
    public Permission Permission => Permission.ViewCare;
}

/// <summary>One's own, the latest first.</summary>
public sealed record ListMyCareRequests(string? After = null) : IQuery<Page<CareRequestRow>>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="ElderName">Masked.</param>
public sealed record CareRequestRow(
    Guid Id, string Number, string ElderName, CareServices Wanted, string PlaceCode, CareRequestStatus Status, DateTimeOffset RecordedAt, DateTimeOffset? DueAt);

internal sealed class ListCareRequestsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock) :
    IRequestHandler<GetCareQueue, ErrorOr<CareQueue>>, IRequestHandler<ListCareRequests, ErrorOr<Page<CareRequestRow>>>, IRequestHandler<ListMyCareRequests, ErrorOr<Page<CareRequestRow>>>
{
    public async Task<ErrorOr<CareQueue>> Handle(GetCareQueue request, CancellationToken cancellationToken)
    {
        var (units, now) = (user.ScopeFor(request.Permission).Units, clock.GetUtcNow());
        // A unit's own turn, not what lies below it: each level decides about its own step.
        var waiting = db.CareRequests.Where(r => units.Contains(r.HandlingUnitCode) && r.DueAt != null);
        var rows = Cursor.Parse(request.After) is { } after ? waiting.Where(r => r.DueAt >= after.At && (r.DueAt > after.At || r.Id > after.Id)) : waiting;
        var page = await rows.OrderBy(r => r.DueAt).ThenBy(r => r.Id).Take(Page<CareRequestRow>.Size + 1).ToListAsync(cancellationToken);
        var counts = await waiting.GroupBy(_ => 1).Select(g => new { All = g.Count(), Overdue = g.Count(r => r.DueAt < now) }).SingleOrDefaultAsync(cancellationToken);
        return new CareQueue(Shown(page).ToPage(r => new(r.DueAt!.Value, r.Id)), counts?.All ?? 0, counts?.Overdue ?? 0);
    }

    public Task<ErrorOr<Page<CareRequestRow>>> Handle(ListCareRequests request, CancellationToken cancellationToken)
    {
        var requests = db.CareRequests.Within(user.ScopeFor(request.Permission));
        return LatestAsync(request.Status is { } status ? requests.Where(r => r.Status == status) : requests, request.After, cancellationToken);
    }

    public Task<ErrorOr<Page<CareRequestRow>>> Handle(ListMyCareRequests request, CancellationToken cancellationToken) =>
        LatestAsync(db.CareRequests.Own(user), request.After, cancellationToken);

    private async Task<ErrorOr<Page<CareRequestRow>>> LatestAsync(IQueryable<CareRequest> requests, string? after, CancellationToken cancellationToken)
    {
        if (Cursor.Parse(after) is { } from) requests = requests.Where(r => r.RecordedAt <= from.At && (r.RecordedAt < from.At || r.Id < from.Id));
        var page = await requests.AsNoTracking().OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Id).Take(Page<CareRequestRow>.Size + 1).ToListAsync(cancellationToken);
        return Shown(page).ToPage(r => new(r.RecordedAt, r.Id));
    }

    private List<CareRequestRow> Shown(List<CareRequest> requests) => requests.ConvertAll(r => new CareRequestRow(
        r.Id, r.Number, cipher.Show(r.ElderName, PersonalDataKind.Name, Onlooker.Handler), r.Wanted, r.PlaceCode, r.Status, r.RecordedAt, r.DueAt));
}
