namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>What laws and notices set, as far as it is known; a new notice is a new record and changes no old one.</summary>
public static class InsuranceLaw
{
    private const string DelayedRetirement = "国务院关于渐进式延迟法定退休年龄的办法（2024年9月13日）";
    private const string EmployeesPension = "国务院关于完善企业职工基本养老保险制度的决定（国发〔2005〕38号）";
    private const string ResidentsPension = "国务院关于建立统一的城乡居民基本养老保险制度的意见（国发〔2014〕8号）；基础养老金：区里报道的金额，文件待查";

    private static readonly DateOnly Since2025 = new(2025, 1, 1);

    /// <summary>One for each kind. Who reached the former age before there was a delay was born before the first month.</summary>
    public static readonly IReadOnlyList<RetirementTerms> Retirement =
    [
        new(Since2025, RetirementKind.Man, 60, new(1965, 1, 1), StepMonths: 4, MostDelay: 36, DelayedRetirement),
        new(Since2025, RetirementKind.WomanFormerly55, 55, new(1970, 1, 1), StepMonths: 4, MostDelay: 36, DelayedRetirement),
        new(Since2025, RetirementKind.WomanFormerly50, 50, new(1975, 1, 1), StepMonths: 2, MostDelay: 60, DelayedRetirement),
    ];

    public static readonly IReadOnlyList<ContributionTerms> Contributions =
    [
        new(Since2025, Months: 180, LastYearUnchanged: 2029, MonthsMoreEachYear: 6, MostMonths: 240, DelayedRetirement),
    ];

    /// <summary>The day from which ¥235 holds was not findable: the record stands for what holds where nothing else is set.</summary>
    public static readonly IReadOnlyList<ResidentsPensionTerms> Residents =
    [
        new(DateOnly.MinValue, BasicMonthly: 235, Divisor: 139, FromAge: 60, LeastYears: 15, ResidentsPension),
    ];

    public static readonly IReadOnlyList<EmployeesPensionTerms> Employees =
    [
        new(new(2006, 1, 1), ShareOfYear: 0.01m, AccountTable(), EmployeesPension),
    ];

    private static AccountMonths[] AccountTable()
    {
        return
        [
            Of(50, 195), Unconfirmed(51, 190), Unconfirmed(52, 185), Unconfirmed(53, 180), Unconfirmed(54, 175),
            Of(55, 170), Of(56, 164), Of(57, 158), Of(58, 152), Of(59, 145),
            Of(60, 139), Of(61, 132), Of(62, 125), Of(63, 117), Unconfirmed(64, 109),
            Of(65, 101), Unconfirmed(66, 93), Unconfirmed(67, 84), Unconfirmed(68, 75), Unconfirmed(69, 65),
            Of(70, 56),
        ];

        static AccountMonths Of(int age, int months) => new(age * 12, months, IsConfirmed: true);
        static AccountMonths Unconfirmed(int age, int months) => new(age * 12, months, IsConfirmed: false);
    }
}
