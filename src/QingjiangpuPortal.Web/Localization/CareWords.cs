using QingjiangpuPortal.Domain.ElderlyCare;

namespace QingjiangpuPortal.Web.Localization;

/// <summary>The words of elderly care, in the order in which they are offered.</summary>
public static class CareWords
{
    public static readonly IReadOnlyList<CareServices> Services =
        [CareServices.Meals, CareServices.Bathing, CareServices.Cleaning, CareServices.MedicalEscort, CareServices.Mobility, CareServices.Emergency, CareServices.HomeAdaptation];

    public static readonly IReadOnlyList<ElderCircumstances> Circumstances =
    [
        ElderCircumstances.LivingAlone, ElderCircumstances.LowIncome, ElderCircumstances.MinimumAllowance, ElderCircumstances.ExtremePoverty,
        ElderCircumstances.Disabled, ElderCircumstances.BereavedFamily, ElderCircumstances.Veteran,
    ];

    extension(Words words)
    {
        /// <summary>助餐、助浴</summary>
        public string AllOf(CareServices services) => words.Listed(Services.Where(s => services.HasFlag(s)).Select(words.Of));

        /// <summary>独居、低保; 没有 where there is none.</summary>
        public string AllOf(ElderCircumstances circumstances) => words.Listed(Circumstances.Where(c => circumstances.HasFlag(c)).Select(words.Of));

        public string Yuan(int fen) => words.Money(fen / 100m);
    }
}
