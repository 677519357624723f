using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Organization;

/// <summary>Someone who can sign in: a resident, or, while holding a <see cref="Post"/>, a member of the staff.</summary>
public sealed class Person
{
    private Person() { }

    public Guid Id { get; private set; }

    /// <summary>Residents may leave it out.</summary>
    public Protected? Name { get; private set; }

    /// <summary>The mobile number, unique by its blind index; people sign in with it.</summary>
    public Protected Phone { get; private set; } = null!;
    public DateTimeOffset CreatedAt { get; private set; }

    public static Person Create(Guid id, Protected? name, Protected phone, DateTimeOffset at) => new()
    {
        Id = id,
        Name = name,
        Phone = phone,
        CreatedAt = at,
    };

    public void Rename(Protected name) => Name = name;

    public void ChangePhone(Protected phone) => Phone = phone;
}
