using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>An enrolment for those who decide about it: masked, with its history and what they can do next.</summary>
public sealed record GetInsuranceEnrollment(Guid EnrollmentId) : IQuery<InsuranceView>
{
    public Permission Permission => Permission.ViewInsurance;
}

/// <summary>One's own enrolment.</summary>
public sealed record GetMyInsuranceEnrollment(Guid EnrollmentId) : IQuery<InsuranceView>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="Possible">What the user can do now.</param>
/// <param name="Conditions">Of the scheme, as they stood on the day of the application, with the circumstances of now.</param>
/// <param name="Choice">What was chosen costs and brings; <c>null</c> when the figures of today no longer have it.</param>
public sealed record InsuranceView(
    Guid Id, uint Version, string Number, InsuranceScheme Scheme, InsuranceStatus Status, InsuranceStatus? StatusBefore, InsuranceApplicant By,
    string PersonName, string PersonIdNumber, string Phone, string Address, int Age, string PlaceCode, string HandlingUnitCode,
    InsuredCircumstances Circumstances, long Tier, string? Remark,
    DateTimeOffset RecordedAt, DateTimeOffset EffectiveAt, DateTimeOffset? DueAt, DateTimeOffset? ActsAt, DateTimeOffset? DecidedAt, DateTimeOffset? AppealUntil,
    DateOnly? ActiveFrom, DateOnly? EndedOn, bool IsLeaving, IReadOnlyList<JoinCondition> Conditions, TierConsequence? Choice,
    IReadOnlyList<InsuranceLine> Timeline, IReadOnlyList<InsurancePaper> Papers, IReadOnlyList<InsuranceVerb> Possible, InsuranceAccount Account);

/// <param name="PersonName">Masked; <c>null</c> for whoever asked, who does not read who decided.</param>
public sealed record InsuranceLine(InsuranceVerb Verb, InsuranceStatus To, PostKind? Post, string? PersonName, string? Note, DateTimeOffset At);

public sealed record InsurancePaper(Guid Id);

/// <param name="Bills">The latest first, at most <see cref="MostBills"/>.</param>
/// <param name="Statement">The latest postings first, at most <see cref="MostLines"/>.</param>
/// <param name="PersonalFen">What is in the personal account.</param>
/// <param name="SurplusFen">What was paid too much and did not go back yet.</param>
public sealed record InsuranceAccount(
    IReadOnlyList<BillRow> Bills, IReadOnlyList<SurplusRow> Surpluses, IReadOnlyList<StatementLine> Statement, long PersonalFen, long SurplusFen)
{
    public const int MostBills = 24;
    public const int MostLines = 60;
}

public sealed record BillRow(Guid Id, DateOnly PeriodFrom, DateOnly PeriodTo, long AmountFen, long SubsidyFen, DateOnly DueOn, BillState State, DateTimeOffset? PaidAt);

/// <summary>A payment that was too much.</summary>
public sealed record SurplusRow(Guid PaymentId, uint Version, long AmountFen, PaymentState State, DateTimeOffset? ConfirmedAt);

public sealed record StatementLine(PostingKind Kind, LedgerAccount From, LedgerAccount To, long AmountFen, DateTimeOffset PostedAt);

internal sealed class GetInsuranceEnrollmentHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, InsuranceClocks clocks, TimeProvider clock) :
    IRequestHandler<GetInsuranceEnrollment, ErrorOr<InsuranceView>>, IRequestHandler<GetMyInsuranceEnrollment, ErrorOr<InsuranceView>>
{
    public Task<ErrorOr<InsuranceView>> Handle(GetInsuranceEnrollment request, CancellationToken cancellationToken) =>
        ViewAsync(db.InsuranceEnrollments.Within(user.ScopeFor(request.Permission)), request.EnrollmentId, Onlooker.Handler, cancellationToken);

    public Task<ErrorOr<InsuranceView>> Handle(GetMyInsuranceEnrollment request, CancellationToken cancellationToken) =>
        ViewAsync(db.InsuranceEnrollments.Own(user), request.EnrollmentId, Onlooker.Self, cancellationToken);

    private async Task<ErrorOr<InsuranceView>> ViewAsync(IQueryable<InsuranceEnrollment> visible, Guid id, Onlooker onlooker, CancellationToken cancellationToken)
    {
        var one = await visible.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancellationToken);
        if (one is null) return InsuranceErrors.NotFound;
        var (at, forStaff) = (clock.GetUtcNow(), onlooker == Onlooker.Handler);
        var (today, asked) = (ChinaTime.DayOf(at), ChinaTime.DayOf(one.RecordedAt));
        var rules = await clocks.RulesOnAsync(today, cancellationToken);
        var facts = await db.FactsOfAsync(cipher, one, cancellationToken);
        var lines = await db.InsuranceTimeline.AsNoTracking().Where(t => t.EnrollmentId == id).OrderBy(t => t.RecordedAt).ThenBy(t => t.Id)
            .Select(t => new { Line = t, Name = forStaff ? db.People.Where(p => p.Id == t.PersonId).Select(p => p.Name).FirstOrDefault() : null }).ToListAsync(cancellationToken);
        var papers = await db.Attachments.AsNoTracking().Where(a => a.OwnerId == id && a.Purpose == AttachmentPurpose.InsurancePaper)
            .OrderBy(a => a.RecordedAt).ThenBy(a => a.Position).Select(a => new InsurancePaper(a.Id)).ToListAsync(cancellationToken);
        return new InsuranceView(
            one.Id, one.Version, one.Number, one.Scheme, one.Status, one.StatusBefore, one.By,
            cipher.Show(one.PersonName, PersonalDataKind.Name, onlooker), cipher.Show(one.PersonIdNumber, PersonalDataKind.IdNumber, onlooker),
            cipher.Show(one.Phone, PersonalDataKind.Phone, onlooker), cipher.Show(one.Address, PersonalDataKind.Address, onlooker),
            facts.AgeOn(today), one.PlaceCode, one.HandlingUnitCode, one.Circumstances, one.Tier, one.Remark,
            one.RecordedAt, one.EffectiveAt, one.DueAt, one.ActsAt, one.DecidedAt,
            one is { Status: InsuranceStatus.Refused, DecidedAt: { } refused } ? refused.AddDays(rules.AppealDays) : null,
            one.ActiveFrom, one.EndedOn, one.IsLeaving, JoinRules.Of(one.Scheme, facts, rules, asked),
            ContributionPlans.Choices(one.Scheme, facts, rules, today).FirstOrDefault(c => c.Tier == one.Tier),
            lines.ConvertAll(l => new InsuranceLine(
                l.Line.Verb, l.Line.To, l.Line.PostKind, forStaff && l.Line.PersonId is not null ? cipher.MaskedName(l.Name) : null,
                forStaff || l.Line.NoteIsForApplicant ? l.Line.Note : null, l.Line.RecordedAt)),
            papers, one.PossibleFor(user.Actor, at), await AccountAsync(id, cancellationToken));
    }

    private async Task<InsuranceAccount> AccountAsync(Guid id, CancellationToken cancellationToken)
    {
        var bills = await db.Bills.Where(b => b.EnrollmentId == id).OrderByDescending(b => b.PeriodFrom).Take(InsuranceAccount.MostBills)
            .Select(b => new BillRow(b.Id, b.PeriodFrom, b.PeriodTo, b.AmountFen, b.SubsidyFen, b.DueOn, b.State, b.PaidAt)).ToListAsync(cancellationToken);
        var surpluses = await db.Payments.Where(p => p.EnrollmentId == id && (p.State == PaymentState.Surplus || p.State == PaymentState.Refunded)).OrderByDescending(p => p.ConfirmedAt)
            .Take(InsuranceAccount.MostBills).Select(p => new SurplusRow(p.Id, p.Version, p.AmountFen, p.State, p.ConfirmedAt)).ToListAsync(cancellationToken);
        var postings = db.AccountPostings.Where(p => p.EnrollmentId == id);
        var lines = await postings.OrderByDescending(p => p.PostedAt).ThenByDescending(p => p.Id).Take(InsuranceAccount.MostLines)
            .Select(p => new StatementLine(p.Kind, p.From, p.To, p.AmountFen, p.PostedAt)).ToListAsync(cancellationToken);
        return new(bills, surpluses, lines, await BalanceAsync(LedgerAccount.Personal), await BalanceAsync(LedgerAccount.Surplus));

        async Task<long> BalanceAsync(LedgerAccount account) =>
            await postings.Where(p => p.To == account).SumAsync(p => p.AmountFen, cancellationToken) - await postings.Where(p => p.From == account).SumAsync(p => p.AmountFen, cancellationToken);
    }
}
