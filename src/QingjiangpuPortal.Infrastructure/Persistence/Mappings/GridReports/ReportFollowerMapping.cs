using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.GridReports;

internal sealed class ReportFollowerMapping : IEntityTypeConfiguration<ReportFollower>
{
    public void Configure(EntityTypeBuilder<ReportFollower> builder)
    {
        builder.ToTable("report_followers");
        builder.Property(f => f.Words).HasMaxLength(ReportFollower.MaxWords);
        builder.Protected(f => f.ContactPhone, PersonalDataKind.Phone);
        builder.HasOne<GridReport>().WithMany().HasForeignKey(f => f.ReportId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Cascade);
        // Who follows a report and how many; nobody twice.
        builder.HasIndex(f => new { f.ReportId, f.PersonId }).IsUnique().HasDatabaseName("ix_report_followers_report");
        builder.HasIndex(f => new { f.PersonId, f.FollowedAt, f.Id }).HasDatabaseName("ix_report_followers_mine").HasFilter("person_id IS NOT NULL");
        builder.HasIndex(f => f.LinkHash).IsUnique().HasFilter("link_hash IS NOT NULL");
    }
}
