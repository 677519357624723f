using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Facilities;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Facilities;

internal sealed class FacilityMapping : IEntityTypeConfiguration<Facility>
{
    public void Configure(EntityTypeBuilder<Facility> builder)
    {
        // A hundred and fifty rows, read whole: no index but the key.
        builder.ToTable("facilities");
        builder.HasKey(f => f.Code);
        builder.Property(f => f.Code).HasMaxLength(Facility.CodeLength);
        builder.Property(f => f.AreaCode).HasMaxLength(12);
        builder.Property(f => f.StreetCode).HasMaxLength(9);
        builder.Property(f => f.Name).HasMaxLength(60);
        builder.Property(f => f.Address).HasMaxLength(200);
        builder.Property(f => f.OpeningHours).HasMaxLength(80);
        builder.Property(f => f.Phone).HasMaxLength(30);
    }
}
