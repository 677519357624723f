using System.Runtime.CompilerServices;
using CsCheck;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.Tests.Organization;

/// <summary>Random changes of the administrators' posts, day by day against what must hold.</summary>
public sealed class AdministratorsTests
{
    private const int Days = 30;
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly PostKind[] Kinds = [PostKind.SecurityAdministrator, PostKind.SystemAdministrator, PostKind.AuditAdministrator];
    private static readonly Guid[] People = [.. Enumerable.Range(1, 5).Select(n => new Guid(n, 0, 0, new byte[8]))];

    private readonly record struct Step(bool Gives, int Person, int Kind, int First, int? Last);

    private static readonly Gen<Step[]> AnySteps = Gen.Select(
        Gen.Bool, Gen.Int[0, 4], Gen.Int[0, 2], Gen.Int[0, 15], Gen.Int[0, 12], Gen.Bool,
        (gives, person, kind, first, days, ends) => new Step(gives, person, kind, first, ends ? first + days : null)).Array[1, 30];

    [Fact]
    public void Whatever_is_given_and_ended_nobody_holds_two_kinds_on_a_day_and_a_kind_that_was_held_does_not_run_out() =>
        AnySteps.Sample(steps =>
        {
            var (administrators, posts) = (Row(), new List<Post>());
            foreach (var step in steps)
            {
                var covered = Covered(posts);
                Apply(administrators, posts, step);
                var days = Enumerable.Range(0, Days).Select(day => Today.AddDays(day)).ToList();
                foreach (var (day, person) in days.SelectMany(day => People.Select(person => (day, person))))
                    Assert.True(posts.Where(p => p.PersonId == person && p.IsHeldOn(day)).Select(p => p.Kind).Distinct().Count() <= 1);
                Assert.Empty(covered.Except(Covered(posts)));
                // From the day on which a kind is held it is held on every day.
                foreach (var kind in Kinds)
                    Assert.DoesNotContain(days.SkipWhile(day => !posts.Exists(p => p.Kind == kind && p.IsHeldOn(day))), day => !posts.Exists(p => p.Kind == kind && p.IsHeldOn(day)));
            }
        });

    [Fact]
    public void One_of_two_may_go_and_the_other_stays()
    {
        var (administrators, one, two) = (Row(), New(People[0]), New(People[1]));
        one.End(Today);
        Assert.False(administrators.Change(one, wasUntil: null, [one, two]).IsError);
        two.End(Today.AddDays(100));
        Assert.Equal("Staff.LastAdministrator", administrators.Change(two, wasUntil: null, [one, two]).FirstError.Code);

        static Post New(Guid person) => Post.Create(Guid.CreateVersion7(), person, PostKind.SecurityAdministrator, "320812", Today.AddDays(-9));
    }

    /// <summary>Gives a post, or sets the last day of the first one that fits; what is refused is left as it was.</summary>
    private static void Apply(Administrators administrators, List<Post> posts, Step step)
    {
        var (first, end) = (Today.AddDays(step.First), step.Last is { } last ? Today.AddDays(last + 1) : (DateOnly?)null);
        if (step.Gives)
        {
            var given = Post.Create(Guid.CreateVersion7(), People[step.Person], Kinds[step.Kind], "320812", first, end);
            if (!administrators.Change(given, wasUntil: null, posts).IsError) posts.Add(given);
            return;
        }
        if (posts.Find(p => p.Kind == Kinds[step.Kind] && (p.ValidTo is not { } until || until > Today)) is not { } post) return;
        var was = post.ValidTo;
        post.End(end ?? first);
        if (administrators.Change(post, was, posts).IsError) post.End(was);
    }

    private static HashSet<(PostKind Kind, DateOnly Day)> Covered(List<Post> posts) =>
        [.. from day in Enumerable.Range(0, Days).Select(day => Today.AddDays(day)) from post in posts where post.IsHeldOn(day) select (post.Kind, day)];

    /// <summary>The one row is the migration's: nobody makes another.</summary>
    private static Administrators Row() => (Administrators)RuntimeHelpers.GetUninitializedObject(typeof(Administrators));
}
