using System.Linq.Expressions;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>关注: follows a public report that goes on, or the primary as part of which it goes on, by account or, without one, by a private link of its own.</summary>
/// <param name="SubmissionKey">From <see cref="Common.SubmissionKey.New"/>; the private link is derived from it.</param>
/// <param name="Words">What they were about to file; only those who handle the report see it.</param>
/// <param name="ContactPhone">Where to send how it goes on, if wanted.</param>
public sealed record FollowReport(string? SubmissionKey, string? Number, string? Words = null, string? ContactPhone = null) : ICommand<FollowedReport>, IAbout
{
    public Permission Permission => Permission.Anyone;

    /// <summary>A number is all that the form has; what is no number is not repeated in the trail.</summary>
    public AuditSubject? Subject => ReportNumber.TryParse(Number, out _) ? AuditSubject.Of<GridReport>(Number!.Trim()) : null;
}

/// <param name="LinkToken">Of the private link; <c>null</c> for an account.</param>
public sealed record FollowedReport(string Number, string? LinkToken);

internal sealed class FollowReportValidator : AbstractValidator<FollowReport>
{
    public FollowReportValidator()
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("Submission.KeyMissing");
        RuleFor(x => x.Words).MaximumLength(Fields.MaxDescription).OverridePropertyName("Description")
            .WithErrorCode("Report.DescriptionTooLong").WithState(_ => Fields.MaxDescription);
        RuleFor(x => x.ContactPhone).OptionalMobile();
    }
}

internal sealed class FollowReportHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<FollowReport, ErrorOr<FollowedReport>>
{
    public async Task<ErrorOr<FollowedReport>> Handle(FollowReport request, CancellationToken cancellationToken)
    {
        var found = await db.PublicByNumberAsync(request.Number, cancellationToken);
        if (found is { PrimaryId: { } primaryId }) found = await db.PublicAsync(r => r.Id == primaryId, cancellationToken);
        if (found is not { } report) return GridReportErrors.NotFound;
        audit.About(AuditSubject.Of<GridReport>(report.Id), unitCode: report.HandlingUnitCode);

        // The same form again is the same follower; so is the same account, whatever form it used.
        var token = user.PersonId is null ? SubmissionKey.LinkToken(request.SubmissionKey!, Hash.Of($"follow {report.Id}")) : null;
        var hash = token is null ? null : Hash.Of(token);
        var follower = await db.ReportFollowers.SingleOrDefaultAsync(
            f => f.ReportId == report.Id && (hash == null ? f.PersonId == user.PersonId : f.LinkHash == hash), cancellationToken);
        if (follower is null)
        {
            var (id, at) = (Guid.CreateVersion7(), clock.GetUtcNow());
            if (!report.CanBeFollowed(at)) return GridReportErrors.FollowNotPossible;
            follower = hash is null ? ReportFollower.ByAccount(id, report.Id, user.PersonId!.Value, at) : ReportFollower.ByLink(id, report.Id, hash, at);
            db.ReportFollowers.Add(follower);
        }
        follower.Say(request.Words, MobileNumber.Normalize(request.ContactPhone) is { } phone ? cipher.Protect(phone, PersonalDataKind.Phone) : null);
        return new FollowedReport(report.Number, token);
    }
}

internal static class PublicByNumber
{
    /// <summary>The public report that has this number, year and check digit included; nothing is tracked.</summary>
    public static async Task<GridReport?> PublicByNumberAsync(this PortalDb db, string? number, CancellationToken cancellationToken)
    {
        if (!ReportNumber.TryParse(number, out var sequence)) return null;
        var report = await db.PublicAsync(r => r.Sequence == sequence, cancellationToken);
        return report is not null && ReportNumber.AreEqual(number!, report.Number) ? report : null;
    }

    public static Task<GridReport?> PublicAsync(this PortalDb db, Expression<Func<GridReport, bool>> which, CancellationToken cancellationToken) =>
        db.GridReports.AsNoTracking().Where(r => r.IsPublic && r.Status != GridReportStatus.Withdrawn).SingleOrDefaultAsync(which, cancellationToken);
}
