using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Disputes;

internal sealed class DisputeMappings :
    IEntityTypeConfiguration<DisputeRecord>, IEntityTypeConfiguration<DisputeParty>, IEntityTypeConfiguration<MediationSession>
{
    public void Configure(EntityTypeBuilder<DisputeRecord> builder)
    {
        builder.ToTable("dispute_records");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Version).IsRowVersion();
        builder.Protected(d => d.Mediator, PersonalDataKind.Name);
        builder.HasOne<GridReport>().WithOne().HasForeignKey<DisputeRecord>(d => d.Id).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DisputeParty> builder)
    {
        // By a party's number an account finds what is held about it: the migration adds that index by hand.
        builder.ToTable("dispute_parties");
        builder.Protected(p => p.Name, PersonalDataKind.Name);
        builder.Protected(p => p.Phone, PersonalDataKind.Phone);
        builder.Protected(p => p.IdNumber, PersonalDataKind.IdNumber);
        builder.HasOne<GridReport>().WithMany().HasForeignKey(p => p.ReportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.ReportId);
    }

    public void Configure(EntityTypeBuilder<MediationSession> builder)
    {
        builder.ToTable("mediation_sessions");
        builder.Property(s => s.Text).HasMaxLength(2000);
        builder.HasOne<GridReport>().WithMany().HasForeignKey(s => s.ReportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => s.ReportId);
    }
}

internal sealed class LegalAidMappings : IEntityTypeConfiguration<LegalAidMember>, IEntityTypeConfiguration<LegalAidAppointment>
{
    public void Configure(EntityTypeBuilder<LegalAidMember> builder)
    {
        builder.ToTable("legal_aid_members");
        builder.Property(m => m.Version).IsRowVersion();
        builder.Property(m => m.CommunityCode).HasMaxLength(12);
        builder.Property(m => m.Name).HasMaxLength(40);
        builder.Property(m => m.Office).HasMaxLength(80);
        builder.Property(m => m.OfficePhone).HasMaxLength(30);
        builder.Property(m => m.Days).HasMaxLength(80);
        builder.HasIndex(m => new { m.CommunityCode, m.Kind }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LegalAidAppointment> builder)
    {
        // That one of the four is in one place at a time is an exclusion constraint, which the migration adds by hand.
        builder.ToTable("legal_aid_appointments");
        builder.Property(a => a.Version).IsRowVersion();
        builder.Property(a => a.Name).HasMaxLength(40);
        builder.Property(a => a.Office).HasMaxLength(80);
        builder.Property(a => a.OfficePhone).HasMaxLength(30);
        builder.Property(a => a.Place).HasMaxLength(200);
        builder.HasOne<GridReport>().WithMany().HasForeignKey(a => a.ReportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LegalAidMember>().WithMany().HasForeignKey(a => a.MemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => a.ReportId);
    }
}
