using ErrorOr;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>The questions, one a page, in their order.</summary>
public enum EnrollmentStep
{
    Child = 1,
    Guardian = 2,
    Home = 3,
    Hukou = 4,
    House = 5,

    /// <summary>Asked only where neither hukou nor home gives a category.</summary>
    Permit = 6,
    Schools = 7,
    Papers = 8,

    /// <summary>核对并提交: no question of its own.</summary>
    Check = 9,
}

/// <summary>That the population register answers a question.</summary>
/// <param name="Since"><c>null</c> for who the child is.</param>
/// <param name="IsWhole">Whether nothing is left to ask: a community is no address yet, and a lease may be registered or not.</param>
public sealed record KnownStep(KnownSince? Since, bool IsWhole = true);

/// <summary>What has been answered; kept sealed with the draft until it is sent.</summary>
/// <param name="RegisterId">Whom of the population register answers were taken from (<see cref="FillEnrollmentDraft"/>); they may have been changed since.</param>
/// <param name="Preferences">Schools, best first.</param>
/// <param name="PrimarySchool">Asked with the child in rounds of junior middle schools.</param>
public sealed record EnrollmentAnswers(
    string? ChildName = null, string? ChildIdNumber = null, Guid? ChildId = null, Guardianship? Guardianship = null,
    string? Address = null, string? PlaceCode = null, double? Latitude = null, double? Longitude = null,
    bool? HasHukou = null, DateOnly? HukouDay = null,
    HomeKind? House = null, DateOnly? HouseDay = null, string? PropertyNumber = null, bool IsLeaseRegistered = false,
    bool? HasPermit = null, DateOnly? PermitDay = null, bool HasSocialInsurance = false,
    IReadOnlyList<string>? Preferences = null, Guid? RegisterId = null, string? PrimarySchool = null)
{
    /// <summary>What is chosen where the child is in none of the district's primary schools.</summary>
    public const string ElsewherePrimary = "elsewhere";

    public string? PrimarySchoolCode => PrimarySchool == ElsewherePrimary ? null : PrimarySchool;

    public AddressFacts Facts => new(
        HasHukou == true ? HukouDay : null, House ?? HomeKind.Other, House is HomeKind.Other ? null : HouseDay, House == HomeKind.Rented && IsLeaseRegistered,
        HasPermit == true ? PermitDay : null, HasPermit == true && HasSocialInsurance);

    /// <summary>Takes the answers to one question from what a page sent; those to the others stay.</summary>
    public EnrollmentAnswers With(EnrollmentStep step, EnrollmentAnswers given) => step switch
    {
        EnrollmentStep.Child => this with { ChildName = given.ChildName?.Trim(), ChildIdNumber = ResidentId.Normalize(given.ChildIdNumber) ?? given.ChildIdNumber?.Trim(), ChildId = given.ChildId, PrimarySchool = given.PrimarySchool },
        EnrollmentStep.Guardian => this with { Guardianship = given.Guardianship },
        EnrollmentStep.Home => this with { Address = given.Address?.Trim(), PlaceCode = given.PlaceCode, Latitude = given.Latitude, Longitude = given.Longitude },
        EnrollmentStep.Hukou => this with { HasHukou = given.HasHukou, HukouDay = given.HasHukou == true ? given.HukouDay : null },
        EnrollmentStep.House => this with
        {
            House = given.House,
            HouseDay = given.House is HomeKind.Other ? null : given.HouseDay,
            PropertyNumber = given.House is HomeKind.Parents or HomeKind.Grandparents ? given.PropertyNumber?.Trim() : null,
            IsLeaseRegistered = given.House == HomeKind.Rented && given.IsLeaseRegistered,
        },
        EnrollmentStep.Permit => this with { HasPermit = given.HasPermit, PermitDay = given.HasPermit == true ? given.PermitDay : null, HasSocialInsurance = given.HasPermit == true && given.HasSocialInsurance },
        EnrollmentStep.Schools => this with { Preferences = given.Preferences },
        _ => this,
    };

    /// <summary>The questions that these answers leave to be asked.</summary>
    public IReadOnlyList<EnrollmentStep> Steps =>
        [.. Enum.GetValues<EnrollmentStep>().Where(step => step != EnrollmentStep.Permit || HasPermit is not null || (HasHukou is not null && House is not null && Facts.Category is null))];

    /// <summary>
    /// The questions that need not be asked: the register answers them whole, and nothing is wrong with that. Which child it is the family always says.
    /// </summary>
    /// <param name="known">Of which questions the answers are the register's.</param>
    public IReadOnlyList<EnrollmentStep> Settled(IReadOnlyDictionary<EnrollmentStep, KnownStep> known, AdmissionRound round, DateOnly today) =>
        [.. Steps.Where(step => step != EnrollmentStep.Child && known.GetValueOrDefault(step) is { IsWhole: true } && !Wrong(step, round, today).Any())];

    public EnrollmentStep After(EnrollmentStep step, IReadOnlyList<EnrollmentStep> settled) =>
        Steps.First(next => (next > step && !settled.Contains(next)) || next == EnrollmentStep.Check);

    /// <summary>What is wrong with the answers to one question.</summary>
    /// <param name="today">No day of theirs can come after it.</param>
    public IEnumerable<Error> Wrong(EnrollmentStep step, AdmissionRound round, DateOnly today) => step switch
    {
        EnrollmentStep.Child => WrongChild(round, today),
        EnrollmentStep.Guardian => Guardianship is null ? [Failure.Invalid("Child.GuardianshipMissing", nameof(Guardianship))] : [],
        EnrollmentStep.Home =>
            PlaceCode is null ? [Failure.Invalid("Enrollment.PlaceMissing", "Place")]
            : string.IsNullOrWhiteSpace(Address) ? [Failure.Invalid("Enrollment.AddressMissing", "Door")]
            : Address.Length > Fields.MaxAddress ? [Failure.Invalid("Report.AddressTooLong", "Door", Fields.MaxAddress)] : [],
        EnrollmentStep.Hukou => HasHukou is null ? [Failure.Invalid("Enrollment.HukouMissing", nameof(HasHukou))] : HasHukou == true ? WrongDay(HukouDay, nameof(HukouDay), today) : [],
        EnrollmentStep.House => WrongHouse(today),
        EnrollmentStep.Permit => HasPermit is null ? [Failure.Invalid("Enrollment.PermitMissing", nameof(HasPermit))] : HasPermit == true ? WrongDay(PermitDay, nameof(PermitDay), today) : [],
        EnrollmentStep.Schools => WrongSchools(round),
        _ => [],
    };

    private IEnumerable<Error> WrongChild(AdmissionRound round, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(ChildName)) yield return Failure.Invalid("Name.Missing", nameof(ChildName));
        else if (ChildName.Length > Fields.MaxName) yield return Failure.Invalid("Name.TooLong", nameof(ChildName), Fields.MaxName);
        if (string.IsNullOrWhiteSpace(ChildIdNumber)) yield return Failure.Invalid("Enrollment.IdMissing", nameof(ChildIdNumber));
        else if (ResidentId.Normalize(ChildIdNumber) is not { } id || ResidentId.BirthOf(id) is not { } birth || birth > today) yield return Failure.Invalid("Enrollment.IdWrong", nameof(ChildIdNumber));
        else if (!round.Stage.IsOldEnough(birth, round.Year)) yield return Failure.Invalid("Enrollment.TooYoung", nameof(ChildIdNumber), round.Year, round.Stage.LeastAge()!.Value);
        else if (Age.On(new(round.Year, 8, 31), birth) > OldestAge) yield return Failure.Invalid("Enrollment.TooOld", nameof(ChildIdNumber));
        if (round.Stage == SchoolStage.JuniorMiddle && string.IsNullOrEmpty(PrimarySchool)) yield return Failure.Invalid("Enrollment.PrimaryMissing", nameof(PrimarySchool));
    }

    /// <summary>Full years: whoever is older meant their own number.</summary>
    private const int OldestAge = 17;

    private Error[] WrongHouse(DateOnly today)
    {
        if (House is null) return [Failure.Invalid("Enrollment.HouseMissing", nameof(House))];
        if (House == HomeKind.Other) return [];
        var wrong = WrongDay(HouseDay, nameof(HouseDay), today);
        return House is HomeKind.Parents or HomeKind.Grandparents && PropertyNumber is not { Length: >= 6 and <= 60 }
            ? [.. wrong, Failure.Invalid("Enrollment.PropertyNumberMissing", nameof(PropertyNumber))]
            : wrong;
    }

    private IEnumerable<Error> WrongSchools(AdmissionRound round)
    {
        var named = Preferences ?? [];
        if (named.Count == 0) yield return Failure.Invalid("Enrollment.PreferenceMissing", nameof(Preferences));
        if (named.Count > round.MostPreferences) yield return Failure.Invalid("Enrollment.TooManyPreferences", nameof(Preferences), round.MostPreferences);
        if (named.Distinct(StringComparer.Ordinal).Count() < named.Count) yield return Failure.Invalid("Enrollment.PreferenceTwice", nameof(Preferences));
    }

    private static Error[] WrongDay(DateOnly? day, string field, DateOnly today) =>
        day is null ? [Failure.Invalid("Enrollment.DayMissing", field)] : day > today || day.Value.Year < 1949 ? [Failure.Invalid("Enrollment.DayWrong", field)] : [];
}
