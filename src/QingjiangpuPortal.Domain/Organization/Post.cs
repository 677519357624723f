using ErrorOr;
using QingjiangpuPortal.Domain.Common;

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

    /// <summary>服务机构人员, held in a provider.</summary>
    ProviderStaff = 12,

    /// <summary>学籍管理员, held in a school.</summary>
    SchoolRegistrar = 13,

    /// <summary>单位经办人, held in an employer.</summary>
    EmployerAgent = 14,

    /// <summary>文明实践员, held in a grid or a community: sees the tasks that they are asked to help with, and nothing else.</summary>
    Volunteer = 15,

    /// <summary>社保经办人员, held in a street: decides about enrolments in social insurance there.</summary>
    InsuranceOfficer = 20,
}

/// <summary>岗位: one of the posts that a person holds, in one unit, for a time; by right, or as the deputy of whoever does.</summary>
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

    /// <summary>代班: the post whose holder is away; <c>null</c> for a post held by right.</summary>
    public Guid? DeputyOf { get; private set; }

    public bool IsDeputy => DeputyOf is not null;

    public static Post Create(Guid id, Guid personId, PostKind kind, string unitCode, DateOnly validFrom, DateOnly? validTo = null) => new()
    {
        Id = id,
        PersonId = personId,
        Kind = kind,
        UnitCode = unitCode,
        ValidFrom = validFrom,
        ValidTo = validTo,
    };

    /// <summary>
    /// Names somebody who holds this post's rights while its holder is away. A deputy names no deputy, an administrator has
    /// none (whoever gives posts gives those), and nobody stands in for themself.
    /// </summary>
    public ErrorOr<Post> Deputy(Guid id, Guid personId, DateOnly firstDay, DateOnly lastDay)
    {
        if (IsDeputy) return Failure.Conflict("Deputy.OfDeputy");
        if (Administrators.IsOne(Kind)) return Failure.Conflict("Deputy.OfAdministrator");
        if (personId == PersonId) return Failure.Invalid("Deputy.Self", "Phone");
        if (firstDay < ValidFrom || lastDay.AddDays(1) > ValidTo) return Failure.Invalid("Deputy.OutsideOfPost", "LastDay");
        var deputy = Create(id, personId, Kind, UnitCode, firstDay, lastDay.AddDays(1));
        deputy.DeputyOf = Id;
        return deputy;
    }

    /// <summary>Ends it, or lets it go on (<c>null</c>). What ends before it began was never held: its days are none.</summary>
    public void End(DateOnly? firstDayWithout) => ValidTo = firstDayWithout < ValidFrom ? ValidFrom : firstDayWithout;

    public bool IsHeldOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } end || day < end);

    /// <summary>Whether the two are held on some day both.</summary>
    public bool Overlaps(Post other)
    {
        var first = ValidFrom > other.ValidFrom ? ValidFrom : other.ValidFrom;
        return IsHeldOn(first) && other.IsHeldOn(first);
    }

    /// <summary>Whether a post of that kind can be held in that unit: a leader's in a micro-grid, a worker's in a grid …</summary>
    public static bool Fits(PostKind kind, string unitCode) =>
        OrgCode.KindOf(unitCode) == UnitKindOf(kind)
        && (kind == PostKind.Volunteer ? OrgCode.LevelOf(unitCode) is OrgLevel.Community or OrgLevel.Grid
            : LevelOf(kind) is not { } level || OrgCode.LevelOf(unitCode) == level);

    /// <summary>The kind of units in which such posts are held.</summary>
    public static OrgUnitKind UnitKindOf(PostKind kind) => kind switch
    {
        PostKind.DepartmentOfficer => OrgUnitKind.Department,
        PostKind.ProviderStaff => OrgUnitKind.Provider,
        PostKind.SchoolRegistrar => OrgUnitKind.School,
        PostKind.EmployerAgent => OrgUnitKind.Employer,
        _ => OrgUnitKind.Area,
    };

    /// <summary>The level of the areas in which such posts are held; <c>null</c> where they are held in other units.</summary>
    public static OrgLevel? LevelOf(PostKind kind) => kind switch
    {
        PostKind.MicroGridLeader => OrgLevel.MicroGrid,
        PostKind.GridWorker => OrgLevel.Grid,
        // Or a community; a search offers grids, which are nearer to the tasks.
        PostKind.Volunteer => OrgLevel.Grid,
        PostKind.CommunityOfficer => OrgLevel.Community,
        PostKind.StreetOfficer or PostKind.InsuranceOfficer => OrgLevel.Street,
        _ when UnitKindOf(kind) == OrgUnitKind.Area => OrgLevel.District,
        _ => null,
    };
}

/// <summary>A post as its holder carries it through a request.</summary>
/// <param name="DeputyFor">For whom, where it is held as a deputy.</param>
public readonly record struct HeldPost(PostKind Kind, string UnitCode, Guid? DeputyFor = null);
