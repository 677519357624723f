using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Organization;

internal sealed class OrgUnitMapping : IEntityTypeConfiguration<OrgUnit>
{
    public void Configure(EntityTypeBuilder<OrgUnit> builder)
    {
        builder.ToTable("org_units");
        builder.HasKey(u => u.Code);
        builder.Property(u => u.Code).HasMaxLength(OrgCode.MaxLength);
        builder.Property(u => u.Name).HasMaxLength(80);
        builder.Property(u => u.ShortCode).HasMaxLength(12);
        builder.HasIndex(u => u.ShortCode).IsUnique();
        builder.HasIndex(u => u.ParentCode);
        builder.HasOne<OrgUnit>().WithMany().HasForeignKey(u => u.ParentCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OrgUnit>().WithMany().HasForeignKey(u => u.SuccessorCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BuildingMapping : IEntityTypeConfiguration<Building>
{
    public void Configure(EntityTypeBuilder<Building> builder)
    {
        builder.ToTable("buildings");
        builder.HasKey(b => b.ShortCode);
        builder.Property(b => b.ShortCode).HasMaxLength(12);
        builder.Property(b => b.Name).HasMaxLength(80);
        builder.HasOne<OrgUnit>().WithMany().HasForeignKey(b => b.MicroGridCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.Protected(p => p.Name, PersonalDataKind.Name);
        builder.Protected(p => p.Phone, PersonalDataKind.Phone);
    }
}

internal sealed class NameCharacterMapping : IEntityTypeConfiguration<NameCharacter>
{
    public void Configure(EntityTypeBuilder<NameCharacter> builder)
    {
        builder.ToTable("person_name_characters");
        // The key serves the search; the index serves a change of the name.
        builder.HasKey(c => new { c.Character, c.PersonId });
        builder.HasIndex(c => c.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.ToTable("posts");
        builder.HasIndex(p => p.PersonId);
        // Serves "is there a leader in this micro-grid?" of every filing and the staff list by unit (C collation: prefixes too).
        builder.HasIndex(p => new { p.UnitCode, p.Kind });
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OrgUnit>().WithMany().HasForeignKey(p => p.UnitCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Post>().WithMany().HasForeignKey(p => p.DeputyOf).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.DeputyOf).HasFilter("deputy_of IS NOT NULL");
    }
}

internal sealed class AdministratorsMapping : IEntityTypeConfiguration<Administrators>
{
    public void Configure(EntityTypeBuilder<Administrators> builder)
    {
        builder.ToTable("administrators");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsRowVersion();
        builder.HasData(new { Id = 1, Changes = 0L });
    }
}

internal sealed class PersonRelationMapping : IEntityTypeConfiguration<PersonRelation>
{
    public void Configure(EntityTypeBuilder<PersonRelation> builder)
    {
        builder.ToTable("person_relations");
        builder.HasIndex(r => r.PersonId);
        builder.HasIndex(r => r.RelativeId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.RelativeId).OnDelete(DeleteBehavior.Cascade);
    }
}
