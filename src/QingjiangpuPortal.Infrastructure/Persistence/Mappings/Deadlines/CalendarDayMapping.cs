using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Deadlines;

internal sealed class CalendarDayMapping : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> builder)
    {
        builder.ToTable("calendar_days");
        builder.HasKey(d => d.Day);
        builder.Property(d => d.Name).HasMaxLength(20);
    }
}
