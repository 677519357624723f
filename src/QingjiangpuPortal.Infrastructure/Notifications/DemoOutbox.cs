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

/// <summary>A mail of the demo profile, likewise.</summary>
public sealed class DemoMail
{
    public Guid Id { get; init; }
    public required string Address { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public DateTimeOffset SentAt { get; init; }
}

internal sealed class DemoOutboxMappings : IEntityTypeConfiguration<DemoSms>, IEntityTypeConfiguration<DemoMail>
{
    private const string Comment = "Demo profile only: the developer outbox. Empty in production.";

    public void Configure(EntityTypeBuilder<DemoSms> builder)
    {
        builder.ToTable("demo_sms", t => t.HasComment(Comment));
        builder.HasIndex(s => s.SentAt);
    }

    public void Configure(EntityTypeBuilder<DemoMail> builder)
    {
        builder.ToTable("demo_mails", t => t.HasComment(Comment));
        builder.HasIndex(m => m.SentAt);
    }
}

/// <summary>What the developer outbox shows.</summary>
public interface IDemoOutbox
{
    /// <summary>The latest short messages, the latest first.</summary>
    Task<IReadOnlyList<DemoSms>> LatestAsync(CancellationToken cancellationToken);

    /// <summary>The latest mails, the latest first.</summary>
    Task<IReadOnlyList<DemoMail>> LatestMailsAsync(CancellationToken cancellationToken);
}

/// <summary>The demo profile's sender: saved together with what caused the message. A repetition of one message stays one, as a gateway keeps it.</summary>
internal sealed class DemoOutbox(PortalDbContext db, TimeProvider clock) : ISmsSender, IMailSender, IDemoOutbox
{
    private const int Shown = 20;

    public bool IsAvailable => true;

    public async Task SendAsync(string mobileNumber, string text, Guid key, CancellationToken cancellationToken)
    {
        if (await db.DemoSms.FindAsync([key], cancellationToken) is not null) return;
        db.DemoSms.Add(new() { Id = key, MobileNumber = mobileNumber, Text = text, SentAt = clock.GetUtcNow() });
    }

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (await db.DemoMails.FindAsync([mail.Key], cancellationToken) is not null) return;
        db.DemoMails.Add(new() { Id = mail.Key, Address = mail.To, Subject = mail.Subject, Text = mail.Text, SentAt = clock.GetUtcNow() });
    }

    public async Task<IReadOnlyList<DemoSms>> LatestAsync(CancellationToken cancellationToken) =>
        await db.DemoSms.AsNoTracking().OrderByDescending(s => s.SentAt).Take(Shown).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<DemoMail>> LatestMailsAsync(CancellationToken cancellationToken) =>
        await db.DemoMails.AsNoTracking().OrderByDescending(m => m.SentAt).Take(Shown).ToListAsync(cancellationToken);
}

/// <summary>A deployment without a gateway: pages do not offer codes, and nothing pretends to send.</summary>
internal sealed class NoSmsSender : ISmsSender
{
    public bool IsAvailable => false;

    public Task SendAsync(string mobileNumber, string text, Guid key, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No SMS gateway is configured.");
}

/// <summary>A deployment without a mail server: pages do not offer mail.</summary>
internal sealed class NoMailSender : IMailSender
{
    public bool IsAvailable => false;

    public Task SendAsync(Mail mail, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No mail server is configured.");
}
