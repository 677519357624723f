using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>更正: what the papers say instead of what the family said, as long as the list for the lottery is not frozen. The family is told.</summary>
/// <param name="Answers">To the questions about hukou, house and permit; a property number left empty stays what it is.</param>
public sealed record CorrectEnrollment(Guid Id, uint Version, EnrollmentAnswers Answers, string? Why) : CheckCommand(Id, Version);

internal sealed class CorrectEnrollmentValidator : AbstractValidator<CorrectEnrollment>
{
    public CorrectEnrollmentValidator() => RuleFor(x => x.Why).Reason();
}

internal sealed class CorrectEnrollmentHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<CorrectEnrollment, ErrorOr<Success>>
{
    private static readonly EnrollmentStep[] Corrected = [EnrollmentStep.Hukou, EnrollmentStep.House, EnrollmentStep.Permit];

    public async Task<ErrorOr<Success>> Handle(CorrectEnrollment request, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var found = await db.ApplicationForChangeAsync(user, request.Permission, request.Id, request.Version, at, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var (application, today) = (found.Value, ChinaTime.DayOf(at));
        var round = await db.AdmissionRounds.AsNoTracking().SingleAsync(r => r.Id == application.RoundId, cancellationToken);
        var before = application.PropertyNumber is { } sealedNumber ? cipher.Reveal(sealedNumber, PersonalDataKind.PropertyNumber) : null;
        var given = request.Answers with { PropertyNumber = string.IsNullOrWhiteSpace(request.Answers.PropertyNumber) ? before : request.Answers.PropertyNumber };
        var answers = Corrected.Aggregate(new EnrollmentAnswers(), (all, step) => all.With(step, given));
        var wrong = Corrected.SelectMany(step => answers.Wrong(step, round, today)).ToList();
        if (wrong.Count > 0)
        {
            audit.IsMalformed = true;
            return wrong;
        }

        IReadOnlyList<FactChange> changes = [.. FactChange.Between(application.Facts, answers.Facts)];
        if (answers.PropertyNumber != before) changes = [new(CorrectedFact.PropertyNumber, Masked(before), Masked(answers.PropertyNumber)), .. changes];
        audit.Reason = request.Why!.Trim();
        return application.CorrectTo(
            answers.Facts, answers.PropertyNumber == before ? application.PropertyNumber : Sealed(answers.PropertyNumber), changes, round.Status, request.Why.Trim(), user.PersonId!.Value, at);
    }

    private Protected? Sealed(string? number) => number is null ? null : cipher.Protect(number, PersonalDataKind.PropertyNumber);

    private static string? Masked(string? number) => number is null ? null : Masks.Of(number, PersonalDataKind.PropertyNumber, Onlooker.Handler);
}
