namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>
/// Photos of a form that is sent as <c>multipart/form-data</c>, for <c>_PhotoPicker.cshtml</c>: new ones in the field
/// <c>Photos</c>, those that came with an earlier try as <c>PhotoTickets</c> that can be unticked.
/// </summary>
/// <param name="Kept">Tickets of photos that are stored already.</param>
/// <param name="Most">How many photos at most.</param>
public sealed record PhotoPicker(IReadOnlyList<string>? Kept = null, int Most = 6)
{
    /// <summary>How many can still be added.</summary>
    public int Room => Math.Max(0, Most - (Kept?.Count ?? 0));
}
