using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>The questions about a child that the population register answers, and how.</summary>
internal sealed record KnownChild(EnrollmentAnswers Answers, IReadOnlyDictionary<EnrollmentStep, KnownStep> Steps)
{
    /// <summary>These in place of what stood there; what the register does not know stays.</summary>
    public EnrollmentAnswers Fill(EnrollmentAnswers answers) => Steps.Keys.Aggregate(answers, (filled, step) => filled.With(step, Answers with { PrimarySchool = answers.PrimarySchool })) with { RegisterId = Answers.RegisterId };

    /// <summary>Of which questions the answers still are the register's: of none when they are about another child by now.</summary>
    public IReadOnlyDictionary<EnrollmentStep, KnownStep> Among(EnrollmentAnswers answers)
    {
        if (answers.ChildIdNumber != Answers.ChildIdNumber) return new Dictionary<EnrollmentStep, KnownStep>();
        // A pin that was moved within its micro-grid changes nothing, and of the primary school the register knows nothing.
        var (latitude, longitude, primary) = (answers.Latitude, answers.Longitude, answers.PrimarySchool);
        return Steps.Where(step => (answers.With(step.Key, Answers) with { Latitude = latitude, Longitude = longitude, PrimarySchool = primary }) == answers).ToDictionary();
    }
}

internal static class KnownChildren
{
    /// <summary>Whom a form of this round offers: who is too young or too old for it is not.</summary>
    public static Task<List<MyLedgerPerson>> ChildrenOfAsync(this KnownForms forms, AdmissionRound round, CancellationToken cancellationToken) =>
        forms.ChildrenAsync((name, number) => !new EnrollmentAnswers(name, number, PrimarySchool: EnrollmentAnswers.ElsewherePrimary).Wrong(EnrollmentStep.Child, round, forms.Today).Any(), cancellationToken);

    /// <summary>Of which questions the answers are the register's; of none once the child is offered no more.</summary>
    public static async Task<IReadOnlyDictionary<EnrollmentStep, KnownStep>> AmongAsync(
        this KnownForms forms, EnrollmentAnswers answers, List<MyLedgerPerson> offered, CancellationToken cancellationToken) =>
        offered.Find(child => child.Id == answers.RegisterId) is not { } child
            ? new Dictionary<EnrollmentStep, KnownStep>()
            : (await forms.KnownChildAsync(await forms.InClearAsync(child.Id, cancellationToken), cancellationToken)).Among(answers);

    /// <summary>What is known of the child; of the dwelling, what is known of the user: of others' property a form tells nobody.</summary>
    public static async Task<KnownChild> KnownChildAsync(this KnownForms forms, KnownPerson child, CancellationToken cancellationToken)
    {
        var answers = new EnrollmentAnswers(child.Name, child.IdNumber, RegisterId: child.Id);
        var steps = new Dictionary<EnrollmentStep, KnownStep> { [EnrollmentStep.Child] = new(Since: null) };
        if (await forms.MyselfAsync(cancellationToken) is { } parent && IsParent(parent, child))
        {
            answers = answers with { Guardianship = parent.Sex == Sex.Male ? Guardianship.Father : Guardianship.Mother };
            steps[EnrollmentStep.Guardian] = new(child.Household!.Known);
            Know(HouseOf(parent, child.Home), EnrollmentStep.House);
        }
        if (child.Home is { } home)
        {
            var door = await forms.DoorOfAsync(child, cancellationToken);
            answers = answers with { Address = home.Address, PlaceCode = home.PlaceCode, Latitude = door?.Latitude, Longitude = door?.Longitude };
            steps[EnrollmentStep.Home] = new(home.Known);
            Know(HukouOf(child.Fact(LedgerFactKind.HukouPlace), home), EnrollmentStep.Hukou);
        }
        return new KnownChild(answers, steps);

        void Know((EnrollmentAnswers Answers, KnownStep Known)? found, EnrollmentStep step)
        {
            if (found is not { } one) return;
            answers = answers.With(step, one.Answers);
            steps[step] = one.Known;
        }
    }

    /// <summary>Head or spouse of the household in which the child is son or daughter.</summary>
    private static bool IsParent(KnownPerson parent, KnownPerson child) =>
        parent.Household is { Relation: HouseholdRelation.Head or HouseholdRelation.Spouse } mine
        && child.Household is { Relation: HouseholdRelation.Son or HouseholdRelation.Daughter } theirs && mine.Id == theirs.Id;

    /// <summary>Whether the hukou is at the home: surely in its micro-grid, likely in its community or grid, surely not where the home does not lie.</summary>
    private static (EnrollmentAnswers Answers, KnownStep Known)? HukouOf(KnownFact? hukou, KnownDwelling home) =>
        hukou is null ? null
        : !OrgCode.Covers(hukou.Value!, home.PlaceCode) ? (new(HasHukou: false), new(hukou.Known))
        : hukou.Value!.Length < OrgCode.LengthOf(OrgLevel.Community) ? null
        : (new(HasHukou: true, HukouDay: hukou.Known.Since), new(hukou.Known, IsWhole: hukou.Value.Length == OrgCode.LengthOf(OrgLevel.MicroGrid)));

    /// <summary>Whether the parent owns or rents the dwelling in which the child lives.</summary>
    private static (EnrollmentAnswers Answers, KnownStep Known)? HouseOf(KnownPerson parent, KnownDwelling? home) =>
        parent.Dwellings.Where(d => d.Kind != DwellingTieKind.Lives && d.Id == home?.Id).MinBy(d => d.Kind) is not { } tie ? null
        : tie.Kind == DwellingTieKind.Owns ? (new(House: HomeKind.Parents, HouseDay: tie.Known.Since, PropertyNumber: tie.CertificateNumber), new(tie.Known))
        : (new(House: HomeKind.Rented, HouseDay: tie.Known.Since), new(tie.Known, IsWhole: false));
}
