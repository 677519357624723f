using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Makes the name characters of people who were saved before there were any; a worker, because a migration has no keys.</summary>
internal sealed class NameCharactersFiller(IServiceScopeFactory scopes, TimeProvider clock, ILogger<NameCharactersFiller> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    private const int BatchSize = 500;

    protected override TimeSpan Pause => TimeSpan.FromHours(12);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        await FillAsync(services.GetRequiredService<PortalDbContext>(), services.GetRequiredService<IPersonalDataCipher>(), cancellationToken) > 0;

    /// <returns>How many characters were added.</returns>
    public static async Task<int> FillAsync(PortalDbContext db, IPersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var people = await db.People.AsNoTracking()
            .Where(p => p.Name != null && !db.NameCharacters.Any(c => c.PersonId == p.Id))
            .OrderBy(p => p.Id).Take(BatchSize).Select(p => new { p.Id, p.Name }).ToListAsync(cancellationToken);
        foreach (var person in people)
            db.NameCharacters.AddRange(cipher.NameCharacters(cipher.Reveal(person.Name!, PersonalDataKind.Name)).Select(c => new NameCharacter(person.Id, c)));
        return await db.SaveChangesAsync(cancellationToken);
    }
}
