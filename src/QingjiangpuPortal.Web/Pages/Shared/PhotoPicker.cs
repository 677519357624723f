namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>Photos of a form that is sent as <c>multipart/form-data</c>, for <c>_PhotoPicker.cshtml</c>.</summary>
/// <param name="Name">The form field, bound to a list of files.</param>
/// <param name="Most">How many photos at most.</param>
public sealed record PhotoPicker(string Name = "Photos", int Most = 6);
