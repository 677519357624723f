using Microsoft.AspNetCore.Hosting;
using QingjiangpuPortal.Web.Security.Door;

namespace QingjiangpuPortal.Testing;

public static class TestLimits
{
    private const string Endless = "1000000000";

    /// <summary>Takes limits out of the way that tests would meet together: all of them come from one address and share the demo accounts, and one visitor sends the forms of every page.</summary>
    public static IWebHostBuilder WithoutSharedLimits(this IWebHostBuilder builder) => builder.Without(nameof(SourceLimits.PerAddress), nameof(SourceLimits.PerAccount))
        .UseSetting($"{DoorSettings.Section}:{nameof(DoorSettings.Forms)}:{nameof(SourceLimits.PerDevice)}", Endless);

    /// <summary>For measuring.</summary>
    public static IWebHostBuilder WithoutLimits(this IWebHostBuilder builder) =>
        builder.Without(nameof(SourceLimits.PerAddress), nameof(SourceLimits.PerAccount), nameof(SourceLimits.PerDevice));

    private static IWebHostBuilder Without(this IWebHostBuilder builder, params string[] limits)
    {
        foreach (var property in typeof(DoorSettings).GetProperties().Where(p => p.PropertyType == typeof(SourceLimits)))
            foreach (var limit in limits)
                builder.UseSetting($"{DoorSettings.Section}:{property.Name}:{limit}", Endless);
        return builder.UseSetting($"{DoorSettings.Section}:{nameof(DoorSettings.FailuresUntilBlocked)}", Endless);
    }
}
