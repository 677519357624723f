using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Web.Pages.Workbench;

namespace QingjiangpuPortal.Web.Pages.Ledgers;

/// <summary>A page that says places of hukou and homes by their names.</summary>
public abstract class LedgerPage(IMediator mediator) : UnitNamesPage(mediator)
{
    /// <summary>A place outside the district goes by its code.</summary>
    public string PlaceOf(string code) => NameOf(code) is var name && name == code ? Words.OfElsewhere(code) : name;
}

/// <summary>A page about one person of the register: the sheet or one small form. No cache keeps any of them.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class LedgerPersonPage(IMediator mediator, TimeProvider clock) : LedgerPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public LedgerSheet Sheet { get; private set; } = null!;

    public KnownPerson Person => Sheet.Person;

    public string Address => $"/ledgers/people/{Id}";

    public Task<IActionResult> OnGetAsync()
    {
        // What stands in the address fills the form; what is missing there is no mistake yet.
        ModelState.Clear();
        return ShowAsync();
    }

    /// <summary>What a fact says, in words.</summary>
    public string ValueOf(LedgerFactKind kind, bool? holds, string? value) => Words.Of(kind, holds, kind == LedgerFactKind.HukouPlace ? PlaceOf(value!) : value);

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetLedgerPerson(Id), sheet => Sheet = sheet) is { } refused) return refused;
        // While somebody is shown in clear, the page asks for itself again when that is over.
        if (Sheet.RevealedUntil is { } until)
            Response.Headers["Refresh"] = Math.Ceiling((until - clock.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return await ReadNamesAsync(
            Sheet.History.Where(row => row.Fact == LedgerFactKind.HukouPlace).Select(row => row.Value!)
                .Concat(Person.Dwellings.Select(d => d.PlaceCode)).Append(Person.HukouPlaceCode ?? "").Append(Person.HomePlaceCode ?? "").Where(code => code.Length > 0));
    }
}
