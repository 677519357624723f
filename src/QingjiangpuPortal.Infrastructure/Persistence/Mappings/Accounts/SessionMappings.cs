using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Accounts;

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Property(s => s.Address).HasMaxLength(45);
        builder.Property(s => s.Device).HasMaxLength(60);
        builder.Property(s => s.Provider).HasMaxLength(32);
        builder.HasIndex(s => s.KeyHash).IsUnique();
        builder.HasIndex(s => new { s.PersonId, s.SeenAt });
        // For the cleaner.
        builder.HasIndex(s => s.ExpiresAt);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AuthenticatorMapping : IEntityTypeConfiguration<Authenticator>
{
    public void Configure(EntityTypeBuilder<Authenticator> builder)
    {
        builder.ToTable("authenticators");
        builder.HasKey(a => a.PersonId);
        builder.Protected(a => a.Secret, PersonalDataKind.AuthenticatorSecret);
        builder.Property(a => a.Version).IsRowVersion();
        builder.HasOne<Person>().WithOne().HasForeignKey<Authenticator>(a => a.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.Property(c => c.Version).IsRowVersion();
        builder.HasIndex(c => new { c.PersonId, c.CodeHash }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
