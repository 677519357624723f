using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>更正 category, place or both; the report goes to the unit of its place, its limits are computed anew from filing.</summary>
public sealed record CorrectGridReport(
    Guid ReportId, uint Version, string? CategoryCode, double? Latitude, double? Longitude, string? Address, string? Note) : IReportCommand
{
    public Permission Permission => Permission.CorrectReports;
}

internal sealed class CorrectGridReportValidator : AbstractValidator<CorrectGridReport>
{
    public CorrectGridReportValidator()
    {
        RuleFor(x => x.CategoryCode).NotEmpty().WithErrorCode("Report.CategoryMissing");
        RuleFor(x => x.Latitude).NotNull().OverridePropertyName("Place").WithErrorCode("Report.PlaceMissing");
        RuleFor(x => x.Address).MaximumLength(Fields.MaxAddress).WithErrorCode("Report.AddressTooLong").WithState(_ => Fields.MaxAddress);
        RuleFor(x => x.Note).Note();
    }
}

internal sealed class CorrectGridReportHandler(PortalDb db, ICurrentUser user, IPlaceDirectory places, TimeProvider clock, AuditNote audit, ReportClocks clocks)
    : ReportCommandHandler<CorrectGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(
        GridReport report, CorrectGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var map = await places.CurrentAsync(cancellationToken);
        if (map.At(command.Latitude!.Value, command.Longitude ?? double.NaN) is not { } place) return Failure.Invalid("Report.PlaceOutside", "Place");
        var category = await Db.ReportCategories.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Code == command.CategoryCode && c.IsActive, cancellationToken);
        if (category is null) return Failure.Invalid("Report.CategoryMissing", nameof(command.CategoryCode));

        // Only a new place moves it to another unit: what was delegated or escalated stays where it is.
        var unit = place.MicroGridCode == report.PlaceCode
            ? report.HandlingUnitCode
            : await Db.HandlingUnitOfAsync(place.MicroGridCode, ChinaTime.DayOf(at), cancellationToken);
        var address = string.IsNullOrWhiteSpace(command.Address) ? place.Name : command.Address.Trim();
        return report.Correct(await clocks.OfAsync(category, cancellationToken), new(place.MicroGridCode, place.Latitude, place.Longitude, address), unit, by, command.Note, at);
    }
}

internal static class HandlingUnits
{
    /// <summary>The micro-grid, or its grid where no leader holds a post in it.</summary>
    public static async Task<string> HandlingUnitOfAsync(this PortalDb db, string microGridCode, DateOnly today, CancellationToken cancellationToken) =>
        await db.Posts.HeldOn(today).AnyAsync(p => p.UnitCode == microGridCode && p.Kind == PostKind.MicroGridLeader, cancellationToken)
            ? microGridCode
            : OrgCode.ParentOf(microGridCode)!;
}
