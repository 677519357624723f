using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>官方答复: what reporter and public read on the report's page.</summary>
public sealed record ReplyToReporter(Guid ReportId, uint Version, string? Reason) : IReportCommand
{
    /// <summary>Who may call the reporter may answer.</summary>
    public Permission Permission => Permission.ContactReporters;
}

internal sealed class ReplyToReporterValidator : AbstractValidator<ReplyToReporter>
{
    public ReplyToReporterValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class ReplyToReporterHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<ReplyToReporter>(db, user, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(GridReport report, ReplyToReporter command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(report.Reply(by, command.Reason!, at));
}
