using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Disputes;

/// <summary>登记纠纷: the facts. A high risk goes to the street at once, so the record may be out of reach afterwards.</summary>
public sealed class FactsModel(IMediator mediator, IStringLocalizer<Texts> texts) : DisputePage(mediator)
{
    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public DateOnly? HappenedDay { get; set; }

    [BindProperty]
    public int? PeopleCount { get; set; }

    [BindProperty]
    public DisputeNature? Nature { get; set; }

    [BindProperty]
    public RiskGrade? Risk { get; set; }

    /// <summary>As typed, in yuan: 1,200.50 and 1200.5 are both read.</summary>
    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public MediationMethod? Method { get; set; }

    [BindProperty]
    public string? MediatorName { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (HasUnreadableDay) return await ShowUnreadableDaysAsync();
        decimal? amount = null;
        if (!string.IsNullOrWhiteSpace(Amount))
        {
            if (!decimal.TryParse(Amount.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var yuan))
                return await ShowErrorsAsync([Failure.Invalid("Dispute.AmountUnusual", nameof(Amount))]);
            amount = yuan;
        }
        // A number that cannot be read is a missing one; the framework's own sentence is English.
        ModelState.Remove(nameof(PeopleCount));
        var command = new RecordDispute(Id, Version, HappenedDay, PeopleCount, Nature, Risk, amount, Method, MediatorName);
        var saved = await SendAsync(command, _ => GoTo(Address, texts["已登记"]));
        if (saved is not LocalRedirectResult || Risk != RiskGrade.High) return saved;
        return await ReadAsync(new GetDispute(Id), _ => { }) is null ? saved : GoTo("/workbench", texts["已登记，高风险纠纷已上报街道"]);
    }

    protected override void Fill()
    {
        Version = Dispute.Version;
        (HappenedDay, PeopleCount, Nature, Risk, Method, MediatorName) =
            (Dispute.HappenedOn, Dispute.PeopleCount, Dispute.Nature, Dispute.IsRecorded ? Dispute.Risk : null, Dispute.Method, Dispute.Mediator);
        Amount = Dispute.AmountInCents is { } cents ? (cents / 100m).ToString("0.##", CultureInfo.InvariantCulture) : null;
    }

    protected override async Task OnConflictAsync()
    {
        if (await ReadAsync(new GetDispute(Id), dispute => Version = dispute.Version) is null) ModelState.Remove(nameof(Version));
    }

    protected override string FieldName(string property) => property == "HappenedOn" ? nameof(HappenedDay) : property == "Mediator" ? nameof(MediatorName) : property;
}
