namespace QingjiangpuPortal.Domain.Organization;

/// <summary>What a post entitles to is one table: <c>Application/Common/Permissions.cs</c>.</summary>
public enum PostKind
{
    /// <summary>微格长, held in a micro-grid.</summary>
    MicroGridLeader = 1,

    /// <summary>网格员, held in a grid.</summary>
    GridWorker = 2,
    CommunityOfficer = 3,
    StreetOfficer = 4,
    DistrictOfficer = 5,

    /// <summary>Held in a department of the district or of a street.</summary>
    DepartmentOfficer = 6,

    /// <summary>安全管理员: gives posts and permissions. Like the other two administrators (三员分立, GB/T 22239) it is held in the district, opens no personal data, and nobody holds two of the three.</summary>
    SecurityAdministrator = 9,

    /// <summary>系统管理员: runs the portal.</summary>
    SystemAdministrator = 10,

    /// <summary>审计管理员: reads the audit trail.</summary>
    AuditAdministrator = 11,
}

/// <summary>岗位: one of the posts that a person holds, in one unit, for a time.</summary>
public sealed class Post
{
    private Post() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public PostKind Kind { get; private set; }
    public string UnitCode { get; private set; } = null!;
    public DateOnly ValidFrom { get; private set; }

    /// <summary>The first day on which the post is no longer held.</summary>
    public DateOnly? ValidTo { get; private set; }

    public static Post Create(Guid id, Guid personId, PostKind kind, string unitCode, DateOnly validFrom) => new()
    {
        Id = id,
        PersonId = personId,
        Kind = kind,
        UnitCode = unitCode,
        ValidFrom = validFrom,
    };

    public void End(DateOnly firstDayWithout) => ValidTo = firstDayWithout;

    /// <summary>Whether a post of that kind can be held in that unit: a leader's in a micro-grid, a worker's in a grid …</summary>
    public static bool Fits(PostKind kind, string unitCode) => kind switch
    {
        PostKind.DepartmentOfficer => OrgCode.IsDepartment(unitCode),
        _ when OrgCode.IsDepartment(unitCode) => false,
        PostKind.MicroGridLeader => OrgCode.LevelOf(unitCode) == OrgLevel.MicroGrid,
        PostKind.GridWorker => OrgCode.LevelOf(unitCode) == OrgLevel.Grid,
        PostKind.CommunityOfficer => OrgCode.LevelOf(unitCode) == OrgLevel.Community,
        PostKind.StreetOfficer => OrgCode.LevelOf(unitCode) == OrgLevel.Street,
        PostKind.DistrictOfficer or PostKind.SecurityAdministrator or PostKind.SystemAdministrator or PostKind.AuditAdministrator => OrgCode.LevelOf(unitCode) == OrgLevel.District,
        _ => false,
    };
}

/// <summary>A post as its holder carries it through a request.</summary>
public readonly record struct HeldPost(PostKind Kind, string UnitCode);
