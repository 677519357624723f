using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>A column of ciphertexts. Found in the model, so that a rotation forgets none that is ever added.</summary>
/// <param name="Key">The column of ids, by which its table is gone through.</param>
internal sealed record ProtectedColumn(string Table, string Key, string Ciphertext, PersonalDataKind Kind)
{
    public string Name => $"{Table}.{Ciphertext}";

    public static IReadOnlyList<ProtectedColumn> In(IModel model) =>
    [
        .. from entity in model.GetEntityTypes()
           from property in entity.GetComplexProperties()
           where property.ClrType == typeof(Protected)
           select Of(entity, property),
    ];

    private static ProtectedColumn Of(IEntityType entity, IComplexProperty property)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var key = entity.FindPrimaryKey()!.Properties[0];
        if (key.ClrType != typeof(Guid)) throw new InvalidOperationException($"{entity.DisplayName()} has no id to go through it by.");
        var kind = property[ProtectedMapping.KindAnnotation]
            ?? throw new InvalidOperationException($"{entity.DisplayName()}.{property.Name} is mapped without its kind.");
        return new(
            table.Name, key.GetColumnName(table)!, property.ComplexType.FindProperty(nameof(Protected.Ciphertext))!.GetColumnName(table)!, (PersonalDataKind)(int)kind);
    }
}
