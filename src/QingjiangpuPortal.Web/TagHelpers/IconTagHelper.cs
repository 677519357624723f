using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace QingjiangpuPortal.Web.TagHelpers;

/// <summary><c>&lt;icon name="pin" /&gt;</c>: an icon of wwwroot/icons.svg. Decoration only: the word stands beside it.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public required string Name { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(Use(ViewContext, Name));
    }

    private static TagBuilder Use(ViewContext view, string name)
    {
        var use = new TagBuilder("use");
        use.Attributes["href"] = $"{view.HttpContext.AssetUrl("icons.svg")}#{name}";
        return use;
    }

    internal static TagBuilder Svg(ViewContext view, string name)
    {
        var svg = new TagBuilder("svg");
        svg.AddCssClass("icon");
        svg.Attributes["aria-hidden"] = "true";
        svg.InnerHtml.AppendHtml(Use(view, name));
        return svg;
    }
}
