using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>Enrolments in social insurance that somebody asked for, for themself or for another. What a grid was given to ask hangs on no account.</summary>
internal sealed class InsuranceHolder(PortalDb db, IPersonalDataCipher cipher) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims =>
    [
        "InsuranceEnrollment.PersonName", "InsuranceEnrollment.PersonIdNumber", "InsuranceEnrollment.Phone", "InsuranceEnrollment.Address",
        "CoverageTask.Name", "CoverageTask.Phone", "CoverageTask.IdNumber",
    ];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var count = await db.InsuranceEnrollments.CountAsync(e => e.ApplicantId == personId, cancellationToken);
        return count == 0 ? null : new(
            "insurance", "社保参保登记", "核实参保条件、登记参保、记账", LegalBasis.StatutoryDuty, "参保期间及停保后依法归档", "您申请时填写", "档案和账目保留，和您的账号断开",
            [new("count", "申请件数", count)]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var enrollments = await db.InsuranceEnrollments.AsNoTracking().Where(e => e.ApplicantId == personId)
            .OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Id).Take(atMost ?? int.MaxValue).ToListAsync(cancellationToken);
        return enrollments.ConvertAll(e => new HeldRecord(e.Number,
        [
            Of("personName", "参保人姓名", e.PersonName, PersonalDataKind.Name), Of("personIdNumber", "身份证号", e.PersonIdNumber, PersonalDataKind.IdNumber),
            Of("phone", "联系电话", e.Phone, PersonalDataKind.Phone), Of("address", "住址", e.Address, PersonalDataKind.Address),
            new("recordedAt", "提交时间", e.RecordedAt),
            .. e.Remark is { } remark ? [new HeldField("remark", "补充说明", remark)] : Array.Empty<HeldField>(),
        ]));
    }

    /// <summary>What is under way, and what bills are sent for, needs somebody to answer to.</summary>
    public async Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) =>
        await db.InsuranceEnrollments.AnyAsync(e => e.ApplicantId == personId
            && e.Status != InsuranceStatus.Refused && e.Status != InsuranceStatus.Withdrawn && e.Status != InsuranceStatus.Ended, cancellationToken)
            ? Failure.Conflict("Account.InsuranceOpen")
            : null;

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken)
    {
        foreach (var enrollment in await db.InsuranceEnrollments.Where(e => e.ApplicantId == personId).ToListAsync(cancellationToken)) enrollment.ForgetApplicant();
        foreach (var line in await db.InsuranceTimeline.Where(t => t.PersonId == personId && t.PostKind == null).ToListAsync(cancellationToken)) line.ForgetPerson();
    }

    private HeldField Of(string code, string label, Protected value, PersonalDataKind kind)
    {
        var text = cipher.Reveal(value, kind);
        return new(code, label, text, Masks.Of(text, kind, Onlooker.Self));
    }
}
