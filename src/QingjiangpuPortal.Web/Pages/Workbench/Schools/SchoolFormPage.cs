using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>The form of a school, new or old.</summary>
public abstract class SchoolFormPage(IMediator mediator, IPlaceDirectory places) : PlacePage(mediator, places)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool? IsPrivate { get; set; }

    [BindProperty]
    public string? GroupName { get; set; }

    /// <summary>The whole address; the picker's own finds the place.</summary>
    [BindProperty]
    public string? Door { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>托位</summary>
    [BindProperty]
    public int? Offered { get; set; }

    public IReadOnlyList<string> Groups { get; private set; } = [];

    /// <summary>Of an old one: its stage does not change.</summary>
    public SchoolStage? FixedStage { get; protected set; }

    protected SchoolForm Form => new(IsPrivate, Name, GroupName, Door, Latitude, Longitude, Phone, Offered);

    protected override async Task<IActionResult?> LoadAsync()
    {
        // The list refuses whoever is not of the bureau.
        if (await ReadAsync(new ListManagedSchools(FixedStage ?? SchoolStage.Primary), view => Groups = view.Groups) is { } refused) return refused;
        await LoadPickerAsync();
        return null;
    }

    protected override string FieldName(string property) => property.Split('.')[^1] switch
    {
        nameof(SchoolForm.Address) => nameof(Door),
        nameof(SchoolForm.Places) => nameof(Offered),
        var name => name,
    };
}
