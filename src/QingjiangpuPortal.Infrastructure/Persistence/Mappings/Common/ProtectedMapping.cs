using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

internal static class ProtectedMapping
{
    /// <summary>Two columns, <c>{name}_ciphertext</c> and <c>{name}_blind_index</c>.</summary>
    public static void Protected<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, Protected?>> property) where T : class =>
        builder.ComplexProperty(property, p =>
        {
            p.Property(x => x!.Ciphertext);
            p.Property(x => x!.BlindIndex);
        });
}
