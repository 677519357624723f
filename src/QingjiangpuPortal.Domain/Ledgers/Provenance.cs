namespace QingjiangpuPortal.Domain.Ledgers;

/// <summary>From whom the register knows something. Stored as a number: values are never reused.</summary>
public enum LedgerSource
{
    /// <summary>公安户籍</summary>
    PoliceHukou = 1,

    /// <summary>民政</summary>
    CivilAffairs = 2,

    /// <summary>残联</summary>
    DisabledFederation = 3,

    /// <summary>教育</summary>
    Education = 4,

    /// <summary>人社</summary>
    HumanResources = 5,

    /// <summary>医保</summary>
    MedicalInsurance = 6,

    /// <summary>退役军人事务</summary>
    VeteransAffairs = 7,

    /// <summary>不动产登记</summary>
    RealEstateRegistry = 8,

    /// <summary>卫健</summary>
    Health = 9,

    /// <summary>社区登记, the community's own lists.</summary>
    Community = 10,

    /// <summary>走访, what a worker or officer saw and heard on a visit.</summary>
    Visit = 20,

    /// <summary>本人出示材料, the person's own word with a paper.</summary>
    PaperShown = 21,
}

public static class LedgerSources
{
    /// <summary>Whose lists are imported.</summary>
    public static readonly IReadOnlyList<LedgerSource> OfFiles = [.. Enum.GetValues<LedgerSource>().Where(source => source < LedgerSource.Visit)];

    /// <summary>What an officer writes down.</summary>
    public static readonly IReadOnlyList<LedgerSource> ByHand = [LedgerSource.Visit, LedgerSource.PaperShown];
}

/// <summary>Where an entry of the register comes from, and when it came.</summary>
public sealed class Provenance
{
    public const int MaxNote = 200;

    private Provenance() { }

    public LedgerSource Source { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Who wrote it down or sent the file; the id stays when the account goes, and then names nobody.</summary>
    public Guid? RecordedById { get; private set; }

    /// <summary>The <see cref="LedgerImport"/> that brought it; <c>null</c> where it was written by hand.</summary>
    public Guid? ImportId { get; private set; }

    /// <summary>What was seen, or which paper; staff only.</summary>
    public string? Note { get; private set; }

    public static Provenance Of(LedgerSource source, DateTimeOffset at, Guid? recordedById, Guid? importId = null, string? note = null) => new()
    {
        Source = source,
        RecordedAt = at,
        RecordedById = recordedById,
        ImportId = importId,
        Note = note,
    };
}
