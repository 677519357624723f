using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.GridReports;

internal sealed class StatisticMappings :
    IEntityTypeConfiguration<GridReportStatisticDelta>, IEntityTypeConfiguration<GridReportStatistic>, IEntityTypeConfiguration<OpenReportCount>,
    IEntityTypeConfiguration<GridReportNumbers>, IEntityTypeConfiguration<OpenReportNumbers>
{
    private const int PartLength = 3;

    /// <summary>Byte order: every key here is compared, never sorted for people.</summary>
    private const string ByteOrder = "C";

    public void Configure(EntityTypeBuilder<GridReportStatisticDelta> builder)
    {
        // No index beside the key: readers look at all of the few rows, and every filing writes one.
        builder.ToTable("grid_report_statistic_deltas");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.PlaceCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(s => s.CategoryCode).HasMaxLength(5);
    }

    public void Configure(EntityTypeBuilder<GridReportStatistic> builder)
    {
        builder.ToTable("grid_report_statistics");
        builder.HasKey(s => new { s.UnitCode, s.Period, s.Part });
        builder.Property(s => s.UnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(s => s.Part).HasMaxLength(PartLength).UseCollation(ByteOrder);
    }

    public void Configure(EntityTypeBuilder<OpenReportCount> builder)
    {
        builder.ToTable("open_report_counts");
        builder.HasKey(s => new { s.UnitCode, s.Part, s.DueDay });
        builder.Property(s => s.UnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(s => s.Part).HasMaxLength(PartLength).UseCollation(ByteOrder);
        // Finds what the folder has to remove.
        builder.HasIndex(s => s.DueDay).HasDatabaseName("ix_open_report_counts_none").HasFilter("open = 0");
    }

    public void Configure(EntityTypeBuilder<GridReportNumbers> builder) => builder.HasNoKey().ToView("grid_report_numbers");

    public void Configure(EntityTypeBuilder<OpenReportNumbers> builder) => builder.HasNoKey().ToView("open_report_numbers");
}
