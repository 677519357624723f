using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Web.Pages.Insurance;

/// <summary>几岁退休: month, delay and least contributions, without a sign-in and without keeping anything.</summary>
public sealed class RetirementModel(IMediator mediator, TimeProvider clock) : PortalPage(mediator)
{
    private static readonly string[] Shapes = ["yyyy-M", "yyyy-M-d", "yyyyMM", "yyyyMMdd"];

    /// <summary>As it was typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Born { get; set; }

    [BindProperty(SupportsGet = true)]
    public RetirementKind? Kind { get; set; }

    public Retirement? Result { get; private set; }
    public int LeastMonths { get; private set; }
    public string Source { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        if (Born is null && Kind is null) return await ShowAsync();
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var errors = new List<ErrorOr.Error>();
        var born = BornOf(Born);
        if (born is not { Year: >= 1900 } || born > today) errors.Add(Failure.Invalid("Retirement.BornWrong", nameof(Born)));
        if (Kind is not { } kind || !Enum.IsDefined(kind))
        {
            // The framework's own sentence is English.
            ModelState.Remove(nameof(Kind));
            errors.Add(Failure.Invalid("Retirement.KindMissing", nameof(Kind)));
        }
        if (errors.Count > 0) return await ShowErrorsAsync(errors);
        var terms = InsuranceLaw.Retirement.Where(t => t.Kind == Kind).On(today);
        (Result, Source) = (terms.Of(born!.Value), terms.Source);
        LeastMonths = InsuranceLaw.Contributions.On(today).LeastMonths(Result.Value.Month.Year);
        return await ShowAsync();
    }

    /// <summary>Reads what people type: full-width digits, 年月, points and slashes.</summary>
    private static DateOnly? BornOf(string? typed)
    {
        var plain = (typed ?? "").Normalize(NormalizationForm.FormKC).Replace('年', '-').Replace('.', '-').Replace('/', '-').Replace("月", "", StringComparison.Ordinal).Trim();
        return DateOnly.TryParseExact(plain, Shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}
