using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding;

/// <summary>An account to try a role with; in the demo profile only.</summary>
/// <param name="Post"><c>null</c> for a resident.</param>
public sealed record DemoAccount(string Phone, string Name, string Role, PostKind? Post, string? UnitCode);

/// <summary>One account per role, all with the same password; the README lists them too.</summary>
public static class DemoAccounts
{
    public const string Password = "Qingjiangpu-2026";

    /// <summary>化工新村第 1 网格 of 浦楼街道, in which the demo plays, and a second grid elsewhere.</summary>
    public const string Grid = "320812003002001";
    public const string MicroGrid = "32081200300200101";
    public const string OtherGrid = "320812011001001";

    /// <summary>浦楼中心小学, in whose catchment that micro-grid lies.</summary>
    public const string School = "320812003S002";

    public static readonly IReadOnlyList<DemoAccount> All =
    [
        new("13800000001", "周小满", "居民 Resident", Post: null, UnitCode: null),
        new("13800000002", "吴秀兰", "居民 Another resident", Post: null, UnitCode: null),
        new("13800000003", "于建国", "微格长 Micro-grid leader", PostKind.MicroGridLeader, MicroGrid),
        new("13800000004", "李春燕", "网格员 Grid worker", PostKind.GridWorker, Grid),
        new("13800000005", "王志远", "网格员(沈阳路社区) Grid worker of another grid", PostKind.GridWorker, OtherGrid),
        new("13800000006", "陈海霞", "社区干部 Community officer", PostKind.CommunityOfficer, "320812003002"),
        new("13800000007", "张国栋", "街道干部 Street officer", PostKind.StreetOfficer, "320812003"),
        new("13800000008", "赵明", "城市管理局 Department officer", PostKind.DepartmentOfficer, "320812D01"),
        new("13800000009", "刘静", "区指挥中心 District officer", PostKind.DistrictOfficer, "320812"),
        new("13800000010", "孙立", "安全管理员 Security administrator", PostKind.SecurityAdministrator, "320812"),
        new("13800000011", "何文", "系统管理员 System administrator", PostKind.SystemAdministrator, "320812"),
        new("13800000012", "马青", "审计管理员 Audit administrator", PostKind.AuditAdministrator, "320812"),
        new("13800000013", "徐小雨", "志愿者 Volunteer", PostKind.Volunteer, Grid),
        new("13800000014", "郑爱民", "养老护理员 Carer of a provider", PostKind.ProviderStaff, CareSeed.DemoProvider),
        new("13800000021", "顾敏", "学籍管理员 School registrar", PostKind.SchoolRegistrar, School),
        new("13800000022", "沈涛", "教育体育局 Education bureau", PostKind.DepartmentOfficer, "320812D03"),
        new("13800000031", "沈玉梅", "街道社保经办 Insurance officer", PostKind.InsuranceOfficer, "320812003"),
    ];

    /// <summary>Adds the accounts that are not there yet. The units of their posts must be.</summary>
    public static async Task AddAsync(PortalDbContext db, IPersonalDataCipher cipher, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // One hash for all: the same password on purpose, and hashing is slow on purpose.
        var hash = new PasswordHasher<PortalLogin>().HashPassword(PortalLogin.For(Guid.Empty), Password);
        foreach (var account in All)
        {
            var phone = cipher.Protect(account.Phone, PersonalDataKind.Phone);
            if (await db.People.AnyAsync(p => p.Phone.BlindIndex == phone.BlindIndex, cancellationToken)) continue;
            var person = Person.Create(Guid.CreateVersion7(), cipher.Protect(account.Name, PersonalDataKind.Name), phone, now);
            var login = PortalLogin.For(person.Id);
            login.PasswordHash = hash;
            db.AddRange(person, login);
            if (account is { Post: { } kind, UnitCode: { } unit })
                db.Posts.Add(Post.Create(Guid.CreateVersion7(), person.Id, kind, unit, ChinaTime.DayOf(now)));
        }
        await db.SaveChangesAsync(cancellationToken);
    }
}
