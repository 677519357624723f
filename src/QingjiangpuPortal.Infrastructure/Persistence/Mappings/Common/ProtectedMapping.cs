using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

internal static class ProtectedMapping
{
    /// <summary>Where the model keeps the kind, by which a rotation opens and seals the column.</summary>
    public const string KindAnnotation = "Portal:PersonalDataKind";

    /// <summary>Two columns, <c>{name}_ciphertext</c> and <c>{name}_blind_index</c>.</summary>
    public static void Protected<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, Protected?>> property, PersonalDataKind kind) where T : class =>
        builder.ComplexProperty(property, p =>
        {
            p.HasPropertyAnnotation(KindAnnotation, (int)kind);
            p.Property(x => x!.Ciphertext);
            p.Property(x => x!.BlindIndex);
        });
}
