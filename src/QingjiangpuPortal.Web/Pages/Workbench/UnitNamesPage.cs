using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Web.Localization;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>A page that says units by their names.</summary>
public abstract class UnitNamesPage(IMediator mediator) : PortalPage(mediator)
{
    private IReadOnlyDictionary<string, UnitName> _names = new Dictionary<string, UnitName>(StringComparer.Ordinal);

    public string NameOf(string unitCode) => _names.TryGetValue(unitCode, out var name) ? Words.Of(name) : unitCode;

    protected Task<IActionResult?> ReadNamesAsync(IEnumerable<string> unitCodes) => ReadAsync(new NameUnits([.. unitCodes]), names => _names = names);
}
