using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Patrols;

/// <summary>What a patrol looks at; data, a deployment edits it.</summary>
public sealed class PatrolItem
{
    private PatrolItem() { }

    public string Code { get; private set; } = null!;
    public string Name { get; private set; } = null!;
    public string NameInEnglish { get; private set; } = null!;
    public int SortOrder { get; private set; }
    public bool IsActive { get; private set; } = true;

    public static PatrolItem Create(string code, string name, string nameInEnglish, int sortOrder) =>
        new() { Code = code, Name = name, NameInEnglish = nameInEnglish, SortOrder = sortOrder };
}

/// <summary>排查: a round of a worker or leader in their unit. What was found are reports that were filed from it; without any, nothing was found.</summary>
public sealed class Patrol
{
    private Patrol() { }

    public Guid Id { get; private set; }
    public uint Version { get; private set; }
    public Guid PersonId { get; private set; }
    public string UnitCode { get; private set; } = null!;

    /// <summary>Of the unit, by which lists find it.</summary>
    public string StreetCode { get; private set; } = null!;
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>One person has one patrol that is not ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>It was left open and ended at midnight.</summary>
    public bool EndedByItself { get; private set; }

    /// <summary>Codes of what was looked at.</summary>
    public string[] Looked { get; private set; } = [];
    public string? Note { get; private set; }

    public static Patrol Start(Guid id, Guid personId, string unitCode, DateTimeOffset at) => new()
    {
        Id = id,
        PersonId = personId,
        UnitCode = unitCode,
        StreetCode = Organization.OrgCode.AncestorAt(unitCode, Organization.OrgLevel.Street)!,
        StartedAt = at,
    };

    public ErrorOr<Success> End(string[] looked, string? note, DateTimeOffset at)
    {
        if (EndedAt is not null) return PatrolErrors.Ended;
        (Looked, Note, EndedAt) = (looked, note, at);
        return Result.Success;
    }

    /// <summary>At the midnight after it began, Asia/Shanghai.</summary>
    public static DateTimeOffset EndsAt(DateTimeOffset startedAt) => ChinaTime.StartOf(ChinaTime.DayOf(startedAt).AddDays(1));

    public void EndByItself()
    {
        if (EndedAt is not null) return;
        (EndedAt, EndedByItself) = (EndsAt(StartedAt), true);
    }
}

public static class PatrolErrors
{
    public static readonly Error NotFound = Failure.NotFound("Patrol.NotFound");
    public static readonly Error Ended = Failure.Conflict("Patrol.Ended");
    public static readonly Error AnotherOpen = Failure.Conflict("Patrol.AnotherOpen");
}
