using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Desk;

namespace QingjiangpuPortal.Application.Desk;

/// <summary>The filters that the user saved and those that are shared with a unit of theirs.</summary>
public sealed record ListSavedFilters : IQuery<IReadOnlyList<SavedFilterRow>>
{
    public Permission Permission => Permission.ViewReports;
}

/// <param name="MayChange">Its owner; a unit's filter whoever holds a post in that very unit.</param>
public sealed record SavedFilterRow(Guid Id, string Name, string Query, string? SharedUnitCode, bool MayChange);

/// <summary>Saves the filter of the list under a name, for oneself or for a unit in which one holds a post.</summary>
/// <param name="Id">The filter that is changed; <c>null</c> for a new one.</param>
public sealed record SaveFilter(Guid? Id, string? Name, string? Query, string? SharedUnitCode) : ICommand<Guid>, IAbout, IAboutMyself
{
    public Permission Permission => Permission.ViewReports;
    public AuditSubject? Subject => Id is { } id ? AuditSubject.Of<SavedFilter>(id) : null;
}

public sealed record RemoveFilter(Guid Id) : ICommand<Success>, IAbout, IAboutMyself
{
    public Permission Permission => Permission.ViewReports;
    public AuditSubject? Subject => AuditSubject.Of<SavedFilter>(Id);
}

internal sealed class SaveFilterValidator : AbstractValidator<SaveFilter>
{
    public SaveFilterValidator()
    {
        RuleFor(x => x.Name).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("SavedFilter.NameMissing")
            .MaximumLength(SavedFilter.MaxName).WithErrorCode("Note.TooLong").WithState(_ => SavedFilter.MaxName);
        RuleFor(x => x.Query).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("SavedFilter.NothingNarrowed")
            .MaximumLength(SavedFilter.MaxQuery).WithErrorCode("Note.TooLong").WithState(_ => SavedFilter.MaxQuery);
    }
}

internal sealed class SavedFiltersHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) :
    IRequestHandler<ListSavedFilters, ErrorOr<IReadOnlyList<SavedFilterRow>>>,
    IRequestHandler<SaveFilter, ErrorOr<Guid>>,
    IRequestHandler<RemoveFilter, ErrorOr<Success>>
{
    public async Task<ErrorOr<IReadOnlyList<SavedFilterRow>>> Handle(ListSavedFilters request, CancellationToken cancellationToken)
    {
        var (me, own) = (user.PersonId, user.OwnUnits());
        return await db.SavedFilters.OfferedTo(user)
            .OrderBy(f => f.OwnerId != me).ThenBy(f => f.SavedAt).ThenBy(f => f.Id).Take(SavedFilter.MaxEach * 2)
            .Select(f => new SavedFilterRow(f.Id, f.Name, f.Query, f.SharedUnitCode, f.SharedUnitCode == null || own.Contains(f.SharedUnitCode))).ToListAsync(cancellationToken);
    }

    public async Task<ErrorOr<Guid>> Handle(SaveFilter request, CancellationToken cancellationToken)
    {
        if (!user.MayShareWith(request.SharedUnitCode)) return Failure.Invalid("Share.NotYourUnit", nameof(request.SharedUnitCode));
        var (me, at) = (user.PersonId!.Value, clock.GetUtcNow());
        if (request.Id is { } id)
        {
            if (await ChangeableAsync(id, cancellationToken) is not { } known) return Failure.NotFound("SavedFilter.NotFound");
            known.Change(request.Name!.Trim(), request.Query!, request.SharedUnitCode, me);
            return id;
        }
        // What somebody left with a unit in which they hold no post any more is not theirs to keep few.
        if (await db.SavedFilters.ChangeableBy(user).CountAsync(f => f.OwnerId == me, cancellationToken) >= SavedFilter.MaxEach)
            return Failure.Conflict("SavedFilter.TooMany", SavedFilter.MaxEach);
        var filter = SavedFilter.Create(OrderedId.Next(at), me, request.Name!.Trim(), request.Query!, request.SharedUnitCode, at);
        audit.About(AuditSubject.Of<SavedFilter>(filter.Id), me, request.SharedUnitCode);
        db.SavedFilters.Add(filter);
        return filter.Id;
    }

    public async Task<ErrorOr<Success>> Handle(RemoveFilter request, CancellationToken cancellationToken)
    {
        if (await ChangeableAsync(request.Id, cancellationToken) is not { } filter) return Failure.NotFound("SavedFilter.NotFound");
        db.SavedFilters.Remove(filter);
        return Result.Success;
    }

    private Task<SavedFilter?> ChangeableAsync(Guid id, CancellationToken cancellationToken) =>
        db.SavedFilters.ChangeableBy(user).SingleOrDefaultAsync(f => f.Id == id, cancellationToken);
}
