namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>Which micro-grid a point lies in; in memory.</summary>
public interface IPlaceIndex
{
    /// <summary>The code of the one micro-grid that contains the point (WGS-84 degrees), or <c>null</c> outside the district.</summary>
    string? MicroGridAt(double latitude, double longitude);
}
