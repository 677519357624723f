using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Volunteers;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Volunteers;

internal sealed class VolunteerTaskMapping : IEntityTypeConfiguration<VolunteerTask>
{
    public void Configure(EntityTypeBuilder<VolunteerTask> builder)
    {
        builder.ToTable("volunteer_tasks");
        builder.Property(t => t.Version).IsRowVersion();
        builder.Property(t => t.Note).HasMaxLength(1000);
        builder.HasOne<GridReport>().WithMany().HasForeignKey(t => t.ReportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => t.ReportId, "Report").HasDatabaseName("ix_volunteer_tasks_report");
        builder.HasIndex(t => t.ReportId, "Open").IsUnique().HasFilter("ended_at IS NULL").HasDatabaseName("ix_volunteer_tasks_open");
    }
}

internal sealed class VolunteerPlaceMapping : IEntityTypeConfiguration<VolunteerPlace>
{
    public void Configure(EntityTypeBuilder<VolunteerPlace> builder)
    {
        builder.ToTable("volunteer_places");
        builder.Property(p => p.Version).IsRowVersion();
        builder.Property(p => p.Note).HasMaxLength(1000);
        builder.HasOne<VolunteerTask>().WithMany().HasForeignKey(p => p.TaskId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => new { p.TaskId, p.PersonId }).IsUnique();
        builder.HasIndex(p => new { p.PersonId, p.AskedAt, p.Id }).HasDatabaseName("ix_volunteer_places_mine");
    }
}
