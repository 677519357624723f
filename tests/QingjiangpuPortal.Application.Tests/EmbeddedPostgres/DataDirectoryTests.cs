using Microsoft.Extensions.Configuration;
using QingjiangpuPortal.Infrastructure;

namespace QingjiangpuPortal.Application.Tests.EmbeddedPostgres;

public sealed class DataDirectoryTests
{
    [Fact]
    public void The_setting_moves_it()
    {
        var directory = Locate(Path.Combine(Path.GetTempPath(), "elsewhere"));

        Assert.Equal(Path.Combine(Path.GetTempPath(), "elsewhere"), directory.Root);
        Assert.Equal(Path.Combine(directory.Root, "postgres"), directory.Postgres);
    }

    [Fact]
    public void A_relative_setting_counts_from_the_current_directory() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "elsewhere"), Locate("elsewhere").Root);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_the_setting_it_lies_in_the_repository_wherever_the_program_was_started(string? setting)
    {
        var directory = Locate(setting);

        Assert.Equal(".data", Path.GetFileName(directory.Root));
        Assert.True(File.Exists(Path.Combine(directory.Root, "..", "QingjiangpuPortal.sln")));
    }

    private static DataDirectory Locate(string? setting) =>
        DataDirectory.Locate(
            new ConfigurationBuilder().AddInMemoryCollection([new(DataDirectory.SettingName, setting)]).Build(),
            contentRoot: Path.GetTempPath());
}
