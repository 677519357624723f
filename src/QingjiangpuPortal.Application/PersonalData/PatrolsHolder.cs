using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>The rounds that somebody made on duty: where, from when to when, and what they wrote about them. What was found are reports.</summary>
internal sealed class PatrolsHolder(PortalDb db) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => [];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var count = await db.Patrols.CountAsync(p => p.PersonId == personId, cancellationToken);
        return count == 0 ? null : new(
            "patrols", "排查记录", "记录谁在什么时候排查了哪里", LegalBasis.StatutoryDuty, "到您注销账号为止", "您开始和结束排查时记录", "删除；排查中发现的事件留下",
            [new("count", "排查次数", count)]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var patrols = await db.Patrols.AsNoTracking().Where(p => p.PersonId == personId)
            .OrderByDescending(p => p.StartedAt).ThenByDescending(p => p.Id).Take(atMost ?? int.MaxValue)
            .Join(db.OrgUnits, p => p.UnitCode, u => u.Code, (p, u) => new { Patrol = p, u.Name, u.EnglishName })
            .OrderByDescending(x => x.Patrol.StartedAt).ThenByDescending(x => x.Patrol.Id).ToListAsync(cancellationToken);
        return patrols.ConvertAll(x => new HeldRecord(NameUnitsHandler.NameOf(x.Name, x.EnglishName).Chinese,
        [
            new("startedAt", "开始", x.Patrol.StartedAt),
            .. x.Patrol.EndedAt is { } ended ? [new HeldField("endedAt", "结束", ended)] : Array.Empty<HeldField>(),
            .. x.Patrol.Note is { } note ? [new HeldField("note", "您写的", note)] : Array.Empty<HeldField>(),
        ]));
    }

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken) =>
        db.Patrols.RemoveRange(await db.Patrols.Where(p => p.PersonId == personId).ToListAsync(cancellationToken));
}
