namespace QingjiangpuPortal.Web.Navigation;

/// <summary>What the layouts need to know about the visitor and the way around.</summary>
public interface IPortalNavigation
{
    /// <summary>Whether somebody is signed in.</summary>
    bool IsSignedIn { get; }

    /// <summary>Whether the visitor holds a post, so that the workbench is theirs.</summary>
    bool IsStaff { get; }

    /// <summary>The name to greet the visitor by, masked as everywhere; null when nobody is signed in.</summary>
    string? DisplayName { get; }

    /// <summary>How many notifications the visitor has not read.</summary>
    int Unread { get; }

    /// <summary>The residents' sections, in the order of the header.</summary>
    IReadOnlyList<NavItem> Main { get; }

    /// <summary>The staff's sections, in the order of the side bar; only what the visitor's posts allow.</summary>
    IReadOnlyList<NavItem> Workbench { get; }
}

/// <summary>One entry of a navigation.</summary>
/// <param name="Text">What it is called, in the request's language.</param>
/// <param name="Href">A local address.</param>
/// <param name="IsCurrent">Whether the visitor is in this section.</param>
/// <param name="Icon">The name of an icon (wwwroot/icons.svg), for the side bar.</param>
/// <param name="Count">How many things wait there; null shows no number.</param>
public sealed record NavItem(string Text, string Href, bool IsCurrent = false, string? Icon = null, int? Count = null);
