using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Organization;

/// <summary>Units in which a post of that kind can be held, by a part of the name or the beginning of the code.</summary>
public sealed record FindUnits(PostKind Kind, string? Text) : IQuery<IReadOnlyList<UnitRow>>
{
    /// <summary>How many are answered at most.</summary>
    public const int Most = 30;

    public Permission Permission => Permission.ManageStaff;
}

/// <param name="Path">The street that it belongs to; <c>null</c> for the district, its departments and the streets.</param>
public sealed record UnitRow(string Code, UnitName Name, UnitName? Path);

internal sealed class FindUnitsHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<FindUnits, ErrorOr<IReadOnlyList<UnitRow>>>
{
    public async Task<ErrorOr<IReadOnlyList<UnitRow>>> Handle(FindUnits request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var scope = user.ScopeFor(request.Permission);
        var units = db.OrgUnits.ValidOn(today);
        var (kind, level) = (Post.UnitKindOf(request.Kind), Post.LevelOf(request.Kind));
        units = units.Where(u => u.Kind == kind && (level == null || u.Level == level || (request.Kind == PostKind.Volunteer && u.Level == OrgLevel.Community)));
        // 化工新村社区 is 化工新村居委会 in the register; with or without spaces.
        var text = AreaName.Stem(request.Text?.Trim() ?? "");
        if (text.Length > 0)
            units = units.Where(u => u.Code.StartsWith(text) || u.Name.Contains(text) || u.Name.Replace(" ", "").Contains(text.Replace(" ", "")));
        var found = await units.OrderBy(u => u.Code.Length).ThenBy(u => u.Code).Take(FindUnits.Most)
            .Select(u => new
            {
                u.Code,
                u.Name,
                u.EnglishName,
                Street = db.OrgUnits.Where(s => s.Level == OrgLevel.Street && s.Kind == OrgUnitKind.Area && s.Code != u.Code && u.Code.StartsWith(s.Code))
                    .Select(s => new { s.Name, s.EnglishName }).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return found.Where(u => scope.Covers(u.Code))
            .Select(u => new UnitRow(
                u.Code, NameUnitsHandler.NameOf(u.Name, u.EnglishName),
                u.Street is null ? null : NameUnitsHandler.NameOf(u.Street.Name, u.Street.EnglishName)))
            .ToList();
    }
}
