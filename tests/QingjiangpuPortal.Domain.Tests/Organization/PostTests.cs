using CsCheck;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.Tests.Organization;

public sealed class PostTests
{
    private static readonly string[] Units = ["320812", "320812003", "320812003002", "320812003002001", "32081200300200101", "320812D01", "320812003D01", "320812003P001", "320812S001", "320812003002E001"];

    [Theory]
    [InlineData(PostKind.MicroGridLeader, "32081200300200101")]
    [InlineData(PostKind.GridWorker, "320812003002001")]
    [InlineData(PostKind.CommunityOfficer, "320812003002")]
    [InlineData(PostKind.StreetOfficer, "320812003")]
    [InlineData(PostKind.DistrictOfficer, "320812")]
    [InlineData(PostKind.SecurityAdministrator, "320812")]
    [InlineData(PostKind.DepartmentOfficer, "320812D01", "320812003D01")]
    [InlineData(PostKind.ProviderStaff, "320812003P001")]
    [InlineData(PostKind.SchoolRegistrar, "320812S001")]
    [InlineData(PostKind.EmployerAgent, "320812003002E001")]
    [InlineData(PostKind.InsuranceOfficer, "320812003")]
    [InlineData(PostKind.Volunteer, "320812003002", "320812003002001")]
    public void A_post_is_held_in_units_of_its_kind_only(PostKind kind, params string[] fitting) =>
        Assert.Equal(fitting, Units.Where(unit => Post.Fits(kind, unit)));

    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void A_post_is_held_on_its_days_and_two_overlap_where_a_day_is_in_both() =>
        Gen.Select(AnyTerm, AnyTerm).Sample((one, other) =>
        {
            Assert.Equal(
                Enumerable.Range(0, 30).Select(day => Monday.AddDays(day)).Any(day => one.IsHeldOn(day) && other.IsHeldOn(day)),
                one.Overlaps(other));
        });

    [Fact]
    public void A_deputy_holds_the_same_within_the_post_and_nothing_is_passed_on()
    {
        var post = Post.Create(Guid.CreateVersion7(), Guid.CreateVersion7(), PostKind.GridWorker, "320812003002001", Monday, Monday.AddDays(10));
        var colleague = Guid.CreateVersion7();
        var deputy = post.Deputy(Guid.CreateVersion7(), colleague, Monday, Monday.AddDays(9)).Value;

        Assert.Equal((post.Kind, post.UnitCode, post.Id, Monday.AddDays(10)), (deputy.Kind, deputy.UnitCode, deputy.DeputyOf, deputy.ValidTo));
        Assert.Equal("Deputy.OfDeputy", deputy.Deputy(Guid.CreateVersion7(), Guid.CreateVersion7(), Monday, Monday).FirstError.Code);
        Assert.Equal("Deputy.Self", post.Deputy(Guid.CreateVersion7(), post.PersonId, Monday, Monday).FirstError.Code);
        Assert.Equal("Deputy.OutsideOfPost", post.Deputy(Guid.CreateVersion7(), colleague, Monday, Monday.AddDays(10)).FirstError.Code);
        Assert.Equal("Deputy.OutsideOfPost", post.Deputy(Guid.CreateVersion7(), colleague, Monday.AddDays(-1), Monday).FirstError.Code);
        foreach (var kind in new[] { PostKind.SecurityAdministrator, PostKind.SystemAdministrator, PostKind.AuditAdministrator })
            Assert.Equal("Deputy.OfAdministrator", Post.Create(Guid.CreateVersion7(), post.PersonId, kind, "320812", Monday)
                .Deputy(Guid.CreateVersion7(), colleague, Monday, Monday).FirstError.Code);
    }

    /// <summary>Terms within four weeks, some of no day, some without an end.</summary>
    private static readonly Gen<Post> AnyTerm = Gen.Select(Gen.Int[0, 20], Gen.Int[0, 9], Gen.Bool, (first, days, ends) => Post.Create(
        Guid.CreateVersion7(), Guid.CreateVersion7(), PostKind.GridWorker, "320812003002001", Monday.AddDays(first), ends ? Monday.AddDays(first + days) : null));
}
