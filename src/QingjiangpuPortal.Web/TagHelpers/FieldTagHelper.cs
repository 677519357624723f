using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.TagHelpers;

/// <summary>
/// A field: label, 选填 where it is optional, hint, error, and the control inside, tied together for screen readers.
/// <code>
/// &lt;field for="Text" label="@L["说一句情况"]" hint="@L["发生了什么，在哪个位置"]"&gt;
///   &lt;textarea asp-for="Text" rows="3"&gt;&lt;/textarea&gt;
/// &lt;/field&gt;
/// </code>
/// With <c>group</c> it is a fieldset whose label is a legend, for radio buttons and the like.
/// </summary>
[HtmlTargetElement("field", Attributes = "for,label")]
public sealed class FieldTagHelper(IStringLocalizer<Texts> texts) : TagHelper
{
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    public bool Optional { get; set; }

    public bool Group { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = IdOf(name);
        var errors = ViewContext.ModelState.TryGetValue(name, out var entry) ? entry.Errors : [];
        var described = new List<string>();
        if (Hint is not null) described.Add($"{id}-hint");
        if (errors.Count > 0) described.Add($"{id}-error");
        context.Items[typeof(FieldTagHelper)] = new FieldControl(name, string.Join(' ', described), errors.Count > 0);
        var content = await output.GetChildContentAsync();

        output.TagName = Group ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", errors.Count > 0 ? "field is-bad" : "field");
        if (Group)
        {
            output.Attributes.SetAttribute("id", id);
            output.Attributes.SetAttribute("tabindex", "-1");
            if (described.Count > 0) output.Attributes.SetAttribute("aria-describedby", string.Join(' ', described));
        }

        output.Content.AppendHtml(LabelOf(id));
        if (Hint is not null) output.Content.AppendHtml(Paragraph("field-hint", $"{id}-hint", Hint));
        if (errors.Count > 0)
        {
            var error = Paragraph("field-error", $"{id}-error", string.Join(' ', errors.Select(e => e.ErrorMessage)));
            output.Content.AppendHtml(error);
        }

        output.Content.AppendHtml(content);
    }

    /// <summary>The id that <c>asp-for</c> gives the control of a field of this name.</summary>
    internal static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    private TagBuilder LabelOf(string id)
    {
        var label = new TagBuilder(Group ? "legend" : "label");
        if (!Group) label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);
        if (!Optional) return label;

        var mark = new TagBuilder("span");
        mark.AddCssClass("optional");
        mark.InnerHtml.Append(texts["选填"]);
        label.InnerHtml.AppendHtml(mark);
        return label;
    }

    private static TagBuilder Paragraph(string css, string id, string text)
    {
        var paragraph = new TagBuilder("p");
        paragraph.AddCssClass(css);
        paragraph.Attributes["id"] = id;
        paragraph.InnerHtml.Append(text);
        return paragraph;
    }
}

/// <summary>What a field tells the control inside it.</summary>
internal sealed record FieldControl(string Name, string DescribedBy, bool IsBad);

/// <summary>Completes the control inside a <see cref="FieldTagHelper"/>: its style, its description, and that it is wrong.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
[HtmlTargetElement("select", Attributes = "asp-for")]
public sealed class FieldControlTagHelper : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public required ModelExpression For { get; set; }

    // After the framework's helpers, which decide the type of an input.
    public override int Order => 1000;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.TryGetValue(typeof(FieldTagHelper), out var item) && item is FieldControl field
            && output.Attributes["name"]?.Value?.ToString() == field.Name)
            Complete(context, output, field);
    }

    private static void Complete(TagHelperContext context, TagHelperOutput output, FieldControl field)
    {
        var type = output.Attributes["type"]?.Value?.ToString();
        if (type is "hidden" or "radio") return;

        if (!context.AllAttributes.ContainsName("class"))
        {
            var css = (context.TagName, type) switch
            {
                ("select", _) => "form-select",
                (_, "checkbox") => "form-check-input",
                _ => "form-control",
            };
            output.Attributes.SetAttribute("class", css);
        }

        if (field.DescribedBy.Length > 0) output.Attributes.SetAttribute("aria-describedby", field.DescribedBy);
        if (field.IsBad) output.Attributes.SetAttribute("aria-invalid", "true");
    }
}
