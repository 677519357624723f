using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Identity;

/// <summary>
/// The login beside a <see cref="Person"/>, with the same id: password hash, passkeys. Its user name is
/// opaque; the mobile number is only in the person's protected field.
/// </summary>
public sealed class PortalLogin : IdentityUser<Guid>
{
    public static PortalLogin For(Guid personId) => new()
    {
        Id = personId,
        UserName = personId.ToString("N"),
        NormalizedUserName = personId.ToString("N").ToUpperInvariant(),
        SecurityStamp = Guid.NewGuid().ToString("N"),
    };
}

/// <summary>Identity's store without its own saving: what it changes is saved with the command, and with its line in the audit trail.</summary>
internal sealed class PortalLoginStore : UserOnlyStore<PortalLogin, PortalDbContext, Guid>
{
    public PortalLoginStore(PortalDbContext context, IdentityErrorDescriber? describer = null) : base(context, describer) => AutoSaveChanges = false;
}

internal sealed class LoginMappings :
    IEntityTypeConfiguration<PortalLogin>, IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>, IEntityTypeConfiguration<IdentityUserToken<Guid>>,
    IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<PortalLogin> builder)
    {
        builder.ToTable("logins");
        builder.Property(l => l.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(l => l.UserName).HasMaxLength(64);
        builder.Property(l => l.NormalizedUserName).HasMaxLength(64);
        builder.HasIndex(l => l.NormalizedUserName).IsUnique();
        // Identity's own columns for contact data stay out: they would be in clear.
        builder.Ignore(l => l.Email).Ignore(l => l.NormalizedEmail).Ignore(l => l.EmailConfirmed);
        builder.Ignore(l => l.PhoneNumber).Ignore(l => l.PhoneNumberConfirmed);
        // Tries are counted for numbers, known or not (SignInLockout), second factors are ours (Authenticator).
        builder.Ignore(l => l.AccessFailedCount).Ignore(l => l.LockoutEnd).Ignore(l => l.LockoutEnabled).Ignore(l => l.TwoFactorEnabled);
        builder.HasOne<Person>().WithOne().HasForeignKey<PortalLogin>(l => l.Id).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("login_claims");
        builder.HasOne<PortalLogin>().WithMany().HasForeignKey(c => c.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("login_providers");
        builder.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        builder.HasOne<PortalLogin>().WithMany().HasForeignKey(l => l.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.ToTable("login_tokens");
        builder.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        builder.HasOne<PortalLogin>().WithMany().HasForeignKey(t => t.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("login_passkeys");
        builder.HasKey(p => p.CredentialId);
        // The longest that WebAuthn allows.
        builder.Property(p => p.CredentialId).HasMaxLength(1023);
        builder.HasIndex(p => p.UserId);
        builder.OwnsOne(p => p.Data, data => data.ToJson());
        builder.HasOne<PortalLogin>().WithMany().HasForeignKey(p => p.UserId);
    }
}
