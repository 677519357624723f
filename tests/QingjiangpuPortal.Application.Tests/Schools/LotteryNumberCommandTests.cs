using QingjiangpuPortal.Application.Tests.Common;

namespace QingjiangpuPortal.Application.Tests.Schools;

/// <summary><c>Admin lottery number</c> as an operator runs it. The hashes were computed with Python's hashlib and hmac.</summary>
public sealed class LotteryNumberCommandTests : IDisposable
{
    private const string Seed = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string DrawText = "2026-07-01 双色球 2026075: 01 05 09 17 22 31 + 08";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("R26-0018273-5\nR26-0000001-7\n回执-3\n")]
    [InlineData("回执-3\nR26-0018273-5\nR26-0000001-7")]
    [InlineData("\uFEFFR26-0018273-5\r\nR26-0000001-7\r\n回执-3\r\n\r\n \r\n")]
    public async Task It_writes_the_numbers_that_anybody_computes_however_the_lines_end(string receipts)
    {
        Assert.Equal(
            (0, "receipts 3\nsha256-of-seed 630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd\nsha256-of-list 10f9a1a02fe101ae6fcec3859748fecf3279b316bbde60849629fb6851036c87\n", ""),
            await RunAsync(receipts));
        Assert.Equal(
            """
            rank,receipt,number_hex
            1,回执-3,4d84fc443bb6fbfa9624f9017b0ac04496e3cdf3a5682d907cf46b3ef25e8f1b
            2,R26-0018273-5,5d209db9af57bd4856f0861525f7c2da4a17fa487bda3952113413877aa07d3b
            3,R26-0000001-7,d08db346980e7631b0f2549bc8507a2773c2cc522e6e188682db28d97201c3e4

            """,
            await File.ReadAllTextAsync(PathOf("numbers.csv")));
    }

    [Theory]
    [InlineData("a\nb\na\n", ", line 3: 'a' stands in line 1 already.")]
    [InlineData("a\n\nb\n", ", line 2: it is blank, and receipts follow.")]
    [InlineData("a\nb \n", ", line 2: 'b ' has a space around it.")]
    [InlineData("\n\n", ": there is no receipt in it.")]
    public async Task A_wrong_line_is_named_and_nothing_is_written(string receipts, string sentence)
    {
        Assert.Equal((1, "", PathOf("receipts.txt") + sentence + "\n"), await RunAsync(receipts));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task A_wrong_seed_and_a_blank_draw_are_refused()
    {
        Assert.Equal((1, "", "--seed is 64 hexadecimal digits.\n"), await RunAsync("a\n", seed: "0011"));
        Assert.Equal((1, "", "--draw is blank.\n"), await RunAsync("a\n", draw: " "));
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string receipts, string seed = Seed, string draw = DrawText)
    {
        await File.WriteAllTextAsync(PathOf("receipts.txt"), receipts);
        return await AdminCommand.RunAsync("lottery", "number", "--receipts", PathOf("receipts.txt"), "--seed", seed, "--draw", draw, "--out", PathOf("numbers.csv"));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
