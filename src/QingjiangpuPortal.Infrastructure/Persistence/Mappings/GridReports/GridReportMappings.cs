using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.Facilities;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Patrols;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.GridReports;

internal sealed class ReportCategoryMapping : IEntityTypeConfiguration<ReportCategory>
{
    public void Configure(EntityTypeBuilder<ReportCategory> builder)
    {
        builder.ToTable("report_categories");
        builder.HasKey(c => c.Code);
        builder.Property(c => c.Code).HasMaxLength(5);
        builder.Property(c => c.Version).IsRowVersion();
        builder.Property(c => c.Name).HasMaxLength(40);
        builder.Property(c => c.NameInEnglish).HasMaxLength(80);
        foreach (var limit in (string[])[nameof(ReportCategory.AcceptLimit), nameof(ReportCategory.ResolveLimit), nameof(ReportCategory.VerifyLimit)])
            builder.Property<TimeLimit>(limit).HasConversion(l => l.ToString(), text => TimeLimit.Parse(text)).HasMaxLength(7);
        builder.HasOne<ReportCategory>().WithMany().HasForeignKey(c => c.ParentCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GridReportMapping : IEntityTypeConfiguration<GridReport>
{
    public void Configure(EntityTypeBuilder<GridReport> builder)
    {
        builder.ToTable("grid_reports");
        builder.Property(r => r.Version).IsRowVersion();
        builder.Ignore(r => r.Number);
        builder.Ignore(r => r.Pauses);
        builder.Ignore(r => r.PlannedPauses);
        builder.Ignore(r => r.UnitAbove);
        builder.Ignore(r => r.UnitBelow);
        // Flat, and null where the clock never stood still: filing writes nothing for it.
        builder.Property<DateTimeOffset[]?>("_pauses").HasColumnName("pauses");

        // Blocks of the sequence are taken ahead, so that filing needs no round trip for a number; gaps do not matter.
        // A key, not a unique index: EF Core makes values ahead for keys only.
        builder.Property(r => r.Sequence).UseHiLo(PortalDbContext.ReportSequence);
        builder.HasAlternateKey(r => r.Sequence);

        builder.Property(r => r.CategoryCode).HasMaxLength(5);
        builder.Property(r => r.Description).HasMaxLength(1000);
        builder.Property(r => r.Address).HasMaxLength(200);
        builder.Property(r => r.PlaceCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(r => r.HandlingUnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(r => r.AssigneeUnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.Protected(r => r.ContactName, PersonalDataKind.Name);
        builder.Protected(r => r.ContactPhone, PersonalDataKind.Phone);

        builder.Property(r => r.PlaceStreetCode).HasComputedColumnSql(Prefix("place_code", 9), stored: true);
        builder.Property(r => r.PlaceCommunityCode).HasComputedColumnSql(Prefix("place_code", 12), stored: true);
        builder.Property(r => r.PlaceGridCode).HasComputedColumnSql(Prefix("place_code", 15), stored: true);
        builder.Property(r => r.HandlingStreetCode).HasComputedColumnSql(AreaPrefix("handling_unit_code", 9), stored: true);
        builder.Property(r => r.HandlingCommunityCode).HasComputedColumnSql(AreaPrefix("handling_unit_code", 12), stored: true);
        builder.Property(r => r.HandlingGridCode).HasComputedColumnSql(AreaPrefix("handling_unit_code", 15), stored: true);

        builder.HasOne<ReportCategory>().WithMany().HasForeignKey(r => r.CategoryCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.LinkHash).IsUnique();

        // Every index here costs every filing, so there are as few as serve the lists. Queues: what is open, per grid, per street
        // and for the whole district, what is due first on top; a community's are filtered from its street's, a micro-grid's from its grid's.
        Queue(builder.HasIndex(r => new { r.DueAt, r.Id }), "ix_grid_reports_queue_district");
        Queue(builder.HasIndex(r => new { r.HandlingStreetCode, r.DueAt, r.Id }), "ix_grid_reports_queue_street");
        Queue(builder.HasIndex(r => new { r.HandlingGridCode, r.DueAt, r.Id }), "ix_grid_reports_queue_grid");
        Queue(builder.HasIndex(r => new { r.AssigneeUnitCode, r.DueAt, r.Id }), "ix_grid_reports_queue_department", "due_at IS NOT NULL AND assignee_unit_code IS NOT NULL");
        Queue(builder.HasIndex(r => new { r.AssigneeId, r.DueAt, r.Id }), "ix_grid_reports_queue_assignee", "due_at IS NOT NULL AND assignee_id IS NOT NULL");

        // Lists, the latest first. A community's reports are filtered from its street's, a micro-grid's from its grid's.
        builder.HasIndex(r => new { r.RecordedAt, r.Id }).HasDatabaseName("ix_grid_reports_latest");
        builder.HasIndex(r => new { r.HandlingStreetCode, r.RecordedAt, r.Id }).HasDatabaseName("ix_grid_reports_latest_street");
        builder.HasIndex(r => new { r.HandlingGridCode, r.RecordedAt, r.Id }).HasDatabaseName("ix_grid_reports_latest_grid");
        builder.HasIndex(r => new { r.AssigneeUnitCode, r.RecordedAt, r.Id }).HasDatabaseName("ix_grid_reports_latest_department").HasFilter("assignee_unit_code IS NOT NULL");
        builder.HasIndex(r => new { r.PlaceStreetCode, r.RecordedAt, r.Id }).HasDatabaseName("ix_grid_reports_latest_place_street");
        builder.HasIndex(r => new { r.PlaceGridCode, r.RecordedAt, r.Id }).HasDatabaseName("ix_grid_reports_latest_place_grid");
        builder.HasIndex(r => new { r.ReporterId, r.RecordedAt, r.Id }).HasDatabaseName("ix_grid_reports_mine").HasFilter("reporter_id IS NOT NULL");
        builder.HasIndex(r => r.NextSignalAt).HasDatabaseName("ix_grid_reports_next_signal").HasFilter("next_signal_at IS NOT NULL");
        builder.HasIndex(r => r.SuspendedUntil).HasDatabaseName("ix_grid_reports_suspended").HasFilter("suspended_until IS NOT NULL");
        builder.HasIndex(r => r.PrimaryId).HasDatabaseName("ix_grid_reports_merged").HasFilter("primary_id IS NOT NULL");
        builder.HasOne<GridReport>().WithMany().HasForeignKey(r => r.PrimaryId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(r => r.StationCode).HasMaxLength(Facility.CodeLength);
        builder.HasOne<Facility>().WithMany().HasForeignKey(r => r.StationCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Patrol>().WithMany().HasForeignKey(r => r.PatrolId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(r => r.PatrolId).HasDatabaseName("ix_grid_reports_patrol").HasFilter("patrol_id IS NOT NULL");
        builder.HasIndex(r => r.ResolvedAt).HasDatabaseName("ix_grid_reports_resolved").HasFilter("resolved_at IS NOT NULL");
        builder.HasIndex(r => r.ClosedAt).HasDatabaseName("ix_grid_reports_closed").HasFilter("closed_at IS NOT NULL");

        // Open and near a point: a band of latitudes of the open ones, of which longitudes are filtered.
        builder.HasIndex(r => new { r.Latitude, r.Longitude }).HasDatabaseName("ix_grid_reports_open_near").HasFilter("due_at IS NOT NULL");
    }

    private static void Queue(IndexBuilder<GridReport> index, string name, string filter = "due_at IS NOT NULL") =>
        index.HasDatabaseName(name).HasFilter(filter).IncludeProperties(r => r.Status);

    private static string Prefix(string column, int length) => $"left({column}, {length})";

    /// <summary>Null where the unit stands above that level, so that no unit seems to lie in itself.</summary>
    private static string AreaPrefix(string column, int length) => $"CASE WHEN length({column}) >= {length} THEN left({column}, {length}) END";
}

internal sealed class GridReportTimelineMapping : IEntityTypeConfiguration<GridReportTimelineEntry>
{
    public void Configure(EntityTypeBuilder<GridReportTimelineEntry> builder)
    {
        // Partitioned by month on recorded_at: the first migration creates the table by hand.
        builder.ToTable("grid_report_timeline");
        builder.HasKey(t => new { t.Id, t.RecordedAt });
        builder.Property(t => t.Note).HasMaxLength(1000);
        builder.Property(t => t.PostUnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.HasIndex(t => new { t.ReportId, t.RecordedAt });
    }
}
