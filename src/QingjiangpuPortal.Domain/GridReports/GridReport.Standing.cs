using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.GridReports;

// What somebody is to a report, and so may do.
public sealed partial class GridReport
{
    /// <summary>The verbs that somebody in these roles can use now, in the order of the workflow.</summary>
    public IReadOnlyList<GridReportVerb> PossibleFor(ReportRoles roles) =>
    [
        .. GridReportMoves.Possible(Status, roles).Where(verb =>
            (verb != GridReportVerb.Escalate || UnitAbove is not null) && (verb != GridReportVerb.Delegate || UnitBelow is not null)),
    ];

    /// <summary>What somebody is to this report, and by which post.</summary>
    public (ReportRoles Roles, HeldPost? Post) StandingOf(Actor actor)
    {
        var roles = actor.IsSystem ? ReportRoles.System : ReportRoles.None;
        if (actor.HoldsPrivateLink || (actor.PersonId is { } person && person == ReporterId)) roles |= ReportRoles.Reporter;
        if (actor.PersonId is { } handler && handler == AssigneeId) roles |= ReportRoles.Assignee;
        HeldPost? acting = null;
        foreach (var post in actor.Posts)
        {
            if (post.Kind == PostKind.DepartmentOfficer)
            {
                // Asked as a department: until one of its people starts, each of them is the assignee.
                if (post.UnitCode == AssigneeUnitCode && AssigneeId is null) roles |= ReportRoles.Assignee;
                if (post.UnitCode != AssigneeUnitCode && post.UnitCode != HandlingUnitCode) continue;
                if (post.UnitCode == HandlingUnitCode) roles |= ReportRoles.Officer;
            }
            else
            {
                var role = RoleOf(post.Kind);
                if (role == ReportRoles.None || !OrgCode.Covers(post.UnitCode, HandlingUnitCode)) continue;
                roles |= role;
            }
            if (AssigneeId is { } away && post.DeputyFor == away) roles |= ReportRoles.Assignee;
            // In hand of nobody, since it was escalated or a post ended: the unit that has it answers for it.
            if (IsInHandOfNobody && post.UnitCode == HandlingUnitCode) roles |= ReportRoles.Assignee;
            // The post nearest to the report is the one that acts.
            if (acting is null || post.UnitCode.Length > acting.Value.UnitCode.Length) acting = post;
        }
        return (roles, acting ?? (roles.HasFlag(ReportRoles.Assignee) && actor.Posts.Count > 0 ? actor.Posts[0] : null));
    }

    private bool IsInHandOfNobody =>
        Status is GridReportStatus.Assigned or GridReportStatus.InProgress && AssigneeId is null && AssigneeUnitCode is null;

    private static ReportRoles RoleOf(PostKind kind) => kind switch
    {
        PostKind.MicroGridLeader => ReportRoles.Leader,
        PostKind.GridWorker => ReportRoles.Worker,
        PostKind.CommunityOfficer or PostKind.StreetOfficer or PostKind.DistrictOfficer => ReportRoles.Officer,
        PostKind.SecurityAdministrator => ReportRoles.Appointer,
        _ => ReportRoles.None,
    };
}
