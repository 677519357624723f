using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>提出改造方案 after a look at the home, with photos of how it is. Sent twice with one key it is one plan.</summary>
/// <param name="Items">By the number of the item in the list, from 0.</param>
public sealed record ProposeAdaptation(string? SubmissionKey, Guid RequestId, string? ProviderCode, IReadOnlyList<AdaptationEntry> Items, IReadOnlyList<Guid> PhotoIds) : ICommand<Guid>, IAbout
{
    public Permission Permission => Permission.OrderCare;
    public AuditSubject? Subject => AuditSubject.Of<CareRequest>(RequestId);
}

/// <summary>How many pieces of an item, and what one costs; both empty for what is not needed.</summary>
public sealed record AdaptationEntry(int? Count = null, int? Yuan = null)
{
    public bool IsEmpty => Count is null or 0 && Yuan is null;
    public bool IsRight => Count is >= 1 and <= AdaptationLine.MostPieces && Yuan is >= 1 and <= AdaptationLine.MostFen / 100;
}

/// <summary>同意或不同意改造方案, by whoever asked for the care.</summary>
public sealed record AnswerAdaptation(Guid AdaptationId, uint Version, bool? Agrees, string? Note) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.SignedIn;
    public AuditSubject? Subject => AuditSubject.Of<HomeAdaptation>(AdaptationId);
}

/// <summary>完成施工 by the builder, with photos of how the home is now.</summary>
public sealed record FinishAdaptation(Guid AdaptationId, uint Version, string? Note, IReadOnlyList<Guid> PhotoIds) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ProvideCare;
    public AuditSubject? Subject => AuditSubject.Of<HomeAdaptation>(AdaptationId);
}

/// <summary>验收: the works are good, or the builder comes again.</summary>
public sealed record JudgeAdaptation(Guid AdaptationId, uint Version, bool? IsGood, string? Note) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.OrderCare;
    public AuditSubject? Subject => AuditSubject.Of<HomeAdaptation>(AdaptationId);
}

/// <summary>取消改造, before the works are done.</summary>
public sealed record CancelAdaptation(Guid AdaptationId, uint Version, string? Reason) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.OrderCare;
    public AuditSubject? Subject => AuditSubject.Of<HomeAdaptation>(AdaptationId);
}

internal sealed class ProposeAdaptationValidator : AbstractValidator<ProposeAdaptation>
{
    public ProposeAdaptationValidator()
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("SubmissionKey.Missing");
        RuleFor(x => x.ProviderCode).NotEmpty().WithErrorCode("ServiceOrder.ProviderMissing");
        RuleFor(x => x.Items).Must(items => items.Count <= AdaptationItems.All.Count && items.Any(i => !i.IsEmpty)).WithErrorCode("Adaptation.NothingChosen");
        RuleForEach(x => x.Items).Must(item => item.IsEmpty || item.IsRight).WithErrorCode("Adaptation.ItemWrong").WithState(_ => new object[] { AdaptationLine.MostPieces, AdaptationLine.MostFen / 100 });
        this.AdaptationPhotos(x => x.PhotoIds);
    }
}

internal sealed class AnswerAdaptationValidator : AbstractValidator<AnswerAdaptation>
{
    public AnswerAdaptationValidator()
    {
        RuleFor(x => x.Agrees).NotNull().WithErrorCode("Adaptation.AnswerMissing");
        When(x => x.Agrees == false, () => RuleFor(x => x.Note).Reason()).Otherwise(() => RuleFor(x => x.Note).Note());
    }
}

internal sealed class FinishAdaptationValidator : AbstractValidator<FinishAdaptation>
{
    public FinishAdaptationValidator()
    {
        RuleFor(x => x.Note).Note();
        this.AdaptationPhotos(x => x.PhotoIds);
    }
}

internal sealed class JudgeAdaptationValidator : AbstractValidator<JudgeAdaptation>
{
    public JudgeAdaptationValidator()
    {
        RuleFor(x => x.IsGood).NotNull().WithErrorCode("Adaptation.JudgementMissing");
        When(x => x.IsGood == false, () => RuleFor(x => x.Note).Reason()).Otherwise(() => RuleFor(x => x.Note).Note());
    }
}

internal sealed class CancelAdaptationValidator : AbstractValidator<CancelAdaptation>
{
    public CancelAdaptationValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class PlanAdaptationHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit) :
    IRequestHandler<ProposeAdaptation, ErrorOr<Guid>>, IRequestHandler<JudgeAdaptation, ErrorOr<Success>>, IRequestHandler<CancelAdaptation, ErrorOr<Success>>
{
    public async Task<ErrorOr<Guid>> Handle(ProposeAdaptation request, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var form = Submissions.Of(cipher, request.SubmissionKey!, $"adaptation\n{user.PersonId}\n{request.RequestId}\n{request.ProviderCode}\n{string.Join(',', request.Items)}");
        if (await db.EarlierAsync(form, audit, cancellationToken) is { } earlier) return earlier;
        var care = await db.CareRequests.AsNoTracking().Within(user.ScopeFor(request.Permission)).SingleOrDefaultAsync(r => r.Id == request.RequestId, cancellationToken);
        if (care is null) return CareErrors.NotFound;
        if (!OrgCode.IsProvider(request.ProviderCode!) || !await db.OrgUnits.ValidOn(ChinaTime.DayOf(at)).AnyAsync(u => u.Code == request.ProviderCode, cancellationToken))
            return Failure.Invalid("ServiceOrder.ProviderMissing", nameof(request.ProviderCode));
        var household = cipher.Protect(HomeAdaptation.HouseholdOf(care.PlaceCode, cipher.Reveal(care.Address, PersonalDataKind.Address)), PersonalDataKind.Address);
        // Two elders of one home, or two officers at once: the index says it once more.
        if (await db.HomeAdaptations.AnyAsync(a => a.Household.BlindIndex == household.BlindIndex && a.Status != AdaptationStatus.Cancelled, cancellationToken))
            return await db.EarlierAsync(form, audit, cancellationToken) is { } sent ? sent : Failure.Conflict("Adaptation.HouseholdHasOne");

        var lines = request.Items.Index().Where(i => !i.Item.IsEmpty).Select(i => new AdaptationLine((AdaptationItem)(i.Index + 1), i.Item.Count!.Value, i.Item.Yuan!.Value * 100)).ToList();
        var proposed = HomeAdaptation.Propose(Guid.CreateVersion7(at), care, household, request.ProviderCode!, lines, user.Actor, at);
        if (proposed.IsError) return proposed.Errors;
        var adaptation = proposed.Value;
        db.HomeAdaptations.Add(adaptation);
        db.TakeForm(form, adaptation.Id, at);
        audit.About(AuditSubject.Of<HomeAdaptation>(adaptation.Id), care.ApplicantId, care.PlaceCode);
        var attached = await db.AttachPhotosAsync(request.PhotoIds, adaptation.Id, AttachmentPurpose.AdaptationBefore, isPublic: false, cancellationToken);
        return attached.IsError ? attached.Errors : adaptation.Id;
    }

    public async Task<ErrorOr<Success>> Handle(JudgeAdaptation request, CancellationToken cancellationToken)
    {
        var found = await db.HomeAdaptations.OfCare(db.CareRequests.Within(user.ScopeFor(request.Permission))).ForChangeAsync(request.AdaptationId, request.Version, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var at = clock.GetUtcNow();
        return request.IsGood!.Value ? found.Value.Accept(user.Actor, request.Note, at) : found.Value.Rework(user.Actor, request.Note!, at);
    }

    public async Task<ErrorOr<Success>> Handle(CancelAdaptation request, CancellationToken cancellationToken)
    {
        var found = await db.HomeAdaptations.OfCare(db.CareRequests.Within(user.ScopeFor(request.Permission))).ForChangeAsync(request.AdaptationId, request.Version, audit, cancellationToken);
        return found.IsError ? found.Errors : found.Value.Cancel(user.Actor, request.Reason!, clock.GetUtcNow());
    }
}

internal sealed class DoAdaptationHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) :
    IRequestHandler<AnswerAdaptation, ErrorOr<Success>>, IRequestHandler<FinishAdaptation, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(AnswerAdaptation request, CancellationToken cancellationToken)
    {
        var found = await db.HomeAdaptations.OfCare(db.CareRequests.Own(user)).ForChangeAsync(request.AdaptationId, request.Version, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var at = clock.GetUtcNow();
        return request.Agrees!.Value ? found.Value.Agree(user.Actor, at) : found.Value.Decline(user.Actor, request.Note!, at);
    }

    public async Task<ErrorOr<Success>> Handle(FinishAdaptation request, CancellationToken cancellationToken)
    {
        var found = await db.HomeAdaptations.OfProviders(user.ScopeFor(request.Permission)).ForChangeAsync(request.AdaptationId, request.Version, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var finished = found.Value.Finish(user.Actor, request.Note, clock.GetUtcNow());
        return finished.IsError ? finished : await db.AttachPhotosAsync(request.PhotoIds, found.Value.Id, AttachmentPurpose.AdaptationAfter, isPublic: false, cancellationToken);
    }
}

/// <summary>Writes a step of an adaptation into the history of its request, and tells whoever's turn it is.</summary>
internal sealed class AdaptationHistory(PortalDb db) : INotificationHandler<Happened<AdaptationMoved>>
{
    public async Task Handle(Happened<AdaptationMoved> notification, CancellationToken cancellationToken)
    {
        var move = notification.Event;
        db.CareRequestTimeline.Add(CareRequestTimelineEntry.Of(OrderedId.Next(move.At), move));
        var care = await db.CareRequests.AsNoTracking().SingleAsync(r => r.Id == move.Adaptation.RequestId, cancellationToken);
        var about = AuditSubject.Of<CareRequest>(care.Id);
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["number"] = care.Number };
        switch (move.Verb)
        {
            case CareVerb.ProposeAdaptation or CareVerb.AcceptAdaptation or CareVerb.CancelAdaptation when care.ApplicantId is { } applicant:
                var kind = move.Verb == CareVerb.ProposeAdaptation ? NotificationKind.AdaptationProposed : NotificationKind.CareMoved;
                db.Tell(kind, Audience.Person(applicant), about, move.PersonId, move.At, facts);
                break;
            case CareVerb.AgreeToAdaptation or CareVerb.ReworkAdaptation:
                db.Tell(NotificationKind.AdaptationOrdered, Audience.Unit(move.Adaptation.ProviderCode), AuditSubject.Of<HomeAdaptation>(move.Adaptation.Id), move.PersonId, move.At);
                break;
            case CareVerb.DeclineAdaptation or CareVerb.FinishAdaptation:
                db.Tell(NotificationKind.AdaptationAwaited, Audience.Unit(care.PlaceStreetCode), about, move.PersonId, move.At, facts);
                break;
        }
    }
}

internal static class Adaptations
{
    public const int MostPhotos = 6;

    public static IQueryable<HomeAdaptation> OfCare(this IQueryable<HomeAdaptation> adaptations, IQueryable<CareRequest> requests) =>
        adaptations.Where(a => requests.Any(r => r.Id == a.RequestId));

    /// <summary>What a builder sees: what the family has agreed to.</summary>
    public static IQueryable<HomeAdaptation> OfProviders(this IQueryable<HomeAdaptation> adaptations, Scope scope)
    {
        var providers = scope.Units.Where(OrgCode.IsProvider).ToArray();
        return adaptations.Where(a => providers.Contains(a.ProviderCode) && a.Status != AdaptationStatus.Proposed && a.Status != AdaptationStatus.Cancelled);
    }

    public static async Task<ErrorOr<HomeAdaptation>> ForChangeAsync(this IQueryable<HomeAdaptation> visible, Guid id, uint version, AuditNote audit, CancellationToken cancellationToken)
    {
        var adaptation = await visible.SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (adaptation is null) return Failure.NotFound("Adaptation.NotFound");
        audit.About(AuditSubject.Of<HomeAdaptation>(adaptation.Id), personId: null, adaptation.PlaceCode);
        return adaptation.Version == version ? adaptation : AccessErrors.ChangedMeanwhile;
    }

    public static void AdaptationPhotos<T>(this AbstractValidator<T> validator, System.Linq.Expressions.Expression<Func<T, IReadOnlyList<Guid>>> photos) =>
        validator.RuleFor(photos).Cascade(CascadeMode.Stop)
            .NotEmpty().OverridePropertyName("Photos").WithErrorCode("Adaptation.PhotoMissing")
            .Must(p => p.Count <= MostPhotos).OverridePropertyName("Photos").WithErrorCode("Photo.TooMany").WithState(_ => MostPhotos);
}
