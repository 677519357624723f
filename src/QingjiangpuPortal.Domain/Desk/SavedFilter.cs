namespace QingjiangpuPortal.Domain.Desk;

/// <summary>
/// 常用筛选: a filter of the staff's list under a name, its owner's alone or shared with a unit. It says what to look for and
/// never who may see it: what it finds is decided anew for whoever uses it.
/// </summary>
public sealed class SavedFilter : IShared
{
    public const int MaxName = 20;
    public const int MaxQuery = 500;
    public const int MaxEach = 20;

    private SavedFilter() { }

    public Guid Id { get; private set; }
    public Guid? OwnerId { get; private set; }
    public string Name { get; private set; } = null!;

    /// <summary>What the list's address says behind the question mark; read again, and checked, whenever it is used.</summary>
    public string Query { get; private set; } = null!;

    public string? SharedUnitCode { get; private set; }
    public DateTimeOffset SavedAt { get; private set; }

    public static SavedFilter Create(Guid id, Guid ownerId, string name, string query, string? sharedUnitCode, DateTimeOffset at)
    {
        var filter = new SavedFilter { Id = id, OwnerId = ownerId, SavedAt = at };
        filter.Change(name, query, sharedUnitCode, ownerId);
        return filter;
    }

    /// <param name="by">Whoever takes it from its unit has it from now on.</param>
    public void Change(string name, string query, string? sharedUnitCode, Guid by)
    {
        if (sharedUnitCode is null) OwnerId = by;
        (Name, Query, SharedUnitCode) = (name, query, sharedUnitCode);
    }

    public void ForgetOwner() => OwnerId = null;
}
