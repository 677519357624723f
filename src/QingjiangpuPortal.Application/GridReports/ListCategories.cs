using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>The major categories with their minors, as forms and filters offer them.</summary>
public sealed record ListCategories : IQuery<IReadOnlyList<MajorCategory>>
{
    public Permission Permission => Permission.Anyone;
}

public sealed record MajorCategory(string Code, CategoryName Name, bool IsPublic, IReadOnlyList<MinorCategory> Minors);

public sealed record MinorCategory(string Code, CategoryName Name, bool IsPublic, TimeLimit ResolveLimit);

/// <summary>A category's name in both languages.</summary>
public sealed record CategoryName(string Chinese, string English);

internal sealed class ListCategoriesHandler(PortalDb db) : IRequestHandler<ListCategories, ErrorOr<IReadOnlyList<MajorCategory>>>
{
    public async Task<ErrorOr<IReadOnlyList<MajorCategory>>> Handle(ListCategories request, CancellationToken cancellationToken)
    {
        var all = await db.ReportCategories.AsNoTracking().Where(c => c.IsActive).OrderBy(c => c.SortOrder).ToListAsync(cancellationToken);
        var minors = all.Where(c => c.ParentCode is not null).ToLookup(c => c.ParentCode!, StringComparer.Ordinal);
        return all.Where(c => c.ParentCode is null)
            .Select(c => new MajorCategory(c.Code, new(c.Name, c.NameInEnglish), c.IsPublic,
                [.. minors[c.Code].Select(m => new MinorCategory(m.Code, new(m.Name, m.NameInEnglish), m.IsPublic, m.ResolveLimit))]))
            .ToList();
    }
}
