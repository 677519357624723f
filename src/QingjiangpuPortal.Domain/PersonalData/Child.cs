using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.PersonalData;

/// <summary>What the guardian is to the child. Stored as a number: values are never reused.</summary>
public enum Guardianship
{
    Mother = 1,
    Father = 2,
    Grandparent = 3,

    /// <summary>Named by a court, by the neighbourhood committee or in a will.</summary>
    Appointed = 4,
}

/// <summary>A child under 14 whom a guardian registered, and on whose behalf the guardian decides until then.</summary>
public sealed class Child
{
    private Child() { }

    public Guid Id { get; private set; }
    public Guid GuardianId { get; private set; }
    public Guardianship Guardianship { get; private set; }
    public Protected Name { get; private set; } = null!;

    /// <summary>As yyyy-MM-dd.</summary>
    public Protected BirthDate { get; private set; } = null!;
    public DateTimeOffset RegisteredAt { get; private set; }

    public static Child Register(Guid id, Guid guardianId, Guardianship guardianship, Protected name, Protected birthDate, DateTimeOffset at) => new()
    {
        Id = id,
        GuardianId = guardianId,
        Guardianship = guardianship,
        Name = name,
        BirthDate = birthDate,
        RegisteredAt = at,
    };
}
