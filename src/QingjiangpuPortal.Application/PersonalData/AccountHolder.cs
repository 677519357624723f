using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>The account: name, number, login.</summary>
internal sealed class AccountHolder(PortalDb db, IPersonalDataCipher cipher, ISignIn signIn) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => ["Person.Name", "Person.Phone"];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == personId, cancellationToken);
        var phone = cipher.Reveal(person.Phone, PersonalDataKind.Phone);
        return new(
            "account", "账号", "登录，认出您上报的事", LegalBasis.Consent, "到您注销账号为止", "您自己填写", "删除",
            [
                .. NameOf(person),
                new("phone", "手机号", phone, Masks.Of(phone, PersonalDataKind.Phone, Onlooker.Self)),
                new("password", "密码", new Word(await signIn.HasPasswordAsync(personId) ? "已设置，只存无法还原的摘要" : "没有设置")),
                new("createdAt", "注册时间", person.CreatedAt),
            ]);
    }

    public Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HeldRecord>>([]);

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken)
    {
        // Gone already when another instance was faster; the save then notices.
        if (await db.People.SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) is not { } person) return;
        var phoneIndex = person.Phone.BlindIndex;
        db.SignInCodes.RemoveRange(await db.SignInCodes.Where(c => c.PhoneIndex == phoneIndex).ToListAsync(cancellationToken));
        // The login and what hangs on it go with the person, by the database's foreign keys.
        db.People.Remove(person);
    }

    private IEnumerable<HeldField> NameOf(Person person)
    {
        if (person.Name is null) return [];
        var name = cipher.Reveal(person.Name, PersonalDataKind.Name);
        return [new("name", "姓名", name, Masks.Of(name, PersonalDataKind.Name, Onlooker.Self))];
    }
}
