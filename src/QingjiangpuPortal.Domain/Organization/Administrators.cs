using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Organization;

/// <summary>
/// 三员分立: what holds for the posts of the three administrators on every day, today's and the coming ones. One row of the
/// database stands for them all: whoever changes one of these posts saves it too, so that of two who do so at once the
/// second fails on its version and looks again.
/// </summary>
public sealed class Administrators
{
    private Administrators() { }

    public int Id { get; private set; }

    /// <summary>How often their posts were changed. A count and no time: two changes of one moment must differ.</summary>
    public long Changes { get; private set; }
    public uint Version { get; private set; }

    public static bool IsOne(PostKind kind) =>
        kind is PostKind.SecurityAdministrator or PostKind.SystemAdministrator or PostKind.AuditAdministrator;

    /// <summary>
    /// Whether an administrator's post may be as it is now: nobody may hold two kinds on one day, and there may be no day on
    /// which nobody holds its kind any more.
    /// </summary>
    /// <param name="post">With its new end.</param>
    /// <param name="wasUntil">Until when it was held so far; <c>null</c> for a new one too: a kind that is given must not run out.</param>
    /// <param name="all">Every administrator's post that is held today or later.</param>
    public ErrorOr<Success> Change(Post post, DateOnly? wasUntil, IReadOnlyCollection<Post> all)
    {
        if (all.Any(other => other.PersonId == post.PersonId && other.Kind != post.Kind && other.Overlaps(post)))
            return Failure.Conflict("Staff.TwoAdministrations");
        var others = all.Where(other => other.Id != post.Id && other.Kind == post.Kind).ToList();
        // Nobody is missing before the first day without, and from then on only where another's post ends.
        var leavesGap = post.ValidTo is { } first && others.Select(other => other.ValidTo).OfType<DateOnly>().Append(first)
            .Where(day => day >= first && (wasUntil is not { } until || day < until))
            .Any(day => !others.Exists(other => other.IsHeldOn(day)));
        if (leavesGap) return Failure.Conflict("Staff.LastAdministrator");
        Changes++;
        return Result.Success;
    }
}
