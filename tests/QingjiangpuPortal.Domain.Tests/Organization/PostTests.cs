using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.Tests.Organization;

public sealed class PostTests
{
    private static readonly string[] Units = ["320812", "320812003", "320812003002", "320812003002001", "32081200300200101", "320812D01", "320812003D01"];

    [Theory]
    [InlineData(PostKind.MicroGridLeader, "32081200300200101")]
    [InlineData(PostKind.GridWorker, "320812003002001")]
    [InlineData(PostKind.CommunityOfficer, "320812003002")]
    [InlineData(PostKind.StreetOfficer, "320812003")]
    [InlineData(PostKind.DistrictOfficer, "320812")]
    [InlineData(PostKind.SecurityAdministrator, "320812")]
    [InlineData(PostKind.DepartmentOfficer, "320812D01", "320812003D01")]
    public void A_post_is_held_in_units_of_its_kind_only(PostKind kind, params string[] fitting) =>
        Assert.Equal(fitting, Units.Where(unit => Post.Fits(kind, unit)));
}
