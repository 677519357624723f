using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>试算: places all who are verified and keeps the outcome, without telling anybody.</summary>
public sealed record RunPlacement(Guid Id, uint Version) : RoundCommand(Id, Version);

/// <summary>公布录取: a run becomes everybody's result, in one act.</summary>
public sealed record PublishPlacement(Guid Id, uint Version, Guid RunId) : RoundCommand(Id, Version);

/// <summary>Compares a run with another one.</summary>
/// <param name="With">The run before it where it is <c>null</c>.</param>
public sealed record ComparePlacements(Guid RoundId, Guid RunId, Guid? With) : IQuery<RunComparison>
{
    public Permission Permission => Permission.ManageAdmissions;
}

/// <param name="IsCurrent">Nothing changed since it was computed: it can be published.</param>
public sealed record RunComparison(RunRow Run, RunRow? With, bool IsCurrent, IReadOnlyList<SchoolFill> Schools, IReadOnlyList<PlacementChange> Changes);

/// <param name="Before">In the run that it is compared with; <c>null</c> where there is none.</param>
public sealed record SchoolFill(string School, int Seats, int Filled, int? Before);

/// <summary>Somebody whom the two runs place otherwise; <c>null</c> is nowhere.</summary>
public sealed record PlacementChange(string Number, AdmissionCategory Category, string? Before, string? After);

internal sealed class PlaceApplicantsHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) :
    IRequestHandler<RunPlacement, ErrorOr<Success>>,
    IRequestHandler<PublishPlacement, ErrorOr<Success>>,
    IRequestHandler<ComparePlacements, ErrorOr<RunComparison>>
{
    public async Task<ErrorOr<Success>> Handle(RunPlacement request, CancellationToken cancellationToken)
    {
        var found = await db.RoundForChangeAsync(user, request.Permission, request.Id, request.Version, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        if (found.Value.Status != RoundStatus.Placing) return EnrollmentErrors.RoundStepNotPossible;
        var input = await PlacementInput.LoadAsync(db, found.Value, clock.GetUtcNow(), cancellationToken);
        var placed = input.Market.Place();
        if (placed.IsError) return placed.Errors;
        // Of two at once the unique number lets one.
        var number = await db.PlacementRuns.Where(r => r.RoundId == request.Id).MaxAsync(r => (int?)r.Number, cancellationToken) ?? 0;
        var run = PlacementRun.Record(Guid.CreateVersion7(), request.Id, number + 1, input.Digest, [.. placed.Value], user.PersonId!.Value, clock.GetUtcNow());
        db.PlacementRuns.Add(run);
        db.PlacementResults.AddRange(placed.Value.Select(p => PlacementResult.Of(run.Id, p)));
        return Result.Success;
    }

    /// <summary>All or nothing: round, run, applications, their orders and the news are one save, and the round can be published once.</summary>
    public async Task<ErrorOr<Success>> Handle(PublishPlacement request, CancellationToken cancellationToken)
    {
        var found = await db.RoundForChangeAsync(user, request.Permission, request.Id, request.Version, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var (round, at) = (found.Value, clock.GetUtcNow());
        var run = await db.PlacementRuns.SingleOrDefaultAsync(r => r.Id == request.RunId && r.RoundId == round.Id, cancellationToken);
        if (run is null) return EnrollmentErrors.RunNotFound;
        // Who objected to a correction and has no answer would be placed by what they object to.
        if (await db.SchoolApplications.AnyAsync(a => a.RoundId == round.Id && a.Status == ApplicationStatus.Verified && a.AppealedAt != null && a.AppealAnsweredAt == null, cancellationToken))
            return EnrollmentErrors.AppealsOpen;
        if (round.Move(RoundVerb.Publish, at) is { IsError: true } refused) return refused;
        var input = await PlacementInput.LoadAsync(db, round, at, cancellationToken);
        if (!input.Digest.AsSpan().SequenceEqual(run.InputDigest)) return EnrollmentErrors.RunOutOfDate;

        var schoolOf = await db.PlacementResults.Where(r => r.RunId == run.Id).ToDictionaryAsync(r => r.ApplicationId, r => r.SchoolCode, cancellationToken);
        var confirmBy = Later(round.Days.ConfirmUntil, ChinaTime.DayOf(at).AddDays(SchoolApplication.DaysToConfirm));
        foreach (var application in await db.SchoolApplications.Where(a => a.RoundId == round.Id && a.Status == ApplicationStatus.Verified && a.EffectiveAt <= at).ToListAsync(cancellationToken))
        {
            var moved = schoolOf[application.Id] is { } school ? application.PlaceAt(school, confirmBy, user.PersonId, at) : application.Wait(user.PersonId, at);
            if (moved.IsError) return moved.Errors;
        }
        var preferences = await db.SchoolPreferences.Where(p => db.SchoolApplications.Any(a => a.Id == p.ApplicationId && a.RoundId == round.Id)).ToDictionaryAsync(p => (p.ApplicationId, p.SchoolCode), cancellationToken);
        foreach (var (school, order) in input.Market.Orders())
            for (var i = 0; i < order.Count; i++) preferences[(order[i].Id, school.Code)].Rank(i + 1);
        run.Publish(at);
        return Result.Success;
    }

    public async Task<ErrorOr<RunComparison>> Handle(ComparePlacements request, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        var runs = await db.PlacementRuns.AsNoTracking().Where(r => r.RoundId == request.RoundId && scope.Value.IsBureau).OrderBy(r => r.Number).ToListAsync(cancellationToken);
        if (runs.Find(r => r.Id == request.RunId) is not { } run) return EnrollmentErrors.RunNotFound;
        var with = request.With is { } id ? runs.Find(r => r.Id == id) : runs.FindLast(r => r.Number < run.Number);
        var round = await db.AdmissionRounds.AsNoTracking().SingleAsync(r => r.Id == request.RoundId, cancellationToken);
        var isCurrent = round.Status == RoundStatus.Placing
            && (await PlacementInput.LoadAsync(db, round, clock.GetUtcNow(), cancellationToken)).Digest.AsSpan().SequenceEqual(run.InputDigest);

        var after = await db.PlacementResults.Where(r => r.RunId == run.Id).ToDictionaryAsync(r => r.ApplicationId, r => r.SchoolCode, cancellationToken);
        var before = with is null ? null : await db.PlacementResults.Where(r => r.RunId == with.Id).ToDictionaryAsync(r => r.ApplicationId, r => r.SchoolCode, cancellationToken);
        var schools = await db.SchoolSeats.Where(s => s.RoundId == request.RoundId).Join(db.Schools, s => s.SchoolCode, s => s.Code, (seats, school) => new { school.Code, school.Name, seats.Seats })
            .OrderBy(s => s.Code).ToListAsync(cancellationToken);
        var nameOf = schools.ToDictionary(s => s.Code, s => s.Name, StringComparer.Ordinal);
        Guid[] changed = before is null ? [] : [.. after.Keys.Union(before.Keys).Where(a => after.GetValueOrDefault(a) != before.GetValueOrDefault(a))];
        var applications = await db.SchoolApplications.AsNoTracking().Where(a => changed.Contains(a.Id)).OrderBy(a => a.Sequence).ToListAsync(cancellationToken);
        return new RunComparison(
            Row(run), with is null ? null : Row(with), isCurrent,
            schools.ConvertAll(s => new SchoolFill(s.Name, s.Seats, after.Values.Count(c => c == s.Code), before?.Values.Count(c => c == s.Code))),
            applications.ConvertAll(a => new PlacementChange(a.Number, a.Category, NameOf(before!, a.Id), NameOf(after, a.Id))));

        string? NameOf(Dictionary<Guid, string?> places, Guid application) => places.GetValueOrDefault(application) is { } code ? nameOf[code] : null;
    }

    private static RunRow Row(PlacementRun r) => new(r.Id, r.Number, r.At, r.Applicants, r.Placed, r.PublishedAt);

    internal static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>All that a placement is computed from, and its digest: the same digest is the same placement.</summary>
internal sealed record PlacementInput(AdmissionMarket Market, byte[] Digest)
{
    public static async Task<PlacementInput> LoadAsync(PortalDb db, AdmissionRound round, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var schools = await (
            from seats in db.SchoolSeats.Where(s => s.RoundId == round.Id)
            join school in db.Schools on seats.SchoolCode equals school.Code
            orderby school.Code
            select new MarketSchool(school.Code, seats.Seats, school.IsPrivate)).ToListAsync(cancellationToken);
        var catchments = await Catchments.OnAsync(db, round.Days.RegisterFrom, cancellationToken);
        var verified = db.SchoolApplications.Where(a => a.RoundId == round.Id && a.Status == ApplicationStatus.Verified && a.EffectiveAt <= now);
        var preferences = (await db.SchoolPreferences.Where(p => verified.Any(a => a.Id == p.ApplicationId)).OrderBy(p => p.Position)
            .Select(p => new { p.ApplicationId, p.SchoolCode }).ToListAsync(cancellationToken)).ToLookup(p => p.ApplicationId, p => p.SchoolCode);
        var applicants = (await verified.AsNoTracking().OrderBy(a => a.Sequence).ToListAsync(cancellationToken)).ConvertAll(a =>
            new MarketApplicant(a.Id, a.Category, a.Facts, a.LotteryRank, a.Sequence, [.. preferences[a.Id]], catchments.Of(a.PlaceCode, a.PrimarySchoolCode)));

        var text = new StringBuilder();
        text.AppendJoin(' ', round.Categories).Append('\n').AppendJoin(' ', round.Ties).Append('\n');
        foreach (var s in schools) text.Append(CultureInfo.InvariantCulture, $"{s.Code} {s.Seats} {s.IsPrivate}\n");
        foreach (var a in applicants)
            text.Append(CultureInfo.InvariantCulture, $"{a.Id} {a.Sequence} {a.Category} {a.Facts.PropertySince:O} {a.Facts.HukouSince:O} {a.LotteryRank} ").AppendJoin(',', a.Preferences).Append(' ').AppendJoin(',', a.Catchments).Append('\n');
        return new(new(schools, applicants, round), SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
