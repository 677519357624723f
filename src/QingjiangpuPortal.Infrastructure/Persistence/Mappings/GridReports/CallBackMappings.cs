using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.GridReports;

internal sealed class CallBackMappings : IEntityTypeConfiguration<CallBack>, IEntityTypeConfiguration<CallBackDraw>
{
    public void Configure(EntityTypeBuilder<CallBack> builder)
    {
        builder.ToTable("call_backs");
        builder.Property(c => c.Version).IsRowVersion();
        builder.HasOne<GridReport>().WithMany().HasForeignKey(c => c.ReportId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.DrawnFor, c.Id }).HasDatabaseName("ix_call_backs_waiting").HasFilter("done_at IS NULL");
        // What was done lately, for the numbers over the queue: never the years before.
        builder.HasIndex(c => c.DoneAt).HasDatabaseName("ix_call_backs_done").HasFilter("done_at IS NOT NULL").IncludeProperties(c => new { c.ReportId, c.Reached });
        // A report that was closed twice can be drawn twice.
        builder.HasIndex(c => new { c.ReportId, c.DrawnFor }).IsUnique().HasDatabaseName("ix_call_backs_report");
    }

    public void Configure(EntityTypeBuilder<CallBackDraw> builder)
    {
        builder.ToTable("call_back_draws");
        builder.HasKey(d => d.Day);
    }
}
