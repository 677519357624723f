using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>
/// Registrations for schools. The district keeps them for six years, for "one household, one place"; with the account only the tie to
/// it goes. The seed of a lottery is nobody's and the key of a file
/// says nothing; they are claimed here because they are sealed in the same way.
/// </summary>
internal sealed class SchoolApplicationsHolder(PortalDb db, IPersonalDataCipher cipher, TimeProvider clock) : IPersonalDataHolder
{
    private static readonly ApplicationStatus[] GoingOn =
        [ApplicationStatus.Submitted, ApplicationStatus.PapersAsked, ApplicationStatus.Verified, ApplicationStatus.Placed, ApplicationStatus.Waiting];

    public IReadOnlyList<string> Claims =>
    [
        "SchoolApplication.ChildName", "SchoolApplication.ChildIdNumber", "SchoolApplication.Address", "SchoolApplication.PropertyNumber", "SchoolApplication.FiledPropertyNumber",
        "RoundLottery.Seed", "Attachment.Key",
    ];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var count = await db.SchoolApplications.CountAsync(a => a.GuardianId == personId, cancellationToken);
        return count == 0 ? null : new(
            "school-applications", "入学报名", "审核孩子的入学资格、录取", LegalBasis.Consent, "入学年份起六年（一户一学位）", "您作为监护人填写",
            "报名记录留在学校，和您的账号脱离", [new("count", "报名", count)]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var applications = await db.SchoolApplications.AsNoTracking().Where(a => a.GuardianId == personId)
            .OrderByDescending(a => a.SubmittedAt).ThenByDescending(a => a.Id).Take(atMost ?? int.MaxValue).ToListAsync(cancellationToken);
        return applications.ConvertAll(a => new HeldRecord(a.Number,
        [
            Field("childName", "孩子的姓名", a.ChildName, PersonalDataKind.Name),
            Field("childIdNumber", "身份证号码", a.ChildIdNumber, PersonalDataKind.IdNumber),
            Field("address", "家庭住址", a.Address, PersonalDataKind.Address),
            .. a.PropertyNumber is { } property ? [Field("propertyNumber", "不动产权证号", property, PersonalDataKind.PropertyNumber)] : Array.Empty<HeldField>(),
            .. a.FiledPropertyNumber is { } filed ? [Field("filedPropertyNumber", "更正前的不动产权证号", filed, PersonalDataKind.PropertyNumber)] : Array.Empty<HeldField>(),
            new("submittedAt", "提交时间", a.SubmittedAt),
        ]));

        HeldField Field(string code, string label, Protected value, PersonalDataKind kind)
        {
            var clear = cipher.Reveal(value, kind);
            return new(code, label, clear, Masks.Of(clear, kind, Onlooker.Self));
        }
    }

    public async Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) =>
        await db.SchoolApplications.AnyAsync(a => a.GuardianId == personId && GoingOn.Contains(a.Status), cancellationToken) ? Failure.Conflict("Enrollment.GoesOn") : null;

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken)
    {
        foreach (var application in await db.SchoolApplications.Where(a => a.GuardianId == personId).ToListAsync(cancellationToken))
        {
            application.ForgetGuardian();
            // Nobody can confirm any more.
            if (SchoolApplication.May(application.Status, ApplicationVerb.Withdraw) && GoingOn.Contains(application.Status)) application.TakeOut(clock.GetUtcNow());
        }
    }
}
