using System.Numerics;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.SchoolEnrollment;

/// <summary>
/// 录取: applicant-proposing deferred acceptance with strict priorities (Gale and Shapley, American Mathematical Monthly 69,
/// 1962; for schools Abdulkadiroğlu and Sönmez, American Economic Review 93, 2003). Of all placements in which nobody has a
/// justified claim to another's seat it is the one that is best for every applicant, and nobody gains by other preferences
/// than the true ones. The README beside this file says how it is done and why that is quick.
/// </summary>
public static class DeferredAcceptance
{
    /// <summary>Stands for the school of somebody who is placed nowhere.</summary>
    public const int Unplaced = -1;

    private const int NotListed = -1;

    /// <summary>Schools and applicants are numbers, counted from 0.</summary>
    /// <param name="seats">Of each school. One without seats places nobody.</param>
    /// <param name="preferences">For each applicant the schools that they want, best first.</param>
    /// <param name="priorities">For each school the applicants that it may take, best first; who is not in it cannot be placed there.</param>
    /// <returns>
    /// For each applicant the school, or <see cref="Unplaced"/>. Failures name numbers: <c>Placement.SeatsWrong</c> (school),
    /// <c>Placement.UnknownSchool</c> and <c>Placement.PreferenceTwice</c> (applicant, school), <c>Placement.UnknownApplicant</c>
    /// and <c>Placement.PriorityTwice</c> (school, applicant; of somebody who wants the school, as it does no harm otherwise).
    /// </returns>
    public static ErrorOr<int[]> Place(ReadOnlySpan<int> seats, NumberLists preferences, NumberLists priorities)
    {
        if (priorities.Count != seats.Length) throw new ArgumentException("Each school has one list of priorities.", nameof(priorities));
        if (WrongSeats(seats) is { } seatsWrong) return seatsWrong;
        if (WrongPreference(preferences, seats.Length) is { } preferenceWrong) return preferenceWrong;
        var positions = new int[preferences.Numbers.Length];
        if (FindPositions(preferences, priorities, positions) is { } priorityWrong) return priorityWrong;
        return Settle(seats, preferences, priorities, positions);
    }

    private static Error? WrongSeats(ReadOnlySpan<int> seats)
    {
        for (var school = 0; school < seats.Length; school++)
            if (seats[school] < 0) return Failure.Invalid("Placement.SeatsWrong", field: null, school);
        return null;
    }

    private static Error? WrongPreference(NumberLists preferences, int schools)
    {
        // For each school the last applicant who named it.
        var namedBy = new int[schools];
        Array.Fill(namedBy, -1);
        for (var applicant = 0; applicant < preferences.Count; applicant++)
            foreach (var school in preferences[applicant])
            {
                if ((uint)school >= (uint)schools) return Failure.Invalid("Placement.UnknownSchool", field: null, applicant, school);
                if (namedBy[school] == applicant) return Failure.Invalid("Placement.PreferenceTwice", field: null, applicant, school);
                namedBy[school] = applicant;
            }
        return null;
    }

    /// <summary>
    /// For each preference, where in all priorities its applicant stands in its school's list. Of two positions in one list
    /// the smaller is the better, so a position says both who and how good.
    /// </summary>
    private static Error? FindPositions(NumberLists preferences, NumberLists priorities, int[] positions)
    {
        Array.Fill(positions, NotListed);
        var schools = preferences.Numbers;
        var begins = preferences.Starts;
        for (var (school, position) = (0, 0); school < priorities.Count; school++)
            foreach (var applicant in priorities[school])
            {
                if ((uint)applicant >= (uint)preferences.Count) return Failure.Invalid("Placement.UnknownApplicant", field: null, school, applicant);
                var begin = begins[applicant];
                if (schools[begin..begins[applicant + 1]].IndexOf(school) is var at and >= 0)
                {
                    if (positions[begin + at] != NotListed) return Failure.Invalid("Placement.PriorityTwice", field: null, school, applicant);
                    positions[begin + at] = position;
                }
                position++;
            }
        return null;
    }

    private static int[] Settle(ReadOnlySpan<int> seats, NumberLists preferences, NumberLists priorities, int[] positions)
    {
        var schools = preferences.Numbers;
        var ends = preferences.Starts[1..];
        var applicants = priorities.Numbers;
        // A bit for each position: its applicant holds a seat for now.
        var held = new ulong[(applicants.Length + 63) / 64];
        var free = seats.ToArray();
        var worst = new int[seats.Length];
        Array.Fill(worst, -1);
        // For each applicant the preference that is asked next.
        var next = preferences.Starts[..^1].ToArray();

        for (var newcomer = 0; newcomer < next.Length; newcomer++)
        {
            var applicant = newcomer;
            while (next[applicant] < ends[applicant])
            {
                var preference = next[applicant]++;
                var (school, position) = (schools[preference], positions[preference]);
                if (position == NotListed) continue;
                if (free[school] > 0)
                {
                    free[school]--;
                    worst[school] = Math.Max(worst[school], position);
                    held[position >> 6] |= 1UL << position;
                    break;
                }
                if (position > worst[school]) continue;
                // Whoever was the worst goes on to their next preference in the newcomer's stead.
                var sentAway = worst[school];
                held[position >> 6] |= 1UL << position;
                held[sentAway >> 6] &= ~(1UL << sentAway);
                worst[school] = LastBefore(held, sentAway);
                applicant = applicants[sentAway];
            }
        }
        return Placements(held, next.Length, priorities);
    }

    /// <summary>The last set bit before one; there is one, at the latest that of who has just come.</summary>
    private static int LastBefore(ulong[] bits, int position)
    {
        var at = position >> 6;
        var word = bits[at] & ((1UL << position) - 1);
        while (word == 0) word = bits[--at];
        return (at << 6) + BitOperations.Log2(word);
    }

    private static int[] Placements(ulong[] held, int count, NumberLists priorities)
    {
        var placements = new int[count];
        Array.Fill(placements, Unplaced);
        for (var (school, position) = (0, 0); school < priorities.Count; school++)
            foreach (var applicant in priorities[school])
            {
                if ((held[position >> 6] & (1UL << position)) != 0) placements[applicant] = school;
                position++;
            }
        return placements;
    }
}
