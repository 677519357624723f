using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My.Data;

/// <summary>登记孩子: by the guardian, with the consent that a child under 14 cannot give alone.</summary>
public sealed class AddChildModel(IMediator mediator, IStringLocalizer<Texts> texts) : MyDataPage(mediator)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public DateOnly? BirthDate { get; set; }

    [BindProperty]
    public Guardianship? Guardianship { get; set; }

    [BindProperty]
    public bool Agreed { get; set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync()
    {
        // What is no date is missing; the binder's own sentence would be English.
        ModelState.Remove(nameof(BirthDate));
        return SendAsync(new RegisterChild(Name, BirthDate, Guardianship, Agreed), _ => GoTo(Home + "#children", texts["孩子已登记。"]));
    }
}
