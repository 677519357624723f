namespace QingjiangpuPortal.Infrastructure.Identity;

/// <summary>Browser and system from a user agent, so that people recognise their devices. A guess: agents pretend to be one another.</summary>
public static class DeviceName
{
    // In this order: almost all call themselves Safari and Chrome too.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "微信"), ("AlipayClient", "支付宝"), ("Edg", "Edge"), ("HuaweiBrowser", "华为浏览器"), ("MiuiBrowser", "小米浏览器"), ("QQBrowser", "QQ 浏览器"),
        ("UCBrowser", "UC 浏览器"), ("360SE", "360 浏览器"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("HarmonyOS", "鸿蒙"), ("OpenHarmony", "鸿蒙"), ("Android", "Android"), ("Windows", "Windows"),
        ("Mac OS", "Mac"), ("Kylin", "麒麟"), ("UOS", "统信 UOS"), ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent) => $"{Find(Browsers, userAgent, "其他浏览器")} · {Find(Systems, userAgent, "其他设备")}";

    private static string Find((string Mark, string Name)[] known, string? userAgent, string otherwise) =>
        known.Where(k => userAgent?.Contains(k.Mark, StringComparison.Ordinal) == true).Select(k => k.Name).FirstOrDefault(otherwise);
}
