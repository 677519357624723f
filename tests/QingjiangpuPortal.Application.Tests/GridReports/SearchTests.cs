using System.Text;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.GridReports;

public sealed class SearchTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("绿孔雀", true)]
    [InlineData("孔雀", true)]
    [InlineData("雀", true)]
    [InlineData("飞", true)]
    [InlineData("7栋", true)]
    [InlineData("７ 栋", true)]
    [InlineData("ktv2", true)]
    [InlineData("绿孔雀 KTV2", true)]
    [InlineData("雀孔", false)]
    [InlineData("绿雀", false)]
    [InlineData("来绿", false)]
    [InlineData("ktv", false)]
    [InlineData("绿孔雀 电梯井", false)]
    public async Task Words_find_what_holds_them_in_this_order_side_by_side(string words, bool found)
    {
        var filed = await FileAsync("7 栋楼顶飞来，绿孔雀一只，在ＫＴＶ2门口飞");
        Assert.Equal(found, (await FoundByStaffAsync(words)).Contains(filed.Id));
        Assert.Equal(found, (await FoundByPublicAsync(words)).Contains(filed.Id));
    }

    [Fact]
    public async Task A_number_finds_its_report_and_the_address_is_searched_too()
    {
        var filed = await portal.FileAsync(portal.Filing(portal.NewMicroGrid()) with { Address = "玄武湖边第九亭" });
        Assert.Equal([filed.Id], await FoundByStaffAsync(filed.Number.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)));
        Assert.Contains(filed.Id, await FoundByPublicAsync("第九亭"));
    }

    [Theory]
    [InlineData("13812349876")]
    [InlineData("138 1234 9876")]
    [InlineData("1381234")]
    [InlineData("9876")]
    [InlineData("320812199001011234")]
    [InlineData("0517-83912345")]
    [InlineData("83912345")]
    public async Task Nobody_finds_a_report_by_a_number_that_the_public_page_blots_out(string number)
    {
        await FileAsync("请打电话１３８12349876或138 1234 9876，身份证320812199001011234，座机0517-83912345");
        Assert.Empty(await FoundByPublicAsync(number));
        Assert.Empty(await FoundByStaffAsync(number));
    }

    [Fact]
    public async Task Whatever_the_public_text_blots_out_the_index_does_not_hold()
    {
        var number = Gen.OneOf(
            Gen.Char["0123456789Xx０１２３８9"].Array[15, 18].Select(c => new string(c)), Gen.Char["0123456789"].Array[11].Select(c => "138" + new string(c)[3..]),
            Gen.Char["0123456789"].Array[7, 8].Select(c => "0517-" + new string(c)));
        var text = Gen.Select(Gen.Char["电话路灯:， 1X０"].Array[0, 4], number, Gen.Char["栋号-8，x９"].Array[0, 4])
            .Select((before, middle, after) => $"{new string(before)}{middle}{new string(after)}");
        await text.SampleAsync(async written =>
        {
            var indexed = await portal.QueryAsync(db => db.Database.SqlQuery<string>($"SELECT search_terms({written})::text AS \"Value\"").SingleAsync());
            // What is left of the text in public, as the index would cut it; more than that must not be in it.
            var shown = PublicText.Of(written).Normalize(NormalizationForm.FormKC);
            var words = indexed.Split('\'').Where((term, i) => i % 2 == 1 && char.IsAsciiLetterOrDigit(term[0]));
            Assert.All(words, word => Assert.Contains(word, shown.ToLowerInvariant(), StringComparison.Ordinal));
        }, iter: 300, threads: 1);
    }

    [Fact]
    public async Task Any_part_of_a_text_finds_it()
    {
        var text = Gen.Char["路灯电梯井3aK é栋，１"].Array[1, 12].Select(c => new string(c));
        await Gen.Select(text, Gen.Int[0, 11], Gen.Int[1, 12]).SampleAsync(async (written, from, length) =>
        {
            // Whole words: a part that begins or ends within one asks for another word.
            if (from >= written.Length) return;
            if (from > 0 && IsWord(written[from - 1]) && IsWord(written[from])) return;
            var asked = written[from..Math.Min(from + length, written.Length)];
            if (asked.Length > 0 && from + length < written.Length && IsWord(asked[^1]) && IsWord(written[from + length])) return;
            if (SearchText.Query(asked) is not { } question) return;
            Assert.True(await portal.QueryAsync(db => db.Database.SqlQuery<bool>($"SELECT search_terms({written}) @@ {question}::tsquery AS \"Value\"").SingleAsync()),
                $"'{asked}' of '{written}' as {question}");
        }, iter: 400, threads: 1);

        static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c.ToString().Normalize(NormalizationForm.FormKC)[0]);
    }

    [Theory]
    [InlineData(3, 6)]
    [InlineData(3, 1000)]
    [InlineData(1000, 2000)]
    public async Task Frequent_or_rare_every_hit_is_listed_once_the_latest_first(int first, int wide)
    {
        var place = portal.NewMicroGrid();
        var hits = new List<Guid>();
        for (var i = 0; i < 24; i++)
        {
            var filed = await portal.FileAsync(portal.Filing(place) with { Description = i % 3 == 0 ? $"犀牛{first}{wide}挡路 {i}" : $"路灯 {i}" });
            if (i % 3 == 0) hits.Insert(0, filed.Id);
        }
        var listed = new List<Guid>();
        Cursor? after = null;
        do
        {
            var cursor = after;
            var page = await portal.QueryAsync(db => db.LatestAsync(
                reports => reports.Where(r => r.PlaceCode == place), $"犀牛{first}{wide}", cursor, 3, reports => reports.Select(r => new { r.Id, r.RecordedAt }),
                CancellationToken.None, new ReportSearch.Windows(first, wide)));
            listed.AddRange(page.Select(r => r.Id));
            after = page.Count < 3 ? null : new Cursor(page[^1].RecordedAt, page[^1].Id);
        }
        while (after is not null);
        Assert.Equal(hits, listed);
    }

    [Fact]
    public async Task A_private_report_is_found_by_those_who_handle_it_only()
    {
        var filed = await portal.FileAsync(portal.Filing() with { Description = "长颈鹿在三楼", KeepPrivate = true });
        Assert.Empty(await FoundByPublicAsync("长颈鹿"));
        Assert.Equal([filed.Id], await FoundByStaffAsync("长颈鹿"));
        Assert.Equal([filed.Id], await FoundByStaffAsync("长颈鹿", portal.Worker));
        Assert.Empty(await FoundByStaffAsync("长颈鹿", portal.WorkerElsewhere));
        Assert.Empty(await FoundByStaffAsync(filed.Number, portal.WorkerElsewhere));
    }

    private Task<PortalReports.Filed> FileAsync(string description) => portal.FileAsync(portal.Filing() with { Description = description });

    private async Task<IEnumerable<Guid>> FoundByStaffAsync(string words, Guid? by = null) =>
        (await portal.SendAsync(new ListReports(new ReportFilter(Text: words)), by ?? portal.DistrictOfficer)).Must().Items.Select(r => r.Id);

    private async Task<IEnumerable<Guid>> FoundByPublicAsync(string words) =>
        (await portal.SendAsync(new ListPublicReports(Text: words), by: null)).Must().Items.Select(r => r.Id);
}
