using System.Collections.Frozen;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;
using static QingjiangpuPortal.Domain.ElderlyCare.CareRequestStatus;
using static QingjiangpuPortal.Domain.ElderlyCare.CareRoles;
using static QingjiangpuPortal.Domain.ElderlyCare.CareVerb;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>The one table of what may be done when and by whom: a level decides about its own step, and nobody about an appeal against themselves.</summary>
public static class CareRequestMoves
{
    /// <param name="To"><c>null</c>: the status that was left when papers were asked for, or when it was refused.</param>
    private readonly record struct Rule(CareRequestStatus? To, CareRoles Who);

    /// <summary>Who decides about a request that stands so.</summary>
    private static readonly (CareRequestStatus Status, CareRoles Who)[] Deciders =
        [(Submitted, Community), (Checked, Street), (Reviewed, Street), (Assessed, District)];

    /// <summary>Where somebody of the staff has to act within a time.</summary>
    public static IReadOnlyList<CareRequestStatus> WithDeadline { get; } = [.. Deciders.Select(d => d.Status), Appealed];

    private static readonly FrozenDictionary<(CareRequestStatus From, CareVerb Verb), Rule> Table =
        Rules().ToFrozenDictionary(r => (r.From, r.Verb), r => new Rule(r.To, r.Who));

    private static IEnumerable<(CareRequestStatus From, CareVerb Verb, CareRequestStatus? To, CareRoles Who)> Rules()
    {
        foreach (var (status, who) in Deciders)
        {
            yield return (status, AskForPapers, PapersAwaited, who);
            yield return (status, Refuse, Refused, who);
        }
        foreach (var open in (CareRequestStatus[])[Submitted, Checked, Reviewed, Assessed, Announced, PapersAwaited, Appealed])
            yield return (open, Withdraw, Withdrawn, Applicant);
        yield return (Submitted, Check, Checked, Community);
        yield return (Checked, Review, Reviewed, Street);
        // Two people agreed on what they saw; their permission was asked for when they signed.
        yield return (Reviewed, Assess, Assessed, Street | Community);
        yield return (Assessed, Approve, Announced, District);
        yield return (Announced, Refuse, Refused, District);
        yield return (Announced, Grant, Granted, CareRoles.System);
        yield return (PapersAwaited, SupplyPapers, null, Applicant);
        // Who never brings them is told so; the request can be made anew.
        yield return (PapersAwaited, Refuse, Refused, CareRoles.System);
        yield return (Refused, Appeal, Appealed, Applicant);
        yield return (Appealed, Uphold, Refused, District);
        yield return (Appealed, Overturn, null, District);
    }

    /// <summary>
    /// The status that the verb leads to. Refused with <c>CareRequest.MoveNotPossible</c> when no rule leads from the status, with
    /// <c>CareRequest.MoveNotYours</c> when one does but not for somebody in these roles.
    /// </summary>
    /// <param name="before">The status that was left for papers or a refusal; only then it matters.</param>
    public static ErrorOr<CareRequestStatus> Next(CareRequestStatus from, CareVerb verb, CareRoles roles, CareRequestStatus? before)
    {
        if (!Table.TryGetValue((from, verb), out var rule)) return Failure.Conflict("CareRequest.MoveNotPossible", verb, from);
        return (roles & rule.Who) == None ? Failure.Forbidden("CareRequest.MoveNotYours") : rule.To ?? before ?? from;
    }

    /// <summary>The verbs that somebody in these roles can use now, in the order of the workflow.</summary>
    public static IReadOnlyList<CareVerb> Possible(CareRequestStatus from, CareRoles roles) =>
        [.. Enum.GetValues<CareVerb>().Where(verb => !Next(from, verb, roles, before: null).IsError)];
}
