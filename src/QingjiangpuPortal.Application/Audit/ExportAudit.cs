using System.Globalization;
using System.Runtime.CompilerServices;
using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;

namespace QingjiangpuPortal.Application.Audit;

/// <summary>
/// 导出: all lines that match, of a period. The rows are read after the export's own line is saved, so nothing leaves before
/// it stands in the trail that and why it left.
/// </summary>
public sealed record ExportAudit(AuditFilter Filter, string? Reason) : ICommand<AuditExport>, IAuditedAs, IAbout
{
    public const int MaxDays = 366;

    public Permission Permission => Permission.ReadAudit;
    public AuditKind AuditKind => AuditKind.Export;

    /// <summary>The period stands for what left.</summary>
    public AuditSubject? Subject => new(nameof(AuditEntry), string.Create(CultureInfo.InvariantCulture, $"{Filter.From:yyyy-MM-dd}..{Filter.To:yyyy-MM-dd}"));
}

/// <param name="Rows">The oldest first; read while it is enumerated, a thousand at a time.</param>
public sealed record AuditExport(IAsyncEnumerable<AuditRow> Rows);

internal sealed class ExportAuditValidator : AbstractValidator<ExportAudit>
{
    public ExportAuditValidator()
    {
        RuleFor(x => x.Filter)
            .Must(f => f is { From: { } from, To: { } to } && from <= to && to.DayNumber - from.DayNumber < ExportAudit.MaxDays)
            .OverridePropertyName("From").WithErrorCode("Audit.PeriodNeeded").WithState(_ => ExportAudit.MaxDays);
        RuleFor(x => x.Reason).Reason();
    }
}

internal sealed class ExportAuditHandler(PortalDb db, IPersonalDataCipher cipher, AuditNote audit) : IRequestHandler<ExportAudit, ErrorOr<AuditExport>>
{
    private const int AtOnce = 1000;

    public Task<ErrorOr<AuditExport>> Handle(ExportAudit request, CancellationToken cancellationToken)
    {
        audit.Reason = request.Reason;
        return Task.FromResult<ErrorOr<AuditExport>>(new AuditExport(RowsAsync(request.Filter, cancellationToken)));
    }

    private async IAsyncEnumerable<AuditRow> RowsAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = Guid.Empty; ;)
        {
            var rows = await db.AuditEntries.Matching(filter).Where(e => e.Id > last).OrderBy(e => e.Id).Take(AtOnce).ToRowsAsync(db, cipher, cancellationToken);
            foreach (var row in rows) yield return row;
            if (rows.Count < AtOnce) yield break;
            last = rows[^1].Line.Id;
        }
    }
}
