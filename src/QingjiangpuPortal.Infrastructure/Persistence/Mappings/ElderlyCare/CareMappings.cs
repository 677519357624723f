using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.ElderlyCare;

internal sealed class CareRuleSetMapping : IEntityTypeConfiguration<CareRuleSet>
{
    public void Configure(EntityTypeBuilder<CareRuleSet> builder)
    {
        builder.ToTable("care_rule_sets");
        builder.Property(s => s.Rules).HasRules();
        builder.HasIndex(s => s.ValidFrom).IsUnique();
    }
}

internal sealed class CareRequestMappings :
    IEntityTypeConfiguration<CareRequest>, IEntityTypeConfiguration<CareRequestTimelineEntry>, IEntityTypeConfiguration<AssessmentVisit>
{
    public void Configure(EntityTypeBuilder<CareRequest> builder)
    {
        builder.ToTable("care_requests");
        builder.Property(r => r.Version).IsRowVersion();
        builder.Ignore(r => r.Number);
        builder.Property(r => r.Sequence).UseHiLo(PortalDbContext.CareRequestSequence);
        builder.HasAlternateKey(r => r.Sequence);
        builder.Protected(r => r.ElderName, PersonalDataKind.Name);
        builder.Protected(r => r.ElderIdNumber, PersonalDataKind.IdNumber);
        builder.Protected(r => r.Phone, PersonalDataKind.Phone);
        builder.Protected(r => r.Address, PersonalDataKind.Address);
        builder.Protected(r => r.Door, PersonalDataKind.Position);
        builder.Property(r => r.PlaceCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(r => r.HandlingUnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(r => r.Remark).HasMaxLength(1000);
        builder.Property(r => r.EntitlementName).HasMaxLength(80);
        builder.Property(r => r.PlaceStreetCode).HasComputedColumnSql("left(place_code, 9)::varchar(9)", stored: true).HasMaxLength(9);
        builder.Property(r => r.PlaceCommunityCode).HasComputedColumnSql("left(place_code, 12)::varchar(12)", stored: true).HasMaxLength(12);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.ApplicantId).OnDelete(DeleteBehavior.Restrict);

        // Queues: what waits for a unit, what is due first on top. Lists, the latest first, for whom a place is theirs.
        builder.HasIndex(r => new { r.HandlingUnitCode, r.DueAt, r.Id }).HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_care_requests_queue");
        builder.HasIndex(r => new { r.RecordedAt, r.Id }).HasDatabaseName("ix_care_requests_latest");
        builder.HasIndex(r => new { r.PlaceStreetCode, r.RecordedAt, r.Id }).HasDatabaseName("ix_care_requests_latest_street");
        builder.HasIndex(r => new { r.PlaceCommunityCode, r.RecordedAt, r.Id }).HasDatabaseName("ix_care_requests_latest_community");
        builder.HasIndex(r => new { r.ApplicantId, r.RecordedAt, r.Id }).HasDatabaseName("ix_care_requests_mine");
        // What a period decided, for the dashboard.
        builder.HasIndex(r => r.DecidedAt).HasFilter("decided_at IS NOT NULL").HasDatabaseName("ix_care_requests_decided");
        builder.HasIndex(r => r.ActsAt).HasFilter("acts_at IS NOT NULL").HasDatabaseName("ix_care_requests_acts");
    }

    public void Configure(EntityTypeBuilder<CareRequestTimelineEntry> builder)
    {
        builder.ToTable("care_request_timeline");
        builder.Property(t => t.Note).HasMaxLength(1000);
        builder.Property(t => t.PostUnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.HasOne<CareRequest>().WithMany().HasForeignKey(t => t.RequestId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(t => new { t.RequestId, t.Id });
    }

    public void Configure(EntityTypeBuilder<AssessmentVisit> builder)
    {
        builder.ToTable("care_assessments");
        builder.Property(a => a.Version).IsRowVersion();
        builder.Ignore(a => a.Findings);
        builder.HasOne<CareRequest>().WithMany().HasForeignKey(a => a.RequestId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(a => a.RequestId).IsUnique();
    }
}

internal sealed class CareServiceMappings :
    IEntityTypeConfiguration<CarePlan>, IEntityTypeConfiguration<CareQuota>, IEntityTypeConfiguration<ServiceOrder>, IEntityTypeConfiguration<CareSettlement>,
    IEntityTypeConfiguration<HomeAdaptation>
{
    public void Configure(EntityTypeBuilder<CarePlan> builder)
    {
        builder.ToTable("care_plans");
        builder.Property(p => p.Version).IsRowVersion();
        builder.Property(p => p.PlaceCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(p => p.PlaceStreetCode).HasComputedColumnSql("left(place_code, 9)::varchar(9)", stored: true).HasMaxLength(9);
        builder.Property(p => p.PlaceCommunityCode).HasComputedColumnSql("left(place_code, 12)::varchar(12)", stored: true).HasMaxLength(12);
        builder.HasOne<CareRequest>().WithMany().HasForeignKey(p => p.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.RequestId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CareQuota> builder)
    {
        builder.ToTable("care_quotas", t => t.HasCheckConstraint("ck_care_quotas_taken", "taken_fen BETWEEN 0 AND granted_fen"));
        builder.HasKey(q => new { q.PlanId, q.Month });
        builder.Property(q => q.Version).IsRowVersion();
        builder.Ignore(q => q.LeftFen);
        builder.HasOne<CarePlan>().WithMany().HasForeignKey(q => q.PlanId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ServiceOrder> builder)
    {
        builder.ToTable("service_orders");
        builder.Property(o => o.Version).IsRowVersion();
        builder.Property(o => o.ProviderCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(o => o.PlaceCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(o => o.Note).HasMaxLength(1000);
        builder.HasOne<CarePlan>().WithMany().HasForeignKey(o => o.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CareSettlement>().WithMany().HasForeignKey(o => o.SettlementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => new { o.PlanId, o.PlannedAt, o.Id });
        builder.HasIndex(o => new { o.ProviderCode, o.PlannedAt, o.Id }).HasDatabaseName("ix_service_orders_provider");
        // What a settlement takes, and one visit of a carer at a time.
        builder.HasIndex(o => new { o.ProviderCode, o.CheckedOutAt }).HasFilter("status = 4 AND settlement_id IS NULL").HasDatabaseName("ix_service_orders_to_settle");
        // What a period did, for the dashboard.
        builder.HasIndex(o => o.CheckedOutAt).HasFilter("status = 4").HasDatabaseName("ix_service_orders_done");
        builder.HasIndex(o => o.SettlementId).HasFilter("settlement_id IS NOT NULL");
        builder.HasIndex(o => o.CarerId).IsUnique().HasFilter("status = 3").HasDatabaseName("ix_service_orders_running");
    }

    public void Configure(EntityTypeBuilder<HomeAdaptation> builder)
    {
        builder.ToTable("home_adaptations", t => t.HasCheckConstraint("ck_home_adaptations_public", "public_fen BETWEEN 0 AND total_fen"));
        builder.Property(a => a.Version).IsRowVersion();
        builder.Protected(a => a.Household, PersonalDataKind.Address);
        builder.Property(a => a.PlaceCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(a => a.ProviderCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(a => a.Lines).HasColumnType("jsonb")
            .HasConversion(lines => JsonSerializer.Serialize(lines, JsonSerializerOptions.Web), text => JsonSerializer.Deserialize<List<AdaptationLine>>(text, JsonSerializerOptions.Web)!);
        builder.Ignore(a => a.FamilyFen);
        builder.HasOne<CareRequest>().WithMany().HasForeignKey(a => a.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CareSettlement>().WithMany().HasForeignKey(a => a.SettlementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.RequestId, a.Id });
        // What waits for a builder, what a settlement takes, and what a period accepted, for the dashboard.
        builder.HasIndex(a => new { a.ProviderCode, a.PlannedAt, a.Id }).HasFilter("status IN (2, 3)").HasDatabaseName("ix_home_adaptations_provider");
        builder.HasIndex(a => new { a.ProviderCode, a.AcceptedAt }).HasFilter("status = 4 AND settlement_id IS NULL").HasDatabaseName("ix_home_adaptations_to_settle");
        builder.HasIndex(a => a.AcceptedAt).HasFilter("accepted_at IS NOT NULL").HasDatabaseName("ix_home_adaptations_accepted");
        builder.HasIndex(a => a.SettlementId).HasFilter("settlement_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<CareSettlement> builder)
    {
        builder.ToTable("care_settlements", t => t.HasCheckConstraint("ck_care_settlements_sum", "paid_fen = ordered_fen - deducted_fen"));
        builder.Property(s => s.ProviderCode).HasMaxLength(OrgCode.MaxLength);
        builder.HasIndex(s => new { s.ProviderCode, s.Month, s.Id });
    }
}
