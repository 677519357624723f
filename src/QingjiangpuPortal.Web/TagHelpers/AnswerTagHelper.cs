using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.TagHelpers;

/// <summary>
/// One row of "check your answers", in <c>&lt;dl class="answers"&gt;</c>: what was asked, what was said, and the way to change it.
/// <code>&lt;answer label="@L["联系电话"]" href="/care/apply/elder?change=true"&gt;@answers.Phone&lt;/answer&gt;</code>
/// </summary>
[HtmlTargetElement("answer", Attributes = "label,href")]
public sealed class AnswerTagHelper(IStringLocalizer<Texts> texts) : TagHelper
{
    public required string Label { get; set; }

    public required string Href { get; set; }

    /// <summary>Not answered yet, or not as it should be.</summary>
    public bool Open { get; set; }

    /// <summary>From the population register, not from whoever applies.</summary>
    public bool Known { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Content.AppendHtml(Part("dt", Label));
        var said = new TagBuilder("dd");
        if (Open) said.InnerHtml.AppendHtml(Part("span", texts["还没有答完"], "is-late"));
        else if (content.IsEmptyOrWhiteSpace) said.InnerHtml.AppendHtml(Part("span", texts["没有填"], "muted"));
        else
        {
            said.InnerHtml.AppendHtml("<span>").AppendHtml(content);
            if (Known) said.InnerHtml.Append(" ").AppendHtml(Part("small", texts["来自人口台账"], "muted"));
            said.InnerHtml.AppendHtml("</span>");
        }
        var change = Part("a", texts[Open ? "去回答" : "修改"]);
        change.Attributes["href"] = Href;
        var about = Part("span", " " + Label, "visually-hidden");
        change.InnerHtml.AppendHtml(about);
        said.InnerHtml.AppendHtml(change);
        output.Content.AppendHtml(said);
    }

    private static TagBuilder Part(string tag, string text, string? css = null)
    {
        var part = new TagBuilder(tag);
        if (css is not null) part.AddCssClass(css);
        part.InnerHtml.Append(text);
        return part;
    }
}
