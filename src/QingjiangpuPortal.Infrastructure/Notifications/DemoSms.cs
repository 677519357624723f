using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Notifications;

/// <summary>A short message of the demo profile: instead of being sent it is shown in the developer outbox.</summary>
public sealed class DemoSms
{
    public Guid Id { get; init; }
    public required string MobileNumber { get; init; }
    public required string Text { get; init; }
    public DateTimeOffset SentAt { get; init; }
}

internal sealed class DemoSmsMapping : IEntityTypeConfiguration<DemoSms>
{
    public void Configure(EntityTypeBuilder<DemoSms> builder)
    {
        builder.ToTable("demo_sms", t => t.HasComment("Demo profile only: the developer outbox. Empty in production."));
        builder.HasIndex(s => s.SentAt);
    }
}

/// <summary>What the developer outbox shows.</summary>
public interface IDemoOutbox
{
    /// <summary>The latest messages, the latest first.</summary>
    Task<IReadOnlyList<DemoSms>> LatestAsync(CancellationToken cancellationToken);
}

/// <summary>The demo profile's sender: saved together with what caused the message.</summary>
internal sealed class DemoSmsSender(PortalDbContext db, TimeProvider clock) : ISmsSender, IDemoOutbox
{
    private const int Shown = 20;

    public bool IsAvailable => true;

    public Task SendAsync(string mobileNumber, string text, CancellationToken cancellationToken)
    {
        db.DemoSms.Add(new() { Id = Guid.CreateVersion7(), MobileNumber = mobileNumber, Text = text, SentAt = clock.GetUtcNow() });
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<DemoSms>> LatestAsync(CancellationToken cancellationToken) =>
        await db.DemoSms.AsNoTracking().OrderByDescending(s => s.SentAt).Take(Shown).ToListAsync(cancellationToken);
}

/// <summary>A deployment without a gateway: pages do not offer codes, and nothing pretends to send.</summary>
internal sealed class NoSmsSender : ISmsSender
{
    public bool IsAvailable => false;

    public Task SendAsync(string mobileNumber, string text, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No SMS gateway is configured.");
}
