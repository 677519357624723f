using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.Volunteers;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>办结: solved, or closed without a fix; what was done, and photos of it.</summary>
/// <param name="Succeeded">Of a dispute: whether the parties came to terms. Must be said there, like <paramref name="Method"/>.</param>
public sealed record ResolveGridReport(
    Guid ReportId, uint Version, ReportOutcome? Outcome, string? Reason, IReadOnlyList<Guid> PhotoIds, bool? Succeeded = null, MediationMethod? Method = null) : IReportCommand
{
    public Permission Permission => Permission.ResolveReports;
}

internal sealed class ResolveGridReportValidator : AbstractValidator<ResolveGridReport>
{
    public ResolveGridReportValidator()
    {
        RuleFor(x => x.Outcome).Chosen("Report.OutcomeMissing");
        RuleFor(x => x.Reason).Reason();
        RuleFor(x => x.PhotoIds).Must(p => p.Count <= GridReport.MaxPhotos).OverridePropertyName("Photos")
            .WithErrorCode("Photo.TooMany").WithState(_ => GridReport.MaxPhotos);
    }
}

internal sealed class ResolveGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : ReportCommandHandler<ResolveGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(
        GridReport report, ResolveGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var resolved = report.Resolve(command.Outcome!.Value, await clocks.OfAsync(report, cancellationToken), by, command.Reason!, at);
        if (resolved.IsError) return resolved.Errors;
        if (ReportCategory.IsDispute(report.CategoryCode) && await SettleAsync(report.Id, command, at, cancellationToken) is { IsError: true } unsettled) return unsettled.Errors;
        await Db.EndVolunteerTaskAsync(report.Id, at, cancellationToken);
        return await Db.AttachPhotosAsync(command.PhotoIds, report.Id, AttachmentPurpose.ResolutionPhoto, report.IsPublic, cancellationToken);
    }

    /// <summary>How a dispute ended is counted, so nobody resolves one without saying it.</summary>
    private async Task<ErrorOr<Success>> SettleAsync(Guid reportId, ResolveGridReport command, DateTimeOffset at, CancellationToken cancellationToken)
    {
        List<Error> missing = [];
        if (command.Succeeded is null) missing.Add(DisputeErrors.SuccessMissing);
        if (command.Method is not { } method || !Enum.IsDefined(method)) missing.Add(DisputeErrors.MethodMissing);
        if (missing.Count > 0) return missing;
        var record = await Db.DisputeRecords.SingleOrDefaultAsync(d => d.Id == reportId, cancellationToken);
        if (record is null) Db.DisputeRecords.Add(record = DisputeRecord.Open(reportId, at));
        record.Settle(command.Succeeded!.Value, command.Method!.Value, at);
        return Result.Success;
    }
}
