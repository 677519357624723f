namespace QingjiangpuPortal.Web.Navigation;

/// <summary>What the footer of a government site has to say (configuration section <c>Site</c>); a missing number is shown as 待配置.</summary>
public sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>主办: who runs the site. A key of <c>Texts</c>, so that it can be said in English.</summary>
    public string Organiser { get; init; } = "清江浦区人民政府";

    /// <summary>网站标识码.</summary>
    public string? SiteCode { get; init; }

    /// <summary>ICP 备案号.</summary>
    public string? IcpNumber { get; init; }

    /// <summary>公安备案号.</summary>
    public string? PoliceNumber { get; init; }

    /// <summary>The number of the command centre that helps when the site does not.</summary>
    public string Phone { get; init; } = "12345";

    /// <summary>Where the portal is reached from outside, as <c>https://…</c>; said in security.txt.</summary>
    public string? Address { get; init; }

    /// <summary>Where weaknesses are reported, as addresses (<c>mailto:</c>, <c>https:</c>, <c>tel:</c>); without one, <see cref="Phone"/>.</summary>
    public IReadOnlyList<string> SecurityContacts { get; init; } = [];

    /// <summary>The address of the rules for reporting them.</summary>
    public string? SecurityPolicy { get; init; }
}
