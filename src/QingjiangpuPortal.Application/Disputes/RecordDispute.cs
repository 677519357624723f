using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Disputes;

/// <summary>登记纠纷: the facts. A risk that becomes high is supervised and brought before the street in the same act.</summary>
/// <param name="Version">Of the record, 0 where the page showed none.</param>
/// <param name="Amount">In yuan, as typed.</param>
public sealed record RecordDispute(
    Guid ReportId, uint Version, DateOnly? HappenedOn, int? PeopleCount, DisputeNature? Nature, RiskGrade? Risk, decimal? Amount, MediationMethod? Method, string? Mediator)
    : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.HandleDisputes;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(ReportId);
}

internal sealed class RecordDisputeValidator : AbstractValidator<RecordDispute>
{
    private const int MostPeople = 9999;
    private const decimal MostYuan = 1_000_000_000m;

    public RecordDisputeValidator()
    {
        RuleFor(x => x.PeopleCount).Must(count => count is >= 1 and <= MostPeople).WithErrorCode("Dispute.PeopleMissing").WithState(_ => MostPeople);
        RuleFor(x => x.Nature).Chosen("Dispute.NatureMissing");
        RuleFor(x => x.Risk).Chosen("Dispute.RiskMissing");
        RuleFor(x => x.Amount).Must(amount => amount is null or (>= 0 and <= MostYuan)).WithErrorCode("Dispute.AmountUnusual");
        RuleFor(x => x.Method).Must(method => method is null || Enum.IsDefined(method.Value)).WithErrorCode("Dispute.MethodMissing");
        RuleFor(x => x.Mediator).MaximumLength(Fields.MaxName).WithErrorCode("Name.TooLong").WithState(_ => Fields.MaxName);
    }
}

internal sealed class RecordDisputeHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<RecordDispute, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RecordDispute request, CancellationToken cancellationToken)
    {
        var found = await db.DisputeForChangeAsync(user, request.ReportId, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var (report, at) = (found.Value, clock.GetUtcNow());
        if (request.HappenedOn > ChinaTime.DayOf(at)) return Failure.Invalid("Dispute.InTheFuture", "HappenedDay");
        var record = await db.DisputeRecords.SingleOrDefaultAsync(d => d.Id == report.Id, cancellationToken);
        if ((record?.Version ?? 0) != request.Version) return AccessErrors.ChangedMeanwhile;
        if (record is null) db.DisputeRecords.Add(record = DisputeRecord.Open(report.Id, at));
        var becameHigh = record.Note(
            new(request.HappenedOn, request.PeopleCount!.Value, request.Nature!.Value, request.Risk!.Value,
                request.Amount is { } yuan ? (long)decimal.Round(yuan * 100, MidpointRounding.AwayFromZero) : null, request.Method,
                string.IsNullOrWhiteSpace(request.Mediator) ? null : cipher.Protect(request.Mediator.Trim(), PersonalDataKind.Name)),
            at);
        return becameHigh ? report.RaiseTo(OrgLevel.Street, DisputeRecord.HighRisk, at) : Result.Success;
    }
}
