using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>The posts of the staff: whose word it was must stay known as long as the audit trail has to.</summary>
internal sealed class PostsHolder(PortalDb db, TimeProvider clock) : IPersonalDataHolder
{
    /// <summary>As long as the law wants the trail of who did what to be kept (Cybersecurity Law: six months).</summary>
    public const int DaysKeptAfterTheLast = 180;

    public IReadOnlyList<string> Claims => [];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken) =>
        await db.Posts.AnyAsync(p => p.PersonId == personId, cancellationToken)
            ? new("posts", "担任的岗位", "确定您可以办理哪些事", LegalBasis.StatutoryDuty, "任职期间，以及最后一个岗位结束后 180 天", "安全管理员登记",
                "最后一个岗位结束 180 天以后才能删除", [])
            : null;

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var posts = await db.Posts.Where(p => p.PersonId == personId).OrderByDescending(p => p.ValidFrom).ThenBy(p => p.Id).Take(atMost ?? int.MaxValue)
            .Join(db.OrgUnits, p => p.UnitCode, u => u.Code, (p, u) => new { p.Kind, p.ValidFrom, p.ValidTo, u.Name, u.EnglishName })
            .ToListAsync(cancellationToken);
        return posts.ConvertAll(p => new HeldRecord(NameUnitsHandler.NameOf(p.Name, p.EnglishName).Chinese,
        [
            new("kind", "岗位", p.Kind),
            new("validFrom", "开始", p.ValidFrom),
            .. p.ValidTo is { } end ? [new HeldField("validTo", "结束", end)] : Array.Empty<HeldField>(),
        ]));
    }

    public async Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var ends = await db.Posts.Where(p => p.PersonId == personId).Select(p => p.ValidTo).ToListAsync(cancellationToken);
        if (ends.Exists(end => end is null || end > today)) return Failure.Conflict("AccountDeletion.HoldsPosts");
        return ends.Max() is { } last && last.AddDays(DaysKeptAfterTheLast) > today
            ? Failure.Conflict("AccountDeletion.PostsTooRecent", last.AddDays(DaysKeptAfterTheLast))
            : null;
    }

    /// <summary>The terms of deputies of these posts, over for as long, go with them.</summary>
    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken)
    {
        var own = db.Posts.Where(p => p.PersonId == personId);
        db.Posts.RemoveRange(await db.Posts.Where(p => p.PersonId == personId || own.Any(post => post.Id == p.DeputyOf)).ToListAsync(cancellationToken));
    }
}
