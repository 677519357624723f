using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Desk;

/// <summary>
/// 批量办理: writes down which reports are meant and what is to be done with each; the portal's worker does it row by row. The
/// same form sent twice is one act.
/// </summary>
/// <param name="Ids">Those that <see cref="PrepareBulkAct"/> showed, and no others: what came to match a filter since then was seen by nobody.</param>
public sealed record StartBulkAct(string SubmissionKey, BulkActKind? Kind, IReadOnlyList<Guid> Ids, BulkArguments Arguments) : ICommand<Guid>, IAbout, IAboutMyself
{
    public Permission Permission => Permission.ViewReports;
    public AuditSubject? Subject => null;
}

/// <summary>Calls off what did not have its turn yet.</summary>
public sealed record CancelBulkAct(Guid Id) : ICommand<Success>, IAbout, IAboutMyself
{
    public Permission Permission => Permission.ViewReports;
    public AuditSubject? Subject => AuditSubject.Of<BulkAct>(Id);
}

/// <summary>The same step once more for the reports that were refused; a new act, so that the first keeps what it says.</summary>
public sealed record RetryRefused(string SubmissionKey, Guid Id) : ICommand<Guid>, IAbout, IAboutMyself
{
    public Permission Permission => Permission.ViewReports;
    public AuditSubject? Subject => AuditSubject.Of<BulkAct>(Id);
}

public static class BulkPermissions
{
    /// <summary>The permission that each row's command asks for.</summary>
    public static Permission Of(BulkActKind kind) => kind switch
    {
        BulkActKind.Accept => Permission.AcceptReports,
        BulkActKind.Assign => Permission.AssignReports,
        BulkActKind.Merge => Permission.MergeReports,
        BulkActKind.Reply => Permission.ContactReporters,
        BulkActKind.Supervise => Permission.SuperviseReports,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };
}

internal sealed class StartBulkActValidator : AbstractValidator<StartBulkAct>
{
    public StartBulkActValidator()
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("Submission.KeyMissing");
        RuleFor(x => x.Kind).Chosen("BulkAct.KindMissing");
        RuleFor(x => x.Ids).NotEmpty().WithErrorCode("BulkAct.NothingSelected");
        RuleFor(x => x.Ids).Must(ids => ids.Count <= BulkAct.MaxRows).WithErrorCode("BulkAct.TooMany").WithState(_ => BulkAct.MaxRows);
        RuleFor(x => x.Arguments.Assignee).NotEmpty().When(x => x.Kind == BulkActKind.Assign).OverridePropertyName("Assignee").WithErrorCode("Assignee.Missing");
        RuleFor(x => x.Arguments.Primary).NotEmpty().When(x => x.Kind == BulkActKind.Merge).OverridePropertyName("Primary").WithErrorCode("Merge.PrimaryMissing");
        RuleFor(x => x.Arguments.Assignee).MaximumLength(BulkAct.MaxAssignee).OverridePropertyName("Assignee").WithErrorCode("Assignee.NotAround");
        RuleFor(x => x.Arguments.Primary).MaximumLength(BulkAct.MaxPrimary).OverridePropertyName("Primary").WithErrorCode("GridReport.PrimaryNotPossible");
        RuleFor(x => x.Arguments.Note).NotEmpty().When(x => x.Kind is BulkActKind.Reply or BulkActKind.Supervise).OverridePropertyName("Note").WithErrorCode("Reason.Missing");
        RuleFor(x => x.Arguments.Note).Cascade(CascadeMode.Stop).MaximumLength(BulkAct.MaxNote).OverridePropertyName("Note").WithErrorCode("Note.TooLong").WithState(_ => BulkAct.MaxNote);
    }
}

internal sealed class StartBulkActHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit) :
    IRequestHandler<StartBulkAct, ErrorOr<Guid>>, IRequestHandler<CancelBulkAct, ErrorOr<Success>>, IRequestHandler<RetryRefused, ErrorOr<Guid>>
{
    public async Task<ErrorOr<Guid>> Handle(StartBulkAct request, CancellationToken cancellationToken)
    {
        var kind = request.Kind!.Value;
        if (!user.May(BulkPermissions.Of(kind))) return AccessErrors.Forbidden;
        var form = Submissions.Of(cipher, request.SubmissionKey, $"{user.PersonId}\n{kind}\n{request.Arguments}\n{string.Join(',', request.Ids)}");
        if (await db.EarlierAsync(form, audit, cancellationToken) is { } earlier) return earlier;
        // Whoever sees none of them selected nothing; what is out of sight since the form was shown keeps its row, which says so.
        if (!await db.GridReports.VisibleTo(user.ScopeFor(request.Permission), user.PersonId).AnyAsync(r => request.Ids.Contains(r.Id), cancellationToken))
            return Failure.Invalid("BulkAct.NothingSelected", nameof(request.Ids));
        return Start(kind, request.Arguments, [.. request.Ids.Distinct()], form);
    }

    public async Task<ErrorOr<Success>> Handle(CancelBulkAct request, CancellationToken cancellationToken) =>
        await OwnAsync(request.Id, cancellationToken) is { } act ? act.Cancel(clock.GetUtcNow()) : BulkActErrors.NotFound;

    public async Task<ErrorOr<Guid>> Handle(RetryRefused request, CancellationToken cancellationToken)
    {
        if (!SubmissionKey.IsWellFormed(request.SubmissionKey)) return Failure.Conflict("Submission.KeyMissing");
        if (await OwnAsync(request.Id, cancellationToken) is not { } act) return BulkActErrors.NotFound;
        var form = Submissions.Of(cipher, request.SubmissionKey, $"{user.PersonId}\n{request.Id}");
        if (await db.EarlierAsync(form, audit, cancellationToken) is { } earlier) return earlier;
        if (!act.IsFinished) return Failure.Conflict("BulkAct.StillRunning");
        if (!user.May(BulkPermissions.Of(act.Kind))) return AccessErrors.Forbidden;
        var refused = await db.BulkActRows.Where(r => r.BulkActId == act.Id && r.State == BulkRowState.Refused).OrderBy(r => r.Position).Select(r => r.ReportId).ToListAsync(cancellationToken);
        if (refused.Count == 0) return Failure.Conflict("BulkAct.NothingRefused");
        return Start(act.Kind, new(act.Assignee, act.Primary, act.Note), refused, form);
    }

    private Guid Start(BulkActKind kind, BulkArguments arguments, List<Guid> ids, SentForm form)
    {
        var at = clock.GetUtcNow();
        var trimmed = arguments with { Primary = arguments.Primary?.Trim(), Note = string.IsNullOrWhiteSpace(arguments.Note) ? null : arguments.Note.Trim() };
        var act = BulkAct.Start(OrderedId.Next(at), user.PersonId!.Value, kind, trimmed, ids.Count, user.Origin.Address, user.Origin.SessionId, at);
        audit.About(AuditSubject.Of<BulkAct>(act.Id), user.PersonId);
        db.BulkActs.Add(act);
        db.BulkActRows.AddRange(ids.Select((id, position) => BulkActRow.Of(act.Id, position, id)));
        db.TakeForm(form, act.Id, at);
        return act.Id;
    }

    private Task<BulkAct?> OwnAsync(Guid id, CancellationToken cancellationToken)
    {
        var me = user.PersonId;
        return db.BulkActs.SingleOrDefaultAsync(a => a.Id == id && a.PersonId == me, cancellationToken);
    }
}

public static class BulkActErrors
{
    public static readonly Error NotFound = Failure.NotFound("BulkAct.NotFound");

    /// <summary>Whoever asked holds no post any more by which this may be done.</summary>
    public static readonly Error PostLost = Failure.Conflict("BulkAct.PostLost");
}
