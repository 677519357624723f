using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Ledgers;

/// <summary>记一条情况: first which, then what it is, since when and from where.</summary>
public sealed class FactModel(IMediator mediator, TimeProvider clock, IStringLocalizer<Texts> texts) : LedgerPersonPage(mediator, clock)
{
    [BindProperty(SupportsGet = true)]
    public LedgerFactKind? Kind { get; set; }

    [BindProperty]
    public bool? Holds { get; set; }

    [BindProperty]
    public LedgerStanding? Standing { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public DateOnly? FromDay { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public LedgerSource? Source { get; set; } = LedgerSource.Visit;

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>Which was chosen, of those that can be written down.</summary>
    public LedgerFactKind? Chosen => Kind is { } kind && RecordLedgerFact.Kinds.Contains(kind) ? kind : null;

    /// <summary>What is known of it.</summary>
    public KnownFact? Known => Chosen is { } kind ? Person.Fact(kind) : null;

    public Task<IActionResult> OnPostAsync() =>
        HasUnreadableDay ? ShowUnreadableDaysAsync() :
        SendAsync(
            new RecordLedgerFact(Id, Kind, Holds, Standing, Phone, FromDay, LastDay, Source, Note),
            done => GoTo(Address, done == FactRecorded.Recorded ? texts["已记下"] : texts["台账里已经是这样，没有重复记"]));

    protected override async Task<IActionResult?> LoadAsync() =>
        await base.LoadAsync() ?? (Sheet.MayKeep ? null : StatusCode(StatusCodes.Status403Forbidden));
}
