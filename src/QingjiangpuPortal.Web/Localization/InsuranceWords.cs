using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Web.Localization;

/// <summary>Lists of words of social insurance, in the order in which they are offered.</summary>
public static class InsuranceWords
{
    public static readonly IReadOnlyList<InsuredCircumstances> Circumstances =
    [
        InsuredCircumstances.HukouHere, InsuredCircumstances.PermitHere, InsuredCircumstances.Student, InsuredCircumstances.WithEmployer,
        InsuredCircumstances.DrawsPension, InsuredCircumstances.MinimumAllowance, InsuredCircumstances.ExtremePoverty, InsuredCircumstances.SeverelyDisabled,
    ];

    public static readonly IReadOnlyList<ServiceItems> Items =
    [
        ServiceItems.Enrollment, ServiceItems.Payment, ServiceItems.Statements, ServiceItems.PensionProof, ServiceItems.Reimbursement, ServiceItems.TreatmentElsewhere,
    ];

    extension(Words words)
    {
        /// <summary>户籍在清江浦区、低保; 没有 where there is none.</summary>
        public string AllOf(InsuredCircumstances circumstances) => words.Listed(Circumstances.Where(c => circumstances.HasFlag(c)).Select(words.Of));

        /// <summary>参保登记、缴费</summary>
        public string AllOf(ServiceItems items) => words.Listed(Items.Where(i => items.HasFlag(i)).Select(words.Of));
    }
}
