using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Patrols;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Patrols;

internal sealed class PatrolMappings : IEntityTypeConfiguration<Patrol>, IEntityTypeConfiguration<PatrolItem>
{
    public void Configure(EntityTypeBuilder<Patrol> builder)
    {
        builder.ToTable("patrols");
        builder.Property(p => p.Version).IsRowVersion();
        builder.Property(p => p.UnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(p => p.StreetCode).HasMaxLength(9);
        builder.Property(p => p.Note).HasMaxLength(1000);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => p.PersonId).IsUnique().HasFilter("ended_at IS NULL").HasDatabaseName("ix_patrols_open");
        builder.HasIndex(p => new { p.StreetCode, p.StartedAt, p.Id }).HasDatabaseName("ix_patrols_latest_street");
        builder.HasIndex(p => new { p.StartedAt, p.Id }).HasDatabaseName("ix_patrols_latest");
        // For what is held about a person, and the deletion of their account.
        builder.HasIndex(p => new { p.PersonId, p.StartedAt, p.Id });
    }

    public void Configure(EntityTypeBuilder<PatrolItem> builder)
    {
        builder.ToTable("patrol_items");
        builder.HasKey(i => i.Code);
        builder.Property(i => i.Code).HasMaxLength(20);
        builder.Property(i => i.Name).HasMaxLength(40);
        builder.Property(i => i.NameInEnglish).HasMaxLength(80);
    }
}
