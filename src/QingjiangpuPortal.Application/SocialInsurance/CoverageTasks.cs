using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>
/// 参保扩面: opens a task for everybody of the user's units who is known, may join the scheme and is not in it. Known today is whoever has an enrolment of any kind
/// here; the population register takes that place (<see cref="CoverageTasksHandler"/>, one method). Done again it opens only what is new.
/// </summary>
/// <returns>How many were opened.</returns>
public sealed record OpenCoverageTasks(InsuranceScheme? Scheme) : ICommand<int>, IAbout
{
    /// <summary>Of one run; the next one goes on.</summary>
    public const int Most = 500;

    public Permission Permission => Permission.OpenCoverage;
    public AuditSubject? Subject => new(nameof(CoverageTask), Scheme?.ToString() ?? "");
}

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
public sealed record CoverageRow(Guid Id, InsuranceScheme Scheme, string GridCode, string Name, string Phone, DateTimeOffset OpenedAt, DateTimeOffset? DueAt);

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

internal sealed class OpenCoverageTasksValidator : AbstractValidator<OpenCoverageTasks>
{
    public OpenCoverageTasksValidator() => RuleFor(x => x.Scheme).Chosen("Insurance.SchemeMissing");
}

internal sealed class AnswerCoverageTaskValidator : AbstractValidator<AnswerCoverageTask>
{
    public AnswerCoverageTaskValidator()
    {
        RuleFor(x => x.Outcome).Chosen("Coverage.OutcomeMissing");
        RuleFor(x => x.Note).Note();
    }
}

internal sealed class CoverageTasksHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) :
    IRequestHandler<OpenCoverageTasks, ErrorOr<int>>, IRequestHandler<AnswerCoverageTask, ErrorOr<Success>>, IRequestHandler<ListCoverageTasks, ErrorOr<CoverageList>>,
    IRequestHandler<GetCoverageTask, ErrorOr<CoverageView>>, IRequestHandler<ShowCoverageNumber, ErrorOr<Success>>
{
    public async Task<ErrorOr<int>> Handle(OpenCoverageTasks request, CancellationToken cancellationToken)
    {
        var (scheme, at) = (request.Scheme!.Value, clock.GetUtcNow());
        var insuranceClock = await clocks.OnAsync(ChinaTime.DayOf(at), cancellationToken);
        var opened = 0;
        var known = await KnownWithoutAsync(scheme, user.ScopeFor(request.Permission), cancellationToken);
        var indexes = known.ConvertAll(e => e.PersonIdNumber.BlindIndex);
        var held = (await db.InsuranceEnrollments.Where(e => indexes.Contains(e.PersonIdNumber.BlindIndex)
                && e.Status != InsuranceStatus.Refused && e.Status != InsuranceStatus.Withdrawn && e.Status != InsuranceStatus.Ended)
            .Select(e => new { e.PersonIdNumber.BlindIndex, e.Scheme }).ToListAsync(cancellationToken)).ToLookup(e => Convert.ToHexString(e.BlindIndex), e => e.Scheme, StringComparer.Ordinal);
        foreach (var person in known)
        {
            var facts = InsuredFacts.Of(
                cipher.Reveal(person.PersonIdNumber, PersonalDataKind.IdNumber), person.Circumstances, [.. held[Convert.ToHexString(person.PersonIdNumber.BlindIndex)]]);
            // Students, pensioners and whoever is insured by an employer are no gap.
            if (JoinRules.Of(scheme, facts, insuranceClock.Rules, ChinaTime.DayOf(at)).Any(c => !c.IsMet && c.Kind != JoinConditionKind.Window)) continue;
            db.CoverageTasks.Add(CoverageTask.Open(
                Guid.CreateVersion7(at), scheme, OrgCode.AncestorAt(person.PlaceCode, OrgLevel.Grid)!, person.PersonName, person.Phone, person.PersonIdNumber, insuranceClock, at));
            opened++;
        }
        audit.NothingDone = opened == 0;
        return opened;
    }

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
        var (name, phone) = (cipher.Reveal(task.Name, PersonalDataKind.Name), cipher.Reveal(task.Phone, PersonalDataKind.Phone));
        return new(
            task.Id, task.Scheme, task.GridCode, isClear ? name : Masks.Of(name, PersonalDataKind.Name, Onlooker.Handler),
            isClear ? phone : Masks.Of(phone, PersonalDataKind.Phone, Onlooker.Handler), task.OpenedAt, task.DueAt);
    }

    /// <summary>The latest enrolment of everybody who is known by one, is not in the scheme, and of whom nobody was asked to ask yet.</summary>
    private Task<List<InsuranceEnrollment>> KnownWithoutAsync(InsuranceScheme scheme, Scope scope, CancellationToken cancellationToken) =>
        db.InsuranceEnrollments.AsNoTracking().Within(scope)
            .Where(e => !db.InsuranceEnrollments.Any(later => later.PersonIdNumber.BlindIndex == e.PersonIdNumber.BlindIndex && later.Id > e.Id))
            .Where(e => !db.InsuranceEnrollments.Any(other => other.PersonIdNumber.BlindIndex == e.PersonIdNumber.BlindIndex && other.Scheme == scheme
                && other.Status != InsuranceStatus.Refused && other.Status != InsuranceStatus.Withdrawn && other.Status != InsuranceStatus.Ended))
            .Where(e => !db.CoverageTasks.Any(t => t.IdNumber.BlindIndex == e.PersonIdNumber.BlindIndex && t.Scheme == scheme))
            .OrderBy(e => e.Id).Take(OpenCoverageTasks.Most).ToListAsync(cancellationToken);
}
