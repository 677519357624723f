using System.Collections.Frozen;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuranceRoles;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuranceStatus;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuranceVerb;

namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>The one table of what may be done when and by whom: a level decides about its own step, and nobody about an appeal against themselves.</summary>
public static class InsuranceMoves
{
    /// <param name="To"><c>null</c>: the status that was left when papers were asked for, or when it was refused.</param>
    private readonly record struct Rule(InsuranceStatus? To, InsuranceRoles Who);

    /// <summary>Who decides about an enrolment that stands so.</summary>
    private static readonly (InsuranceStatus Status, InsuranceRoles Who)[] Deciders = [(Submitted, Community), (Checked, Officer)];

    private static readonly FrozenDictionary<(InsuranceStatus From, InsuranceVerb Verb), Rule> Table =
        Rules().ToFrozenDictionary(r => (r.From, r.Verb), r => new Rule(r.To, r.Who));

    private static IEnumerable<(InsuranceStatus From, InsuranceVerb Verb, InsuranceStatus? To, InsuranceRoles Who)> Rules()
    {
        foreach (var (status, who) in Deciders)
        {
            yield return (status, AskForPapers, PapersAwaited, who);
            yield return (status, Refuse, Refused, who);
        }
        foreach (var open in (InsuranceStatus[])[Submitted, Checked, PapersAwaited, Appealed])
            yield return (open, Withdraw, Withdrawn, Applicant);
        yield return (Submitted, Check, Checked, Community);
        yield return (Checked, Activate, Active, Officer);
        yield return (PapersAwaited, SupplyPapers, null, Applicant);
        // Who never brings them is told so; the enrolment can be asked for anew.
        yield return (PapersAwaited, Refuse, Refused, InsuranceRoles.System);
        yield return (Refused, Appeal, Appealed, Applicant);
        yield return (Appealed, Uphold, Refused, District);
        yield return (Appealed, Overturn, null, District);
        yield return (Active, Leave, Active, Applicant);
        yield return (Active, Keep, Active, Applicant);
        yield return (Active, End, Ended, Officer | InsuranceRoles.System);
    }

    /// <summary>
    /// The status that the verb leads to. Refused with <c>Insurance.MoveNotPossible</c> when no rule leads from the status, with
    /// <c>Insurance.MoveNotYours</c> when one does but not for somebody in these roles.
    /// </summary>
    /// <param name="before">The status that was left for papers or a refusal; only then it matters.</param>
    public static ErrorOr<InsuranceStatus> Next(InsuranceStatus from, InsuranceVerb verb, InsuranceRoles roles, InsuranceStatus? before)
    {
        if (!Table.TryGetValue((from, verb), out var rule)) return Failure.Conflict("Insurance.MoveNotPossible", verb, from);
        return (roles & rule.Who) == None ? Failure.Forbidden("Insurance.MoveNotYours") : rule.To ?? before ?? from;
    }

    /// <summary>The verbs that somebody in these roles can use now, in the order of the workflow.</summary>
    public static IReadOnlyList<InsuranceVerb> Possible(InsuranceStatus from, InsuranceRoles roles) =>
        [.. Enum.GetValues<InsuranceVerb>().Where(verb => !Next(from, verb, roles, before: null).IsError)];
}

public static class InsuranceVerbs
{
    /// <summary>What only whoever asked does, by no post.</summary>
    public static bool IsApplicants(this InsuranceVerb verb) =>
        verb is InsuranceVerb.Submit or InsuranceVerb.SupplyPapers or InsuranceVerb.Withdraw or InsuranceVerb.Appeal
        or InsuranceVerb.Leave or InsuranceVerb.Keep;
}
