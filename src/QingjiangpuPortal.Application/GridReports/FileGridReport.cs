using System.Globalization;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.Patrols;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>上报: anyone files a report; staff file for somebody who came to them, or what they solved on the spot.</summary>
/// <param name="SubmissionKey">From <see cref="Common.SubmissionKey.New"/>; the same key and content lead to the first's receipt.</param>
/// <param name="PhotoIds">Uploads that wait for this form.</param>
/// <param name="SolvedNote">What was done, when it was solved on the spot; otherwise <c>null</c>.</param>
/// <param name="OccurredAt">When the device says it was filed; <c>null</c> is now.</param>
/// <param name="StationCode">The station at which somebody walked in.</param>
public sealed record FileGridReport(
    string SubmissionKey, ReportSource Source, double? Latitude, double? Longitude, string? Address, string? CategoryCode, string? Description,
    IReadOnlyList<Guid> PhotoIds, bool KeepPrivate, string? ContactName, string? ContactPhone, string? SolvedNote = null, DateTimeOffset? OccurredAt = null,
    string? StationCode = null)
    : ICommand<FiledReport>
{
    public Permission Permission =>
        SolvedNote is not null ? Permission.FileSolved
        : Source is ReportSource.Web or ReportSource.QrCode or ReportSource.Open311 ? Permission.Anyone
        : Permission.FileForOthers;
}

/// <summary>The receipt: the number, and the token of the private link.</summary>
public sealed record FiledReport(string Number, string LinkToken);

internal sealed class FileGridReportValidator : AbstractValidator<FileGridReport>
{
    public FileGridReportValidator()
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("Submission.KeyMissing");
        RuleFor(x => x.Latitude).NotNull().WithName("Place").OverridePropertyName("Place").WithErrorCode("Report.PlaceMissing");
        RuleFor(x => x.Address).MaximumLength(Fields.MaxAddress).WithErrorCode("Report.AddressTooLong").WithState(_ => Fields.MaxAddress);
        RuleFor(x => x.CategoryCode).NotEmpty().WithErrorCode("Report.CategoryMissing");
        RuleFor(x => x.Description).Description();
        RuleFor(x => x.PhotoIds).Must(p => p.Count <= GridReport.MaxPhotos).OverridePropertyName("Photos")
            .WithErrorCode("Photo.TooMany").WithState(_ => GridReport.MaxPhotos);
        RuleFor(x => x.ContactName).MaximumLength(Fields.MaxName).WithErrorCode("Name.TooLong").WithState(_ => Fields.MaxName);
        RuleFor(x => x.ContactPhone).OptionalMobile();
        RuleFor(x => x.SolvedNote).NotEmpty().When(x => x.SolvedNote is not null).WithErrorCode("Reason.Missing");
        RuleFor(x => x.SolvedNote).Note();
    }
}

internal sealed class FileGridReportHandler(
    PortalDb db, ICurrentUser user, IPlaceDirectory places, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit, ReportClocks clocks)
    : IRequestHandler<FileGridReport, ErrorOr<FiledReport>>
{
    public async Task<ErrorOr<FiledReport>> Handle(FileGridReport request, CancellationToken cancellationToken)
    {
        var map = await places.CurrentAsync(cancellationToken);
        if (map.At(request.Latitude!.Value, request.Longitude ?? double.NaN) is not { } place)
            return Failure.Invalid("Report.PlaceOutside", "Place");

        var keyHash = Hash.Of(request.SubmissionKey);
        var contentHash = ContentHash(request);
        var facts = await Facts(db, request.CategoryCode!, place.MicroGridCode, ChinaTime.DayOf(clock.GetUtcNow()), keyHash, contentHash, cancellationToken);
        if (facts?.Category is null) return Failure.Invalid("Report.CategoryMissing", "CategoryCode");
        var linkToken = SubmissionKey.LinkToken(request.SubmissionKey, contentHash);
        if (facts.Earlier is { } earlier) return await ReceiptOfAsync(earlier, linkToken, cancellationToken);

        if (request is { Source: ReportSource.WalkIn, StationCode: { } station } && !await db.Facilities.AnyAsync(f => f.Code == station, cancellationToken))
            return Failure.Invalid("Report.StationUnknown", nameof(request.StationCode));
        var filed = New(request, place, facts.HasLeader, linkToken) with
        {
            StationCode = request.Source == ReportSource.WalkIn ? request.StationCode : null,
            // What is found while one is on a round belongs to it, without being asked.
            PatrolId = request.Source == ReportSource.Patrol ? await db.OpenPatrolOfAsync(user.PersonId, cancellationToken) : null,
        };
        var at = clock.GetUtcNow();
        var reportClock = await clocks.OfAsync(facts.Category, cancellationToken);
        var result = request.SolvedNote is { } note
            ? GridReport.FileSolved(filed, reportClock, user.Actor, note, at)
            : GridReport.File(filed, reportClock, user.Actor, at);
        // Allowed as such, but not there: the place that was chosen is another's.
        if (result.IsError) return Failure.Invalid("Report.SolvedElsewhere", nameof(request.SolvedNote));
        var report = result.Value;

        audit.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
        await db.GridReports.AddAsync(report, cancellationToken);
        if (request.SolvedNote is not null && ReportCategory.IsDispute(report.CategoryCode)) db.DisputeRecords.Add(SettledOnTheSpot(report.Id, at));
        db.Submissions.Add(Submission.Create(keyHash, contentHash, report.Id, at));
        if (await db.AttachPhotosAsync(request.PhotoIds, report.Id, Domain.Files.AttachmentPurpose.ReportPhoto, report.IsPublic, cancellationToken) is { IsError: true } missing)
            return missing.Errors;
        return new FiledReport(report.Number, linkToken);
    }

    private NewGridReport New(FileGridReport request, Place place, bool hasLeader, string linkToken) => new(
        Guid.CreateVersion7(), request.Source, request.Description!.Trim(), request.KeepPrivate,
        new(place.MicroGridCode, place.Latitude, place.Longitude, string.IsNullOrWhiteSpace(request.Address) ? place.Name : request.Address.Trim()),
        hasLeader ? place.MicroGridCode : OrgCode.ParentOf(place.MicroGridCode)!,
        // What staff file for somebody else is not theirs.
        request.Permission == Permission.Anyone ? user.PersonId : null,
        string.IsNullOrWhiteSpace(request.ContactName) ? null : cipher.Protect(request.ContactName.Trim(), PersonalDataKind.Name),
        MobileNumber.Normalize(request.ContactPhone) is { } phone ? cipher.Protect(phone, PersonalDataKind.Phone) : null,
        Hash.Of(linkToken), (request.OccurredAt ?? clock.GetUtcNow()).ToUniversalTime());

    private static DisputeRecord SettledOnTheSpot(Guid reportId, DateTimeOffset at)
    {
        var record = DisputeRecord.Open(reportId, at);
        record.Settle(succeeded: true, MediationMethod.OnTheSpot, at);
        return record;
    }

    private async Task<ErrorOr<FiledReport>> ReceiptOfAsync(Guid reportId, string linkToken, CancellationToken cancellationToken)
    {
        // The first sending left its line; this one does nothing.
        audit.NothingDone = true;
        var report = await db.GridReports.AsNoTracking().SingleAsync(r => r.Id == reportId, cancellationToken);
        return new FiledReport(report.Number, linkToken);
    }

    /// <summary>Keyed: name and number are in it, and whoever had only the database would find a number by trying all.</summary>
    private byte[] ContentHash(FileGridReport r) => cipher.BlindIndex(Convert.ToHexString(Hash.Of(string.Create(CultureInfo.InvariantCulture,
        $"{r.Source}\n{r.Latitude:F6} {r.Longitude:F6}\n{r.Address}\n{r.CategoryCode}\n{r.Description}\n{string.Join(',', r.PhotoIds)}\n{r.KeepPrivate}\n{r.ContactName}\n{r.ContactPhone}\n{r.SolvedNote}{(r.StationCode is null ? "" : "\n" + r.StationCode)}"))), PersonalDataKind.SubmissionContent);

    /// <summary>All that filing must know, in one round trip: this is the portal's hottest write.</summary>
    private static readonly Func<PortalDb, string, string, DateOnly, byte[], byte[], CancellationToken, Task<FilingFacts?>> Facts =
        EF.CompileAsyncQuery((PortalDb db, string categoryCode, string microGridCode, DateOnly today, byte[] keyHash, byte[] contentHash, CancellationToken cancellationToken) =>
            db.ReportCategories.AsNoTracking().Where(c => c.Code == categoryCode && c.IsActive)
                .Select(c => new FilingFacts(
                    c,
                    db.Posts.Any(p => p.UnitCode == microGridCode && p.Kind == PostKind.MicroGridLeader
                        && p.ValidFrom <= today && (p.ValidTo == null || p.ValidTo > today)),
                    db.Submissions.Where(s => s.KeyHash == keyHash && s.ContentHash == contentHash).Select(s => (Guid?)s.SubjectId).FirstOrDefault()))
                .FirstOrDefault());

    private sealed record FilingFacts(ReportCategory Category, bool HasLeader, Guid? Earlier);
}
