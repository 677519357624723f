using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.TagHelpers;

/// <summary><c>&lt;error-summary /&gt;</c>: on top of a form, every error with a link to its field; nothing when all is well. <c>order</c> names the fields as they stand on the page.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer<Texts> texts) : TagHelper
{
    /// <summary>The names of the fields from top to bottom, with commas between; others follow.</summary>
    [HtmlAttributeName("order")]
    public string? FieldOrder { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ModelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-error-summary", null);

        var heading = new TagBuilder("h2");
        heading.InnerHtml.Append(texts["有几处需要改一下"]);
        var list = new TagBuilder("ul");
        var order = FieldOrder?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        foreach (var (name, entry) in ViewContext.ModelState.OrderBy(e => Position(order, e.Key)))
        {
            foreach (var error in entry?.Errors ?? []) list.InnerHtml.AppendHtml(Item(name, error.ErrorMessage));
        }

        output.Content.AppendHtml(heading).AppendHtml(list);
    }

    private static int Position(string[] order, string name) => Array.IndexOf(order, name) is var index and >= 0 ? index : order.Length;

    private static TagBuilder Item(string name, string message)
    {
        var item = new TagBuilder("li");
        if (name.Length == 0)
        {
            item.InnerHtml.Append(message);
            return item;
        }

        var link = new TagBuilder("a");
        link.Attributes["href"] = "#" + FieldTagHelper.IdOf(name);
        link.InnerHtml.Append(message);
        item.InnerHtml.AppendHtml(link);
        return item;
    }
}
