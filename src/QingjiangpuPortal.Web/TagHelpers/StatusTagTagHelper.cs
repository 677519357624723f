using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace QingjiangpuPortal.Web.TagHelpers;

/// <summary>What a status means to the eye; each kind has its own colour and its own shape.</summary>
public enum StatusKind
{
    /// <summary>Waits for somebody.</summary>
    Wait,

    /// <summary>Somebody is at it.</summary>
    Go,

    /// <summary>Came to a good end.</summary>
    Done,

    /// <summary>Late, or supervised because of it.</summary>
    Late,

    /// <summary>Rests or ended otherwise.</summary>
    Off,
}

/// <summary><c>&lt;status-tag kind="Go"&gt;处置中&lt;/status-tag&gt;</c>: a status as word, colour and icon.</summary>
[HtmlTargetElement("status-tag")]
public sealed class StatusTagTagHelper : TagHelper
{
    public StatusKind Kind { get; set; }

    /// <summary>Another icon than the kind's own.</summary>
    public string? Icon { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (css, icon) = Kind switch
        {
            StatusKind.Wait => ("wait", "clock"),
            StatusKind.Go => ("go", "arrow-right"),
            StatusKind.Done => ("done", "check"),
            StatusKind.Late => ("late", "alert"),
            StatusKind.Off => ("off", "pause"),
            _ => throw new InvalidOperationException($"Status kind {Kind} has no style."),
        };
        output.TagName = "span";
        output.Attributes.SetAttribute("class", $"tag tag-{css}");
        output.PreContent.SetHtmlContent(IconTagHelper.Svg(ViewContext, Icon ?? icon));
    }
}
