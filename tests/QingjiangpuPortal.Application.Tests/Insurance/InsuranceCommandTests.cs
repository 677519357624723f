using QingjiangpuPortal.Application.Tests.Common;

namespace QingjiangpuPortal.Application.Tests.Insurance;

/// <summary><c>Admin insurance</c> as an operator runs it.</summary>
public sealed class InsuranceCommandTests
{
    [Theory]
    [InlineData("1965-01", "man", "2025-02\ndelay 1\nage 60 years 1 months\nleast-contributions 180 months\n")]
    [InlineData("1975-03", "woman50", "2025-05\ndelay 2\nage 50 years 2 months\nleast-contributions 180 months\n")]
    [InlineData("1981-09", "woman55", "2039-09\ndelay 36\nage 58 years 0 months\nleast-contributions 240 months\n")]
    public async Task It_prints_the_month_of_retirement_and_the_delay(string born, string kind, string output) =>
        Assert.Equal((0, output, ""), await AdminCommand.RunAsync("insurance", "retirement", "--born", born, "--kind", kind));

    [Theory]
    [InlineData("1965-13", "man", "'1965-13' is no month from 1900-01 to 2100-12; write it like 1965-01.")]
    [InlineData("1965-1", "man", "'1965-1' is no month from 1900-01 to 2100-12; write it like 1965-01.")]
    [InlineData("1965-01", "woman", "'woman' is none of man, woman55 and woman50.")]
    public Task A_wrong_month_and_a_wrong_kind_are_sentences(string born, string kind, string sentence) =>
        AdminCommand.AssertRefusedAsync(sentence, "insurance", "retirement", "--born", born, "--kind", kind);

    [Theory]
    [InlineData("basic 235.00\naccount 120.86\ntotal 355.86\n", "--scheme", "residents", "--yearly", "1000", "--subsidy", "120", "--years", "15")]
    [InlineData("basic 235.00\naccount 120.86\ntotal 355.86\n", "--scheme", "residents", "--account", "16800")]
    [InlineData("basic 3253.23\naccount 719.42\ntotal 3972.65\n", "--scheme", "employee", "--wage", "12049", "--index", "0.8", "--years", "30", "--account", "100000", "--age", "60")]
    [InlineData("basic 2970.75\naccount 0.00\ntotal 2970.75\n", "--scheme", "employees", "--wage", "11883", "--index", "1.0", "--years", "25", "--account", "0", "--age", "60")]
    [InlineData("basic 0.00\naccount 1.00\ntotal 1.00\nunconfirmed: the months for this age were not checked against the law's own table\n", "--scheme", "employees", "--wage", "0", "--index", "1", "--years", "25.5", "--account", "109", "--age", "64")]
    public async Task It_prints_the_parts_of_a_pension(string output, params string[] options) =>
        Assert.Equal((0, output, ""), await AdminCommand.RunAsync(["insurance", "pension", .. options]));

    [Theory]
    [InlineData("'farmers' is neither residents nor employees.", "--scheme", "farmers")]
    [InlineData("--yearly is missing.", "--scheme", "residents")]
    [InlineData("'1,000' is no number for --yearly; write it like 1234.56.", "--scheme", "residents", "--yearly", "1,000", "--years", "15")]
    [InlineData("With fewer than 15 years of contributions there is no pension.", "--scheme", "residents", "--yearly", "1000", "--years", "14")]
    [InlineData("--years does not go with --account.", "--scheme", "residents", "--account", "1000", "--years", "15")]
    [InlineData("--wage does not go with residents.", "--scheme", "residents", "--account", "1000", "--wage", "15")]
    [InlineData("'60.5' is no number of full years for --age.", "--scheme", "employees", "--wage", "1", "--index", "1", "--years", "1", "--account", "1", "--age", "60.5")]
    [InlineData("--age must lie between 50 and 70: the table has no other ages.", "--scheme", "employees", "--wage", "1", "--index", "1", "--years", "1", "--account", "1", "--age", "71")]
    [InlineData("--index must lie between 0 and 10.", "--scheme", "employees", "--wage", "1", "--index", "11", "--years", "1", "--account", "1", "--age", "60")]
    public Task What_does_not_go_together_is_a_sentence(string sentence, params string[] options) =>
        AdminCommand.AssertRefusedAsync(sentence, ["insurance", "pension", .. options]);
}
