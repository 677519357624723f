using QingjiangpuPortal.Domain.Common;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuranceScheme;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuredCircumstances;

namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>What the rules look at.</summary>
/// <param name="Holds">The schemes in which the person is, or has asked for, already.</param>
public sealed record InsuredFacts(DateOnly Born, bool IsMan, InsuredCircumstances Circumstances, IReadOnlyList<InsuranceScheme> Holds)
{
    /// <param name="idNumber">As <see cref="ResidentId.Normalize"/> gives it, of a form that says the date of birth: the last but one digit is odd for men (GB 11643).</param>
    public static InsuredFacts Of(string idNumber, InsuredCircumstances circumstances, IReadOnlyList<InsuranceScheme> holds) =>
        new(ResidentId.BirthOf(idNumber)!.Value, (idNumber[16] - '0') % 2 == 1, circumstances, holds);

    public int AgeOn(DateOnly day) => Age.On(day, Born);

    /// <summary>Women in flexible employment retire by the former 55.</summary>
    public Retirement RetirementOn(DateOnly day) =>
        InsuranceLaw.Retirement.Where(terms => terms.Kind == (IsMan ? RetirementKind.Man : RetirementKind.WomanFormerly55)).On(day).Of(Born);
}

/// <summary>One thing that a scheme asks for. Stored nowhere; said as a sentence.</summary>
public enum JoinConditionKind
{
    /// <summary>Old enough: years asked for, years reached.</summary>
    Age = 1,
    NotStudent = 2,

    /// <summary>No other pension scheme, neither an employer's nor one of these.</summary>
    NoOtherPension = 3,
    DrawsNoPension = 4,

    /// <summary>Household registered here.</summary>
    HukouHere = 5,

    /// <summary>Household registered here, or a residence permit.</summary>
    LivesHere = 6,

    /// <summary>The month of retirement is yet to come.</summary>
    BeforeRetirement = 7,

    /// <summary>No medical insurance by an employer.</summary>
    NoEmployersMedical = 8,

    /// <summary>The yearly window is open, or the person may join at any time: newborn, or pays less.</summary>
    Window = 9,

    /// <summary>Not in this scheme already.</summary>
    NotInScheme = 10,
}

/// <param name="Figures">What its sentence names: an age, a day, a month.</param>
public sealed record JoinCondition(JoinConditionKind Kind, bool IsMet, params IReadOnlyList<object> Figures);

/// <summary>谁能参保: a pure function from facts to the conditions of a scheme, each met or not, so that a refusal always says which one.</summary>
public static class JoinRules
{
    public static IReadOnlyList<JoinCondition> Of(InsuranceScheme scheme, InsuredFacts facts, InsuranceRules rules, DateOnly day)
    {
        return [.. Conditions()];

        IEnumerable<JoinCondition> Conditions()
        {
            var age = facts.AgeOn(day);
            if (scheme == ResidentsPension)
            {
                yield return new(JoinConditionKind.Age, age >= rules.ResidentsPension.LeastAge, rules.ResidentsPension.LeastAge, age);
                yield return new(JoinConditionKind.HukouHere, Has(HukouHere));
                yield return new(JoinConditionKind.NotStudent, !Has(Student));
                yield return new(JoinConditionKind.NoOtherPension, !Has(WithEmployer) && !facts.Holds.Contains(FlexiblePension));
                yield return new(JoinConditionKind.DrawsNoPension, !Has(DrawsPension));
            }
            else if (scheme == FlexiblePension)
            {
                var retires = facts.RetirementOn(day).Month;
                yield return new(JoinConditionKind.Age, age >= rules.FlexiblePension.LeastAge, rules.FlexiblePension.LeastAge, age);
                yield return new(JoinConditionKind.LivesHere, Has(HukouHere | PermitHere));
                yield return new(JoinConditionKind.NotStudent, !Has(Student));
                yield return new(JoinConditionKind.NoOtherPension, !Has(WithEmployer) && !facts.Holds.Contains(ResidentsPension));
                yield return new(JoinConditionKind.DrawsNoPension, !Has(DrawsPension));
                yield return new(JoinConditionKind.BeforeRetirement, day < retires, retires);
            }
            else
            {
                var medical = rules.ResidentsMedical;
                yield return new(JoinConditionKind.LivesHere, Has(HukouHere | PermitHere));
                yield return new(JoinConditionKind.NoEmployersMedical, !Has(WithEmployer));
                yield return new(JoinConditionKind.Window, medical.IsWindow(day) || IsNewborn(facts, medical, day) || medical.ReductionOf(facts.Circumstances) is not null,
                    medical.WindowFrom, medical.WindowTo, medical.NewbornDays);
            }
            yield return new(JoinConditionKind.NotInScheme, !facts.Holds.Contains(scheme));
        }

        bool Has(InsuredCircumstances any) => (facts.Circumstances & any) != None;
    }

    public static bool MayJoin(InsuranceScheme scheme, InsuredFacts facts, InsuranceRules rules, DateOnly day) => Of(scheme, facts, rules, day).All(c => c.IsMet);

    private static bool IsNewborn(InsuredFacts facts, ResidentsMedicalRules medical, DateOnly day) => day.DayNumber - facts.Born.DayNumber is var days && days >= 0 && days <= medical.NewbornDays;
}
