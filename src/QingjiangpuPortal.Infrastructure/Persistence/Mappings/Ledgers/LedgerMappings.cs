using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Ledgers;

internal sealed class LedgerPersonMappings : IEntityTypeConfiguration<LedgerPerson>, IEntityTypeConfiguration<LedgerNameCharacter>, IEntityTypeConfiguration<LedgerLink>
{
    public void Configure(EntityTypeBuilder<LedgerPerson> builder)
    {
        // One person for one ID number is an index on its blind index, which the migration adds by hand.
        builder.ToTable("ledger_people");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsRowVersion();
        builder.Protected(p => p.Name, PersonalDataKind.Name);
        builder.Protected(p => p.IdNumber, PersonalDataKind.IdNumber);
        builder.Protected(p => p.BirthDate, PersonalDataKind.BirthDate);
        builder.Protected(p => p.Sex, PersonalDataKind.Sex);
        builder.Property(p => p.HukouPlaceCode).HasMaxLength(OrgCode.MaxLength);
        builder.Property(p => p.HomePlaceCode).HasMaxLength(OrgCode.MaxLength);
        builder.HasMany(p => p.NameCharacters).WithOne().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
        // Whoever has a post in a unit sees whose hukou or whose home lies there: prefixes, for the codes stand in byte order. Whoever asks
        // who lives in a unit pages through them by home.
        builder.HasIndex(p => p.HukouPlaceCode);
        builder.HasIndex(p => new { p.HomePlaceCode, p.Id });
    }

    public void Configure(EntityTypeBuilder<LedgerNameCharacter> builder)
    {
        builder.ToTable("ledger_name_characters");
        // Serves both ways: who has this character, and has this person it, too?
        builder.HasKey(c => new { c.Character, c.PersonId });
    }

    public void Configure(EntityTypeBuilder<LedgerLink> builder)
    {
        builder.ToTable("ledger_links");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<LedgerPerson>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(l => new { l.AccountId, l.PersonId }).IsUnique();
        builder.HasIndex(l => l.PersonId);
        builder.HasIndex(l => l.AccountId).IsUnique().HasFilter("kind = 1").HasDatabaseName("ix_ledger_links_own_person");
        // A second index on one column needs a name of its own.
        builder.HasIndex(l => l.PersonId, "own_account").IsUnique().HasFilter("kind = 1").HasDatabaseName("ix_ledger_links_own_account");
    }
}

/// <summary>Entries are read by their person, all at once.</summary>
internal sealed class LedgerEntryMappings :
    IEntityTypeConfiguration<LedgerFact>, IEntityTypeConfiguration<Household>, IEntityTypeConfiguration<HouseholdMember>, IEntityTypeConfiguration<Dwelling>,
    IEntityTypeConfiguration<DwellingTie>
{
    public void Configure(EntityTypeBuilder<LedgerFact> builder)
    {
        builder.ToTable("ledger_facts");
        Entry(builder);
        builder.Property(f => f.Value).HasMaxLength(LedgerFact.MaxValue);
        builder.Protected(f => f.Number, PersonalDataKind.Phone);
    }

    public void Configure(EntityTypeBuilder<Household> builder)
    {
        // Unique by the blind index of its number: by hand in the migration.
        builder.ToTable("households");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Protected(h => h.Number, PersonalDataKind.HouseholdNumber);
    }

    public void Configure(EntityTypeBuilder<HouseholdMember> builder)
    {
        builder.ToTable("household_members");
        Entry(builder);
        builder.HasOne(m => m.Household).WithMany().HasForeignKey(m => m.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => m.HouseholdId);
    }

    public void Configure(EntityTypeBuilder<Dwelling> builder)
    {
        // Unique by place and the blind index of its address: by hand in the migration.
        builder.ToTable("dwellings");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.PlaceCode).HasMaxLength(OrgCode.MaxLength);
        builder.Protected(d => d.Address, PersonalDataKind.Address);
    }

    public void Configure(EntityTypeBuilder<DwellingTie> builder)
    {
        builder.ToTable("dwelling_ties");
        Entry(builder);
        builder.Protected(t => t.CertificateNumber, PersonalDataKind.PropertyNumber);
        builder.HasOne(t => t.Dwelling).WithMany().HasForeignKey(t => t.DwellingId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void Entry<T>(EntityTypeBuilder<T> builder) where T : LedgerEntry
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.ComplexProperty(e => e.Origin, origin =>
        {
            Named(o => o.Source, "source");
            Named(o => o.RecordedAt, "recorded_at");
            Named(o => o.RecordedById, "recorded_by_id");
            Named(o => o.ImportId, "import_id");
            Named(o => o.Note, "note").HasMaxLength(Provenance.MaxNote);

            ComplexTypePropertyBuilder<TValue> Named<TValue>(Expression<Func<Provenance, TValue>> property, string column) => origin.Property(property).HasColumnName(column);
        });
        builder.HasOne<LedgerPerson>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(e => e.PersonId);
    }
}

internal sealed class LedgerImportMappings :
    IEntityTypeConfiguration<LedgerImport>, IEntityTypeConfiguration<LedgerImportPart>, IEntityTypeConfiguration<LedgerImportRow>
{
    public void Configure(EntityTypeBuilder<LedgerImport> builder)
    {
        builder.ToTable("ledger_imports");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.OriginAddress).HasMaxLength(45);
        builder.Property(i => i.FailureCode).HasMaxLength(60);
        builder.Property(i => i.Rows).HasColumnName("row_count");
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.SenderId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(i => new { i.SenderId, i.Id });
        // What the worker looks for every few seconds: hardly ever more than a handful.
        builder.HasIndex(i => i.Id).HasDatabaseName("ix_ledger_imports_unfinished").HasFilter("finished_at IS NULL");
        // Whose refused rows are to be forgotten.
        builder.HasIndex(i => i.FinishedAt).HasFilter("refused > 0");
    }

    public void Configure(EntityTypeBuilder<LedgerImportPart> builder)
    {
        builder.ToTable("ledger_import_parts");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Protected(p => p.Content, PersonalDataKind.UploadedFile);
        builder.HasOne<LedgerImport>().WithMany().HasForeignKey(p => p.ImportId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => new { p.ImportId, p.Position }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LedgerImportRow> builder)
    {
        builder.ToTable("ledger_import_rows");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Problems).HasMaxLength(LedgerImportRow.MaxProblems);
        builder.Protected(r => r.Content, PersonalDataKind.ImportedRow);
        builder.HasOne<LedgerImport>().WithMany().HasForeignKey(r => r.ImportId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => new { r.ImportId, r.Number }).IsUnique();
    }
}
