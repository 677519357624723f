using QingjiangpuPortal.Domain.SocialInsurance;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuranceRoles;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuranceStatus;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuranceVerb;

namespace QingjiangpuPortal.Domain.Tests.SocialInsurance;

public sealed class InsuranceMovesTests
{
    /// <summary>Every move that there is; all others are refused.</summary>
    private static readonly HashSet<(InsuranceStatus From, InsuranceVerb Verb, InsuranceRoles Who)> Allowed =
    [
        (Submitted, Check, Community), (Submitted, AskForPapers, Community), (Submitted, Refuse, Community), (Submitted, Withdraw, Applicant),
        (Checked, Activate, Officer), (Checked, AskForPapers, Officer), (Checked, Refuse, Officer), (Checked, Withdraw, Applicant),
        (PapersAwaited, SupplyPapers, Applicant), (PapersAwaited, Withdraw, Applicant), (PapersAwaited, Refuse, InsuranceRoles.System),
        (Refused, Appeal, Applicant), (Appealed, Uphold, District), (Appealed, Overturn, District), (Appealed, Withdraw, Applicant),
        (Active, Leave, Applicant), (Active, Keep, Applicant), (Active, End, Officer), (Active, End, InsuranceRoles.System),
    ];

    [Fact]
    public void Each_status_verb_and_role_is_allowed_exactly_where_the_table_says_so()
    {
        foreach (var from in Enum.GetValues<InsuranceStatus>())
            foreach (var verb in Enum.GetValues<InsuranceVerb>())
                foreach (var who in (InsuranceRoles[])[Applicant, Community, Officer, District, InsuranceRoles.System])
                    Assert.Equal(Allowed.Contains((from, verb, who)), !InsuranceMoves.Next(from, verb, who, before: null).IsError);
    }

    [Fact]
    public void After_papers_and_after_an_appeal_it_goes_on_where_it_was()
    {
        Assert.Equal(Checked, InsuranceMoves.Next(PapersAwaited, SupplyPapers, Applicant, before: Checked).Value);
        Assert.Equal(Submitted, InsuranceMoves.Next(Appealed, Overturn, District, before: Submitted).Value);
        Assert.Equal("Insurance.MoveNotYours", InsuranceMoves.Next(Checked, Activate, Community, before: null).FirstError.Code);
        Assert.Equal("Insurance.MoveNotPossible", InsuranceMoves.Next(Active, Activate, Officer, before: null).FirstError.Code);
    }
}
