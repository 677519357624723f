using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>Every consent that was given or withdrawn, also on a child's behalf.</summary>
internal sealed class ConsentsHolder(PortalDb db) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => [];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var count = await db.Consents.CountAsync(c => c.DecidedById == personId, cancellationToken);
        return count == 0 ? null : new(
            "consents", "同意和撤回的记录", "证明您同意过什么、撤回过什么", LegalBasis.StatutoryDuty, "到您注销账号为止", "您在本页的操作", "删除",
            [new("count", "次数", count)]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var decisions = await db.Consents.AsNoTracking().Where(c => c.DecidedById == personId)
            .OrderByDescending(c => c.Id).Take(atMost ?? int.MaxValue).ToListAsync(cancellationToken);
        return decisions.ConvertAll(c => new HeldRecord(ConsentPurposes.All.FirstOrDefault(p => p.Code == c.Purpose)?.Name ?? c.Purpose,
        [
            new("decision", "决定", new Word(c.IsGiven ? "同意" : "撤回")),
            new("decidedAt", "时间", c.DecidedAt),
            new("textVersion", "文本版本", c.TextVersion),
        ]));
    }

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken) =>
        db.Consents.RemoveRange(await db.Consents.Where(c => c.DecidedById == personId).ToListAsync(cancellationToken));
}
