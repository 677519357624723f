using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.Protection;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Protection;

internal sealed class WrappedKeyMapping : IEntityTypeConfiguration<WrappedKey>
{
    public void Configure(EntityTypeBuilder<WrappedKey> builder)
    {
        builder.ToTable("protection_keys");
        builder.HasKey(k => new { k.Purpose, k.Version });
        // Versions count up by themselves; of two that make the same one, the second fails.
        builder.Property(k => k.Version).ValueGeneratedNever();
    }
}

internal sealed class RotationProgressMapping : IEntityTypeConfiguration<RotationProgress>
{
    public void Configure(EntityTypeBuilder<RotationProgress> builder)
    {
        builder.ToTable("key_rotation_progress");
        builder.HasKey(p => new { p.Version, p.ColumnName });
        builder.Property(p => p.ColumnName).HasMaxLength(130);
    }
}

internal sealed class RevealMapping : IEntityTypeConfiguration<Reveal>
{
    public void Configure(EntityTypeBuilder<Reveal> builder)
    {
        builder.ToTable("reveals");
        builder.Ignore(r => r.Reason);
        builder.Property(r => r.SubjectKind).HasMaxLength(40);
        builder.Property(r => r.Note).HasMaxLength(1000);
        // Serves "may this viewer see it now?" of every page that could show it.
        builder.HasIndex(r => new { r.ViewerId, r.SubjectId, r.ExpiresAt });
    }
}
