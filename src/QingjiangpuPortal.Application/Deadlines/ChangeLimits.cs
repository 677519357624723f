using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>The three limits of a category, in the forms 24h, 7wh and 2wd. Its open reports are reckoned anew by them.</summary>
public sealed record ChangeLimits(string? Code, uint Version, string? Accept, string? Resolve, string? Verify) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ManageCalendar;
    public AuditSubject? Subject => Code is { } code ? AuditSubject.Of<ReportCategory>(code) : null;
}

internal sealed class ChangeLimitsValidator : AbstractValidator<ChangeLimits>
{
    public ChangeLimitsValidator()
    {
        RuleFor(x => x.Accept).Must(text => TimeLimit.TryParse(text, out _)).WithErrorCode("Calendar.LimitWrong");
        RuleFor(x => x.Resolve).Must(text => TimeLimit.TryParse(text, out _)).WithErrorCode("Calendar.LimitWrong");
        RuleFor(x => x.Verify).Must(text => TimeLimit.TryParse(text, out _)).WithErrorCode("Calendar.LimitWrong");
    }
}

internal sealed class ChangeLimitsHandler(PortalDb db, TimeProvider clock, AuditNote note) : IRequestHandler<ChangeLimits, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(ChangeLimits request, CancellationToken cancellationToken)
    {
        if (await db.ReportCategories.SingleOrDefaultAsync(c => c.Code == request.Code && c.IsActive, cancellationToken) is not { } category)
            return Failure.NotFound("Calendar.CategoryNotFound");
        if (category.Version != request.Version) return AccessErrors.ChangedMeanwhile;
        // What it was before is nowhere else.
        note.Reason = $"{category.AcceptLimit} {category.ResolveLimit} {category.VerifyLimit} → {request.Accept} {request.Resolve} {request.Verify}";
        category.ChangeLimits(TimeLimit.Parse(request.Accept!), TimeLimit.Parse(request.Resolve!), TimeLimit.Parse(request.Verify!));
        db.RequestReckoning(clock.GetUtcNow());
        return Result.Success;
    }
}
