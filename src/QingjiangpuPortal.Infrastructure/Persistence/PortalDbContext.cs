using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Infrastructure.Access;
using QingjiangpuPortal.Infrastructure.Notifications;
using QingjiangpuPortal.Infrastructure.Protection;

namespace QingjiangpuPortal.Infrastructure.Persistence;

public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options) : PortalDb(options), IDataProtectionKeyContext
{
    public const string ReportSequence = "grid_report_number";

    public const string CareRequestSequence = "care_request_number";

    public const string InsuranceSequence = "insurance_enrollment_number";

    /// <summary>How many numbers an instance takes ahead; what a restart leaves unused is skipped.</summary>
    public const int ReportSequenceBlock = 50;

    public const string SchoolApplicationSequence = "school_application_number";

    /// <summary>The keys that seal cookies and forms; in the database, because every instance needs the same.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<WrappedKey> WrappedKeys => Set<WrappedKey>();
    public DbSet<RotationProgress> RotationProgress => Set<RotationProgress>();
    public DbSet<DemoSms> DemoSms => Set<DemoSms>();
    public DbSet<DemoMail> DemoMails => Set<DemoMail>();
    public DbSet<NewsMark> NewsMarks => Set<NewsMark>();
    public DbSet<SpentChallenge> SpentChallenges => Set<SpentChallenge>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        // An index exists because a query uses it, not because there is a foreign key.
        configurationBuilder.Conventions.Remove<Microsoft.EntityFrameworkCore.Metadata.Conventions.ForeignKeyIndexConvention>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Ignore<IDomainEvent>();
        modelBuilder.HasSequence<long>(ReportSequence).IncrementsBy(ReportSequenceBlock);
        modelBuilder.HasSequence<long>(CareRequestSequence).IncrementsBy(ReportSequenceBlock);
        modelBuilder.HasSequence<long>(SchoolApplicationSequence).IncrementsBy(ReportSequenceBlock);
        modelBuilder.HasSequence<long>(InsuranceSequence).IncrementsBy(ReportSequenceBlock);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        // Codes are digits and capitals: in byte order they compare fastest, and a prefix can use an index.
        foreach (var code in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties())
            .Where(p => p.ClrType == typeof(string) && p.Name.EndsWith("Code", StringComparison.Ordinal)))
            code.SetCollation("C");
    }
}
