using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>What the questions of the enrolment ask, as it was answered.</summary>
/// <param name="Tier">Fen a year, percent of the reference wage, or 0, by the scheme; <c>null</c> before it was chosen.</param>
/// <param name="Consents">The insured person agreed, or their guardian did.</param>
/// <param name="RegisterId">Whom of the population register the answers were taken from (<see cref="FillInsuranceDraft"/>); they may have been changed since.</param>
public sealed record InsuranceAnswers(
    InsuranceScheme? Scheme = null, InsuranceApplicant? By = null, string? PersonName = null, string? PersonIdNumber = null, string? Phone = null,
    double? Latitude = null, double? Longitude = null, string? Address = null,
    InsuredCircumstances Circumstances = InsuredCircumstances.None, long? Tier = null, string? Remark = null, bool Consents = false,
    Guid? RegisterId = null);

/// <summary>参保登记: sends what was answered. Sent twice with one key it is one enrolment.</summary>
public sealed record SubmitInsuranceEnrollment(string? SubmissionKey, InsuranceAnswers Answers, IReadOnlyList<Guid> PaperIds) : ICommand<Guid>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class InsuranceAnswersValidator : AbstractValidator<InsuranceAnswers>
{
    public InsuranceAnswersValidator()
    {
        RuleFor(x => x.Scheme).Chosen("Insurance.SchemeMissing");
        RuleFor(x => x.By).Chosen("Insurance.ByMissing");
        RuleFor(x => x.PersonName).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Insurance.NameMissing")
            .MaximumLength(Fields.MaxName).WithErrorCode("Name.TooLong").WithState(_ => Fields.MaxName);
        RuleFor(x => x.PersonIdNumber).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Insurance.IdMissing")
            // Age and sex decide: the old form of permanent-residence cards does not say the century.
            .Must(typed => ResidentId.Normalize(typed) is { } id && ResidentId.BirthOf(id) is not null).WithErrorCode("ResidentId.Wrong");
        RuleFor(x => x.Phone).Mobile();
        RuleFor(x => x.Address).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Insurance.AddressMissing")
            .MaximumLength(Fields.MaxAddress).WithErrorCode("Report.AddressTooLong").WithState(_ => Fields.MaxAddress);
        RuleFor(x => x.Latitude).NotNull().WithErrorCode("Insurance.PlaceMissing");
        RuleFor(x => x.Tier).NotNull().WithErrorCode("Insurance.TierMissing");
        RuleFor(x => x.Remark).Note();
        RuleFor(x => x.Consents).Equal(toCompare: true).WithErrorCode("Insurance.ConsentMissing");
    }
}

internal sealed class SubmitInsuranceEnrollmentValidator : AbstractValidator<SubmitInsuranceEnrollment>
{
    public SubmitInsuranceEnrollmentValidator()
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("SubmissionKey.Missing");
        RuleFor(x => x.Answers).SetValidator(new InsuranceAnswersValidator());
        RuleFor(x => x.PaperIds).Must(p => p.Count <= InsuranceEnrollment.MaxPapers).WithErrorCode("Photo.TooMany").WithState(_ => InsuranceEnrollment.MaxPapers);
    }
}

internal sealed class SubmitInsuranceEnrollmentHandler(
    PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, IPlaceDirectory places, InsuranceClocks clocks, TimeProvider clock, AuditNote audit)
    : IRequestHandler<SubmitInsuranceEnrollment, ErrorOr<Guid>>
{
    public async Task<ErrorOr<Guid>> Handle(SubmitInsuranceEnrollment request, CancellationToken cancellationToken)
    {
        var (answers, at) = (request.Answers, clock.GetUtcNow());
        var (idNumber, scheme, today) = (ResidentId.Normalize(answers.PersonIdNumber)!, answers.Scheme!.Value, ChinaTime.DayOf(at));
        var form = Submissions.Of(cipher, request.SubmissionKey!, $"insurance\n{user.PersonId}\n{answers}\n{string.Join(',', request.PaperIds)}");
        if (await db.EarlierAsync(form, audit, cancellationToken) is { } earlier) return earlier;

        var map = await places.CurrentAsync(cancellationToken);
        if (map.At(answers.Latitude!.Value, answers.Longitude ?? double.NaN) is not { } place) return Failure.Invalid("Report.PlaceOutside", nameof(answers.Latitude));
        var insuranceClock = await clocks.OnAsync(today, cancellationToken);
        var protectedId = cipher.Protect(idNumber, PersonalDataKind.IdNumber);
        var facts = InsuredFacts.Of(idNumber, answers.Circumstances, await db.SchemesOfAsync(protectedId.BlindIndex, cancellationToken));
        if (facts.Holds.Contains(scheme))
        {
            // The same form arrived twice at once, and the other one was saved since it was looked for.
            if (await db.EarlierAsync(form, audit, cancellationToken) is { } meanwhile) return meanwhile;
            return InsuranceErrors.InSchemeAlready;
        }
        if (!JoinRules.MayJoin(scheme, facts, insuranceClock.Rules, today)) return Failure.Invalid("Insurance.MayNotJoin", nameof(answers.Scheme));
        if (!ContributionPlans.IsChoice(scheme, answers.Tier!.Value, insuranceClock.Rules)) return Failure.Invalid("Insurance.TierMissing", nameof(answers.Tier));

        var enrollment = InsuranceEnrollment.Submit(
            new(Guid.CreateVersion7(), user.PersonId!.Value, answers.By!.Value, scheme,
                cipher.Protect(answers.PersonName!.Trim(), PersonalDataKind.Name), protectedId,
                cipher.Protect(MobileNumber.Normalize(answers.Phone)!, PersonalDataKind.Phone), cipher.Protect(answers.Address!.Trim(), PersonalDataKind.Address),
                place.MicroGridCode, answers.Circumstances, answers.Tier.Value, string.IsNullOrWhiteSpace(answers.Remark) ? null : answers.Remark.Trim()),
            insuranceClock, user.Actor, at);
        audit.About(AuditSubject.Of<InsuranceEnrollment>(enrollment.Id), user.PersonId, enrollment.PlaceCode);
        await db.InsuranceEnrollments.AddAsync(enrollment, cancellationToken);
        db.Consents.Add(Consent.Decide(OrderedId.Next(at), enrollment.Id, user.PersonId.Value, ConsentPurposes.SocialInsurance.Code, ConsentPurposes.SocialInsurance.Version, isGiven: true, at));
        db.TakeForm(form, enrollment.Id, at);
        await db.ForgetDraftsAsync(db.DraftsOf(user.PersonId, ApplicationDraft.Insurance), cancellationToken);
        return await db.AttachPhotosAsync(request.PaperIds, enrollment.Id, AttachmentPurpose.InsurancePaper, isPublic: false, cancellationToken) is { IsError: true } missing
            ? missing.Errors
            : enrollment.Id;
    }
}
