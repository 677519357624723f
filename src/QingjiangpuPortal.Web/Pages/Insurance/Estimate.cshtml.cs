using System.Globalization;
using System.Text;
using ErrorOr;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Insurance;

/// <summary>养老金能领多少: the parts of the sum, how they are reckoned, and by which law. Nothing is kept.</summary>
public sealed class EstimateModel(IMediator mediator, TimeProvider clock, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    /// <summary><c>employees</c>, or residents without it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Scheme { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Asked { get; set; }

    // Numbers as they were typed, in yuan and years.
    [BindProperty(SupportsGet = true)]
    public string? Yearly { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Wage { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Index { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Years { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Account { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Age { get; set; }

    public InsuranceRules Rules { get; private set; } = null!;
    public bool IsEmployees => Scheme == "employees";
    public Pension? Result { get; private set; }
    public string Source { get; private set; } = "";
    public string Method { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        if (!Asked) return Page();
        var errors = new List<Error>();
        var pension = IsEmployees ? Employees(errors) : Residents(errors);
        if (pension.IsError) errors.AddRange(pension.Errors);
        if (errors.Count > 0) return await ShowErrorsAsync(errors);
        Result = pension.Value;
        return Page();
    }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetInsuranceRules(), rules => Rules = rules);

    private ErrorOr<Pension> Residents(List<Error> errors)
    {
        var (yearly, years, terms) = (Number(Yearly, nameof(Yearly), errors), Number(Years, nameof(Years), errors), InsuranceLaw.Residents.On(Today));
        if (errors.Count > 0) return default(Pension);
        var tier = Rules.ResidentsPension.Tiers.FirstOrDefault(t => t.YearlyFen == yearly * 100);
        if (tier is null) return Failure.Invalid("Insurance.TierMissing", nameof(Yearly));
        var account = terms.AccountOf(yearly, tier.SubsidyFen / 100m, (int)Math.Min(years, 1000));
        (Source, Method) = (terms.Source, texts["个人账户 ＝（{0} ＋ {1}）× {2} 年；每月 ＝ 基础养老金 {3} ＋ 个人账户 ÷ {4}", yearly, tier.SubsidyFen / 100, (int)years, terms.BasicMonthly, terms.Divisor]);
        return account.IsError ? account.Errors : terms.Of(account.Value);
    }

    private ErrorOr<Pension> Employees(List<Error> errors)
    {
        var (wage, index, years) = (Number(Wage, nameof(Wage), errors), Number(Index, nameof(Index), errors), Number(Years, nameof(Years), errors));
        var (account, age, terms) = (Number(Account, nameof(Account), errors), Number(Age, nameof(Age), errors), InsuranceLaw.Employees.On(Today));
        if (errors.Count > 0) return default(Pension);
        (Source, Method) = (terms.Source, texts["基础养老金 ＝ 计发基数 ×（1 ＋ 指数）÷ 2 × 年限 × 1%；个人账户 ÷ 计发月数"]);
        return terms.Of(wage, index, years, account, (int)Math.Min(age, 1000) * 12);
    }

    private DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    private static decimal Number(string? typed, string field, List<Error> errors)
    {
        var plain = (typed ?? "").Normalize(NormalizationForm.FormKC).Replace(",", "", StringComparison.Ordinal).Trim();
        if (decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return number;
        errors.Add(Failure.Invalid("Pension.NumberMissing", field));
        return 0;
    }
}
