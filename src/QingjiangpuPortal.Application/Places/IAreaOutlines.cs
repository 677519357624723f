using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Places;

/// <summary>Areas as the pages draw them without a map: paths of SVG in one drawing.</summary>
public sealed record AreaOutlines(int Width, int Height, IReadOnlyList<AreaOutline> Areas);

/// <param name="Path">The <c>d</c> of an SVG path.</param>
public sealed record AreaOutline(string Code, string Path);

public interface IAreaOutlines
{
    /// <summary>The areas of a level within a unit.</summary>
    ValueTask<AreaOutlines> WithinAsync(string unit, OrgLevel level, CancellationToken cancellationToken);
}
