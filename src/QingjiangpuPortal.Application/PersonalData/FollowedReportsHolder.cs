using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>What the account follows; what was said of a matter stays with it, without whoever said it.</summary>
internal sealed class FollowedReportsHolder(PortalDb db, IPersonalDataCipher cipher, TimeProvider clock) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => ["ReportFollower.ContactPhone"];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var count = await db.ReportFollowers.CountAsync(f => f.PersonId == personId, cancellationToken);
        return count == 0 ? null : new(
            "followedReports", "关注的事", "告诉您这些事办到哪一步", LegalBasis.Consent, "到您取消关注为止", "您关注时填写",
            "不再关注；您补充的情况留给经办人，手机号和账号从里面去掉", [new("count", "件数", count)]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var followed = await db.ReportFollowers.AsNoTracking().Where(f => f.PersonId == personId)
            .OrderByDescending(f => f.FollowedAt).ThenByDescending(f => f.Id).Take(atMost ?? int.MaxValue)
            .Join(db.GridReports, f => f.ReportId, r => r.Id, (f, r) => new { Follower = f, r.Sequence, r.RecordedAt }).ToListAsync(cancellationToken);
        return followed.ConvertAll(f => new HeldRecord(ReportNumber.Format(ChinaTime.DayOf(f.RecordedAt).Year, f.Sequence),
        [
            new("followedAt", "关注时间", f.Follower.FollowedAt),
            .. f.Follower.Words is { } words ? [new HeldField("words", "您补充的情况", words)] : Array.Empty<HeldField>(),
            .. f.Follower.ContactPhone is { } phone ? Phone(phone) : [],
        ]));
    }

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken)
    {
        foreach (var follower in await db.ReportFollowers.Where(f => f.PersonId == personId).ToListAsync(cancellationToken))
            db.EndFollowing(follower, clock.GetUtcNow());
    }

    private HeldField[] Phone(Protected phone)
    {
        var clear = cipher.Reveal(phone, PersonalDataKind.Phone);
        return [new("contactPhone", "手机号", clear, Masks.Of(clear, PersonalDataKind.Phone, Onlooker.Self))];
    }
}
