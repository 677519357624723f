using System.Text;
using QingjiangpuPortal.Application.Tests.Common;

namespace QingjiangpuPortal.Application.Tests.Schools;

/// <summary><c>Admin placement simulate</c> as an operator runs it.</summary>
public sealed class PlacementSimulateCommandTests : IDisposable
{
    private const string Schools = "school,seats\ns1,1\ns2,1\ns3,1\n";
    private const string Applicants = "applicant,preferences\ni1,s2;s1;s3\ni2,s1;s2;s3\ni3,s1;s2;s3\n";
    private const string Priorities = "school,applicants\ns1,i1;i3;i2\ns2,i2;i1;i3\ns3,i2;i1;i3\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_places_the_example_of_Abdulkadiroglu_and_Sonmez_as_published()
    {
        Assert.Equal((0, "applicants 3\nplaced 3\n", ""), await RunAsync(Schools, Applicants, Priorities));
        Assert.Equal("applicant,school\ni1,s1\ni2,s2\ni3,s3\n", await File.ReadAllTextAsync(PathOf("placements.csv")));
    }

    [Fact]
    public async Task Rows_come_in_the_order_of_the_applicants_and_who_is_placed_nowhere_has_no_school()
    {
        Assert.Equal(
            (0, "applicants 5\nplaced 2\n", ""),
            await RunAsync(
                "school,seats\n东大街小学,1\n空校,0\n无名单小学,9\n实验,2\n",
                "applicant,preferences\n丙,空校;东大街小学\n乙,\n甲,东大街小学\n丁,无名单小学\n戊,实验\n",
                "school,applicants\n东大街小学,甲;丙\n空校,丙;甲\n实验,戊\n"));
        Assert.Equal("applicant,school\n丙,\n乙,\n甲,东大街小学\n丁,\n戊,实验\n", await File.ReadAllTextAsync(PathOf("placements.csv")));
    }

    [Fact]
    public async Task Files_of_spreadsheets_are_read_too()
    {
        static string Spreadsheet(string text) => '\uFEFF' + text.ReplaceLineEndings("\r\n");
        Assert.Equal(
            (0, "applicants 1\nplaced 1\n", ""),
            await RunAsync(
                Spreadsheet("School,Seats\n\"S, the \"\"first\"\"\" , 1\n\n"),
                Spreadsheet("applicant,preferences\n i1 ,\"S, the \"\"first\"\";\"\n"),
                Spreadsheet("school,applicants\n\"S, the \"\"first\"\"\",i1\n")));
        Assert.Equal("applicant,school\ni1,\"S, the \"\"first\"\"\"\n", await File.ReadAllTextAsync(PathOf("placements.csv")));
    }

    [Theory]
    [InlineData("school,seats\ns1,one\n", Applicants, Priorities, "schools.csv, line 2: 'one' is no number of seats.")]
    [InlineData("school,seats\ns1,-1\n", Applicants, Priorities, "schools.csv, line 2: '-1' is no number of seats.")]
    [InlineData("school,seats\ns1,1\n\ns1,1\n", Applicants, Priorities, "schools.csv, line 4: the school 's1' has a line already.")]
    [InlineData("school,seats\ns1;s2,1\n", Applicants, Priorities, "schools.csv, line 2: the school 's1;s2' has a semicolon in it.")]
    [InlineData("school,seats\n,1\n", Applicants, Priorities, "schools.csv, line 2: the school is missing.")]
    [InlineData("school,seats\ns1\n", Applicants, Priorities, "schools.csv, line 2: it has 1 fields and not 2.")]
    [InlineData("school,seats\n\"s1,1\n", Applicants, Priorities, "schools.csv, line 2: a quoted field does not end.")]
    [InlineData("s1,1\n", Applicants, Priorities, "schools.csv, line 1: the first line is school,seats.")]
    [InlineData("", Applicants, Priorities, "schools.csv: the file is empty; the first line is school,seats.")]
    [InlineData(Schools, "applicant,preferences\ni1,s2;s9\n", Priorities, "applicants.csv, line 2: the school 's9' is not in {folder}schools.csv.")]
    [InlineData(Schools, "applicant,preferences\ni1,s2;s1;s2\n", Priorities, "applicants.csv, line 2: the school 's2' is listed twice.")]
    [InlineData(Schools, "applicant,preferences\ni1,s2\ni1,s1\n", Priorities, "applicants.csv, line 3: the applicant 'i1' has a line already.")]
    [InlineData(Schools, Applicants, "school,applicants\ns1,i1;i9\n", "priorities.csv, line 2: the applicant 'i9' is not in {folder}applicants.csv.")]
    [InlineData(Schools, Applicants, "school,applicants\ns1,i1;i2;i1\n", "priorities.csv, line 2: the applicant 'i1' is listed twice.")]
    [InlineData(Schools, Applicants, "school,applicants\ns1,i1\ns1,i2\n", "priorities.csv, line 3: the school 's1' has a line already.")]
    [InlineData(Schools, Applicants, "school,applicants\ns9,i1\n", "priorities.csv, line 2: the school 's9' is not in {folder}schools.csv.")]
    public async Task What_is_wrong_is_named_with_its_line_and_nothing_is_written(string schools, string applicants, string priorities, string sentence)
    {
        await File.WriteAllTextAsync(PathOf("placements.csv"), "of before");
        var expected = PathOf(sentence.Replace("{folder}", PathOf(""), StringComparison.Ordinal));
        Assert.Equal((1, "", expected + "\n"), await RunAsync(schools, applicants, priorities));
        Assert.Equal("of before", await File.ReadAllTextAsync(PathOf("placements.csv")));
        Assert.Equal(4, _folder.GetFiles().Length);
    }

    [Fact]
    public async Task A_file_that_is_not_UTF_8_is_named_with_its_line()
    {
        await File.WriteAllTextAsync(PathOf("schools.csv"), "school,seats\ns1,1\n");
        await using (var file = File.Open(PathOf("schools.csv"), FileMode.Append)) await file.WriteAsync((byte[])[0xCA, 0xB5, 0xD1, 0xE9, .. ",1\n"u8]);
        await AdminCommand.AssertRefusedAsync(PathOf("schools.csv, line 3: it is not UTF-8; save the file as CSV UTF-8."), Arguments("placements.csv"));
    }

    [Fact]
    public async Task A_missing_file_and_a_missing_folder_are_said()
    {
        var (code, output, error) = await AdminCommand.RunAsync(Arguments("placements.csv"));
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("schools.csv", error, StringComparison.Ordinal);

        await WriteAsync(Schools, Applicants, Priorities);
        var nowhere = Path.Combine("nowhere", "placements.csv");
        await AdminCommand.AssertRefusedAsync(PathOf(nowhere) + ": there is no such folder.", Arguments(nowhere));
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string schools, string applicants, string priorities)
    {
        await WriteAsync(schools, applicants, priorities);
        return await AdminCommand.RunAsync(Arguments("placements.csv"));
    }

    private async Task WriteAsync(string schools, string applicants, string priorities)
    {
        foreach (var (name, text) in new[] { ("schools.csv", schools), ("applicants.csv", applicants), ("priorities.csv", priorities) })
            await File.WriteAllTextAsync(PathOf(name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private string[] Arguments(string output) =>
    [
        "placement", "simulate", "--schools", PathOf("schools.csv"), "--applicants", PathOf("applicants.csv"),
        "--priorities", PathOf("priorities.csv"), "--out", PathOf(output),
    ];

    private string PathOf(string name) => _folder.FullName + Path.DirectorySeparatorChar + name;
}
