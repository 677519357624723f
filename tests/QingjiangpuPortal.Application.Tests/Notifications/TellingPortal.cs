using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Notifications;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Notifications;

/// <summary>The portal with a real mail server and a gateway over HTTP; its workers' rounds are the test's to start.</summary>
public sealed class TellingPortal : PortalFixture
{
    internal TestMailServer Mail { get; } = new();
    internal TestGateway Gateway { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        Gateway = await TestGateway.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Gateway.DisposeAsync();
        await Mail.DisposeAsync();
    }

    protected override void Configure(PortalSettings settings)
    {
        settings.Smtp = new() { Host = "127.0.0.1", Port = Mail.Port, Tls = SmtpTls.None, From = "portal@example.gov.cn", Timeout = TimeSpan.FromSeconds(10) };
        settings.SmsGateway = new() { Url = Gateway.Address + "/sms", Key = "a key", Timeout = TimeSpan.FromSeconds(2) };
        settings.WebPush = new() { Subject = "mailto:ops@example.gov.cn", Services = ["127.0.0.1"], Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <summary>Everything that happened becomes notifications and messages.</summary>
    public async Task TellAsync()
    {
        await using var scope = ServiceProvider.CreateAsyncScope();
        while (await scope.ServiceProvider.GetRequiredService<NewsFanOut>().TellAsync(CancellationToken.None) > 0)
        {
        }
    }

    /// <summary>One round of the dispatcher.</summary>
    public async Task<int> DispatchAsync()
    {
        await using var scope = ServiceProvider.CreateAsyncScope();
        return await OutboxDispatcher.DispatchAsync(
            scope.ServiceProvider.GetRequiredService<Infrastructure.Persistence.PortalDbContext>(), ServiceProvider.GetRequiredService<IServiceScopeFactory>(), Clock, CancellationToken.None);
    }

    /// <summary>Somebody with a confirmed mail address.</summary>
    public async Task<(Guid Id, string Email)> SomebodyAsync(params Domain.Organization.HeldPost[] posts)
    {
        var id = await AddPersonAsync(posts);
        var address = $"{id:N}@example.com";
        await QueryAsync(async db =>
        {
            var email = EmailAddress.Of(id);
            email.Expect(ServiceProvider.GetRequiredService<IPersonalDataCipher>().Protect(address, PersonalDataKind.Email), [1], Clock.GetUtcNow());
            email.Confirm([1], Clock.GetUtcNow());
            db.EmailAddresses.Add(email);
            return await db.SaveChangesAsync();
        });
        return (id, address);
    }

    /// <summary>Tells somebody something by one channel only.</summary>
    public async Task<OutboxMessage> MessageAsync(Guid personId, NotificationChannels channel, NotificationKind kind = NotificationKind.ReportResolved)
    {
        var report = await this.FileAsync();
        await QueryAsync(async db =>
        {
            if (!await db.NotificationChoices.AnyAsync(c => c.PersonId == personId)) db.NotificationChoices.Add(NotificationChoice.Of(personId, NotificationTopic.MyReports, channel));
            db.News.Add(News.Of(Guid.NewGuid(), kind, Audience.Person(personId), "GridReport", report.Id.ToString(), byId: null, Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        await TellAsync();
        return await QueryAsync(db => db.OutboxMessages.AsNoTracking().Where(m => m.PersonId == personId && m.Channel == channel).OrderByDescending(m => m.Id).FirstAsync());
    }

    public Task<OutboxMessage> MessageAsync(Guid id) => QueryAsync(db => db.OutboxMessages.AsNoTracking().SingleAsync(m => m.Id == id));
}
