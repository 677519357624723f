using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Protection;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>A request for those who decide about it: masked, with its history and what they can do next.</summary>
public sealed record GetCareRequest(Guid RequestId) : IQuery<CareRequestView>
{
    public Permission Permission => Permission.ViewCare;
}

/// <summary>Name, phone and address in clear for <see cref="Reveal.ValidFor"/>, for whoever checks, assesses or looks at the home; the elder's side sees in the trail that it was done.</summary>
public sealed record ShowCareAddress(Guid RequestId) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.CheckCare;
    public AuditKind AuditKind => AuditKind.Reveal;
    public AuditSubject? Subject => AuditSubject.Of<CareRequest>(RequestId);
}

/// <summary>One's own request.</summary>
public sealed record GetMyCareRequest(Guid RequestId) : IQuery<CareRequestView>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="Possible">What the user can do now.</param>
/// <param name="ClearUntil">Until when staff see name, phone and address in clear; <c>null</c> while they are masked.</param>
/// <param name="Offered">What the rules of today would grant; <c>null</c> when nothing, or before the assessment.</param>
public sealed record CareRequestView(
    Guid Id, uint Version, string Number, CareRequestStatus Status, CareRequestStatus? StatusBefore, CareApplicant By,
    string ElderName, string ElderIdNumber, string Phone, string Address, int Age, string PlaceCode, string HandlingUnitCode,
    CareServices Wanted, ElderCircumstances Circumstances, string? Remark,
    DateTimeOffset RecordedAt, DateTimeOffset EffectiveAt, DateTimeOffset? DueAt, DateTimeOffset? ActsAt, DateTimeOffset? DecidedAt, DateTimeOffset? AppealUntil,
    AssessmentView? Assessment, CareEntitlement? Offered, string? EntitlementName, int MonthlyFen, int AdaptationFen,
    IReadOnlyList<CareLine> Timeline, IReadOnlyList<CarePaper> Papers, IReadOnlyList<CareVerb> Possible, CarePlanView? Plan,
    bool GrantsAdaptation, AdaptationView? Adaptation, DateTimeOffset? ClearUntil);

/// <param name="PersonName">Masked; <c>null</c> for whoever asked, who does not read who decided.</param>
public sealed record CareLine(CareVerb Verb, CareRequestStatus To, PostKind? Post, string? PersonName, string? Note, DateTimeOffset At);

public sealed record CarePaper(Guid Id, int Width, int Height);

/// <param name="Steps">How the level is reached.</param>
/// <param name="IsMine">Written by the user, who cannot also agree.</param>
public sealed record AssessmentView(
    uint Version, IReadOnlyList<int> Scores, AbilityFindings Findings, int Total, AbilityLevel Level, IReadOnlyList<AbilityStep> Steps,
    string FirstAssessor, DateTimeOffset FirstSignedAt, string? SecondAssessor, DateTimeOffset? SecondSignedAt, bool IsMine);

/// <param name="TakenFen">Of this month's quota.</param>
/// <param name="Orders">The latest, at most as many as a page.</param>
public sealed record CarePlanView(Guid Id, CareServices Services, int MonthlyFen, int TakenFen, DateOnly ValidFrom, DateOnly LastDay, IReadOnlyList<ServiceOrderRow> Orders);

public sealed record ServiceOrderRow(
    Guid Id, uint Version, string ProviderCode, string ProviderName, CareServices Service, DateTimeOffset PlannedAt, int Fen, int LeastMinutes, ServiceOrderStatus Status,
    DateTimeOffset? CheckedInAt, DateTimeOffset? CheckedOutAt, Domain.GridReports.Satisfaction? Satisfaction, DateTimeOffset? AuditFailedAt, Guid? SettlementId);

internal sealed class GetCareRequestHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, CareClocks clocks, TimeProvider clock, AuditNote audit) :
    IRequestHandler<ShowCareAddress, ErrorOr<Success>>, IRequestHandler<GetCareRequest, ErrorOr<CareRequestView>>, IRequestHandler<GetMyCareRequest, ErrorOr<CareRequestView>>
{
    public Task<ErrorOr<CareRequestView>> Handle(GetCareRequest request, CancellationToken cancellationToken) =>
        ViewAsync(db.CareRequests.Within(user.ScopeFor(request.Permission)), request.RequestId, Onlooker.Handler, cancellationToken);

    public Task<ErrorOr<CareRequestView>> Handle(GetMyCareRequest request, CancellationToken cancellationToken) =>
        ViewAsync(db.CareRequests.Own(user), request.RequestId, Onlooker.Self, cancellationToken);

    public async Task<ErrorOr<Success>> Handle(ShowCareAddress request, CancellationToken cancellationToken)
    {
        var care = await db.CareRequests.AsNoTracking().Within(user.ScopeFor(request.Permission)).SingleOrDefaultAsync(r => r.Id == request.RequestId, cancellationToken);
        if (care is null) return CareErrors.NotFound;
        audit.About(AuditSubject.Of<CareRequest>(care.Id), care.ApplicantId, care.PlaceCode);
        return db.Show<CareRequest>(audit, user, care.Id, RevealPurpose.CareVisit, note: null, clock.GetUtcNow());
    }

    private async Task<ErrorOr<CareRequestView>> ViewAsync(IQueryable<CareRequest> visible, Guid id, Onlooker onlooker, CancellationToken cancellationToken)
    {
        var care = await visible.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (care is null) return CareErrors.NotFound;
        var (at, forStaff) = (clock.GetUtcNow(), onlooker == Onlooker.Handler);
        var rules = (await clocks.OnAsync(ChinaTime.DayOf(at), cancellationToken)).Rules;
        var lines = await db.CareRequestTimeline.AsNoTracking().Where(t => t.RequestId == id).OrderBy(t => t.RecordedAt).ThenBy(t => t.Id)
            .Select(t => new { Line = t, Name = forStaff ? db.People.Where(p => p.Id == t.PersonId).Select(p => p.Name).FirstOrDefault() : null }).ToListAsync(cancellationToken);
        var papers = await db.Attachments.AsNoTracking().Where(a => a.OwnerId == id && a.Purpose == AttachmentPurpose.CarePaper)
            .OrderBy(a => a.RecordedAt).ThenBy(a => a.Position).Select(a => new CarePaper(a.Id, a.Width, a.Height)).ToListAsync(cancellationToken);
        var age = cipher.AgeOf(care, at);
        var clearUntil = forStaff ? await db.RevealedUntilAsync<CareRequest>(user.PersonId, id, at, cancellationToken) : null;
        return new CareRequestView(
            care.Id, care.Version, care.Number, care.Status, care.StatusBefore, care.By,
            Show(care.ElderName, PersonalDataKind.Name), cipher.Show(care.ElderIdNumber, PersonalDataKind.IdNumber, onlooker),
            Show(care.Phone, PersonalDataKind.Phone), Show(care.Address, PersonalDataKind.Address),
            age, care.PlaceCode, care.HandlingUnitCode, care.Wanted, care.Circumstances, care.Remark,
            care.RecordedAt, care.EffectiveAt, care.DueAt, care.ActsAt, care.DecidedAt,
            care is { Status: CareRequestStatus.Refused, DecidedAt: { } refused } ? refused.AddDays(rules.AppealDays) : null,
            await AssessmentAsync(care, rules, cancellationToken),
            care.Level is { } level ? rules.Best(new(age, care.Circumstances, level)) : null, care.EntitlementName, care.MonthlyFen, care.AdaptationFen,
            lines.ConvertAll(l => new CareLine(
                l.Line.Verb, l.Line.To, l.Line.PostKind, forStaff && l.Line.PersonId is not null ? cipher.MaskedName(l.Name) : null,
                forStaff || l.Line.NoteIsForApplicant ? l.Line.Note : null, l.Line.RecordedAt)),
            papers, care.PossibleFor(user.Actor, at), await PlanAsync(care, at, cancellationToken),
            care.GrantsAdaptation, care.GrantsAdaptation ? await db.AdaptationOfAsync(care.Id, cancellationToken) : null, clearUntil);

        string Show(Protected value, PersonalDataKind kind) => clearUntil is null ? cipher.Show(value, kind, onlooker) : cipher.Reveal(value, kind);
    }

    private async Task<AssessmentView?> AssessmentAsync(CareRequest care, CareRules rules, CancellationToken cancellationToken)
    {
        var visit = await db.AssessmentVisits.AsNoTracking().Where(a => a.RequestId == care.Id)
            .Select(a => new
            {
                Visit = a,
                First = db.People.Where(p => p.Id == a.FirstAssessor).Select(p => p.Name).FirstOrDefault(),
                Second = db.People.Where(p => p.Id == a.SecondAssessor).Select(p => p.Name).FirstOrDefault(),
            }).SingleOrDefaultAsync(cancellationToken);
        if (visit is null) return null;
        var a = visit.Visit;
        var rating = AbilityRating.Of(AbilityScores.Of(a.Scores).Value, a.Findings, rules.MostLevelsWorse);
        return new(a.Version, a.Scores, a.Findings, a.Total, a.Level, rating.Steps, cipher.MaskedName(visit.First), a.FirstSignedAt,
            a.SecondAssessor is null ? null : cipher.MaskedName(visit.Second), a.SecondSignedAt, a.FirstAssessor == user.PersonId);
    }

    private async Task<CarePlanView?> PlanAsync(CareRequest care, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var plan = await db.CarePlans.AsNoTracking().SingleOrDefaultAsync(p => p.RequestId == care.Id, cancellationToken);
        if (plan is null) return null;
        var month = CareQuota.MonthOf(ChinaTime.DayOf(at));
        var taken = await db.CareQuotas.Where(q => q.PlanId == plan.Id && q.Month == month).Select(q => q.TakenFen).SingleOrDefaultAsync(cancellationToken);
        var orders = await db.ServiceOrders.Where(o => o.PlanId == plan.Id).OrderByDescending(o => o.PlannedAt).ThenByDescending(o => o.Id)
            .Take(Page<ServiceOrderRow>.Size).Rows(db).ToListAsync(cancellationToken);
        return new(plan.Id, plan.Services, plan.MonthlyFen, taken, plan.ValidFrom, plan.ValidTo.AddDays(-1), orders);
    }
}

internal static class ServiceOrderRows
{
    public static IQueryable<ServiceOrderRow> Rows(this IQueryable<ServiceOrder> orders, PortalDb db) =>
        orders.Join(db.OrgUnits, o => o.ProviderCode, u => u.Code, (o, u) => new ServiceOrderRow(
            o.Id, o.Version, o.ProviderCode, u.Name, o.Service, o.PlannedAt, o.Fen, o.LeastMinutes, o.Status,
            o.CheckedInAt, o.CheckedOutAt, o.Satisfaction, o.AuditFailedAt, o.SettlementId));
}
