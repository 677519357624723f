using System.Linq.Expressions;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>新建招生轮次: nobody sees it before it is announced. Its schools have the seats of the stage's last round, or none yet.</summary>
/// <param name="Year">In whose autumn school begins.</param>
/// <param name="Categories">Which comes before which; one that is left out has no claim.</param>
/// <param name="Ties">What decides within a category; the lottery, which always decides, comes last by itself.</param>
/// <returns>Its id.</returns>
public sealed record PlanRound(
    SchoolStage? Stage, int? Year, DateOnly? Announce, DateOnly? RegisterFrom, DateOnly? RegisterUntil, DateOnly? CheckUntil, DateOnly? Place, DateOnly? Notice, DateOnly? ConfirmUntil,
    int? MostPreferences, IReadOnlyList<AdmissionCategory> Categories, IReadOnlyList<TieRule> Ties) : ICommand<Guid>
{
    public Permission Permission => Permission.ManageAdmissions;
}

internal sealed class PlanRoundValidator : AbstractValidator<PlanRound>
{
    private const int MostSchools = 10;

    public PlanRoundValidator()
    {
        RuleFor(x => x.Stage).Must(stage => stage is { } chosen && SchoolStages.WithRounds.Contains(chosen)).WithErrorCode("Enrollment.StageMissing");
        RuleFor(x => x.Year).Must(year => year is >= 2000 and <= 2100).WithErrorCode("Enrollment.YearWrong");
        RuleFor(x => x.Announce).NotNull().WithErrorCode("Enrollment.DayMissing");
        NotBefore(x => x.RegisterFrom, x => x.Announce);
        NotBefore(x => x.RegisterUntil, x => x.RegisterFrom);
        NotBefore(x => x.CheckUntil, x => x.RegisterUntil);
        NotBefore(x => x.Place, x => x.CheckUntil);
        NotBefore(x => x.Notice, x => x.Place);
        NotBefore(x => x.ConfirmUntil, x => x.Notice);
        RuleFor(x => x.MostPreferences).Must(most => most is >= 1 and <= MostSchools).WithErrorCode("Enrollment.MostPreferencesWrong").WithState(_ => MostSchools);
        RuleFor(x => x.Categories).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Enrollment.CategoriesMissing")
            .Must(c => c.Distinct().Count() == c.Count).WithErrorCode("Enrollment.CategoryTwice");
        RuleFor(x => x.Ties).Must(t => t.Distinct().Count() == t.Count).WithErrorCode("Enrollment.TieTwice");
    }

    private void NotBefore(Expression<Func<PlanRound, DateOnly?>> day, Func<PlanRound, DateOnly?> earlier) =>
        RuleFor(day).Cascade(CascadeMode.Stop)
            .NotNull().WithErrorCode("Enrollment.DayMissing")
            .Must((round, at) => !(at < earlier(round))).WithErrorCode("Enrollment.DaysNotInOrder");
}

internal sealed class PlanRoundHandler(PortalDb db, ICurrentUser user, AuditNote audit) : IRequestHandler<PlanRound, ErrorOr<Guid>>
{
    public async Task<ErrorOr<Guid>> Handle(PlanRound request, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        if (!scope.Value.IsBureau) return AccessErrors.Forbidden;
        var (stage, year) = (request.Stage!.Value, request.Year!.Value);
        if (await db.AdmissionRounds.AnyAsync(r => r.Stage == stage && r.Year == year, cancellationToken)) return Failure.Invalid("Enrollment.RoundExists", nameof(request.Year));

        var round = AdmissionRound.Plan(
            Guid.CreateVersion7(), stage, year,
            new(request.Announce!.Value, request.RegisterFrom!.Value, request.RegisterUntil!.Value, request.CheckUntil!.Value, request.Place!.Value, request.Notice!.Value, request.ConfirmUntil!.Value),
            request.Categories, [.. request.Ties.Where(t => t != TieRule.Lottery), TieRule.Lottery], request.MostPreferences!.Value);
        db.AdmissionRounds.Add(round);
        var last = await db.AdmissionRounds.Where(r => r.Stage == stage).OrderByDescending(r => r.Year).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(cancellationToken);
        var seats = await db.SchoolSeats.Where(s => s.RoundId == last).ToDictionaryAsync(s => s.SchoolCode, s => s.Seats, cancellationToken);
        var schools = await db.Schools.Where(s => s.Stage == stage && s.ClosedFrom == null).Select(s => s.Code).ToListAsync(cancellationToken);
        db.SchoolSeats.AddRange(schools.Select(code => SchoolSeats.Create(round.Id, code, seats.GetValueOrDefault(code))));
        audit.About(AuditSubject.Of<AdmissionRound>(round.Id));
        return round.Id;
    }
}
