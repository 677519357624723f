using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Accounts;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Accounts;

internal sealed class SignInCodeMapping : IEntityTypeConfiguration<SignInCode>
{
    public void Configure(EntityTypeBuilder<SignInCode> builder)
    {
        builder.ToTable("sign_in_codes");
        builder.Property(c => c.Version).IsRowVersion();
        builder.HasIndex(c => new { c.PhoneIndex, c.SentAt });
        builder.Property(c => c.Purpose).HasDefaultValue(SignInCodePurpose.SignIn).HasSentinel(SignInCodePurpose.SignIn);
        builder.HasIndex(c => c.ExpiresAt);
    }
}
