using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Ledgers;

/// <summary>
/// 导入: a file for the register, which the portal goes through in batches under the rights that its sender has at that moment. The file waits in encrypted
/// parts (<see cref="LedgerImportPart"/>) and is gone when the import has ended.
/// </summary>
public sealed class LedgerImport
{
    public const int MaxRows = 200_000;

    /// <summary>Of the file, in bytes.</summary>
    public const int MaxBytes = 30 * 1024 * 1024;

    /// <summary>How long the rows that were not taken can be fetched.</summary>
    public static readonly TimeSpan RefusedKeptFor = TimeSpan.FromDays(30);

    private LedgerImport() { }

    public Guid Id { get; private set; }

    /// <summary>Whose file it is, and under whose rights it is taken.</summary>
    public Guid SenderId { get; private set; }
    public LedgerSource Source { get; private set; }

    /// <summary>The day from which facts without a day of their own hold.</summary>
    public DateOnly AsOf { get; private set; }

    /// <summary>From where it was sent, for the audit lines of its batches.</summary>
    public string? OriginAddress { get; private set; }
    public Guid? SessionId { get; private set; }

    /// <summary>How many rows the file has below its heading.</summary>
    public int Rows { get; private set; }

    /// <summary>How many the portal has gone through.</summary>
    public int Done { get; private set; }

    /// <summary>How many of those were refused, and how many brought something new.</summary>
    public int Refused { get; private set; }
    public int Changed { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>The code of the failure that ended it before its last row.</summary>
    public string? FailureCode { get; private set; }

    public bool IsFinished => FinishedAt is not null;

    public static LedgerImport Start(Guid id, Guid senderId, LedgerSource source, DateOnly asOf, int rows, string? originAddress, Guid? sessionId, DateTimeOffset at) => new()
    {
        Id = id,
        SenderId = senderId,
        Source = source,
        AsOf = asOf,
        Rows = rows,
        OriginAddress = originAddress,
        SessionId = sessionId,
        StartedAt = at,
    };

    /// <summary>A batch was gone through; with the last row it is finished.</summary>
    public void Advance(int rows, int refused, int changed, DateTimeOffset at)
    {
        Done += rows;
        Refused += refused;
        Changed += changed;
        if (Done >= Rows) FinishedAt = at;
    }

    /// <summary>It ends here; what was taken stays, and the same file can be sent again.</summary>
    public void Fail(string code, DateTimeOffset at) => (FailureCode, FinishedAt) = (code, at);
}

/// <summary>A part of an uploaded file, encrypted; a row of its own, so that no row is large.</summary>
public sealed class LedgerImportPart
{
    /// <summary>Bytes of the file in a part.</summary>
    public const int Size = 1024 * 1024;

    private LedgerImportPart() { }

    public Guid Id { get; private set; }
    public Guid ImportId { get; private set; }
    public int Position { get; private set; }

    /// <summary>Base64 of the bytes.</summary>
    public Protected Content { get; private set; } = null!;

    public static LedgerImportPart Of(Guid id, Guid importId, int position, Protected content) =>
        new() { Id = id, ImportId = importId, Position = position, Content = content };
}

/// <summary>A row that was not taken: where it stands, why, and its cells, to be given back.</summary>
public sealed class LedgerImportRow
{
    public const int MaxProblems = 1000;

    private LedgerImportRow() { }

    public Guid Id { get; private set; }
    public Guid ImportId { get; private set; }

    /// <summary>As the spreadsheet counts it, the heading is 1.</summary>
    public int Number { get; private set; }

    /// <summary>Column and code of each, separated by tabs and ended by line feeds; no cell's content.</summary>
    public string Problems { get; private set; } = null!;

    /// <summary>The cells as a JSON object by their columns.</summary>
    public Protected Content { get; private set; } = null!;

    public static LedgerImportRow Of(Guid id, Guid importId, int number, string problems, Protected content) =>
        new() { Id = id, ImportId = importId, Number = number, Problems = problems, Content = content };
}
