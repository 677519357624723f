using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.PersonalData;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>What the questions of the request ask, as it was answered.</summary>
/// <param name="Consents">The elder agreed, or their guardian did.</param>
/// <param name="RegisterId">Whom of the population register the answers were taken from (<see cref="FillCareDraft"/>); they may have been changed since.</param>
public sealed record CareAnswers(
    CareApplicant? By = null, string? ElderName = null, string? ElderIdNumber = null, string? Phone = null,
    double? Latitude = null, double? Longitude = null, string? Address = null,
    CareServices Wanted = CareServices.None, ElderCircumstances Circumstances = ElderCircumstances.None, string? Remark = null, bool Consents = false,
    Guid? RegisterId = null);

/// <summary>养老服务申请: sends what was answered. Sent twice with one key it is one request.</summary>
public sealed record SubmitCareRequest(string? SubmissionKey, CareAnswers Answers, IReadOnlyList<Guid> PaperIds) : ICommand<Guid>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class CareAnswersValidator : AbstractValidator<CareAnswers>
{
    public CareAnswersValidator()
    {
        RuleFor(x => x.By).Chosen("Care.ByMissing");
        RuleFor(x => x.ElderName).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Care.NameMissing")
            .MaximumLength(Fields.MaxName).WithErrorCode("Name.TooLong").WithState(_ => Fields.MaxName);
        RuleFor(x => x.ElderIdNumber).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Care.IdMissing")
            // The age decides: the old form of permanent-residence cards does not say the century.
            .Must(typed => ResidentId.Normalize(typed) is { } id && ResidentId.BirthOf(id) is not null).WithErrorCode("ResidentId.Wrong");
        RuleFor(x => x.Phone).Mobile();
        RuleFor(x => x.Address).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Care.AddressMissing")
            .MaximumLength(Fields.MaxAddress).WithErrorCode("Report.AddressTooLong").WithState(_ => Fields.MaxAddress);
        RuleFor(x => x.Latitude).NotNull().WithErrorCode("Care.PlaceMissing");
        RuleFor(x => x.Wanted).Must(w => w != CareServices.None).WithErrorCode("Care.NothingWanted");
        RuleFor(x => x.Remark).Note();
        RuleFor(x => x.Consents).Equal(toCompare: true).WithErrorCode("Care.ConsentMissing");
    }
}

internal sealed class SubmitCareRequestValidator : AbstractValidator<SubmitCareRequest>
{
    public SubmitCareRequestValidator()
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("SubmissionKey.Missing");
        RuleFor(x => x.Answers).SetValidator(new CareAnswersValidator());
        RuleFor(x => x.PaperIds).Must(p => p.Count <= CareRequest.MaxPapers).WithErrorCode("Photo.TooMany").WithState(_ => CareRequest.MaxPapers);
    }
}

internal sealed class SubmitCareRequestHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, IPlaceDirectory places, CareClocks clocks, TimeProvider clock, AuditNote audit)
    : IRequestHandler<SubmitCareRequest, ErrorOr<Guid>>
{
    public async Task<ErrorOr<Guid>> Handle(SubmitCareRequest request, CancellationToken cancellationToken)
    {
        var (answers, at) = (request.Answers, clock.GetUtcNow());
        var idNumber = ResidentId.Normalize(answers.ElderIdNumber)!;
        var form = Submissions.Of(cipher, request.SubmissionKey!, $"care\n{user.PersonId}\n{answers}\n{string.Join(',', request.PaperIds)}");
        if (await db.EarlierAsync(form, audit, cancellationToken) is { } earlier) return earlier;

        var map = await places.CurrentAsync(cancellationToken);
        if (map.At(answers.Latitude!.Value, answers.Longitude ?? double.NaN) is not { } place) return Failure.Invalid("Report.PlaceOutside", nameof(answers.Latitude));
        var careClock = await clocks.OnAsync(ChinaTime.DayOf(at), cancellationToken);
        var age = Age.On(ChinaTime.DayOf(at), ResidentId.BirthOf(idNumber)!.Value);
        if (age < careClock.Rules.LeastAge) return Failure.Invalid("Care.TooYoung", nameof(answers.ElderIdNumber), careClock.Rules.LeastAge, age);
        // Whoever works in the grid asks for others only, and only where the post is.
        if (answers.By == CareApplicant.Worker && !user.ScopeFor(Permission.AskForCareOfOthers).Covers(place.MicroGridCode))
            return Failure.Invalid("Care.NotYourGrid", nameof(answers.By));
        if (await db.OpenRequestOfAsync(cipher.BlindIndex(idNumber, PersonalDataKind.IdNumber), cancellationToken))
        {
            // The same form arrived twice at once, and the other one was saved since it was looked for.
            if (await db.EarlierAsync(form, audit, cancellationToken) is { } meanwhile) return meanwhile;
            return CareErrors.OpenAlready;
        }

        var care = CareRequest.Submit(
            new(Guid.CreateVersion7(), user.PersonId!.Value, answers.By!.Value,
                cipher.Protect(answers.ElderName!.Trim(), PersonalDataKind.Name), cipher.Protect(idNumber, PersonalDataKind.IdNumber),
                cipher.Protect(MobileNumber.Normalize(answers.Phone)!, PersonalDataKind.Phone), cipher.Protect(answers.Address!.Trim(), PersonalDataKind.Address),
                cipher.Protect(Door.Text(place.Latitude, place.Longitude), PersonalDataKind.Position),
                place.MicroGridCode, answers.Wanted, answers.Circumstances, string.IsNullOrWhiteSpace(answers.Remark) ? null : answers.Remark.Trim()),
            careClock, user.Actor, at);
        audit.About(AuditSubject.Of<CareRequest>(care.Id), user.PersonId, care.PlaceCode);
        await db.CareRequests.AddAsync(care, cancellationToken);
        db.Consents.Add(Consent.Decide(OrderedId.Next(at), care.Id, user.PersonId.Value, ConsentPurposes.ElderlyCare.Code, ConsentPurposes.ElderlyCare.Version, isGiven: true, at));
        db.TakeForm(form, care.Id, at);
        await db.ForgetDraftsAsync(db.DraftsOf(user.PersonId, ApplicationDraft.Care), cancellationToken);
        return await db.AttachPhotosAsync(request.PaperIds, care.Id, AttachmentPurpose.CarePaper, isPublic: false, cancellationToken) is { IsError: true } missing
            ? missing.Errors
            : care.Id;
    }
}
