using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.SocialInsurance;

internal sealed class InsuranceRuleSetMapping : IEntityTypeConfiguration<InsuranceRuleSet>
{
    public void Configure(EntityTypeBuilder<InsuranceRuleSet> builder)
    {
        builder.ToTable("insurance_rule_sets");
        builder.Property(s => s.Rules).HasRules();
        builder.HasIndex(s => s.ValidFrom).IsUnique();
    }
}

internal sealed class InsuranceEnrollmentMappings : IEntityTypeConfiguration<InsuranceEnrollment>, IEntityTypeConfiguration<InsuranceTimelineEntry>
{
    public void Configure(EntityTypeBuilder<InsuranceEnrollment> builder)
    {
        builder.ToTable("insurance_enrollments");
        builder.Property(e => e.Version).IsRowVersion();
        builder.Ignore(e => e.Number);
        builder.Property(e => e.Sequence).UseHiLo(PortalDbContext.InsuranceSequence);
        builder.HasAlternateKey(e => e.Sequence);
        builder.Protected(e => e.PersonName, PersonalDataKind.Name);
        builder.Protected(e => e.PersonIdNumber, PersonalDataKind.IdNumber);
        builder.Protected(e => e.Phone, PersonalDataKind.Phone);
        builder.Protected(e => e.Address, PersonalDataKind.Address);
        builder.Property(e => e.PlaceCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(e => e.HandlingUnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(e => e.Remark).HasMaxLength(1000);
        builder.Property(e => e.PlaceStreetCode).HasComputedColumnSql("left(place_code, 9)::varchar(9)", stored: true).HasMaxLength(9);
        builder.Property(e => e.PlaceCommunityCode).HasComputedColumnSql("left(place_code, 12)::varchar(12)", stored: true).HasMaxLength(12);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.ApplicantId).OnDelete(DeleteBehavior.Restrict);

        // Queues: what waits for a unit, what is due first on top. Lists, the latest first, for whom a place is theirs. Of a person and scheme one is open (SQL of the migration).
        builder.HasIndex(e => new { e.HandlingUnitCode, e.DueAt, e.Id }).HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_insurance_enrollments_queue");
        builder.HasIndex(e => new { e.RecordedAt, e.Id }).HasDatabaseName("ix_insurance_enrollments_latest");
        builder.HasIndex(e => new { e.PlaceStreetCode, e.RecordedAt, e.Id }).HasDatabaseName("ix_insurance_enrollments_latest_street");
        builder.HasIndex(e => new { e.PlaceCommunityCode, e.RecordedAt, e.Id }).HasDatabaseName("ix_insurance_enrollments_latest_community");
        builder.HasIndex(e => new { e.ApplicantId, e.RecordedAt, e.Id }).HasDatabaseName("ix_insurance_enrollments_mine");
        builder.HasIndex(e => e.ActsAt).HasFilter("acts_at IS NOT NULL").HasDatabaseName("ix_insurance_enrollments_acts");
        // Who is insured, for the dashboard: the index alone answers.
        builder.HasIndex(e => new { e.PlaceCode, e.Scheme }).HasFilter($"status = {(int)InsuranceStatus.Active}").HasDatabaseName("ix_insurance_enrollments_active");
    }

    public void Configure(EntityTypeBuilder<InsuranceTimelineEntry> builder)
    {
        builder.ToTable("insurance_timeline");
        builder.Property(t => t.Note).HasMaxLength(1000);
        builder.Property(t => t.PostUnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.HasOne<InsuranceEnrollment>().WithMany().HasForeignKey(t => t.EnrollmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(t => new { t.EnrollmentId, t.Id });
    }
}

internal sealed class InsuranceMoneyMappings : IEntityTypeConfiguration<Bill>, IEntityTypeConfiguration<Payment>, IEntityTypeConfiguration<AccountPosting>
{
    public void Configure(EntityTypeBuilder<Bill> builder)
    {
        builder.ToTable("insurance_bills", t => t.HasCheckConstraint("ck_insurance_bills_parts", "amount_fen >= 0 AND account_fen BETWEEN 0 AND amount_fen AND subsidy_fen >= 0"));
        builder.Property(b => b.Version).IsRowVersion();
        builder.HasOne<InsuranceEnrollment>().WithMany().HasForeignKey(b => b.EnrollmentId).OnDelete(DeleteBehavior.Restrict);
        // A period is billed once.
        builder.HasIndex(b => new { b.EnrollmentId, b.PeriodFrom }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("insurance_payments");
        builder.Property(p => p.Version).IsRowVersion();
        builder.Property(p => p.Reference).HasMaxLength(Payment.MaxReference);
        builder.HasOne<Bill>().WithMany().HasForeignKey(p => p.BillId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.EnrollmentId, p.ConfirmedAt }).HasFilter("state IN (3, 5)").HasDatabaseName("ix_insurance_payments_surplus");
        // A bill is paid by one payment, whatever two call-backs at one time think.
        builder.HasIndex(p => p.BillId).IsUnique().HasFilter("state = 2").HasDatabaseName("ix_insurance_payments_posted");
    }

    public void Configure(EntityTypeBuilder<AccountPosting> builder)
    {
        builder.ToTable("account_postings", t => t.HasCheckConstraint("ck_account_postings_sides", "amount_fen > 0 AND \"from\" <> \"to\""));
        builder.HasOne<Bill>().WithMany().HasForeignKey(p => p.BillId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Payment>().WithMany().HasForeignKey(p => p.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.EnrollmentId, p.PostedAt, p.Id });
        // Each part of a bill is posted once, and each payment is a surplus, and goes back, once.
        builder.HasIndex(p => new { p.BillId, p.Kind }).IsUnique().HasFilter("kind IN (1, 2, 3)").HasDatabaseName("ix_account_postings_bill");
        builder.HasIndex(p => new { p.PaymentId, p.Kind }).IsUnique().HasFilter("kind IN (4, 5)").HasDatabaseName("ix_account_postings_surplus");
    }
}

internal sealed class CoverageMappings : IEntityTypeConfiguration<CoverageTask>, IEntityTypeConfiguration<ServicePoint>
{
    public void Configure(EntityTypeBuilder<CoverageTask> builder)
    {
        builder.ToTable("coverage_tasks");
        builder.Property(t => t.Version).IsRowVersion();
        builder.Protected(t => t.Name, PersonalDataKind.Name);
        builder.Protected(t => t.Phone, PersonalDataKind.Phone);
        builder.Protected(t => t.IdNumber, PersonalDataKind.IdNumber);
        builder.Property(t => t.GridCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(t => t.StreetCode).HasComputedColumnSql("left(grid_code, 9)::varchar(9)", stored: true).HasMaxLength(9);
        builder.Property(t => t.CommunityCode).HasComputedColumnSql("left(grid_code, 12)::varchar(12)", stored: true).HasMaxLength(12);
        builder.Property(t => t.Note).HasMaxLength(1000);
        builder.HasIndex(t => new { t.GridCode, t.DueAt, t.Id }).HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_coverage_tasks_grid");
        builder.HasIndex(t => new { t.CommunityCode, t.DueAt, t.Id }).HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_coverage_tasks_community");
        builder.HasIndex(t => new { t.StreetCode, t.DueAt, t.Id }).HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_coverage_tasks_street");
    }

    public void Configure(EntityTypeBuilder<ServicePoint> builder)
    {
        builder.ToTable("service_points");
        builder.HasKey(p => p.Code);
        builder.Property(p => p.Code).HasMaxLength(ServicePoint.CodeLength);
        builder.Property(p => p.AreaCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(p => p.Name).HasMaxLength(80);
        builder.Property(p => p.Address).HasMaxLength(200);
        builder.Property(p => p.OpeningHours).HasMaxLength(80);
        builder.Property(p => p.Phone).HasMaxLength(20);
    }
}
