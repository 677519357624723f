using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>Requests for care that somebody made, for themself or for an elder.</summary>
internal sealed class CareHolder(PortalDb db, IPersonalDataCipher cipher) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims =>
    [
        "CareRequest.ElderName", "CareRequest.ElderIdNumber", "CareRequest.Phone", "CareRequest.Address", "CareRequest.Door", "HomeAdaptation.Household",
    ];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var count = await db.CareRequests.CountAsync(r => r.ApplicantId == personId, cancellationToken);
        return count == 0 ? null : new(
            "care", "养老服务申请", "核实、评估和提供养老服务，结算补贴", LegalBasis.StatutoryDuty, "办结后依法归档", "您申请时填写", "档案保留，和您的账号断开",
            [new("count", "申请件数", count)]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var requests = await db.CareRequests.AsNoTracking().Where(r => r.ApplicantId == personId)
            .OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Id).Take(atMost ?? int.MaxValue).ToListAsync(cancellationToken);
        return requests.ConvertAll(r => new HeldRecord(r.Number,
        [
            Of("elderName", "老人姓名", r.ElderName, PersonalDataKind.Name), Of("elderIdNumber", "身份证号", r.ElderIdNumber, PersonalDataKind.IdNumber),
            Of("phone", "联系电话", r.Phone, PersonalDataKind.Phone), Of("address", "住址", r.Address, PersonalDataKind.Address),
            new("recordedAt", "提交时间", r.RecordedAt),
            .. r.Remark is { } remark ? [new HeldField("remark", "补充说明", remark)] : Array.Empty<HeldField>(),
        ]));
    }

    /// <summary>What is under way needs somebody to answer to.</summary>
    public async Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) =>
        await db.CareRequests.AnyAsync(r => r.ApplicantId == personId
            && ((r.Status != CareRequestStatus.Granted && r.Status != CareRequestStatus.Refused && r.Status != CareRequestStatus.Withdrawn)
                || db.HomeAdaptations.Any(a => a.RequestId == r.Id && a.Status != AdaptationStatus.Accepted && a.Status != AdaptationStatus.Cancelled)), cancellationToken)
            ? Failure.Conflict("Account.CareOpen")
            : null;

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken)
    {
        foreach (var request in await db.CareRequests.Where(r => r.ApplicantId == personId).ToListAsync(cancellationToken)) request.ForgetApplicant();
        foreach (var line in await db.CareRequestTimeline.Where(t => t.PersonId == personId && t.PostKind == null).ToListAsync(cancellationToken)) line.ForgetPerson();
    }

    private HeldField Of(string code, string label, Protected value, PersonalDataKind kind)
    {
        var text = cipher.Reveal(value, kind);
        return new(code, label, text, Masks.Of(text, kind, Onlooker.Self));
    }
}
