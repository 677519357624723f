using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Notifications;

internal sealed class NewsMapping : IEntityTypeConfiguration<News>
{
    public void Configure(EntityTypeBuilder<News> builder)
    {
        // Nearly empty at all times, and written beside the hottest moves: no index but the key, and no foreign keys.
        builder.ToTable("news");
        builder.Ignore(n => n.Audience);
        builder.Property(n => n.UnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(n => n.SubjectKind).HasMaxLength(NotificationMapping.MaxSubject);
        builder.Property(n => n.SubjectId).HasMaxLength(NotificationMapping.MaxSubject);
        builder.Property(n => n.Facts!).HasFacts();
    }
}

internal sealed class NotificationMapping : IEntityTypeConfiguration<Notification>
{
    public const int MaxSubject = 40;

    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("notifications");
        builder.Property(n => n.SubjectKind).HasMaxLength(MaxSubject);
        builder.Property(n => n.SubjectId).HasMaxLength(MaxSubject);
        builder.Property(n => n.Facts).HasFacts();
        // The promise that nobody is told of one event twice.
        builder.HasIndex(n => new { n.NewsId, n.PersonId }).IsUnique();
        builder.HasIndex(n => new { n.PersonId, n.At, n.Id }).HasDatabaseName("ix_notifications_inbox");
        // The number in every header.
        builder.HasIndex(n => n.PersonId).HasDatabaseName("ix_notifications_unread").HasFilter("read_at IS NULL");
        // For the cleaner.
        builder.HasIndex(n => n.At);
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages");
        builder.Property(m => m.SubjectKind).HasMaxLength(NotificationMapping.MaxSubject);
        builder.Property(m => m.SubjectId).HasMaxLength(NotificationMapping.MaxSubject);
        builder.Property(m => m.LastError).HasMaxLength(40);
        // Whoever sends beyond the lease finds that somebody else has claimed it since.
        builder.Property(m => m.Attempts).IsConcurrencyToken();
        builder.Property(m => m.Facts).HasFacts();
        // The promise that nothing is sent twice by one channel.
        builder.HasIndex(m => new { m.NewsId, m.Channel, m.TargetId }).IsUnique();
        builder.HasIndex(m => m.NextAttemptAt).HasDatabaseName("ix_outbox_messages_due").HasFilter("state = 1");
        builder.HasIndex(m => new { m.SettledAt, m.Id }).HasDatabaseName("ix_outbox_messages_dead").HasFilter("state = 3");
        // For the cleaner.
        builder.HasIndex(m => m.SettledAt).HasDatabaseName("ix_outbox_messages_settled").HasFilter("settled_at IS NOT NULL");
        builder.HasIndex(m => m.PersonId).HasFilter("person_id IS NOT NULL");
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class NotificationSettingsMappings : IEntityTypeConfiguration<NotificationSettings>, IEntityTypeConfiguration<NotificationChoice>
{
    public void Configure(EntityTypeBuilder<NotificationSettings> builder)
    {
        builder.ToTable("notification_settings");
        builder.HasKey(s => s.PersonId);
        builder.Ignore(s => s.Quiet);
        builder.Property(s => s.Version).IsRowVersion();
        builder.HasOne<Person>().WithOne().HasForeignKey<NotificationSettings>(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<NotificationChoice> builder)
    {
        builder.ToTable("notification_choices");
        builder.HasKey(c => new { c.PersonId, c.Topic });
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class EmailAddressMapping : IEntityTypeConfiguration<EmailAddress>
{
    public void Configure(EntityTypeBuilder<EmailAddress> builder)
    {
        builder.ToTable("email_addresses");
        builder.HasKey(e => e.PersonId);
        builder.Protected(e => e.Address, PersonalDataKind.Email);
        builder.Property(e => e.Version).IsRowVersion();
        builder.HasOne<Person>().WithOne().HasForeignKey<EmailAddress>(e => e.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PushSubscriptionMapping : IEntityTypeConfiguration<PushSubscription>
{
    public void Configure(EntityTypeBuilder<PushSubscription> builder)
    {
        builder.ToTable("push_subscriptions");
        builder.Property(s => s.Endpoint).HasMaxLength(PushSubscription.MaxEndpoint);
        builder.Property(s => s.P256dh).HasMaxLength(100);
        builder.Property(s => s.Auth).HasMaxLength(40);
        builder.Property(s => s.Device).HasMaxLength(60);
        builder.HasIndex(s => s.EndpointHash).IsUnique();
        builder.HasIndex(s => s.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class FactsMapping
{
    /// <summary>A small object of texts, as jsonb.</summary>
    public static void HasFacts(this PropertyBuilder<Dictionary<string, string>> property) =>
        property.HasColumnType("jsonb").HasConversion(
            facts => JsonSerializer.Serialize(facts, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Web)!,
            new ValueComparer<Dictionary<string, string>>((a, b) => ReferenceEquals(a, b), f => f.Count, f => f));

}
