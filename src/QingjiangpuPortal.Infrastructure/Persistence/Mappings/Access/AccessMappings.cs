using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Access;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Access;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Access;

internal sealed class BlockedSourceMapping : IEntityTypeConfiguration<BlockedSource>
{
    public void Configure(EntityTypeBuilder<BlockedSource> builder)
    {
        builder.ToTable("blocked_sources");
        builder.Property(b => b.Version).IsRowVersion();
        builder.Property(b => b.Network).HasMaxLength(43);
        builder.Property(b => b.Reason).HasMaxLength(1000);
        builder.HasOne<Person>().WithMany().HasForeignKey(b => b.PersonId).OnDelete(DeleteBehavior.Cascade);
        // Both the list of the administrator and what every instance keeps in memory: what was not ended, the latest first.
        builder.HasIndex(b => new { b.BlockedAt, b.Id }).HasFilter("ended_at IS NULL");
    }
}

internal sealed class SpentChallengeMapping : IEntityTypeConfiguration<SpentChallenge>
{
    public void Configure(EntityTypeBuilder<SpentChallenge> builder)
    {
        builder.ToTable("spent_challenges");
        builder.HasKey(c => c.Id);
        builder.HasIndex(c => c.ExpiresAt);
    }
}
