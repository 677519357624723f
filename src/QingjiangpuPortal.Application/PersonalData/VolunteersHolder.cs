using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>What a volunteer was asked to help with, and what they answered.</summary>
internal sealed class VolunteersHolder(PortalDb db) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => [];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var count = await db.VolunteerPlaces.CountAsync(p => p.PersonId == personId, cancellationToken);
        return count == 0 ? null : new(
            "volunteerTasks", "志愿任务", "请您到场帮忙，记录您答复了什么", LegalBasis.StatutoryDuty, "到您注销账号为止", "网格人员派单，您自己答复", "删除",
            [new("count", "件数", count)]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var places = await db.VolunteerPlaces.AsNoTracking().Where(p => p.PersonId == personId)
            .OrderByDescending(p => p.AskedAt).ThenByDescending(p => p.Id).Take(atMost ?? int.MaxValue).ToListAsync(cancellationToken);
        return places.ConvertAll(p => new HeldRecord("志愿任务",
        [
            new("askedAt", "派单时间", p.AskedAt),
            .. p.Note is { } note ? [new HeldField("note", "您写的", note)] : Array.Empty<HeldField>(),
            .. p.DoneAt is { } done ? [new HeldField("doneAt", "完成时间", done)] : Array.Empty<HeldField>(),
        ]));
    }

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken) =>
        db.VolunteerPlaces.RemoveRange(await db.VolunteerPlaces.Where(p => p.PersonId == personId).ToListAsync(cancellationToken));
}
