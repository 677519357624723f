using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>
/// A category of two levels after GB/T 30428: two digits a major one (02), five a minor one (02001; minors 080–999 are local).
/// </summary>
public sealed class ReportCategory
{
    private ReportCategory() { }

    public string Code { get; private set; } = null!;
    public uint Version { get; private set; }
    public string? ParentCode { get; private set; }
    public string Name { get; private set; } = null!;
    public string NameInEnglish { get; private set; } = null!;

    /// <summary>False for what concerns people rather than places (disputes): it never shows in public.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>Limits from filing (accept, resolve) and from resolving (verify).</summary>
    public TimeLimit AcceptLimit { get; private set; }
    public TimeLimit ResolveLimit { get; private set; }
    public TimeLimit VerifyLimit { get; private set; }

    /// <summary>How far apart, in metres, two reports of it can lie and still be about the same thing.</summary>
    public int DuplicateRadiusMetres { get; private set; } = UsualDuplicateRadius;

    public int SortOrder { get; private set; }
    public bool IsActive { get; private set; } = true;

    public static ReportCategory Create(
        string code, string name, string nameInEnglish, bool isPublic, TimeLimit accept, TimeLimit resolve, TimeLimit verify, int sortOrder) => new()
        {
            Code = code,
            ParentCode = code.Length > MajorLength ? code[..MajorLength] : null,
            Name = name,
            NameInEnglish = nameInEnglish,
            IsPublic = isPublic,
            AcceptLimit = accept,
            ResolveLimit = resolve,
            VerifyLimit = verify,
            SortOrder = sortOrder,
        };

    /// <summary>改时限: what is open is reckoned anew by them.</summary>
    public void ChangeLimits(TimeLimit accept, TimeLimit resolve, TimeLimit verify) => (AcceptLimit, ResolveLimit, VerifyLimit) = (accept, resolve, verify);

    public const int MajorLength = 2;
    public const int UsualDuplicateRadius = 100;

    public ReportCategory WithDuplicateRadius(int metres)
    {
        DuplicateRadiusMetres = metres;
        return this;
    }

    /// <summary>矛盾纠纷: private, with a record of its own.</summary>
    public const string Disputes = "01";

    public static bool IsDispute(string code) => code.StartsWith(Disputes, StringComparison.Ordinal);
}
