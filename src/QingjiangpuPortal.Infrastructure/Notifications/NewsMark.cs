using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QingjiangpuPortal.Infrastructure.Notifications;

/// <summary>How far a worker that tells of many things together has come; whoever holds the row's lock does the next stretch.</summary>
public sealed class NewsMark
{
    public const string NewReports = "new-reports";

    public required string Name { get; init; }
    public DateTimeOffset UpTo { get; set; }
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
