using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>What came of asking somebody.</summary>
public sealed record AnswerCoverageTask(Guid TaskId, uint Version, CoverageOutcome? Outcome, string? Note) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.AnswerCoverage;
    public AuditSubject? Subject => AuditSubject.Of<CoverageTask>(TaskId);
}

/// <summary>The open tasks of the user's grids, what is due first on top, and what came of the others.</summary>
public sealed record ListCoverageTasks(string? After = null) : IQuery<CoverageList>
{
    public Permission Permission => Permission.AnswerCoverage;
}

public sealed record CoverageList(Page<CoverageRow> Page, int Open, int Overdue, IReadOnlyDictionary<CoverageOutcome, int> Done);

/// <param name="Name">Masked, as the phone is.</param>
/// <param name="Phone"><c>null</c> where none is known.</param>
public sealed record CoverageRow(Guid Id, InsuranceScheme Scheme, string GridCode, string Name, string? Phone, DateTimeOffset OpenedAt, DateTimeOffset? DueAt);

/// <summary>One task, with name and number in clear for as long as the leave to see them lasts.</summary>
public sealed record GetCoverageTask(Guid TaskId) : IQuery<CoverageView>
{
    public Permission Permission => Permission.AnswerCoverage;
}

/// <param name="ClearUntil"><c>null</c> while name and number are masked.</param>
public sealed record CoverageView(CoverageRow Row, uint Version, CoverageOutcome? Outcome, string? Note, DateTimeOffset? DoneAt, DateTimeOffset? ClearUntil);

/// <summary>Name and number of somebody who is to be asked, in clear for <see cref="Reveal.ValidFor"/>; the task is the reason, and the trail says so.</summary>
public sealed record ShowCoverageNumber(Guid TaskId) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.AnswerCoverage;
    public AuditKind AuditKind => AuditKind.Reveal;
    public AuditSubject? Subject => AuditSubject.Of<CoverageTask>(TaskId);
}

internal sealed class AnswerCoverageTaskValidator : AbstractValidator<AnswerCoverageTask>
{
    public AnswerCoverageTaskValidator()
    {
        RuleFor(x => x.Outcome).Chosen("Coverage.OutcomeMissing");
        RuleFor(x => x.Note).Note();
    }
}

internal sealed class CoverageTasksHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit) :
    IRequestHandler<AnswerCoverageTask, ErrorOr<Success>>, IRequestHandler<ListCoverageTasks, ErrorOr<CoverageList>>,
    IRequestHandler<GetCoverageTask, ErrorOr<CoverageView>>, IRequestHandler<ShowCoverageNumber, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(AnswerCoverageTask request, CancellationToken cancellationToken)
    {
        var task = await db.CoverageTasks.Within(user.ScopeFor(request.Permission)).SingleOrDefaultAsync(t => t.Id == request.TaskId, cancellationToken);
        if (task is null) return Failure.NotFound("Coverage.NotFound");
        audit.About(AuditSubject.Of<CoverageTask>(task.Id), personId: null, task.GridCode);
        if (task.Version != request.Version) return AccessErrors.ChangedMeanwhile;
        return task.Answer(request.Outcome!.Value, string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), user.PersonId, clock.GetUtcNow());
    }

    public async Task<ErrorOr<CoverageList>> Handle(ListCoverageTasks request, CancellationToken cancellationToken)
    {
        var (mine, now) = (db.CoverageTasks.Within(user.ScopeFor(request.Permission)), clock.GetUtcNow());
        var open = mine.Where(t => t.DueAt != null);
        var rows = Cursor.Parse(request.After) is { } after ? open.Where(t => t.DueAt >= after.At && (t.DueAt > after.At || t.Id > after.Id)) : open;
        var page = await rows.AsNoTracking().OrderBy(t => t.DueAt).ThenBy(t => t.Id).Take(Page<CoverageRow>.Size + 1).ToListAsync(cancellationToken);
        var counts = await open.GroupBy(_ => 1).Select(g => new { All = g.Count(), Overdue = g.Count(t => t.DueAt < now) }).SingleOrDefaultAsync(cancellationToken);
        var done = await mine.Where(t => t.Outcome != null).GroupBy(t => t.Outcome!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return new CoverageList(
            page.ConvertAll(t => Row(t, isClear: false)).ToPage(r => new(r.DueAt!.Value, r.Id)), counts?.All ?? 0, counts?.Overdue ?? 0, done);
    }

    public async Task<ErrorOr<CoverageView>> Handle(GetCoverageTask request, CancellationToken cancellationToken)
    {
        var task = await db.CoverageTasks.AsNoTracking().Within(user.ScopeFor(request.Permission)).SingleOrDefaultAsync(t => t.Id == request.TaskId, cancellationToken);
        if (task is null) return Failure.NotFound("Coverage.NotFound");
        var clear = await db.RevealedUntilAsync<CoverageTask>(user.PersonId, task.Id, clock.GetUtcNow(), cancellationToken);
        return new CoverageView(Row(task, clear is not null), task.Version, task.Outcome, task.Note, task.DoneAt, clear);
    }

    public async Task<ErrorOr<Success>> Handle(ShowCoverageNumber request, CancellationToken cancellationToken)
    {
        var task = await db.CoverageTasks.AsNoTracking().Within(user.ScopeFor(request.Permission)).SingleOrDefaultAsync(t => t.Id == request.TaskId && t.Outcome == null, cancellationToken);
        if (task is null) return Failure.NotFound("Coverage.NotFound");
        audit.About(AuditSubject.Of<CoverageTask>(task.Id), personId: null, task.GridCode);
        return db.Show<CoverageTask>(audit, user, task.Id, RevealPurpose.Coverage, note: null, clock.GetUtcNow());
    }

    private CoverageRow Row(CoverageTask task, bool isClear)
    {
        return new(
            task.Id, task.Scheme, task.GridCode, Show(task.Name, PersonalDataKind.Name), task.Phone is { } phone ? Show(phone, PersonalDataKind.Phone) : null, task.OpenedAt, task.DueAt);

        string Show(Protected value, PersonalDataKind kind) => isClear ? cipher.Reveal(value, kind) : cipher.Show(value, kind, Onlooker.Handler);
    }
}
