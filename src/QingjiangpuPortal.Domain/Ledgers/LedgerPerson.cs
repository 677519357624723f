using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Ledgers;

/// <summary>
/// 人口台账中的一个人. Who it is stands here, what is known of them are <see cref="LedgerEntry"/>s. Standing and places are what those say today,
/// for lists and scopes; they change with every entry, and an entry never begins after today.
/// </summary>
public sealed class LedgerPerson
{
    public const int MaxName = 40;

    private LedgerPerson() { }

    public Guid Id { get; private set; }
    public Protected Name { get; private set; } = null!;

    /// <summary>公民身份号码, unique by its blind index.</summary>
    public Protected IdNumber { get; private set; } = null!;

    /// <summary>As yyyy-MM-dd.</summary>
    public Protected BirthDate { get; private set; } = null!;

    /// <summary>The name of a <see cref="Common.Sex"/>.</summary>
    public Protected Sex { get; private set; } = null!;
    public LedgerStanding Standing { get; private set; }

    /// <summary>户籍地, as <see cref="LedgerFactKind.HukouPlace"/> has it; <c>null</c> while nobody said.</summary>
    public string? HukouPlaceCode { get; private set; }

    /// <summary>The micro-grid of the dwelling in which the person lives; <c>null</c> while nobody said.</summary>
    public string? HomePlaceCode { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>By these the person is found.</summary>
    public ICollection<LedgerNameCharacter> NameCharacters { get; private set; } = [];

    public static LedgerPerson Register(Guid id, LedgerIdentity who, IEnumerable<byte[]> nameCharacters, DateTimeOffset at) => new()
    {
        Id = id,
        Name = who.Name,
        IdNumber = who.IdNumber,
        BirthDate = who.BirthDate,
        Sex = who.Sex,
        Standing = LedgerStanding.Present,
        RecordedAt = at,
        NameCharacters = [.. nameCharacters.Select(character => new LedgerNameCharacter(id, character))],
    };

    internal void Follow(LedgerStanding standing, string? hukouPlaceCode, string? homePlaceCode) =>
        (Standing, HukouPlaceCode, HomePlaceCode) = (standing, hukouPlaceCode, homePlaceCode);
}

/// <summary>Who a person of the register is; birth date and sex are those of the number.</summary>
public sealed record LedgerIdentity(Protected Name, Protected IdNumber, Protected BirthDate, Protected Sex);

/// <summary>The blind index of one character of a name in the register: with those of the others it finds the person.</summary>
public sealed class LedgerNameCharacter
{
    private LedgerNameCharacter() { }

    public LedgerNameCharacter(Guid personId, byte[] character) => (PersonId, Character) = (personId, character);

    public Guid PersonId { get; private set; }
    public byte[] Character { get; private set; } = null!;
}
