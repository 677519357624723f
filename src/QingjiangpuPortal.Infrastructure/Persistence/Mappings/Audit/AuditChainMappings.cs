using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Audit;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Audit;

internal sealed class AuditLeafMapping : IEntityTypeConfiguration<AuditLeaf>
{
    public void Configure(EntityTypeBuilder<AuditLeaf> builder)
    {
        // Partitioned by month like the lines, so that a month goes at once.
        builder.ToTable("audit_leaves");
        builder.HasKey(l => new { l.EntryId, l.RecordedAt });
        builder.HasIndex(l => new { l.Batch, l.Position });
    }
}

internal sealed class AuditBatchMapping : IEntityTypeConfiguration<AuditBatch>
{
    public void Configure(EntityTypeBuilder<AuditBatch> builder)
    {
        builder.ToTable("audit_batches");
        builder.HasKey(b => b.Number);
        builder.Property(b => b.Number).ValueGeneratedNever();
    }
}

internal sealed class AuditPruningMapping : IEntityTypeConfiguration<AuditPruning>
{
    public void Configure(EntityTypeBuilder<AuditPruning> builder)
    {
        builder.ToTable("audit_prunings");
        builder.HasKey(p => p.Month);
    }
}
