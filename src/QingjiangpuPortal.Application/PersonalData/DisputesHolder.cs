using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>
/// Disputes in which somebody is named as a party by the number of their account. The other side is in the same record and the
/// law on people's mediation (人民调解法, article 27) wants it filed, so it is neither copied in full nor deleted with the account.
/// </summary>
internal sealed class DisputesHolder(PortalDb db) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => ["DisputeRecord.Mediator", "DisputeParty.Name", "DisputeParty.Phone", "DisputeParty.IdNumber"];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var count = await About(personId).CountAsync(cancellationToken);
        return count == 0 ? null : new(
            "disputes", "矛盾纠纷档案", "调解纠纷、依法建立调解档案", LegalBasis.StatutoryDuty, "依法归档保存", "调解人员登记当事人时填写", "依法归档保存，不随账号删除",
            [new("count", "件数", count)]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var reports = await About(personId).OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Id)
            .Take(atMost ?? int.MaxValue).AsNoTracking().ToListAsync(cancellationToken);
        return reports.ConvertAll(r => new HeldRecord(r.Number, [new("filedAt", "上报时间", r.RecordedAt)]));
    }

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public Task ForgetAsync(Guid personId, CancellationToken cancellationToken) => Task.CompletedTask;

    private IQueryable<GridReport> About(Guid personId) =>
        db.GridReports.Where(r => db.DisputeParties.Any(p => p.ReportId == r.Id
            && db.People.Any(person => person.Id == personId && p.Phone != null && person.Phone.BlindIndex == p.Phone.BlindIndex)));
}
