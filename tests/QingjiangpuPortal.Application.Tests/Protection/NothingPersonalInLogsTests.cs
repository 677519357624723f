using System.Security.Cryptography;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Protection;

public sealed class NothingPersonalInLogsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Name = "欧阳若兰";
    private const string Phone = "13612345678";

    [Fact]
    public async Task Protecting_revealing_and_failing_log_nothing_personal_at_any_level()
    {
        var log = new CollectedLog();
        await using var instance = new PortalInstance(portal, log: log);
        var (name, phone) = (instance.Cipher.Protect(Name, PersonalDataKind.Name), instance.Cipher.Protect(Phone, PersonalDataKind.Phone));
        instance.Cipher.Reveal(name, PersonalDataKind.Name);
        var failures = new List<Exception>
        {
            Assert.ThrowsAny<CryptographicException>(() => instance.Cipher.Reveal(name, PersonalDataKind.Phone)),
            Assert.ThrowsAny<CryptographicException>(() => instance.Cipher.Reveal(new Protected(name.Ciphertext[..10], name.BlindIndex), PersonalDataKind.Name)),
        };

        Assert.False((await SendAsync(portal.SecurityAdministrator, new AddStaff(Name, Phone, "a long password", PostKind.GridWorker, DemoAccounts.Grid))).IsError);
        Assert.False((await SendAsync(portal.SecurityAdministrator, new ListStaff(Phone: Phone, Name: Name))).IsError);
        Assert.False((await SendAsync(by: null, portal.Filing() with { ContactName = Name, ContactPhone = Phone })).IsError);
        Assert.True((await SendAsync(by: null, new SignInWithPassword(Phone, "a wrong password"))).IsError);
        // The database refuses a number that is there already; EF Core logs it.
        failures.Add(await Assert.ThrowsAsync<DbUpdateException>(() => instance.QueryAsync(async db =>
        {
            db.People.Add(Person.Create(Guid.CreateVersion7(), name, phone, portal.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        })));

        var said = log.Lines.Concat(failures.Select(f => f.ToString())).ToList();
        Assert.True(said.Count > 20);
        foreach (var clear in new[] { Name, Phone, "a long password", Convert.ToHexString(phone.BlindIndex) })
            Assert.DoesNotContain(said, line => line.Contains(clear, StringComparison.OrdinalIgnoreCase));

        Task<ErrorOr.ErrorOr<T>> SendAsync<T>(Guid? by, IRequest<ErrorOr.ErrorOr<T>> request) => instance.WithAsync(async (IServiceProvider services) =>
        {
            if (by is { } person) await ((CurrentUser)services.GetService(typeof(CurrentUser))!).ActAsAsync(person, CancellationToken.None);
            return await ((IMediator)services.GetService(typeof(IMediator))!).Send(request);
        });
    }
}
