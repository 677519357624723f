namespace QingjiangpuPortal.Domain.SchoolEnrollment;

/// <summary>Whose home it is. Stored as a number: values are never reused.</summary>
public enum HomeKind
{
    /// <summary>父母的房</summary>
    Parents = 1,

    /// <summary>祖辈的房</summary>
    Grandparents = 2,

    /// <summary>租的房</summary>
    Rented = 3,

    /// <summary>都不是</summary>
    Other = 4,
}

/// <summary>录取类别, in the usual order. Stored as a number: values are never reused.</summary>
public enum AdmissionCategory
{
    /// <summary>户口和父母房产一致</summary>
    HukouAndParentsHome = 1,

    /// <summary>户口和祖辈房产一致</summary>
    HukouAndGrandparentsHome = 2,

    /// <summary>只有户口</summary>
    HukouOnly = 3,

    /// <summary>只有房产</summary>
    HomeOnly = 4,

    /// <summary>登记备案的租房</summary>
    RegisteredLease = 5,

    /// <summary>进城务工人员随迁子女: a residence permit and social insurance.</summary>
    MigrantWorkers = 6,
}

/// <summary>同类排序: what comes first of two in one category. Stored as a number: values are never reused.</summary>
public enum TieRule
{
    /// <summary>The earlier day of the property.</summary>
    PropertyDay = 1,

    /// <summary>The earlier day of the hukou.</summary>
    HukouDay = 2,

    /// <summary>The smaller lottery number.</summary>
    Lottery = 3,
}

/// <summary>On what an address rests, as the family says and the verifier checks.</summary>
/// <param name="HukouSince">Since when the child's hukou is at the address; <c>null</c> when it is elsewhere.</param>
/// <param name="HomeSince">The day of the property's registration, or of the lease.</param>
/// <param name="IsLeaseRegistered">租赁备案.</param>
/// <param name="PermitSince">Since when a parent holds a residence permit there.</param>
/// <param name="HasSocialInsurance">A parent pays social insurance in the city.</param>
public sealed record AddressFacts(DateOnly? HukouSince, HomeKind Home, DateOnly? HomeSince, bool IsLeaseRegistered, DateOnly? PermitSince, bool HasSocialInsurance)
{
    /// <summary>The best category that the facts give; <c>null</c> when they give none.</summary>
    public AdmissionCategory? Category => (HukouSince, Home) switch
    {
        (not null, HomeKind.Parents) => AdmissionCategory.HukouAndParentsHome,
        (not null, HomeKind.Grandparents) => AdmissionCategory.HukouAndGrandparentsHome,
        (not null, _) => AdmissionCategory.HukouOnly,
        (null, HomeKind.Parents) => AdmissionCategory.HomeOnly,
        (null, HomeKind.Rented) when IsLeaseRegistered => AdmissionCategory.RegisteredLease,
        _ when PermitSince is not null && HasSocialInsurance => AdmissionCategory.MigrantWorkers,
        _ => null,
    };

    /// <summary>房产登记日: a lease has none.</summary>
    public DateOnly? PropertySince => Home is HomeKind.Parents or HomeKind.Grandparents ? HomeSince : null;
}
