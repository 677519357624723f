using System.Diagnostics;
using System.Globalization;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Benchmarks;

/// <summary>
/// Deferred acceptance on one thread, without files: a million applicants with five preferences each, 2,000 schools of
/// unlike popularity with seats for nine of ten. Options: applicants, schools.
/// </summary>
internal static class PlacementBenchmark
{
    private const int PreferencesEach = 5;
    private const int Categories = 6;

    public static Task RunAsync(string[] args)
    {
        var applicants = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var schools = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2_000;
        var random = new Random(1);

        var seats = new int[schools];
        for (var seat = 0; seat < applicants / 10 * 9; seat++) seats[random.Next(schools)]++;
        var preferences = Preferences(random, applicants, schools);
        var priorities = Priorities(random, preferences, schools);

        using var process = Process.GetCurrentProcess();
        var (memory, processor) = (GC.GetTotalAllocatedBytes(precise: true), process.TotalProcessorTime);
        var started = Stopwatch.GetTimestamp();
        var placed = DeferredAcceptance.Place(seats, preferences, priorities).Value;
        var elapsed = Stopwatch.GetElapsedTime(started);
        process.Refresh();
        (memory, processor) = (GC.GetTotalAllocatedBytes(precise: true) - memory, process.TotalProcessorTime - processor);

        var first = 0;
        for (var applicant = 0; applicant < applicants; applicant++)
            if (placed[applicant] == preferences[applicant][0]) first++;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{applicants:N0} applicants, {schools:N0} schools, {seats.Sum():N0} seats: placed {placed.Count(school => school != DeferredAcceptance.Unplaced):N0}, {first:N0} of them in their first choice"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.000} s ({processor.TotalSeconds:0.000} s of processor), {memory / 1e6:0} MB for the placement, peak memory of the process with what it is given {process.PeakWorkingSet64 / 1e6:0} MB"));
        return Task.CompletedTask;
    }

    /// <summary>Of two schools at random the one with the smaller number is wanted: popularity falls evenly.</summary>
    private static NumberLists Preferences(Random random, int applicants, int schools)
    {
        var preferences = new NumberLists(applicants, applicants * PreferencesEach);
        Span<int> own = stackalloc int[PreferencesEach];
        for (var applicant = 0; applicant < applicants; applicant++)
        {
            for (var rank = 0; rank < own.Length;)
            {
                var school = Math.Min(random.Next(schools), random.Next(schools));
                if (!own[..rank].Contains(school)) own[rank++] = school;
            }
            preferences.Add(own);
        }
        return preferences;
    }

    /// <summary>Each school ranks who wants it by a category of its own and the applicant's lottery number.</summary>
    private static NumberLists Priorities(Random random, NumberLists preferences, int schools)
    {
        var lottery = Enumerable.Range(0, preferences.Count).ToArray();
        random.Shuffle(lottery);
        var wantedBy = Enumerable.Range(0, schools).Select(_ => new List<(int Category, int Lottery, int Applicant)>()).ToArray();
        for (var applicant = 0; applicant < preferences.Count; applicant++)
            foreach (var school in preferences[applicant]) wantedBy[school].Add((random.Next(Categories), lottery[applicant], applicant));
        var priorities = new NumberLists(schools, preferences.Count * PreferencesEach);
        foreach (var list in wantedBy)
        {
            list.Sort();
            priorities.Add([.. list.Select(one => one.Applicant)]);
        }
        return priorities;
    }
}
