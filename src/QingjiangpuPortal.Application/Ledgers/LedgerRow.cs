using System.Globalization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>Why a row is not taken: in which column, and the code of the sentence. Never what stood there.</summary>
public sealed record LedgerRowProblem(string Column, string Code)
{
    public static string Write(IEnumerable<LedgerRowProblem> problems) => string.Concat(problems.Select(p => $"{p.Column}\t{p.Code}\n"));

    public static IReadOnlyList<LedgerRowProblem> Read(string written) =>
        [.. written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(parts => new LedgerRowProblem(parts[0], parts[1]))];
}

/// <summary>What a row of a file says, read; every cell that cannot be read has its problem.</summary>
internal sealed class LedgerRow
{
    private static readonly string[] DayForms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];

    private readonly LedgerFileRow _row;
    private readonly List<LedgerRowProblem> _problems = [];

    /// <param name="asOf">The day of what has no day of its own.</param>
    public LedgerRow(LedgerFileRow row, PlaceMap places, DateOnly asOf)
    {
        _row = row;
        foreach (var column in LedgerColumns.MustBeText)
            if (Cell(column) is { } cell && cell.Contains("E+", StringComparison.Ordinal)) Problem(column, "Ledger.NotText");
        Name = Cell(LedgerColumns.Name) ?? "";
        if (Name.Length == 0) Problem(LedgerColumns.Name, "Name.Missing");
        else if (Name.Length > LedgerPerson.MaxName) Problem(LedgerColumns.Name, "Ledger.NameTooLong");
        IdNumber = Read(LedgerColumns.IdNumber, NumberWithBirth, "ResidentId.Wrong") ?? "";
        if (Cell(LedgerColumns.IdNumber) is null) Problem(LedgerColumns.IdNumber, "Ledger.IdNumberMissing");
        Phone = Read(LedgerColumns.Phone, MobileNumber.Normalize, "Phone.NotMobile");

        HukouPlaceCode = Read(LedgerColumns.HukouPlace, code => IsPlace(code, places) ? code : null, "Ledger.HukouPlaceUnknown");
        HouseholdNumber = Cell(LedgerColumns.Household);
        Relation = Word(LedgerColumns.Relation, LedgerColumns.Relations, "Ledger.RelationUnknown");
        if (HouseholdNumber is not null && Cell(LedgerColumns.Relation) is null) Problem(LedgerColumns.Relation, "Ledger.RelationMissing");
        if (HouseholdNumber is null && Relation is not null) Problem(LedgerColumns.Household, "Ledger.HouseholdMissing");
        HukouSince = Day(LedgerColumns.HukouSince) ?? asOf;
        Standing = Word(LedgerColumns.Standing, LedgerColumns.Standings, "Ledger.StandingUnknown");
        StandingSince = Day(LedgerColumns.StandingSince) ?? asOf;

        MicroGridCode = Read(LedgerColumns.MicroGrid, code => places.Find(code) is { Level: OrgLevel.MicroGrid } ? code : null, "Ledger.MicroGridUnknown");
        Address = Cell(LedgerColumns.Address);
        if (Address?.Length > MaxAddress) Problem(LedgerColumns.Address, "Ledger.AddressTooLong");
        Ties = Cell(LedgerColumns.Tie) is not { } tie ? [DwellingTieKind.Lives] : LedgerColumns.Ties.GetValueOrDefault(tie) ?? [];
        if (Ties.Count == 0) Problem(LedgerColumns.Tie, "Ledger.TieUnknown");
        if (Address is not null && Cell(LedgerColumns.MicroGrid) is null) Problem(LedgerColumns.MicroGrid, "Ledger.MicroGridMissing");
        if (Address is null && (Cell(LedgerColumns.MicroGrid) ?? Cell(LedgerColumns.Tie) ?? Cell(LedgerColumns.Certificate)) is not null) Problem(LedgerColumns.Address, "Ledger.AddressMissing");
        HomeSince = Day(LedgerColumns.HomeSince) ?? asOf;
        HomeUntil = Day(LedgerColumns.HomeUntil);
        Certificate = Cell(LedgerColumns.Certificate);
        Facts = [.. from fact in LedgerColumns.Facts let holds = YesOrNo(fact.Key) where holds is not null orderby fact.Value select (fact.Key, fact.Value, holds.Value)];
    }

    private const int MaxAddress = 200;

    public int Number => _row.Number;
    public IReadOnlyDictionary<string, string> Cells => _row.Cells;
    public IReadOnlyList<LedgerRowProblem> Problems => _problems;
    public string Name { get; }
    public string IdNumber { get; }
    public string? Phone { get; }
    public string? HukouPlaceCode { get; }
    public string? HouseholdNumber { get; }
    public HouseholdRelation? Relation { get; }
    public DateOnly HukouSince { get; }
    public LedgerStanding? Standing { get; }
    public DateOnly StandingSince { get; }
    public string? MicroGridCode { get; }
    public string? Address { get; }
    public IReadOnlyList<DwellingTieKind> Ties { get; }
    public DateOnly HomeSince { get; }

    /// <summary>The last day.</summary>
    public DateOnly? HomeUntil { get; }
    public string? Certificate { get; }
    public IReadOnlyList<(string Column, LedgerFactKind Kind, bool Holds)> Facts { get; }

    public void Problem(string column, string code)
    {
        if (!_problems.Exists(p => p.Column == column)) _problems.Add(new(column, code));
    }

    private string? Cell(string column) => _row.Cells.GetValueOrDefault(column);

    private string? Read(string column, Func<string, string?> read, string code)
    {
        if (Cell(column) is not { } cell) return null;
        if (read(cell) is { } value) return value;
        Problem(column, code);
        return null;
    }

    private T? Word<T>(string column, IReadOnlyDictionary<string, T> words, string code) where T : struct
    {
        if (Cell(column) is not { } cell) return null;
        if (words.TryGetValue(cell, out var value)) return value;
        Problem(column, code);
        return null;
    }

    private DateOnly? Day(string column)
    {
        if (Cell(column) is not { } cell) return null;
        if (DateOnly.TryParseExact(cell, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Problem(column, "Ledger.DayUnreadable");
        return null;
    }

    private bool? YesOrNo(string column)
    {
        switch (Cell(column))
        {
            case null: return null;
            case "是": return true;
            case "否": return false;
            default:
                Problem(column, "Ledger.YesOrNo");
                return null;
        }
    }

    /// <summary>The old form of foreigners' cards says neither birth nor sex.</summary>
    private static string? NumberWithBirth(string typed) => ResidentId.Normalize(typed) is { } id && ResidentId.BirthOf(id) is not null ? id : null;

    /// <summary>An area of the district that there is, or six digits of a division elsewhere.</summary>
    private static bool IsPlace(string code, PlaceMap places) =>
        places.Find(code) is not null || (code.Length == OrgCode.LengthOf(OrgLevel.District) && code.All(char.IsAsciiDigit));
}
