using System.Collections.Frozen;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.PersonalData;
using static QingjiangpuPortal.Domain.SchoolEnrollment.ApplicationStatus;
using static QingjiangpuPortal.Domain.SchoolEnrollment.ApplicationVerb;

namespace QingjiangpuPortal.Domain.SchoolEnrollment;

/// <summary>Stored as a number: values are never reused.</summary>
public enum ApplicationStatus
{
    /// <summary>待审核</summary>
    Submitted = 1,

    /// <summary>待补材料</summary>
    PapersAsked = 2,

    /// <summary>审核通过</summary>
    Verified = 3,

    /// <summary>审核不通过</summary>
    Refused = 4,

    /// <summary>已撤回</summary>
    Withdrawn = 5,

    /// <summary>已录取，待确认</summary>
    Placed = 6,

    /// <summary>已确认入学</summary>
    Confirmed = 7,

    /// <summary>已放弃</summary>
    Declined = 8,

    /// <summary>候补</summary>
    Waiting = 9,
}

/// <summary>Stored as a number: values are never reused.</summary>
public enum ApplicationVerb
{
    Submit = 1,
    Verify = 2,
    AskForPapers = 3,
    AddPapers = 4,
    Refuse = 5,
    Withdraw = 6,
    Place = 7,
    PutOnWaitingList = 8,
    Confirm = 9,
    Decline = 10,

    /// <summary>Nobody answered in time.</summary>
    Expire = 11,
    Appeal = 12,

    /// <summary>The appeal is right: the application is checked anew.</summary>
    GrantAppeal = 13,

    /// <summary>The decision stands.</summary>
    UpholdDecision = 14,

    /// <summary>更正: the staff changes a fact by which the papers say otherwise.</summary>
    Correct = 15,

    /// <summary>The appeal is right, and the results are published: it gives a place.</summary>
    GrantPlace = 16,
}

/// <summary>What a family answers in all, before it is numbered.</summary>
/// <param name="PlaceCode">The micro-grid of the home.</param>
/// <param name="PropertyNumber">不动产权证号: the dwelling is known by its blind index.</param>
/// <param name="Preferences">Schools, best first.</param>
/// <param name="PrimarySchoolCode">Where the child is now, for a junior middle school; <c>null</c> where it is none of the district's.</param>
public sealed record NewApplication(
    Guid Id, Guid RoundId, Guid GuardianId, Guardianship Guardianship, Protected ChildName, Protected ChildIdNumber, Protected Address, string PlaceCode,
    AddressFacts Facts, AdmissionCategory Category, Protected? PropertyNumber, IReadOnlyList<string> Preferences, string? PrimarySchoolCode = null);

/// <summary>Published while it is saved: timeline and news are written from it.</summary>
public sealed record SchoolApplicationMoved(
    SchoolApplication Application, ApplicationVerb Verb, ApplicationStatus? From, Guid? ById, bool ByFamily, string? Note, DateTimeOffset At) : IDomainEvent
{
    /// <summary>What <see cref="ApplicationVerb.Correct"/> changed, or an appeal against it changed back.</summary>
    public IReadOnlyList<FactChange> Changes { get; init; } = [];
}

/// <summary>入学报名: one child in one round.</summary>
public sealed class SchoolApplication : Entity
{
    /// <summary>How many days a family has to bring what is missing.</summary>
    public const int DaysForPapers = 5;

    /// <summary>How many days an offer from the waiting list stands.</summary>
    public const int DaysToConfirm = 3;

    public const char NumberKind = 'S';
    public const int MaxPapers = 6;

    /// <summary>The one table of what may happen to an application. Who may is for each command to ask.</summary>
    private static readonly FrozenDictionary<(ApplicationStatus, ApplicationVerb), ApplicationStatus> Moves = new Dictionary<(ApplicationStatus, ApplicationVerb), ApplicationStatus>
    {
        [(Submitted, Verify)] = Verified,
        [(Submitted, AskForPapers)] = PapersAsked,
        [(Submitted, Refuse)] = Refused,
        [(Submitted, Withdraw)] = Withdrawn,
        [(Submitted, Correct)] = Submitted,
        [(PapersAsked, Correct)] = PapersAsked,
        [(Verified, Correct)] = Verified,
        // Against a correction.
        [(Submitted, Appeal)] = Submitted,
        [(PapersAsked, Appeal)] = PapersAsked,
        [(Verified, Appeal)] = Verified,
        [(Submitted, GrantAppeal)] = Submitted,
        [(PapersAsked, GrantAppeal)] = Submitted,
        [(Verified, GrantAppeal)] = Submitted,
        [(Submitted, UpholdDecision)] = Submitted,
        [(PapersAsked, UpholdDecision)] = PapersAsked,
        [(Verified, UpholdDecision)] = Verified,
        [(PapersAsked, AddPapers)] = Submitted,
        [(PapersAsked, Verify)] = Verified,
        [(PapersAsked, Refuse)] = Refused,
        [(PapersAsked, Withdraw)] = Withdrawn,
        [(Verified, Place)] = Placed,
        [(Verified, PutOnWaitingList)] = Waiting,
        [(Verified, Withdraw)] = Withdrawn,
        [(Refused, Appeal)] = Refused,
        [(Refused, GrantAppeal)] = Submitted,
        [(Refused, UpholdDecision)] = Refused,
        [(Placed, Confirm)] = Confirmed,
        [(Placed, Decline)] = Declined,
        [(Placed, Expire)] = Declined,
        [(Waiting, Place)] = Placed,
        [(Waiting, Withdraw)] = Withdrawn,
        [(Waiting, Appeal)] = Waiting,
        [(Waiting, UpholdDecision)] = Waiting,
        // Once the results are published, checking anew would come to nothing.
        [(Submitted, GrantPlace)] = Placed,
        [(PapersAsked, GrantPlace)] = Placed,
        [(Refused, GrantPlace)] = Placed,
        [(Waiting, GrantPlace)] = Placed,
        // A seat came from the waiting list before anybody answered.
        [(Placed, UpholdDecision)] = Placed,
        [(Confirmed, UpholdDecision)] = Confirmed,
        [(Declined, UpholdDecision)] = Declined,
        // Who moves away after all gives the seat back.
        [(Confirmed, Withdraw)] = Withdrawn,
    }.ToFrozenDictionary();

    private SchoolApplication() { }

    public Guid Id { get; private set; }
    public uint Version { get; private set; }
    public Guid RoundId { get; private set; }

    /// <summary>The middle of the number; set by the database.</summary>
    public long Sequence { get; private set; }
    public ApplicationStatus Status { get; private set; }

    /// <summary><c>null</c> once the account is deleted.</summary>
    public Guid? GuardianId { get; private set; }
    public Guardianship Guardianship { get; private set; }
    public Protected ChildName { get; private set; } = null!;

    /// <summary>A child is in a round once, by its blind index.</summary>
    public Protected ChildIdNumber { get; private set; } = null!;
    public Protected Address { get; private set; } = null!;

    /// <summary>The micro-grid of the home.</summary>
    public string PlaceCode { get; private set; } = null!;
    public AddressFacts Facts { get; private set; } = null!;
    public AdmissionCategory Category { get; private set; }
    public Protected? PropertyNumber { get; private set; }

    /// <summary>What the family said before the first correction; <c>null</c> where there was none.</summary>
    public AddressFacts? FiledFacts { get; private set; }
    public Protected? FiledPropertyNumber { get; private set; }

    /// <summary>Who corrected it last.</summary>
    public Guid? CorrectedById { get; private set; }

    /// <summary>Where the child is now, for a junior middle school.</summary>
    public string? PrimarySchoolCode { get; private set; }

    /// <summary>The school that checks it: the first preference.</summary>
    public string HandlingSchoolCode { get; private set; } = null!;
    public int? LotteryRank { get; private set; }
    public string? PlacedSchoolCode { get; private set; }

    /// <summary>The last day to confirm.</summary>
    public DateOnly? ConfirmBy { get; private set; }
    public DateTimeOffset SubmittedAt { get; private set; }

    /// <summary>Until then it can be taken back, and nobody else sees it.</summary>
    public DateTimeOffset EffectiveAt { get; private set; }

    /// <summary>When the check is due; <c>null</c> when the family or nobody has to do something.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>What is missing, or why it is refused.</summary>
    public string? Reason { get; private set; }

    /// <summary>The last day for what is missing.</summary>
    public DateOnly? PapersBy { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? AppealText { get; private set; }
    public DateTimeOffset? AppealedAt { get; private set; }
    public string? AppealAnswer { get; private set; }
    public DateTimeOffset? AppealAnsweredAt { get; private set; }

    public string Number => CaseNumber.Format(NumberKind, ChinaTime.DayOf(SubmittedAt).Year, Sequence);

    public bool HasOpenAppeal => AppealedAt is not null && AppealAnsweredAt is null;

    public bool CanBeTakenBackAt(DateTimeOffset at) => Status == Submitted && at < EffectiveAt;

    /// <summary>Of a correction as long as the list is not frozen, of a refusal or the waiting list as long as the round goes on.</summary>
    public bool MayAppealIn(RoundStatus round) => AppealedAt is null && May(Status, Appeal)
        && (Status is Submitted or PapersAsked or Verified ? CorrectedById is not null && round <= RoundStatus.Registering : round != RoundStatus.Closed);

    public static bool May(ApplicationStatus status, ApplicationVerb verb) => Moves.ContainsKey((status, verb));

    public static SchoolApplication Submitting(NewApplication filed, DateTimeOffset due, DateTimeOffset at)
    {
        var application = new SchoolApplication
        {
            Id = filed.Id,
            RoundId = filed.RoundId,
            GuardianId = filed.GuardianId,
            Guardianship = filed.Guardianship,
            ChildName = filed.ChildName,
            ChildIdNumber = filed.ChildIdNumber,
            Address = filed.Address,
            PlaceCode = filed.PlaceCode,
            Facts = filed.Facts,
            Category = filed.Category,
            PropertyNumber = filed.PropertyNumber,
            PrimarySchoolCode = filed.PrimarySchoolCode,
            HandlingSchoolCode = filed.Preferences[0],
            Status = Submitted,
            SubmittedAt = at,
            EffectiveAt = at + Undo.Window,
            DueAt = due,
        };
        application.Raise(new SchoolApplicationMoved(application, Submit, From: null, filed.GuardianId, ByFamily: true, Note: null, at));
        return application;
    }

    /// <summary>审核通过</summary>
    public ErrorOr<Success> VerifyAs(Guid by, string? note, DateTimeOffset at)
    {
        if (Move(Verify, by, note, at) is { IsError: true } refused) return refused;
        (DueAt, Reason, PapersBy, DecidedById) = (null, null, null, by);
        return Result.Success;
    }

    /// <summary>要求补材料</summary>
    public ErrorOr<Success> AskFor(string what, Guid by, DateTimeOffset at)
    {
        if (Move(AskForPapers, by, what, at) is { IsError: true } refused) return refused;
        (DueAt, Reason, PapersBy) = (null, what, ChinaTime.DayOf(at).AddDays(DaysForPapers));
        return Result.Success;
    }

    /// <summary>补材料: its place in the order stays what it was.</summary>
    public ErrorOr<Success> TakePapers(string? note, DateTimeOffset due, DateTimeOffset at)
    {
        if (Move(AddPapers, by: null, note, at) is { IsError: true } refused) return refused;
        (DueAt, Reason, PapersBy) = (due, null, null);
        return Result.Success;
    }

    /// <summary>审核不通过</summary>
    public ErrorOr<Success> RefuseFor(string reason, Guid by, DateTimeOffset at)
    {
        if (Move(Refuse, by, reason, at) is { IsError: true } refused) return refused;
        (DueAt, Reason, PapersBy, DecidedById) = (null, reason, null, by);
        return Result.Success;
    }

    /// <summary>更正, by what the papers say. Category and ties follow; what the family said stays beside it.</summary>
    /// <param name="round">The list must not be frozen.</param>
    /// <param name="changes">What the family is told, the property number masked.</param>
    public ErrorOr<Success> CorrectTo(
        AddressFacts facts, Protected? propertyNumber, IReadOnlyList<FactChange> changes, RoundStatus round, string reason, Guid by, DateTimeOffset at)
    {
        if (round > RoundStatus.Registering) return EnrollmentErrors.ListFrozen;
        if (facts.Category is not { } category) return Failure.Invalid("Enrollment.CorrectedToNoBasis", "House");
        if (changes.Count == 0) return Failure.Invalid("Enrollment.NothingCorrected", "House");
        if (Move(Correct, by, reason, at, changes) is { IsError: true } refused) return refused;
        if (FiledFacts is null) (FiledFacts, FiledPropertyNumber) = (Facts, PropertyNumber);
        (Facts, Category, PropertyNumber, CorrectedById) = (facts, category, propertyNumber, by);
        return Result.Success;
    }

    /// <summary>撤回</summary>
    public ErrorOr<Success> TakeOut(DateTimeOffset at)
    {
        if (Move(Withdraw, by: null, note: null, at) is { IsError: true } refused) return refused;
        (DueAt, PapersBy, ConfirmBy, PlacedSchoolCode) = (null, null, null, null);
        return Result.Success;
    }

    public void Draw(int rank) => LotteryRank = rank;

    /// <summary>录取</summary>
    /// <param name="confirmBy">The last day.</param>
    public ErrorOr<Success> PlaceAt(string schoolCode, DateOnly confirmBy, Guid? by, DateTimeOffset at)
    {
        // The event is read after this method: it finds the school.
        if (Move(Place, by, note: null, at) is { IsError: true } refused) return refused;
        (PlacedSchoolCode, ConfirmBy) = (schoolCode, confirmBy);
        return Result.Success;
    }

    /// <summary>候补</summary>
    public ErrorOr<Success> Wait(Guid? by, DateTimeOffset at) => Move(PutOnWaitingList, by, note: null, at);

    public ErrorOr<Success> ConfirmPlace(DateTimeOffset at)
    {
        if (Move(Confirm, by: null, note: null, at) is { IsError: true } refused) return refused;
        ConfirmBy = null;
        return Result.Success;
    }

    /// <summary>放弃, by the family.</summary>
    public ErrorOr<Success> DeclinePlace(DateTimeOffset at) => GiveSeatBack(Decline, at);

    /// <summary>Nobody answered until <see cref="ConfirmBy"/>.</summary>
    public ErrorOr<Success> LetExpire(DateTimeOffset at) => GiveSeatBack(Expire, at);

    /// <summary>申诉: a person looks at what was decided, once.</summary>
    public ErrorOr<Success> AppealWith(string text, RoundStatus round, DateTimeOffset at)
    {
        if (!MayAppealIn(round)) return EnrollmentErrors.StepNotPossible;
        if (Move(Appeal, by: null, text, at) is { IsError: true } refused) return refused;
        (AppealText, AppealedAt) = (text, at);
        return Result.Success;
    }

    /// <summary>复核, by somebody other than who decided. Granted against a correction, what the family said holds again.</summary>
    /// <param name="due">When the check is due anew, if the appeal is granted.</param>
    public ErrorOr<Success> AnswerAppeal(bool granted, string answer, Guid by, DateTimeOffset due, DateTimeOffset at)
    {
        if (WhyNotAnsweredBy(by) is { } wrong) return wrong;
        var filed = granted && Status is Submitted or PapersAsked or Verified ? FiledFacts : null;
        if (Move(granted ? GrantAppeal : UpholdDecision, by, answer, at, filed is null ? [] : FactChange.Between(Facts, filed)) is { IsError: true } refused) return refused;
        (AppealAnswer, AppealAnsweredAt) = (answer, at);
        if (filed is not null) (Facts, Category, PropertyNumber) = (filed, filed.Category!.Value, FiledPropertyNumber);
        if (granted) (DueAt, Reason, PapersBy) = (due, null, null);
        return Result.Success;
    }

    /// <summary>复核成立 after the results are published: the place that the right data would have given.</summary>
    /// <param name="schoolCode">One that the family named, in which a seat is theirs.</param>
    /// <param name="confirmBy">The last day.</param>
    public ErrorOr<Success> GrantPlaceAt(string schoolCode, DateOnly confirmBy, string answer, Guid by, DateTimeOffset at)
    {
        if (WhyNotAnsweredBy(by) is { } wrong) return wrong;
        if (Move(GrantPlace, by, answer, at) is { IsError: true } refused) return refused;
        (PlacedSchoolCode, ConfirmBy, AppealAnswer, AppealAnsweredAt) = (schoolCode, confirmBy, answer, at);
        (DueAt, Reason, PapersBy) = (null, null, null);
        return Result.Success;
    }

    /// <summary>The account is deleted; the school's record stays.</summary>
    public void ForgetGuardian() => GuardianId = null;

    private ErrorOr<Success> GiveSeatBack(ApplicationVerb verb, DateTimeOffset at)
    {
        if (Move(verb, by: null, note: null, at) is { IsError: true } refused) return refused;
        ConfirmBy = null;
        return Result.Success;
    }

    private Error? WhyNotAnsweredBy(Guid person) =>
        !HasOpenAppeal ? EnrollmentErrors.StepNotPossible : DecidedById == person || CorrectedById == person ? EnrollmentErrors.OwnDecision : null;

    /// <param name="by">Of the staff; <c>null</c> for the family and the portal.</param>
    private ErrorOr<Success> Move(ApplicationVerb verb, Guid? by, string? note, DateTimeOffset at, IReadOnlyList<FactChange>? changes = null)
    {
        if (!Moves.TryGetValue((Status, verb), out var to)) return EnrollmentErrors.StepNotPossible;
        var from = Status;
        Status = to;
        Raise(new SchoolApplicationMoved(this, verb, from, by, verb is Withdraw or AddPapers or Confirm or Decline or Appeal, note, at) { Changes = changes ?? [] });
        return Result.Success;
    }
}

/// <summary>One school that a family named.</summary>
public sealed class SchoolPreference
{
    private SchoolPreference() { }

    public Guid ApplicationId { get; private set; }
    public string SchoolCode { get; private set; } = null!;

    /// <summary>Counted from 1.</summary>
    public int Position { get; private set; }

    /// <summary>The place among all who named the school, from 1; set when the placement is published. The waiting list goes by it.</summary>
    public int? OrderAtSchool { get; private set; }

    public static SchoolPreference Of(Guid applicationId, string schoolCode, int position) =>
        new() { ApplicationId = applicationId, SchoolCode = schoolCode, Position = position };

    public void Rank(int order) => OrderAtSchool = order;
}

/// <summary>One line of an application's history.</summary>
public sealed class SchoolApplicationEntry
{
    private SchoolApplicationEntry() { }

    public Guid Id { get; private set; }
    public Guid ApplicationId { get; private set; }
    public ApplicationVerb Verb { get; private set; }
    public ApplicationStatus To { get; private set; }

    /// <summary>A member of the staff; <c>null</c> for the family and for the portal.</summary>
    public Guid? PersonId { get; private set; }
    public bool ByFamily { get; private set; }
    public string? SchoolCode { get; private set; }
    public string? Note { get; private set; }

    /// <summary>What was corrected; see <see cref="FactChange.Write"/>.</summary>
    public string[] Changes { get; private set; } = [];
    public DateTimeOffset At { get; private set; }

    public static SchoolApplicationEntry Of(Guid id, SchoolApplicationMoved moved) => new()
    {
        Id = id,
        ApplicationId = moved.Application.Id,
        Verb = moved.Verb,
        To = moved.Application.Status,
        PersonId = moved.ByFamily ? null : moved.ById,
        ByFamily = moved.ByFamily,
        SchoolCode = moved.Verb is Place or GrantPlace or Confirm or Decline or Expire ? moved.Application.PlacedSchoolCode : null,
        Note = moved.Note,
        Changes = [.. moved.Changes.Select(change => change.Write())],
        At = moved.At,
    };
}
