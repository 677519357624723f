using QingjiangpuPortal.Domain.ElderlyCare;

namespace QingjiangpuPortal.Domain.Tests.ElderlyCare;

/// <summary>The table of what may be done to a request for care.</summary>
public sealed class CareRequestMovesTests
{
    public static TheoryData<CareRequestStatus> Open() =>
        [CareRequestStatus.Submitted, CareRequestStatus.Checked, CareRequestStatus.Reviewed, CareRequestStatus.Assessed, CareRequestStatus.PapersAwaited, CareRequestStatus.Appealed];

    [Theory]
    [MemberData(nameof(Open))]
    public void What_is_open_can_be_taken_back_and_leads_to_an_end(CareRequestStatus status)
    {
        Assert.Equal(CareRequestStatus.Withdrawn, CareRequestMoves.Next(status, CareVerb.Withdraw, CareRoles.Applicant, before: null).Value);
        Assert.Contains(CareRequestStatus.Refused, Reachable(status));
        Assert.Contains(CareRequestStatus.Granted, Reachable(status));
    }

    [Theory]
    [InlineData(CareRequestStatus.Submitted, CareVerb.Check, CareRoles.Community)]
    [InlineData(CareRequestStatus.Checked, CareVerb.Review, CareRoles.Street)]
    [InlineData(CareRequestStatus.Assessed, CareVerb.Approve, CareRoles.District)]
    [InlineData(CareRequestStatus.Announced, CareVerb.Grant, CareRoles.System)]
    public void Each_level_decides_about_its_own_step_and_no_other_does(CareRequestStatus status, CareVerb verb, CareRoles whose)
    {
        foreach (var role in Enum.GetValues<CareRoles>().Where(r => r != CareRoles.None))
            Assert.Equal(role != whose, CareRequestMoves.Next(status, verb, role, before: null).IsError);
    }

    [Theory]
    [InlineData(CareRequestStatus.Granted)]
    [InlineData(CareRequestStatus.Withdrawn)]
    public void What_has_ended_stays_as_it_is(CareRequestStatus status) =>
        Assert.DoesNotContain(Enum.GetValues<CareVerb>(), verb => !CareRequestMoves.Next(status, verb, (CareRoles)31, before: null).IsError);

    [Fact]
    public void Papers_lead_back_to_where_they_were_asked_for() =>
        Assert.Equal(CareRequestStatus.Checked, CareRequestMoves.Next(CareRequestStatus.PapersAwaited, CareVerb.SupplyPapers, CareRoles.Applicant, CareRequestStatus.Checked).Value);

    private static HashSet<CareRequestStatus> Reachable(CareRequestStatus from)
    {
        var (found, left) = (new HashSet<CareRequestStatus> { from }, new Queue<CareRequestStatus>([from]));
        while (left.TryDequeue(out var status))
            foreach (var verb in Enum.GetValues<CareVerb>())
                if (CareRequestMoves.Next(status, verb, (CareRoles)31, before: CareRequestStatus.Submitted) is { IsError: false, Value: var next } && found.Add(next)) left.Enqueue(next);
        return found;
    }
}
