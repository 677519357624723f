namespace QingjiangpuPortal.Domain.Organization;

/// <summary>Who acts: a person with the posts held today, the holder of a report's private link, or the portal itself.</summary>
/// <param name="PersonId"><c>null</c> for someone who is not signed in and for the portal.</param>
/// <param name="HoldsPrivateLink">Came with the private link of the very report that is acted on.</param>
public sealed record Actor(Guid? PersonId, IReadOnlyList<HeldPost> Posts, bool HoldsPrivateLink = false, bool IsSystem = false)
{
    public static readonly Actor System = new(PersonId: null, [], IsSystem: true);
    public static readonly Actor Anonymous = new(PersonId: null, []);
}
