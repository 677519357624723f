using System.Security.Cryptography;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>The rounds as the bureau has them, those too that are not announced.</summary>
public sealed record ListManagedRounds : IQuery<IReadOnlyList<RoundRow>>
{
    public Permission Permission => Permission.ManageAdmissions;
}

public sealed record GetManagedRound(Guid Id) : IQuery<ManagedRound>
{
    public Permission Permission => Permission.ManageAdmissions;
}

/// <param name="Unchecked">Effective, and neither verified nor refused: they take no part in a placement.</param>
/// <param name="OpenAppeals">Of them nothing is decided yet.</param>
public sealed record ManagedRound(
    RoundRow Round, IReadOnlyList<AdmissionCategory> Categories, IReadOnlyList<TieRule> Ties, LotteryState? Lottery,
    IReadOnlyList<SeatRow> Seats, int Unchecked, int Verified, int OpenAppeals, IReadOnlyList<RunRow> Runs);

/// <param name="Extra">Those of the seats that were added for appeals.</param>
public sealed record SeatRow(string SchoolCode, string School, bool IsPrivate, int Seats, int Extra, int FirstChoices, int Taken, int Confirmed);

public sealed record LotteryState(string DrawName, DateOnly DrawDay, string Commitment, string? ListDigest, int Receipts, DateTimeOffset? FrozenAt, string? DrawText, DateTimeOffset? DrawnAt);

public sealed record RunRow(Guid Id, int Number, DateTimeOffset At, int Applicants, int Placed, DateTimeOffset? PublishedAt);

/// <summary>A step of a round.</summary>
public abstract record RoundCommand(Guid Id, uint Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ManageAdmissions;
    public AuditSubject? Subject => AuditSubject.Of<AdmissionRound>(Id);
}

/// <summary>发布公告, and commits to a secret seed for the lottery.</summary>
/// <param name="DrawName">The public draw that will decide.</param>
public sealed record AnnounceRound(Guid Id, uint Version, string? DrawName, DateOnly? DrawDay) : RoundCommand(Id, Version);

/// <summary>开始报名</summary>
public sealed record OpenRegistration(Guid Id, uint Version) : RoundCommand(Id, Version);

/// <summary>结束报名, and freezes and publishes the list of receipts.</summary>
public sealed record CloseRegistration(Guid Id, uint Version) : RoundCommand(Id, Version);

/// <summary>公布摇号: seed and draw become public, everybody gets their number.</summary>
/// <param name="DrawText">The draw's result, exactly as it will be hashed.</param>
public sealed record RecordDraw(Guid Id, uint Version, string? DrawText) : RoundCommand(Id, Version);

/// <summary>结束本轮</summary>
public sealed record CloseRound(Guid Id, uint Version) : RoundCommand(Id, Version);

/// <summary>改学位数, as long as nothing is published.</summary>
public sealed record ChangeSeats(Guid Id, uint Version, string? SchoolCode, int? Seats) : RoundCommand(Id, Version);

internal sealed class AnnounceRoundValidator : AbstractValidator<AnnounceRound>
{
    public AnnounceRoundValidator()
    {
        RuleFor(x => x.DrawName).Cascade(CascadeMode.Stop).NotEmpty().WithErrorCode("Lottery.DrawNameMissing").MaximumLength(120).WithErrorCode("Note.TooLong").WithState(_ => 120);
        RuleFor(x => x.DrawDay).NotNull().WithErrorCode("Enrollment.DayMissing");
    }
}

internal sealed class RecordDrawValidator : AbstractValidator<RecordDraw>
{
    public RecordDrawValidator() =>
        RuleFor(x => x.DrawText).Cascade(CascadeMode.Stop).NotEmpty().WithErrorCode("Lottery.DrawMissing").MaximumLength(400).WithErrorCode("Note.TooLong").WithState(_ => 400);
}

internal sealed class ChangeSeatsValidator : AbstractValidator<ChangeSeats>
{
    public ChangeSeatsValidator() => RuleFor(x => x.Seats).Must(seats => seats is >= 0 and <= 5000).WithErrorCode("Enrollment.SeatsWrong");
}

internal sealed class ManageRoundsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit) :
    IRequestHandler<ListManagedRounds, ErrorOr<IReadOnlyList<RoundRow>>>,
    IRequestHandler<GetManagedRound, ErrorOr<ManagedRound>>,
    IRequestHandler<AnnounceRound, ErrorOr<Success>>,
    IRequestHandler<OpenRegistration, ErrorOr<Success>>,
    IRequestHandler<CloseRegistration, ErrorOr<Success>>,
    IRequestHandler<RecordDraw, ErrorOr<Success>>,
    IRequestHandler<CloseRound, ErrorOr<Success>>,
    IRequestHandler<ChangeSeats, ErrorOr<Success>>
{
    private DateOnly Today => Domain.Common.ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<ErrorOr<IReadOnlyList<RoundRow>>> Handle(ListManagedRounds request, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        var rounds = await db.AdmissionRounds.AsNoTracking().Where(_ => scope.Value.IsBureau)
            .OrderBy(r => r.Status == RoundStatus.Closed).ThenByDescending(r => r.Year).ThenBy(r => r.Stage).ToListAsync(cancellationToken);
        return rounds.ConvertAll(Row);
    }

    public async Task<ErrorOr<ManagedRound>> Handle(GetManagedRound request, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        var round = scope.Value.IsBureau ? await db.AdmissionRounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.Id, cancellationToken) : null;
        if (round is null) return EnrollmentErrors.RoundNotFound;
        var now = clock.GetUtcNow();
        var applications = db.SchoolApplications.Where(a => a.RoundId == round.Id && a.EffectiveAt <= now);
        var lottery = await db.RoundLotteries.AsNoTracking().SingleOrDefaultAsync(l => l.RoundId == round.Id, cancellationToken);
        var seats = await (
            from seat in db.SchoolSeats.Where(s => s.RoundId == round.Id)
            join school in db.Schools on seat.SchoolCode equals school.Code
            orderby school.Code
            select new SeatRow(
                school.Code, school.Name, school.IsPrivate, seat.Seats, seat.Extra,
                applications.Count(a => a.HandlingSchoolCode == school.Code && a.Status != ApplicationStatus.Withdrawn),
                applications.Count(a => a.PlacedSchoolCode == school.Code && (a.Status == ApplicationStatus.Placed || a.Status == ApplicationStatus.Confirmed)),
                applications.Count(a => a.PlacedSchoolCode == school.Code && a.Status == ApplicationStatus.Confirmed))).ToListAsync(cancellationToken);
        var runs = await db.PlacementRuns.Where(r => r.RoundId == round.Id).OrderByDescending(r => r.Number)
            .Select(r => new RunRow(r.Id, r.Number, r.At, r.Applicants, r.Placed, r.PublishedAt)).ToListAsync(cancellationToken);
        return new ManagedRound(
            Row(round), round.Categories, round.Ties,
            lottery is null ? null : new(lottery.DrawName, lottery.DrawDay, lottery.Commitment, lottery.ListDigest, lottery.Receipts.Count, lottery.FrozenAt, lottery.DrawText, lottery.DrawnAt),
            seats, await applications.CountAsync(a => a.Status == ApplicationStatus.Submitted || a.Status == ApplicationStatus.PapersAsked, cancellationToken),
            await applications.CountAsync(a => a.Status == ApplicationStatus.Verified, cancellationToken),
            await applications.CountAsync(CheckApplicationsHandler.WaitsForAnAnswer, cancellationToken), runs);
    }

    public async Task<ErrorOr<Success>> Handle(AnnounceRound request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request, cancellationToken);
        if (found.IsError) return found.Errors;
        // Between the end of registration and the placement, and still to come.
        if (request.DrawDay <= found.Value.Days.RegisterUntil || request.DrawDay > found.Value.Days.Place || request.DrawDay <= Today)
            return Domain.Common.Failure.Invalid("Lottery.DrawDayWrong", nameof(request.DrawDay));
        var at = clock.GetUtcNow();
        if (found.Value.Move(RoundVerb.Announce, at) is { IsError: true } refused) return refused;
        var seed = RandomNumberGenerator.GetBytes(Lottery.SeedLength);
        db.RoundLotteries.Add(RoundLottery.Commit(
            request.Id, Lottery.Commitment(seed), cipher.Protect(Convert.ToHexStringLower(seed), PersonalDataKind.LotterySeed), request.DrawName!.Trim(), request.DrawDay!.Value, at));
        return Result.Success;
    }

    public Task<ErrorOr<Success>> Handle(OpenRegistration request, CancellationToken cancellationToken) => MoveAsync(request, RoundVerb.Open, cancellationToken);

    public async Task<ErrorOr<Success>> Handle(CloseRegistration request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request, cancellationToken);
        if (found.IsError) return found.Errors;
        if (Today <= found.Value.Days.RegisterUntil) return Domain.Common.Failure.Conflict("Enrollment.RegistrationGoesOn");
        var at = clock.GetUtcNow();
        if (found.Value.Move(RoundVerb.CloseRegistration, at) is { IsError: true } refused) return refused;
        var lottery = await db.RoundLotteries.SingleAsync(l => l.RoundId == request.Id, cancellationToken);
        var applications = await db.SchoolApplications.AsNoTracking().Where(a => a.RoundId == request.Id && a.Status != ApplicationStatus.Withdrawn).ToListAsync(cancellationToken);
        return lottery.Freeze(applications.Select(a => a.Number), at);
    }

    public async Task<ErrorOr<Success>> Handle(RecordDraw request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request, cancellationToken);
        if (found.IsError) return found.Errors;
        var at = clock.GetUtcNow();
        if (found.Value.Move(RoundVerb.Draw, at) is { IsError: true } refused) return refused;
        var lottery = await db.RoundLotteries.SingleAsync(l => l.RoundId == request.Id, cancellationToken);
        var tickets = lottery.Draw(cipher.Reveal(lottery.Seed, PersonalDataKind.LotterySeed), request.DrawText!, at);
        if (tickets.IsError) return tickets.Errors;
        var rankOf = tickets.Value.ToDictionary(t => t.Receipt, t => t.Rank, StringComparer.Ordinal);
        foreach (var application in await db.SchoolApplications.Where(a => a.RoundId == request.Id).ToListAsync(cancellationToken))
            if (rankOf.TryGetValue(application.Number, out var rank)) application.Draw(rank);
        return Result.Success;
    }

    public async Task<ErrorOr<Success>> Handle(CloseRound request, CancellationToken cancellationToken)
    {
        // Afterwards an appeal that is right would come to nothing.
        if (await db.SchoolApplications.Where(a => a.RoundId == request.Id).AnyAsync(CheckApplicationsHandler.WaitsForAnAnswer, cancellationToken)) return EnrollmentErrors.AppealsOpen;
        return await MoveAsync(request, RoundVerb.Close, cancellationToken);
    }

    public async Task<ErrorOr<Success>> Handle(ChangeSeats request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request, cancellationToken);
        if (found.IsError) return found.Errors;
        if (found.Value.Status >= RoundStatus.Confirming) return EnrollmentErrors.RoundStepNotPossible;
        var seats = await db.SchoolSeats.SingleOrDefaultAsync(s => s.RoundId == request.Id && s.SchoolCode == request.SchoolCode, cancellationToken);
        if (seats is null) return Domain.Common.Failure.Invalid("Enrollment.SchoolMissing", nameof(request.SchoolCode));
        if (request.Seats > 0 && await db.Schools.AnyAsync(s => s.Code == request.SchoolCode && s.ClosedFrom != null, cancellationToken))
            return Domain.Common.Failure.Invalid("School.Closed", nameof(request.SchoolCode));
        seats.Change(request.Seats!.Value);
        return Result.Success;
    }

    private async Task<ErrorOr<Success>> MoveAsync(RoundCommand request, RoundVerb verb, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request, cancellationToken);
        return found.IsError ? found.Errors : found.Value.Move(verb, clock.GetUtcNow());
    }

    private Task<ErrorOr<AdmissionRound>> FindAsync(RoundCommand request, CancellationToken cancellationToken) =>
        db.RoundForChangeAsync(user, request.Permission, request.Id, request.Version, audit, cancellationToken);

    private RoundRow Row(AdmissionRound r) => new(r.Id, r.Version, r.Stage, r.Year, r.Status, r.Days, r.TakesRegistrationsOn(Today));
}
