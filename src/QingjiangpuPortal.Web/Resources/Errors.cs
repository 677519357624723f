namespace QingjiangpuPortal.Web.Resources;

/// <summary>
/// The sentences of errors: <c>IStringLocalizer&lt;Errors&gt;</c>, keyed by the error's code, with the error's arguments
/// as {0}, {1} …; in Chinese (<c>Errors.zh.resx</c>) and English (<c>Errors.en.resx</c>).
/// </summary>
public sealed class Errors;
