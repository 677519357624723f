using System.Security.Cryptography;
using System.Text;
using CsCheck;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Application.Tests.Accounts;

public sealed class BreachedPasswordsTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("123456789")]
    [InlineData("a123456789")]
    [InlineData("Woaini1314")]
    [InlineData("QWERTYUIOP")]
    public void What_everybody_tries_first_is_refused_without_a_file(string password) =>
        Assert.True(new BreachedPasswords(file: null).Contains(password));

    [Fact]
    public void The_password_of_the_demo_is_allowed() => Assert.False(new BreachedPasswords(file: null).Contains(DemoAccounts.Password));

    [Fact]
    public void A_file_holds_exactly_its_passwords() =>
        Gen.Int[0, 10_000].Array[1, 60].Sample(numbers =>
        {
            var known = numbers.Select(n => $"leaked {n}").ToHashSet(StringComparer.Ordinal);
            Write(known);
            var list = new BreachedPasswords(_file);
            Assert.All(known, password => Assert.True(list.Contains(password)));
            Assert.All(Enumerable.Range(0, 50).Select(n => $"secret {n}"), password => Assert.False(list.Contains(password)));
        }, iter: 50, threads: 1);

    [Fact]
    public void A_file_that_is_missing_unsorted_or_something_else_is_refused()
    {
        Assert.Contains("missing", Assert.Throws<InvalidPasswordFileException>(() => new BreachedPasswords(_file)).Message, StringComparison.Ordinal);
        File.WriteAllLines(_file, Enumerable.Range(0, 100).Select(i => Line($"leaked {i}")));
        Assert.Contains("sorted", Assert.Throws<InvalidPasswordFileException>(() => new BreachedPasswords(_file)).Message, StringComparison.Ordinal);
        File.WriteAllText(_file, new string('x', 500).Insert(200, "\n"));
        Assert.Contains("SHA-1", Assert.Throws<InvalidPasswordFileException>(() => new BreachedPasswords(_file)).Message, StringComparison.Ordinal);
    }

    private void Write(IEnumerable<string> passwords) => File.WriteAllLines(_file, passwords.Select(Line).Order(StringComparer.Ordinal));

#pragma warning disable CA5350 // What such lists are made of.
    private static string Line(string password) => $"{Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)))}:{password.Length}";
#pragma warning restore CA5350
}
