using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.PersonalData;

internal sealed class ChildMapping : IEntityTypeConfiguration<Child>
{
    public void Configure(EntityTypeBuilder<Child> builder)
    {
        builder.ToTable("children");
        builder.Protected(c => c.Name, PersonalDataKind.Name);
        builder.Protected(c => c.BirthDate, PersonalDataKind.BirthDate);
        builder.HasIndex(c => c.GuardianId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.GuardianId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        // About a person or a child, so without a foreign key.
        builder.ToTable("consents");
        builder.Property(c => c.Purpose).HasMaxLength(40);
        builder.HasIndex(c => new { c.AboutId, c.Purpose, c.Id });
        builder.HasIndex(c => c.DecidedById);
    }
}

internal sealed class AccountDeletionMapping : IEntityTypeConfiguration<AccountDeletion>
{
    public void Configure(EntityTypeBuilder<AccountDeletion> builder)
    {
        builder.ToTable("account_deletions");
        builder.HasKey(d => d.PersonId);
        builder.HasIndex(d => d.EffectiveAt);
        builder.HasOne<Person>().WithOne().HasForeignKey<AccountDeletion>(d => d.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ApplicationDraftMapping : IEntityTypeConfiguration<ApplicationDraft>
{
    public void Configure(EntityTypeBuilder<ApplicationDraft> builder)
    {
        builder.ToTable("application_drafts");
        builder.HasKey(d => new { d.PersonId, d.Form });
        builder.Property(d => d.Form).HasMaxLength(20);
        builder.Protected(d => d.Answers, PersonalDataKind.Draft);
        builder.HasIndex(d => d.SavedAt);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
