using ErrorOr;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>The rules of today, which anybody may read.</summary>
public sealed record GetInsuranceRules : IQuery<InsuranceRules>
{
    public Permission Permission => Permission.Anyone;
}

/// <summary>Whether the person in the user's draft may join, condition by condition, and what there is to choose.</summary>
public sealed record GetTierChoices : IQuery<TierChoices>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="Conditions">Empty while the draft does not say who and which scheme.</param>
/// <param name="Others">The other schemes that the person may join.</param>
public sealed record TierChoices(
    IReadOnlyList<JoinCondition> Conditions, IReadOnlyList<TierConsequence> Choices, FigureSource Source, IReadOnlyList<InsuranceScheme> Others)
{
    public bool MayJoin => Conditions.Count > 0 && Conditions.All(c => c.IsMet);
}

internal sealed class GetInsuranceRulesHandler(PortalDb db, IMediator mediator, IPersonalDataCipher cipher, InsuranceClocks clocks, TimeProvider clock) :
    IRequestHandler<GetInsuranceRules, ErrorOr<InsuranceRules>>, IRequestHandler<GetTierChoices, ErrorOr<TierChoices>>
{
    public async Task<ErrorOr<InsuranceRules>> Handle(GetInsuranceRules request, CancellationToken cancellationToken) =>
        await clocks.RulesOnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancellationToken);

    public async Task<ErrorOr<TierChoices>> Handle(GetTierChoices request, CancellationToken cancellationToken)
    {
        var draft = await mediator.Send(new GetInsuranceDraft(), cancellationToken);
        if (draft.IsError) return draft.Errors;
        var (answers, today) = (draft.Value.Answers, ChinaTime.DayOf(clock.GetUtcNow()));
        var rules = await clocks.RulesOnAsync(today, cancellationToken);
        if (answers.Scheme is not { } scheme || ResidentId.Normalize(answers.PersonIdNumber) is not { } id || ResidentId.BirthOf(id) is null)
            return new TierChoices([], [], rules.SourceOf(answers.Scheme ?? InsuranceScheme.ResidentsPension), []);
        var facts = InsuredFacts.Of(id, answers.Circumstances, await db.SchemesOfAsync(cipher.BlindIndex(id, PersonalDataKind.IdNumber), cancellationToken));
        return new TierChoices(
            JoinRules.Of(scheme, facts, rules, today), ContributionPlans.Choices(scheme, facts, rules, today), rules.SourceOf(scheme),
            [.. Enum.GetValues<InsuranceScheme>().Where(other => other != scheme && JoinRules.MayJoin(other, facts, rules, today))]);
    }
}
