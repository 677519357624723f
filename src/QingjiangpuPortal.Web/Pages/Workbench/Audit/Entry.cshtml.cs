using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Audit;
using QingjiangpuPortal.Application.Organization;

namespace QingjiangpuPortal.Web.Pages.Workbench.Audit;

/// <summary>One line of the trail with all that it holds, and the proof that it is sealed.</summary>
public sealed class EntryModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public AuditEntryDetails Details { get; private set; } = null!;

    /// <summary>In which the post was held.</summary>
    public UnitName? Unit { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetAuditEntry(Id), details => Details = details)
        ?? (Details.Row.Line.PostUnitCode is { } unit ? await ReadAsync(new NameUnits([unit]), names => Unit = names.GetValueOrDefault(unit)) : null);
}
