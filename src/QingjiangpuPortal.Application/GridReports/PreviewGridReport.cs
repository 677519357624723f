using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>What a report would look like in public if it were sent now; fails as sending it would.</summary>
public sealed record PreviewGridReport(FileGridReport Draft) : IQuery<ReportPreview>
{
    public Permission Permission => Draft.Permission;
}

/// <param name="IsPublic">False when nobody but the reporter and the staff will see it.</param>
public sealed record ReportPreview(CategoryName Category, string Path, string PublicDescription, string PublicAddress, bool IsPublic, TimeLimit ResolveLimit, DateTimeOffset ResolveDueAt);

internal sealed class PreviewGridReportValidator : AbstractValidator<PreviewGridReport>
{
    public PreviewGridReportValidator() => RuleFor(x => x.Draft).SetValidator(new FileGridReportValidator());
}

internal sealed class PreviewGridReportHandler(PortalDb db, IPlaceDirectory places, ReportClocks clocks, TimeProvider clock) : IRequestHandler<PreviewGridReport, ErrorOr<ReportPreview>>
{
    public async Task<ErrorOr<ReportPreview>> Handle(PreviewGridReport request, CancellationToken cancellationToken)
    {
        var draft = request.Draft;
        var map = await places.CurrentAsync(cancellationToken);
        if (map.At(draft.Latitude!.Value, draft.Longitude ?? double.NaN) is not { } place) return Failure.Invalid("Report.PlaceOutside", "Place");
        var category = await db.ReportCategories.AsNoTracking().SingleOrDefaultAsync(c => c.Code == draft.CategoryCode && c.IsActive, cancellationToken);
        if (category is null) return Failure.Invalid("Report.CategoryMissing", nameof(draft.CategoryCode));
        return new ReportPreview(
            new(category.Name, category.NameInEnglish), place.Path, PublicText.Of(draft.Description!.Trim()),
            string.IsNullOrWhiteSpace(draft.Address) ? place.Name : PublicText.Of(draft.Address.Trim()),
            category.IsPublic && !draft.KeepPrivate, category.ResolveLimit,
            (await clocks.OfAsync(category, cancellationToken)).DueAt(ReportDeadline.Resolve, clock.GetUtcNow()));
    }
}
