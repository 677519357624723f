using System.Text.RegularExpressions;
using System.Xml.Linq;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Web.Pages.Workbench;

namespace QingjiangpuPortal.Web.Tests.Localization;

/// <summary>Reads the sources: a key without its English would show Chinese on an English page, in silence.</summary>
public sealed partial class TextsTests
{
    private static readonly string Web = Path.Combine(RepositoryRoot(), "src", "QingjiangpuPortal.Web");

    // In these folders every Chinese literal is a key, also where it reaches the localizer through a variable.
    private static readonly string[] FoldersOfKeys = ["Navigation", "Localization", "TagHelpers", "Dashboard"];

    [Fact]
    public void Every_text_of_the_pages_has_its_English()
    {
        var english = Keys("Texts.en.resx");
        var missing = UsedKeys().Where(key => !english.Contains(key)).Order(StringComparer.Ordinal);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_worker_has_its_name_on_the_page_of_the_system() =>
        Assert.Equal(
            typeof(PeriodicWorker).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(PeriodicWorker))).Select(t => t.Name).Order(StringComparer.Ordinal),
            SystemModel.WorkerNames.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_error_has_its_Chinese_and_its_English() =>
        Assert.Equal(Keys("Errors.zh.resx").Order(StringComparer.Ordinal), Keys("Errors.en.resx").Order(StringComparer.Ordinal));

    [Fact]
    public void A_translation_has_the_same_arguments_as_its_key()
    {
        var wrong = Entries("Texts.en.resx").Where(entry => !Arguments(entry.Key).SetEquals(Arguments(entry.Value))).Select(entry => entry.Key);
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> UsedKeys() => KeysOfPages().Concat(
        // What features say about the data they hold stands beside it, and reaches the localizer through the page.
        from file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot(), "src", "QingjiangpuPortal.Application", "PersonalData"), "*.cs")
        from Match match in ChineseLiteral().Matches(Comment().Replace(File.ReadAllText(file), ""))
        select match.Groups["key"].Value);

    private static IEnumerable<string> KeysOfPages() =>
        from file in Directory.EnumerateFiles(Web, "*.cs*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Web, file).Split(Path.DirectorySeparatorChar)
        where path[0] is not ("bin" or "obj" or "node_modules")
        let code = Comment().Replace(File.ReadAllText(file), "")
        let pattern = path.Any(FoldersOfKeys.Contains) ? ChineseLiteral() : LocalizedLiteral()
        from Match match in pattern.Matches(code)
        select match.Groups["key"].Value;

    private static HashSet<string> Keys(string file) => [.. Entries(file).Select(entry => entry.Key)];

    private static IEnumerable<KeyValuePair<string, string>> Entries(string file) =>
        XDocument.Load(Path.Combine(Web, "Resources", file)).Root!.Elements("data")
            .Select(data => KeyValuePair.Create(data.Attribute("name")!.Value, data.Element("value")!.Value));

    private static HashSet<string> Arguments(string text) => [.. Argument().Matches(text).Select(match => match.Value)];

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "QingjiangpuPortal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex("""\b(?:L|[tT]exts)\["(?<key>[^"]+)"[\],]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LocalizedLiteral();

    [GeneratedRegex("(?<![$@])\"(?<key>[^\"\n]*[\u4e00-\u9fff][^\"\n]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ChineseLiteral();

    [GeneratedRegex("///.*|@\\*.*?\\*@", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("""\{\d\}""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Argument();
}
