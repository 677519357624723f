using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Organization;

/// <summary>The names of units by their codes: departments too, and units that are no more, which the place map does not know.</summary>
public sealed record NameUnits(IReadOnlyCollection<string> Codes) : IQuery<IReadOnlyDictionary<string, UnitName>>
{
    public Permission Permission => Permission.Anyone;
}

/// <param name="English">The same as <paramref name="Chinese"/> where no English name is in use.</param>
public sealed record UnitName(string Chinese, string English);

internal sealed class NameUnitsHandler(PortalDb db) : IRequestHandler<NameUnits, ErrorOr<IReadOnlyDictionary<string, UnitName>>>
{
    public async Task<ErrorOr<IReadOnlyDictionary<string, UnitName>>> Handle(NameUnits request, CancellationToken cancellationToken)
    {
        var codes = request.Codes.Distinct(StringComparer.Ordinal).ToList();
        return await db.OrgUnits.Where(u => codes.Contains(u.Code))
            .Select(u => new { u.Code, u.Name, u.EnglishName })
            .ToDictionaryAsync(u => u.Code, u => NameOf(u.Name, u.EnglishName), cancellationToken);
    }

    internal static UnitName NameOf(string name, string? englishName)
    {
        var display = AreaName.Display(name);
        return new(display, englishName ?? display);
    }
}
