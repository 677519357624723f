using System.Globalization;

namespace QingjiangpuPortal.Domain.Deadlines;

/// <summary>A part of an office day, Asia/Shanghai.</summary>
public readonly record struct OfficePeriod(TimeOnly From, TimeOnly To)
{
    public TimeSpan Length => To - From;
}

/// <summary>Office hours as they hold from a day on, until the next ones: one period at least, in order, none overlapping.</summary>
public sealed record OfficeHours(DateOnly ValidFrom, IReadOnlyList<OfficePeriod> Periods)
{
    public const int MaxPeriods = 4;

    private const string TimeForm = "HH:mm";

    /// <summary>08:30–12:00 and 14:00–17:30, what holds where nothing else is set.</summary>
    public static readonly OfficeHours Default = new(DateOnly.MinValue, [new(new(8, 30), new(12, 0)), new(new(14, 0), new(17, 30))]);

    /// <summary>As they are written and stored: <c>08:30-12:00 14:00-17:30</c>.</summary>
    public string PeriodsText => TextOf(Periods);

    public static string TextOf(IEnumerable<OfficePeriod> periods) => string.Join(' ', periods.Select(period => string.Create(
        CultureInfo.InvariantCulture, $"{period.From.ToString(TimeForm, CultureInfo.InvariantCulture)}-{period.To.ToString(TimeForm, CultureInfo.InvariantCulture)}")));

    /// <summary>Reads what <see cref="PeriodsText"/> writes, also with commas and the dashes and signs that Chinese keyboards give.</summary>
    public static bool TryParsePeriods(string? text, out IReadOnlyList<OfficePeriod> periods)
    {
        var read = new List<OfficePeriod>();
        periods = read;
        foreach (var part in (text ?? "").Replace('：', ':').Split([' ', '　', ',', '，', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(['-', '–', '—', '~', '～', '至']) is not [var from, var to]
                || !TimeOnly.TryParseExact(from, [TimeForm, "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var begins)
                || !TimeOnly.TryParseExact(to, [TimeForm, "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var ends)
                || begins >= ends || (read.Count > 0 && begins <= read[^1].To)) return false;
            read.Add(new(begins, ends));
        }
        return read.Count is > 0 and <= MaxPeriods;
    }

    public bool Equals(OfficeHours? other) => other is not null && ValidFrom == other.ValidFrom && Periods.SequenceEqual(other.Periods);

    public override int GetHashCode() => ValidFrom.GetHashCode();
}
