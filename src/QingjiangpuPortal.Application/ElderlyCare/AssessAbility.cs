using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>Writes down what two assessors saw at the elder's home; the writer signs.</summary>
/// <param name="Version">Of what was written before, 0 for the first time.</param>
/// <param name="Scores">In the order of the form, <c>null</c> where nothing was chosen yet.</param>
public sealed record WriteAssessment(Guid RequestId, uint Version, IReadOnlyList<int?> Scores, bool InComa, MentalDiagnosis? Diagnosis, int? CareRiskEvents) : ICommand<AbilityRating>, IAbout
{
    public Permission Permission => Permission.AssessAbility;
    public AuditSubject? Subject => AuditSubject.Of<CareRequest>(RequestId);
}

/// <summary>The second assessor agrees; the request goes on.</summary>
public sealed record AgreeWithAssessment(Guid RequestId, uint Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.AssessAbility;
    public AuditSubject? Subject => AuditSubject.Of<CareRequest>(RequestId);
}

internal sealed class WriteAssessmentValidator : AbstractValidator<WriteAssessment>
{
    public const int MostEvents = 99;

    public WriteAssessmentValidator()
    {
        RuleFor(x => x.Scores).Must(s => s.Count == AbilityItems.All.Count).WithErrorCode("Ability.CountWrong").WithState(x => new object[] { AbilityItems.All.Count, x.Scores.Count });
        RuleForEach(x => x.Scores).NotNull().WithErrorCode("Ability.NotChosen");
        RuleFor(x => x.Diagnosis).Chosen("Ability.DiagnosisMissing");
        RuleFor(x => x.CareRiskEvents).Must(e => e is >= 0 and <= MostEvents).WithErrorCode("Ability.EventsWrong").WithState(_ => MostEvents);
    }
}

internal sealed class AssessAbilityHandler(PortalDb db, ICurrentUser user, CareClocks clocks, TimeProvider clock, AuditNote audit) :
    IRequestHandler<WriteAssessment, ErrorOr<AbilityRating>>, IRequestHandler<AgreeWithAssessment, ErrorOr<Success>>
{
    public async Task<ErrorOr<AbilityRating>> Handle(WriteAssessment request, CancellationToken cancellationToken)
    {
        var found = await ToAssessAsync(request.RequestId, request.Permission, cancellationToken);
        if (found.IsError) return found.Errors;
        var at = clock.GetUtcNow();
        var rules = (await clocks.OnAsync(ChinaTime.DayOf(at), cancellationToken)).Rules;
        var scores = AbilityScores.Of([.. request.Scores.Select(s => s!.Value)]);
        if (scores.IsError) return scores.Errors;
        var visit = await db.AssessmentVisits.SingleOrDefaultAsync(a => a.RequestId == request.RequestId, cancellationToken);
        if ((visit?.Version ?? 0) != request.Version) return AccessErrors.ChangedMeanwhile;
        if (visit is null) db.AssessmentVisits.Add(visit = AssessmentVisit.Begin(Guid.CreateVersion7(), request.RequestId));
        var findings = new AbilityFindings(request.InComa, request.Diagnosis!.Value, request.CareRiskEvents!.Value);
        if (visit.Write(scores.Value, findings, rules, user.PersonId!.Value, at) is { IsError: true } refused) return refused.Errors;
        return AbilityRating.Of(scores.Value, findings, rules.MostLevelsWorse);
    }

    public async Task<ErrorOr<Success>> Handle(AgreeWithAssessment request, CancellationToken cancellationToken)
    {
        var found = await ToAssessAsync(request.RequestId, request.Permission, cancellationToken);
        if (found.IsError) return found.Errors;
        var visit = await db.AssessmentVisits.SingleOrDefaultAsync(a => a.RequestId == request.RequestId, cancellationToken);
        if (visit is null) return Failure.Conflict("Assessment.NotWritten");
        if (visit.Version != request.Version) return AccessErrors.ChangedMeanwhile;
        var at = clock.GetUtcNow();
        if (visit.Agree(user.PersonId!.Value, at) is { IsError: true } refused) return refused.Errors;
        return found.Value.Assess(await clocks.OnAsync(ChinaTime.DayOf(at), cancellationToken), visit.Level, user.Actor, at);
    }

    private async Task<ErrorOr<CareRequest>> ToAssessAsync(Guid id, Permission permission, CancellationToken cancellationToken)
    {
        var request = await db.CareRequests.Within(user.ScopeFor(permission)).SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (request is null) return CareErrors.NotFound;
        audit.About(AuditSubject.Of<CareRequest>(request.Id), request.ApplicantId, request.PlaceCode);
        return CareRequestMoves.Next(request.Status, CareVerb.Assess, request.RolesOf(user.Actor), before: null) is { IsError: true } refused ? refused.Errors : request;
    }
}
