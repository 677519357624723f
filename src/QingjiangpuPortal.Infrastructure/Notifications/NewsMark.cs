using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Notifications;

/// <summary>How far a worker that tells of many things together has come; whoever holds the row's lock does the next stretch.</summary>
public sealed class NewsMark
{
    public const string NewReports = "new-reports";
    public const string GivenUp = "given-up";
    public const string CalendarYear = "calendar-year";

    public required string Name { get; init; }
    public DateTimeOffset UpTo { get; set; }

    /// <summary>Sets the mark the first time, outside of any transaction: what is rolled back would never begin.</summary>
    internal static Task EnsureAsync(PortalDbContext db, string name, DateTimeOffset first, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"INSERT INTO news_marks (name, up_to) VALUES ({name}, {first}) ON CONFLICT (name) DO NOTHING", cancellationToken);

    /// <summary>The mark, locked until the transaction ends; <c>null</c> while another instance has it.</summary>
    internal static Task<NewsMark?> ClaimAsync(PortalDbContext db, string name, CancellationToken cancellationToken) =>
        db.NewsMarks.FromSql($"SELECT * FROM news_marks WHERE name = {name} FOR UPDATE SKIP LOCKED").SingleOrDefaultAsync(cancellationToken);
}

internal sealed class NewsMarkMapping : IEntityTypeConfiguration<NewsMark>
{
    public void Configure(EntityTypeBuilder<NewsMark> builder)
    {
        builder.ToTable("news_marks");
        builder.HasKey(m => m.Name);
        builder.Property(m => m.Name).HasMaxLength(30);
    }
}
