namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>Finds the micro-grid of a position, in memory; its ancestors are the prefixes of the code it answers.</summary>
public interface IPlaceIndex
{
    /// <summary>
    /// The code of the one micro-grid at a position (WGS-84 degrees, taken to the nearest 1e-7°, about a centimetre);
    /// <c>null</c> outside the district. A position on a border between micro-grids belongs to exactly one of them.
    /// </summary>
    string? MicroGridAt(double latitude, double longitude);
}
