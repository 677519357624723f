using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>
/// 参保扩面: opens a task for everybody who lives in the user's units by the population register, may join the scheme and is not in it. Done again it opens
/// only what is new.
/// </summary>
/// <param name="After">Where an earlier run stopped (<see cref="CoverageRun.Next"/>); <c>null</c> to begin with the first.</param>
public sealed record OpenCoverageTasks(InsuranceScheme? Scheme, Guid? After = null) : ICommand<CoverageRun>, IAbout
{
    /// <summary>Tasks that one run opens, and people at whom it looks for them: whether somebody is a gap takes their sealed ID number.</summary>
    public const int Most = 500;
    public const int MostLookedAt = 20_000;

    public Permission Permission => Permission.OpenCoverage;
    public AuditSubject? Subject => new(nameof(CoverageTask), Scheme?.ToString() ?? "");
}

/// <param name="Opened">How many tasks.</param>
/// <param name="Next">The person of the register after whom another run goes on; <c>null</c> when all were looked at.</param>
public sealed record CoverageRun(int Opened, Guid? Next);

internal sealed class OpenCoverageTasksValidator : AbstractValidator<OpenCoverageTasks>
{
    public OpenCoverageTasksValidator() => RuleFor(x => x.Scheme).Chosen("Insurance.SchemeMissing");
}

internal sealed class OpenCoverageTasksHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, InsuranceClocks clocks, TimeProvider clock, AuditNote audit)
    : IRequestHandler<OpenCoverageTasks, ErrorOr<CoverageRun>>
{
    private const int PageSize = 500;

    public async Task<ErrorOr<CoverageRun>> Handle(OpenCoverageTasks request, CancellationToken cancellationToken)
    {
        var last = await db.LedgerPeople.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.After, cancellationToken);
        var run = await RunAsync(request.Scheme!.Value, user.ScopeFor(request.Permission), last, clock.GetUtcNow(), cancellationToken);
        audit.NothingDone = run.Opened == 0;
        return run;
    }

    private async Task<CoverageRun> RunAsync(InsuranceScheme scheme, Scope scope, LedgerPerson? last, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(at);
        var (insuranceClock, opened) = (await clocks.OnAsync(today, cancellationToken), 0);
        for (var lookedAt = 0; lookedAt < OpenCoverageTasks.MostLookedAt; lookedAt += PageSize)
        {
            var page = await WithoutAsync(scheme, scope, last, cancellationToken);
            foreach (var (person, known, holds) in await KnownAsync(page, today, cancellationToken))
            {
                last = person.Person;
                if (!IsGap(scheme, known, holds, insuranceClock.Rules, today)) continue;
                db.CoverageTasks.Add(CoverageTask.Open(
                    Guid.CreateVersion7(at), scheme, OrgCode.AncestorAt(last.HomePlaceCode!, OrgLevel.Grid)!, last.Name,
                    person.FactOn(LedgerFactKind.Phone, today)?.Number, last.IdNumber, insuranceClock, at));
                if (++opened == OpenCoverageTasks.Most) return new CoverageRun(opened, last.Id);
            }
            if (page.Count < PageSize) return new CoverageRun(opened, Next: null);
        }
        return new CoverageRun(opened, last!.Id);
    }

    /// <summary>What a database can know of a gap: who lives there, is not in the scheme, and of whom nobody was asked to ask yet; in the order of their homes.</summary>
    private Task<List<LedgerPerson>> WithoutAsync(InsuranceScheme scheme, Scope scope, LedgerPerson? last, CancellationToken cancellationToken)
    {
        var people = db.LedgerPeople.AsNoTracking().AtHomeWithin(scope).Where(p => p.Standing == LedgerStanding.Present);
        if (last is { HomePlaceCode: { } home, Id: var id })
            people = people.Where(p => p.HomePlaceCode!.CompareTo(home) >= 0 && (p.HomePlaceCode!.CompareTo(home) > 0 || p.Id > id));
        return people
            .Where(p => !db.InsuranceEnrollments.Any(e => e.PersonIdNumber.BlindIndex == p.IdNumber.BlindIndex && e.Scheme == scheme
                && e.Status != InsuranceStatus.Refused && e.Status != InsuranceStatus.Withdrawn && e.Status != InsuranceStatus.Ended))
            .Where(p => !db.CoverageTasks.Any(t => t.IdNumber.BlindIndex == p.IdNumber.BlindIndex && t.Scheme == scheme))
            .OrderBy(p => p.HomePlaceCode).ThenBy(p => p.Id).Take(PageSize).ToListAsync(cancellationToken);
    }

    /// <summary>What the register says of each, without names and addresses, and the schemes in which they are.</summary>
    private async Task<List<(LedgerRecord Record, KnownPerson Known, InsuranceScheme[] Holds)>> KnownAsync(List<LedgerPerson> people, DateOnly today, CancellationToken cancellationToken)
    {
        var (ids, indexes) = (people.ConvertAll(p => p.Id), people.ConvertAll(p => p.IdNumber.BlindIndex));
        var facts = (await db.LedgerFacts.AsNoTracking().Where(f => ids.Contains(f.PersonId)).ToListAsync(cancellationToken)).ToLookup(f => f.PersonId);
        var holds = (await db.InsuranceEnrollments.Where(e => indexes.Contains(e.PersonIdNumber.BlindIndex)
                && e.Status != InsuranceStatus.Refused && e.Status != InsuranceStatus.Withdrawn && e.Status != InsuranceStatus.Ended)
            .Select(e => new { e.PersonIdNumber.BlindIndex, e.Scheme }).ToListAsync(cancellationToken)).ToLookup(e => Convert.ToHexString(e.BlindIndex), e => e.Scheme, StringComparer.Ordinal);
        return people.ConvertAll(p => new LedgerRecord(p, facts[p.Id]))
            .ConvertAll(r => (r, r.KnownOn(today, cipher, NumberOnly), holds[Convert.ToHexString(r.Person.IdNumber.BlindIndex)].ToArray()));

        string NumberOnly(Protected value, PersonalDataKind kind) => kind == PersonalDataKind.IdNumber ? cipher.Reveal(value, kind) : "";
    }

    /// <summary>Students, pensioners and whoever is insured elsewhere are none.</summary>
    private static bool IsGap(InsuranceScheme scheme, KnownPerson known, InsuranceScheme[] holds, InsuranceRules rules, DateOnly today) =>
        known.Fact(LedgerFactKind.InsuredElsewhere)?.Holds != true
        && JoinRules.Of(scheme, InsuredFacts.Of(known.IdNumber, known.Circumstances(), holds), rules, today).All(c => c.IsMet || c.Kind == JoinConditionKind.Window);
}
