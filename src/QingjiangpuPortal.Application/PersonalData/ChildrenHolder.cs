using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.PersonalData;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>The children whom a guardian registered: theirs to see and to delete, on the guardian's page.</summary>
internal sealed class ChildrenHolder(PortalDb db, IPersonalDataCipher cipher) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => ["Child.Name", "Child.BirthDate"];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var count = await db.Children.CountAsync(c => c.GuardianId == personId, cancellationToken);
        return count == 0 ? null : new(
            "children", "孩子", "由您代孩子办事、代为作出同意", LegalBasis.Consent, "到您删除为止；满 14 周岁后由孩子本人决定", "您作为监护人填写", "删除",
            [new("count", "人数", count)]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var children = await db.Children.AsNoTracking().Where(c => c.GuardianId == personId)
            .OrderByDescending(c => c.Id).Take(atMost ?? int.MaxValue).ToListAsync(cancellationToken);
        return children.ConvertAll(c =>
        {
            var name = cipher.Reveal(c.Name, PersonalDataKind.Name);
            var birth = c.BornOn(cipher);
            return new HeldRecord("孩子",
            [
                new("name", "姓名", name, Masks.Of(name, PersonalDataKind.Name, Onlooker.Self)),
                new("birthDate", "出生日期", birth, Mask(birth)),
                new("guardianship", "您是孩子的", c.Guardianship),
                new("registeredAt", "登记时间", c.RegisteredAt),
            ]);
        });
    }

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken) =>
        db.Children.RemoveRange(await db.Children.Where(c => c.GuardianId == personId).ToListAsync(cancellationToken));

    /// <summary>2019-**-**</summary>
    internal static string Mask(DateOnly birth) => $"{birth.Year}-**-**";
}
