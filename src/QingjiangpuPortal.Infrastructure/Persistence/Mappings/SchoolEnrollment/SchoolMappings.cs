using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.SchoolEnrollment;

internal sealed class SchoolMappings : IEntityTypeConfiguration<School>, IEntityTypeConfiguration<SchoolCampus>, IEntityTypeConfiguration<CatchmentArea>
{
    public void Configure(EntityTypeBuilder<School> builder)
    {
        // Some hundred rows, read whole: no index but the key.
        builder.ToTable("schools");
        builder.HasKey(s => s.Code);
        builder.Property(s => s.Version).IsRowVersion();
        builder.Ignore(s => s.HasCatchments);
        builder.Property(s => s.Code).HasMaxLength(OrgCode.MaxLength);
        builder.Property(s => s.Name).HasMaxLength(60);
        builder.Property(s => s.GroupName).HasMaxLength(60);
        builder.Property(s => s.Address).HasMaxLength(200);
        builder.Property(s => s.Phone).HasMaxLength(30);
        builder.HasOne<OrgUnit>().WithOne().HasForeignKey<School>(s => s.Code).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SchoolCampus> builder)
    {
        builder.ToTable("school_campuses");
        builder.Property(c => c.SchoolCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(c => c.Name).HasMaxLength(60);
        builder.Property(c => c.Address).HasMaxLength(200);
        builder.HasOne<School>().WithMany().HasForeignKey(c => c.SchoolCode).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => c.SchoolCode);
    }

    public void Configure(EntityTypeBuilder<CatchmentArea> builder)
    {
        builder.ToTable("catchment_areas");
        builder.Property(c => c.SchoolCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(c => c.AreaCode).HasMaxLength(OrgCode.MaxLength);
        builder.HasOne<School>().WithMany().HasForeignKey(c => c.SchoolCode).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => c.AreaCode);
        builder.HasIndex(c => c.SchoolCode);
    }
}

internal sealed class AdmissionRoundMappings : IEntityTypeConfiguration<AdmissionRound>, IEntityTypeConfiguration<RoundLottery>, IEntityTypeConfiguration<SchoolSeats>
{
    public void Configure(EntityTypeBuilder<AdmissionRound> builder)
    {
        builder.ToTable("admission_rounds");
        builder.Property(r => r.Version).IsRowVersion();
        builder.ComplexProperty(r => r.Days);
        builder.HasIndex(r => new { r.Year, r.Stage }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RoundLottery> builder)
    {
        builder.ToTable("round_lotteries");
        builder.HasKey(l => l.RoundId);
        builder.Property(l => l.Version).IsRowVersion();
        builder.Ignore(l => l.Receipts);
        builder.Protected(l => l.Seed, PersonalDataKind.LotterySeed);
        builder.Property(l => l.Commitment).HasMaxLength(64);
        builder.Property(l => l.ListDigest).HasMaxLength(64);
        builder.Property(l => l.PublicSeed).HasMaxLength(64);
        builder.Property(l => l.DrawName).HasMaxLength(120);
        builder.Property(l => l.DrawText).HasMaxLength(400);
        builder.HasOne<AdmissionRound>().WithOne().HasForeignKey<RoundLottery>(l => l.RoundId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SchoolSeats> builder)
    {
        builder.ToTable("school_seats");
        builder.HasKey(s => new { s.RoundId, s.SchoolCode });
        builder.Property(s => s.Version).IsRowVersion();
        builder.Property(s => s.SchoolCode).HasMaxLength(OrgCode.MaxLength);
        builder.HasOne<AdmissionRound>().WithMany().HasForeignKey(s => s.RoundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<School>().WithMany().HasForeignKey(s => s.SchoolCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SchoolApplicationMappings :
    IEntityTypeConfiguration<SchoolApplication>, IEntityTypeConfiguration<SchoolPreference>, IEntityTypeConfiguration<SchoolApplicationEntry>
{
    public void Configure(EntityTypeBuilder<SchoolApplication> builder)
    {
        // A child is in a round once: an index over the blind index of a protected property, which the migration adds by hand; so is the one of dwellings.
        builder.ToTable("school_applications");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsRowVersion();
        builder.Ignore(a => a.Number);
        builder.Property(a => a.Sequence).UseHiLo(PortalDbContext.SchoolApplicationSequence);
        builder.HasAlternateKey(a => a.Sequence);
        builder.Protected(a => a.ChildName, PersonalDataKind.Name);
        builder.Protected(a => a.ChildIdNumber, PersonalDataKind.IdNumber);
        builder.Protected(a => a.Address, PersonalDataKind.Address);
        builder.Protected(a => a.PropertyNumber, PersonalDataKind.PropertyNumber);
        builder.ComplexProperty(a => a.Facts);
        builder.ComplexProperty(a => a.FiledFacts);
        builder.Protected(a => a.FiledPropertyNumber, PersonalDataKind.PropertyNumber);
        builder.Property(a => a.PlaceCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(a => a.HandlingSchoolCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(a => a.PrimarySchoolCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(a => a.PlacedSchoolCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(a => a.Reason).HasMaxLength(1000);
        builder.Property(a => a.AppealText).HasMaxLength(1000);
        builder.Property(a => a.AppealAnswer).HasMaxLength(1000);
        builder.HasOne<AdmissionRound>().WithMany().HasForeignKey(a => a.RoundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<School>().WithMany().HasForeignKey(a => a.HandlingSchoolCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<School>().WithMany().HasForeignKey(a => a.PlacedSchoolCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<School>().WithMany().HasForeignKey(a => a.PrimarySchoolCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.GuardianId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(a => new { a.GuardianId, a.SubmittedAt });
        // Queues and counts: of a round, and of a school in it.
        builder.HasIndex(a => new { a.RoundId, a.Status, a.EffectiveAt, a.Id });
        builder.HasIndex(a => new { a.HandlingSchoolCode, a.RoundId, a.Status, a.EffectiveAt, a.Id });
        builder.HasIndex(a => new { a.PlacedSchoolCode, a.RoundId, a.Status }).HasFilter("placed_school_code IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<SchoolPreference> builder)
    {
        // No school twice: the key.
        builder.ToTable("school_preferences");
        builder.HasKey(p => new { p.ApplicationId, p.SchoolCode });
        builder.Property(p => p.SchoolCode).HasMaxLength(OrgCode.MaxLength);
        builder.HasOne<SchoolApplication>().WithMany().HasForeignKey(p => p.ApplicationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<School>().WithMany().HasForeignKey(p => p.SchoolCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.SchoolCode, p.OrderAtSchool });
    }

    public void Configure(EntityTypeBuilder<SchoolApplicationEntry> builder)
    {
        builder.ToTable("school_application_entries");
        builder.Property(e => e.SchoolCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(e => e.Note).HasMaxLength(1000);
        builder.HasOne<SchoolApplication>().WithMany().HasForeignKey(e => e.ApplicationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(e => new { e.ApplicationId, e.Id });
    }
}

internal sealed class PlacementMappings : IEntityTypeConfiguration<PlacementRun>, IEntityTypeConfiguration<PlacementResult>
{
    public void Configure(EntityTypeBuilder<PlacementRun> builder)
    {
        builder.ToTable("placement_runs");
        builder.HasOne<AdmissionRound>().WithMany().HasForeignKey(r => r.RoundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.RoundId, r.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlacementResult> builder)
    {
        builder.ToTable("placement_results");
        builder.HasKey(r => new { r.RunId, r.ApplicationId });
        builder.Property(r => r.SchoolCode).HasMaxLength(OrgCode.MaxLength);
        builder.HasOne<PlacementRun>().WithMany().HasForeignKey(r => r.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
