using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Audit;

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        // Partitioned by month on recorded_at. The key is ordered by time, so it also serves the list of the latest.
        builder.ToTable("audit_entries");
        builder.HasKey(e => new { e.Id, e.RecordedAt });
        builder.Property(e => e.Action).HasMaxLength(80);
        builder.Property(e => e.PostUnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(e => e.Address).HasMaxLength(45);
        builder.Property(e => e.SubjectKind).HasMaxLength(40);
        builder.Property(e => e.SubjectId).HasMaxLength(40);
        builder.Property(e => e.Result).HasMaxLength(80);
        builder.Property(e => e.Reason).HasMaxLength(1000);
        // What a period holds, and what is not sealed yet.
        builder.HasIndex(e => new { e.RecordedAt, e.Id });
        // By action and by kind; most lines are changes, which need no index to be found.
        builder.HasIndex(e => new { e.Action, e.Id });
        builder.HasIndex(e => new { e.Kind, e.Id }).HasFilter("kind <> 1");
        builder.HasIndex(e => e.Id).HasDatabaseName("ix_audit_entries_refused_id").HasFilter($"result <> '{AuditEntry.Done}'");
        builder.HasIndex(e => new { e.PersonId, e.Id }).HasFilter("person_id IS NOT NULL");
        builder.HasIndex(e => new { e.ActorId, e.Id }).HasFilter("actor_id IS NOT NULL");
        builder.HasIndex(e => new { e.SubjectId, e.Id }).HasFilter("subject_id IS NOT NULL");
    }
}
