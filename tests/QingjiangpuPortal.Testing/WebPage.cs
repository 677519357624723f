using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace QingjiangpuPortal.Testing;

/// <summary>An answer of the portal as a browser without JavaScript has it: status, headers, the page, its forms.</summary>
public sealed class WebPage
{
    private static readonly HtmlParser Parser = new();
    private readonly HttpClient _client;

    private WebPage(HttpClient client, HttpResponseMessage response, string source)
    {
        (_client, Source) = (client, source);
        Status = response.StatusCode;
        Headers = response.Headers;
        Content = response.Content.Headers;
        Address = response.RequestMessage!.RequestUri!;
        Html = Parser.ParseDocument(source);
    }

    public HttpStatusCode Status { get; }
    public HttpResponseHeaders Headers { get; }
    public HttpContentHeaders Content { get; }
    public Uri Address { get; }

    /// <summary>What was sent, as text.</summary>
    public string Source { get; }
    public IHtmlDocument Html { get; }

    /// <summary>Where the answer leads, path and query; <c>null</c> when it is no redirect.</summary>
    public string? Location => Headers.Location is { } to ? (to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString) : null;

    /// <summary>The text of the first element that matches, white space folded; empty when there is none.</summary>
    public string Text(string selector) =>
        string.Join(' ', (Html.QuerySelector(selector)?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The sentence beside a field; empty when there is none.</summary>
    public string ErrorOf(string field) => Text($"#{field}-error");

    /// <summary>The form that matches, filled in as it came.</summary>
    public WebForm Form(string selector) => new(_client, this,
        Html.QuerySelector(selector) as IHtmlFormElement
        ?? throw new InvalidOperationException($"{Address.PathAndQuery} ({Status}) has no form '{selector}': {Text("main")}"));

    /// <summary>Follows the redirect, once.</summary>
    public Task<WebPage> FollowAsync() => _client.OpenAsync(Location
        ?? throw new InvalidOperationException($"{Address.PathAndQuery} ({Status}) leads nowhere: {Text("main")}"));

    public static async Task<WebPage> OfAsync(HttpClient client, HttpResponseMessage response)
    {
        using (response) return new(client, response, await response.Content.ReadAsStringAsync());
    }
}

/// <summary>A form with the fields that a browser would send: hidden ones with the anti-forgery token, and what was typed.</summary>
public sealed class WebForm
{
    private readonly HttpClient _client;
    private readonly WebPage _page;
    private readonly IHtmlFormElement _form;
    private readonly List<(string Name, string Value)> _fields = [];
    private readonly List<(string Name, string FileName, string MediaType, byte[] Content)> _files = [];

    internal WebForm(HttpClient client, WebPage page, IHtmlFormElement form)
    {
        (_client, _page, _form) = (client, page, form);
        foreach (var element in form.QuerySelectorAll("input[name], textarea[name], select[name]"))
            _fields.AddRange(ValuesOf(element).Select(value => (element.GetAttribute("name")!, value)));
    }

    /// <summary>What would be sent under this name; <c>null</c> when nothing would.</summary>
    public string? this[string name] => _fields.Where(f => f.Name == name).Select(f => f.Value).FirstOrDefault();

    public IReadOnlyList<string> All(string name) => [.. _fields.Where(f => f.Name == name).Select(f => f.Value)];

    /// <summary>Types, chooses or ticks.</summary>
    public WebForm Set(string name, string value)
    {
        Remove(name);
        _fields.Add((name, value));
        return this;
    }

    /// <summary>Leaves out whatever has this name.</summary>
    public WebForm Remove(string name)
    {
        _fields.RemoveAll(f => f.Name == name);
        return this;
    }

    public WebForm Attach(string name, byte[] content, string fileName = "photo.jpg", string mediaType = "image/jpeg")
    {
        _files.Add((name, fileName, mediaType, content));
        return this;
    }

    /// <summary>Sends it, by the button with this text where it matters which.</summary>
    public async Task<WebPage> SendAsync(string? button = null)
    {
        var pressed = button is null ? null : _form.QuerySelectorAll("button").FirstOrDefault(b => b.TextContent.Trim() == button)
            ?? throw new InvalidOperationException($"The form of {_page.Address.PathAndQuery} has no button '{button}'.");
        List<(string Name, string Value)> fields = [.. _fields];
        if (pressed?.GetAttribute("name") is { Length: > 0 } name) fields.Add((name, pressed.GetAttribute("value") ?? ""));
        var action = pressed?.GetAttribute("formaction") ?? _form.GetAttribute("action");
        var address = new Uri(_page.Address, string.IsNullOrEmpty(action) ? _page.Address.PathAndQuery : action);
        using var content = ContentOf(fields);
        return await WebPage.OfAsync(_client, await _client.PostAsync(address, content));
    }

    private HttpContent ContentOf(List<(string Name, string Value)> fields)
    {
        if (_form.GetAttribute("enctype") != "multipart/form-data")
            return new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields) parts.Add(new StringContent(value), name);
        foreach (var (name, fileName, mediaType, content) in _files)
            parts.Add(new ByteArrayContent(content) { Headers = { ContentType = new(mediaType) } }, name, fileName);
        return parts;
    }

    private static IEnumerable<string> ValuesOf(IElement element) => element switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio" } choice => choice.IsChecked ? [choice.Value] : [],
        IHtmlInputElement { Type: "file" or "submit" or "image" } => [],
        IHtmlInputElement input => [input.Value],
        IHtmlTextAreaElement text => [text.Value],
        IHtmlSelectElement select => select.Options.Where(o => o.IsSelected).Select(o => o.Value),
        _ => [],
    };
}

public static class WebPages
{
    /// <summary>Opens an address; redirects are not followed.</summary>
    public static async Task<WebPage> OpenAsync(this HttpClient client, string address) =>
        await WebPage.OfAsync(client, await client.GetAsync(address));
}
