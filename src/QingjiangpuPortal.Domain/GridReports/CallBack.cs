using ErrorOr;

namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>回访: a closed report that was drawn, so that its reporter is called and asked.</summary>
public sealed class CallBack
{
    /// <summary>After so many calls in vain the reporter is left alone.</summary>
    public const int MaxTries = 3;

    /// <summary>What nobody called within this time is no longer asked: nobody remembers.</summary>
    public const int AskedWithinDays = 14;

    private CallBack() { }

    public Guid Id { get; private set; }
    public uint Version { get; private set; }
    public Guid ReportId { get; private set; }

    /// <summary>The day (Asia/Shanghai) on which the report was closed.</summary>
    public DateOnly DrawnFor { get; private set; }

    /// <summary>How often the reporter was called, the successful call included.</summary>
    public int Tries { get; private set; }
    public DateTimeOffset? LastTriedAt { get; private set; }
    public Guid? CalledById { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }
    public bool Reached { get; private set; }

    public static CallBack Draw(Guid id, Guid reportId, DateOnly closedOn) => new() { Id = id, ReportId = reportId, DrawnFor = closedOn };

    /// <summary>The reporter answered.</summary>
    public ErrorOr<Success> Answer(Guid by, DateTimeOffset at) => Try(by, at, reached: true);

    /// <summary>Nobody answered; the <see cref="MaxTries"/>th time ends it.</summary>
    public ErrorOr<Success> Miss(Guid by, DateTimeOffset at) => Try(by, at, reached: false);

    private ErrorOr<Success> Try(Guid by, DateTimeOffset at, bool reached)
    {
        if (DoneAt is not null) return GridReportErrors.CallBackDone;
        Tries++;
        (LastTriedAt, CalledById, Reached) = (at, by, reached);
        if (reached || Tries >= MaxTries) DoneAt = at;
        return Result.Success;
    }
}

/// <summary>That the call-backs of a day were drawn, from how many and with which share: so the draw can be done again and compared.</summary>
public sealed class CallBackDraw
{
    private CallBackDraw() { }

    /// <summary>The day (Asia/Shanghai) on which the reports were closed.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>0 to 1.</summary>
    public double Share { get; private set; }
    public int Candidates { get; private set; }
    public int Drawn { get; private set; }
    public DateTimeOffset DrawnAt { get; private set; }

    public static CallBackDraw Of(DateOnly day, double share, int candidates, int drawn, DateTimeOffset at) =>
        new() { Day = day, Share = share, Candidates = candidates, Drawn = drawn, DrawnAt = at };
}

/// <summary>How many of a day's closed reports are called back.</summary>
/// <param name="Share">Of the reports of each street, 0 to 1; where anything is drawn, every street has one at least. 0 draws none.</param>
public sealed record CallBackRules(double Share)
{
    public int HowMany(int candidates) => Share <= 0 || candidates == 0 ? 0 : Math.Max(1, (int)Math.Ceiling(Share * candidates - 1e-9));
}
