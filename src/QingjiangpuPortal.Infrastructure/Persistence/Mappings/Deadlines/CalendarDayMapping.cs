using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Deadlines;

internal sealed class CalendarDayMapping : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> builder)
    {
        builder.ToTable("calendar_days");
        builder.HasKey(d => d.Day);
        builder.Property(d => d.Version).IsRowVersion();
        builder.Property(d => d.Name).HasMaxLength(CalendarDay.NameLength);
    }
}

internal sealed class OfficeHoursMapping : IEntityTypeConfiguration<OfficeHours>
{
    public void Configure(EntityTypeBuilder<OfficeHours> builder)
    {
        builder.ToTable("office_hours");
        builder.HasKey(h => h.ValidFrom);
        builder.Ignore(h => h.PeriodsText);
        builder.Property(h => h.Periods).HasMaxLength(60).HasConversion(
            periods => OfficeHours.TextOf(periods), text => Read(text),
            new ValueComparer<IReadOnlyList<OfficePeriod>>((a, b) => a!.SequenceEqual(b!), periods => periods.Count));
    }

    private static IReadOnlyList<OfficePeriod> Read(string text) =>
        OfficeHours.TryParsePeriods(text, out var periods) ? periods : throw new InvalidOperationException($"'{text}' are no office hours.");
}

internal sealed class ReckoningMapping : IEntityTypeConfiguration<Reckoning>
{
    public void Configure(EntityTypeBuilder<Reckoning> builder)
    {
        builder.ToTable("reckonings");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
    }
}
