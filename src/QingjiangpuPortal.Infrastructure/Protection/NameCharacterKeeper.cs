using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>
/// Keeps the search by name characters true: whoever sets or changes a name, wherever, has its characters saved with it.
/// </summary>
internal sealed class NameCharacterKeeper(IPersonalDataCipher cipher) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        eventData.Context!.ChangeTracker.Entries<Person>().Any(HasNewName)
            ? throw new InvalidOperationException("Names are saved asynchronously.")
            : result;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (PortalDbContext)eventData.Context!;
        foreach (var entry in db.ChangeTracker.Entries<Person>().Where(HasNewName).ToList())
        {
            var person = entry.Entity;
            List<NameCharacter> before = entry.State == EntityState.Added
                ? [] : await db.NameCharacters.Where(c => c.PersonId == person.Id).ToListAsync(cancellationToken);
            var now = person.Name is { } name ? cipher.NameCharacters(cipher.Reveal(name, PersonalDataKind.Name)) : [];
            db.NameCharacters.RemoveRange(before.Where(old => !now.Any(character => Is(old, character))));
            db.NameCharacters.AddRange(now.Where(character => !before.Any(old => Is(old, character))).Select(character => new NameCharacter(person.Id, character)));
        }
        return result;
    }

    private static bool HasNewName(EntityEntry<Person> entry) =>
        entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.ComplexProperty(p => p.Name!).IsModified);

    private static bool Is(NameCharacter row, byte[] character) => row.Character.AsSpan().SequenceEqual(character);
}
