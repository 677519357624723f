using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>What the account filed: the matter is the public's, name and number are the reporter's.</summary>
internal sealed class GridReportsHolder(PortalDb db, IPersonalDataCipher cipher, TimeProvider clock) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => ["GridReport.ContactName", "GridReport.ContactPhone"];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var count = await db.GridReports.CountAsync(r => r.ReporterId == personId, cancellationToken);
        return count == 0 ? null : new(
            "gridReports", "上报的事", "办理您反映的问题，联系您、告诉您结果", LegalBasis.StatutoryDuty,
            "姓名和手机号到您删除为止；事情本身依法归档", "您上报时填写", "事情留下，您的姓名、手机号和账号从里面去掉；还在办的会接着办，但没人能再联系您",
            [new("count", "件数", count)]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var reports = await db.GridReports.AsNoTracking().Where(r => r.ReporterId == personId)
            .OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Id).Take(atMost ?? int.MaxValue).ToListAsync(cancellationToken);
        return reports.ConvertAll(r => new HeldRecord(r.Number,
        [
            new("description", "情况", r.Description),
            new("address", "位置", r.Address),
            new("filedAt", "上报时间", r.RecordedAt),
            .. Protected("contactName", "姓名", r.ContactName, PersonalDataKind.Name),
            .. Protected("contactPhone", "手机号", r.ContactPhone, PersonalDataKind.Phone),
            .. r.Solution is { } solved ? [new HeldField("solution", "是否解决", solved)] : Array.Empty<HeldField>(),
            .. r.Satisfaction is { } rated ? [new HeldField("satisfaction", "评价", rated)] : Array.Empty<HeldField>(),
        ]));
    }

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken)
    {
        var reporter = new Actor(personId, []);
        foreach (var report in await db.GridReports.Where(r => r.ReporterId == personId).ToListAsync(cancellationToken))
            await db.RemoveDetailsAsync(report, reporter, clock.GetUtcNow(), cancellationToken);
    }

    private IEnumerable<HeldField> Protected(string code, string label, Protected? value, PersonalDataKind kind)
    {
        if (value is null) return [];
        var clear = cipher.Reveal(value, kind);
        return [new(code, label, clear, Masks.Of(clear, kind, Onlooker.Self))];
    }
}
