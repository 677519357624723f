namespace QingjiangpuPortal.Web.Resources;

/// <summary>
/// The words of the pages: <c>IStringLocalizer&lt;Texts&gt;</c>, in views <c>L</c>. The key is the Chinese text itself,
/// so only the English needs a file (<c>Texts.en.resx</c>).
/// </summary>
public sealed class Texts;
