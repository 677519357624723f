using CsCheck;
using QingjiangpuPortal.Domain.Volunteers;

namespace QingjiangpuPortal.Domain.Tests.Volunteers;

public sealed class VolunteerTaskTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    /// <summary>Whatever is asked and answered in whatever order: four at most are in a team, and nobody is asked twice.</summary>
    [Fact]
    public void A_team_never_grows_beyond_four_and_nobody_is_asked_twice() =>
        Gen.Select(Gen.Int[0, 9], Gen.Bool).List[0, 40].Sample(steps =>
        {
            var people = Enumerable.Range(0, 10).Select(_ => Guid.CreateVersion7()).ToList();
            var task = VolunteerTask.Send(Guid.CreateVersion7(), Guid.CreateVersion7(), people[0], note: null, At);
            var team = new List<VolunteerPlace>();
            foreach (var (who, declines) in steps)
            {
                if (declines) team.Find(p => p.PersonId == people[who])?.Decline("有事", At);
                else if (task.Ask(Guid.CreateVersion7(), people[who], team, people[0], At) is { IsError: false } asked) team.Add(asked.Value);
                Assert.True(team.Count(p => p.State.IsTaken()) <= VolunteerTask.LargestTeam);
                Assert.Equal(team.Count, team.Select(p => p.PersonId).Distinct().Count());
            }
        });

    /// <summary>A phone on a bad line sends again: the second time changes nothing.</summary>
    [Fact]
    public void Every_step_taken_twice_is_taken_once()
    {
        var place = Place();
        Twice(at => place.Accept(at), VolunteerState.Accepted);
        Twice(at => place.Arrive(at), VolunteerState.Arrived);
        Assert.True(place.Decline("有事", At).IsError);
        Twice(at => place.Finish("扶正了", at), VolunteerState.Done);
        Assert.True(place.Accept(At).IsError);

        void Twice(Func<DateTimeOffset, ErrorOr.ErrorOr<ErrorOr.Success>> step, VolunteerState expected)
        {
            Assert.False(step(At).IsError);
            var after = (place.State, place.AnsweredAt, place.ArrivedAt, place.DoneAt);
            Assert.False(step(At.AddMinutes(1)).IsError);
            Assert.Equal(expected, place.State);
            Assert.Equal(after, (place.State, place.AnsweredAt, place.ArrivedAt, place.DoneAt));
        }
    }

    private static VolunteerPlace Place()
    {
        var leader = Guid.CreateVersion7();
        var task = VolunteerTask.Send(Guid.CreateVersion7(), Guid.CreateVersion7(), leader, note: null, At);
        return task.Ask(Guid.CreateVersion7(), Guid.CreateVersion7(), [], leader, At).Value;
    }
}
