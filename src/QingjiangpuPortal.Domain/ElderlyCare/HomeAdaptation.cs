using System.Text;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>Stored as a number: values are never reused.</summary>
public enum AdaptationStatus
{
    /// <summary>待家庭确认</summary>
    Proposed = 1,

    /// <summary>待施工</summary>
    Agreed = 2,

    /// <summary>待验收</summary>
    Finished = 3,

    /// <summary>验收合格: waits for its month's settlement.</summary>
    Accepted = 4,

    /// <summary>已取消, by the family or by whoever planned it, before the works were accepted.</summary>
    Cancelled = 5,
}

/// <summary>One line of the plan of an adaptation.</summary>
/// <param name="Count">Pieces.</param>
/// <param name="Fen">The price of one.</param>
public sealed record AdaptationLine(AdaptationItem Item, int Count, int Fen)
{
    public const int MostPieces = 20;

    /// <summary>Of one piece: a hundred thousand yuan.</summary>
    public const int MostFen = 100_000_00;

    public int SumFen => Count * Fen;
}

/// <summary>
/// 适老化改造: one plan for a household, from what two people found missing at home to the works that somebody else than the builder
/// accepted. Public money pays up to what the request was granted, the family the rest, and so nothing begins without the family's word.
/// </summary>
public sealed class HomeAdaptation : Entity
{
    private HomeAdaptation() { }

    public Guid Id { get; private set; }
    public uint Version { get; private set; }
    public Guid RequestId { get; private set; }

    /// <summary>Community and address as one text: of a household one plan stands (a unique index on its blind index).</summary>
    public Protected Household { get; private set; } = null!;
    public string PlaceCode { get; private set; } = null!;

    /// <summary>Who does the works.</summary>
    public string ProviderCode { get; private set; } = null!;
    public IReadOnlyList<AdaptationLine> Lines { get; private set; } = [];

    /// <summary>All lines together, and of that what public money pays.</summary>
    public int TotalFen { get; private set; }
    public int PublicFen { get; private set; }
    public int FamilyFen => TotalFen - PublicFen;
    public AdaptationStatus Status { get; private set; }
    public DateTimeOffset PlannedAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>The settlement in which it is a line.</summary>
    public Guid? SettlementId { get; private set; }

    /// <summary>How two writings of one home are the same: without spaces, in the width of letters and digits that is usual.</summary>
    public static string HouseholdOf(string placeCode, string address) =>
        OrgCode.AncestorAt(placeCode, OrgLevel.Community) + " " + string.Concat(address.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    /// <returns><c>Adaptation.NotGranted</c> for a request that was granted no adaptation.</returns>
    public static ErrorOr<HomeAdaptation> Propose(Guid id, CareRequest request, Protected household, string providerCode, IReadOnlyList<AdaptationLine> lines, Actor by, DateTimeOffset at)
    {
        if (!request.GrantsAdaptation) return Failure.Conflict("Adaptation.NotGranted");
        var total = lines.Sum(l => l.SumFen);
        var adaptation = new HomeAdaptation
        {
            Id = id,
            RequestId = request.Id,
            Household = household,
            PlaceCode = request.PlaceCode,
            ProviderCode = providerCode,
            Lines = lines,
            TotalFen = total,
            PublicFen = Math.Min(total, request.AdaptationFen),
            Status = AdaptationStatus.Proposed,
            PlannedAt = at,
        };
        adaptation.Record(CareVerb.ProposeAdaptation, by, note: null, at);
        return adaptation;
    }

    public ErrorOr<Success> Agree(Actor by, DateTimeOffset at) => Move(CareVerb.AgreeToAdaptation, AdaptationStatus.Proposed, AdaptationStatus.Agreed, by, note: null, at);

    /// <summary>The family wants something else or nothing: another plan can be made.</summary>
    public ErrorOr<Success> Decline(Actor by, string note, DateTimeOffset at) => Move(CareVerb.DeclineAdaptation, AdaptationStatus.Proposed, AdaptationStatus.Cancelled, by, note, at);

    public ErrorOr<Success> Finish(Actor by, string? note, DateTimeOffset at)
    {
        var moved = Move(CareVerb.FinishAdaptation, AdaptationStatus.Agreed, AdaptationStatus.Finished, by, note, at);
        if (!moved.IsError) FinishedAt = at;
        return moved;
    }

    public ErrorOr<Success> Accept(Actor by, string? note, DateTimeOffset at)
    {
        var moved = Move(CareVerb.AcceptAdaptation, AdaptationStatus.Finished, AdaptationStatus.Accepted, by, note, at);
        if (!moved.IsError) AcceptedAt = at;
        return moved;
    }

    /// <summary>验收不合格: the builder comes again.</summary>
    public ErrorOr<Success> Rework(Actor by, string reason, DateTimeOffset at)
    {
        var moved = Move(CareVerb.ReworkAdaptation, AdaptationStatus.Finished, AdaptationStatus.Agreed, by, reason, at);
        if (!moved.IsError) FinishedAt = null;
        return moved;
    }

    public ErrorOr<Success> Cancel(Actor by, string reason, DateTimeOffset at) =>
        Status is AdaptationStatus.Proposed or AdaptationStatus.Agreed ? Move(CareVerb.CancelAdaptation, Status, AdaptationStatus.Cancelled, by, reason, at) : NotPossible;

    public void SettleIn(Guid settlementId) => SettlementId = settlementId;

    private ErrorOr<Success> Move(CareVerb verb, AdaptationStatus from, AdaptationStatus to, Actor by, string? note, DateTimeOffset at)
    {
        if (Status != from) return NotPossible;
        Status = to;
        Record(verb, by, note, at);
        return Result.Success;
    }

    private void Record(CareVerb verb, Actor by, string? note, DateTimeOffset at)
    {
        var post = by.Posts.Where(p => p.UnitCode == ProviderCode || OrgCode.Covers(p.UnitCode, PlaceCode)).OrderByDescending(p => p.UnitCode.Length).Select(p => (HeldPost?)p).FirstOrDefault();
        Raise(new AdaptationMoved(this, verb, by.PersonId, verb.IsApplicants() ? null : post, note, at));
    }

    private Error NotPossible => Failure.Conflict("Adaptation.MoveNotPossible", Status);
}

/// <param name="Post">By which post, for staff.</param>
public sealed record AdaptationMoved(HomeAdaptation Adaptation, CareVerb Verb, Guid? PersonId, HeldPost? Post, string? Note, DateTimeOffset At) : IDomainEvent;
