namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>What somebody is to one report; several at once are usual (a worker who is the assignee).</summary>
[Flags]
public enum ReportRoles
{
    None = 0,
    Reporter = 1,

    /// <summary>微格长 of the handling unit.</summary>
    Leader = 2,

    /// <summary>网格员 whose grid covers the handling unit.</summary>
    Worker = 4,

    /// <summary>Officer of a community, street, district that covers the handling unit, or of the department that handles it.</summary>
    Officer = 8,
    Assignee = 16,
    System = 32,

    /// <summary>安全管理员, who ends posts: may hand over what was assigned by one, and nothing else.</summary>
    Appointer = 64,
}
