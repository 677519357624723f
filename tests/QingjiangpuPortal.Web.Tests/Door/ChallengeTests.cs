using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Security.Door;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Door;

/// <summary>The challenge that a source takes after much in a short time, and nobody else; here as a browser without JavaScript meets it.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed partial class ChallengeTests(PortalOverHttp portal)
{
    private const string FormOfReport = "form[action='/report']";

    [Fact]
    public async Task A_device_that_has_filed_much_answers_a_question_and_files_once()
    {
        await using var host = Host();
        using var client = host.Client();
        await SendAsync(await PreviewAsync(client, Unique()));

        var words = Unique();
        var preview = await PreviewAsync(client, words);
        // Asked at once, beside the button, so that nothing has to be sent twice.
        var form = Answered(preview.Form(FormOfReport), preview);
        Assert.Equal("/report/receipt", (await form.SendAsync("发送")).Location);
        Assert.Equal(1, await CountAsync(words));
    }

    [Fact]
    public async Task Without_an_answer_the_preview_comes_back_with_the_question_and_all_that_was_typed()
    {
        await using var host = Host();
        using var client = host.Client();
        await SendAsync(await PreviewAsync(client, Unique()));
        var words = Unique();
        var preview = await PreviewAsync(client, words);

        foreach (var (typed, sentence) in new[] { ("", "请先回答下面的小问题，再提交"), ("1", "答案不对，换了一题，请再试") })
        {
            var again = await preview.Form(FormOfReport).Set("ChallengeAnswer", typed).SendAsync("发送");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
            Assert.Equal(sentence, again.ErrorOf("ChallengeAnswer"));
            Assert.Equal((words, "13712345678"), (again.Form(FormOfReport)["Description"], again.Form(FormOfReport)["ContactPhone"]));
            Assert.NotEqual(preview.Form(FormOfReport)["ChallengeToken"], again.Form(FormOfReport)["ChallengeToken"]);
            Assert.NotNull(again.Html.QuerySelector("label[for=ChallengeAnswer]"));
            preview = again;
        }
        Assert.Equal(0, await CountAsync(words));
        Assert.Equal("/report/receipt", (await Answered(preview.Form(FormOfReport), preview).SendAsync("发送")).Location);
        Assert.Equal(1, await CountAsync(words));
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_where_it_was_asked()
    {
        await using var host = Host();
        using var client = host.Client();
        await SendAsync(await PreviewAsync(client, Unique()));
        await client.SignInAsync("13700000009", "wrong");

        var preview = await PreviewAsync(client, Unique());
        var answered = Answered(preview.Form(FormOfReport), preview);
        Assert.Equal("/report/receipt", (await answered.SendAsync("发送")).Location);
        var replayed = await answered.SendAsync("发送");
        Assert.Equal("这一题已经用过或过期，换了一题，请再试", replayed.ErrorOf("ChallengeAnswer"));

        // A right answer to the question of another class of forms.
        var signIn = await client.OpenAsync("/account/login");
        var fromElsewhere = await replayed.Form(FormOfReport).Set("ChallengeToken", signIn.Form("main form")["ChallengeToken"]!)
            .Set("ChallengeAnswer", AnswerOf(signIn)).SendAsync("发送");
        Assert.Equal("这一题已经用过或过期，换了一题，请再试", fromElsewhere.ErrorOf("ChallengeAnswer"));
    }

    [Fact]
    public async Task A_wrong_answer_uses_the_question_up()
    {
        await using var host = Host();
        using var client = host.Client();
        await client.SignInAsync("13700000010", "wrong");
        var page = await client.OpenAsync("/account/login");
        var (token, answer) = (page.Form("main form")["ChallengeToken"]!, AnswerOf(page));

        await SignInAsync("7");
        Assert.Equal("这一题已经用过或过期，换了一题，请再试", (await SignInAsync(answer)).ErrorOf("ChallengeAnswer"));

        async Task<WebPage> SignInAsync(string typed) => await page.Form("main form").Set("Phone", PortalOverHttp.ResidentAccount.Phone)
            .Set("Password", DemoAccounts.Password).Set("ChallengeToken", token).Set("ChallengeAnswer", typed).SendAsync();
    }

    [Fact]
    public async Task A_question_is_valid_for_half_an_hour()
    {
        await using var host = Host();
        using var client = host.Client();
        await client.SignInAsync("13700000011", "wrong");
        var page = await client.OpenAsync("/account/login");
        var answered = Answered(page.Form("main form"), page).Set("Phone", PortalOverHttp.ResidentAccount.Phone).Set("Password", DemoAccounts.Password);

        portal.Clock.Advance(Challenges.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal("/", (await answered.SendAsync()).Location);

        using var other = host.Client();
        await other.SignInAsync("13700000011", "wrong");
        page = await other.OpenAsync("/account/login");
        answered = Answered(page.Form("main form"), page).Set("Phone", PortalOverHttp.ResidentAccount.Phone).Set("Password", DemoAccounts.Password);
        portal.Clock.Advance(Challenges.Lifetime);
        Assert.Equal("这一题已经用过或过期，换了一题，请再试", (await answered.SendAsync()).ErrorOf("ChallengeAnswer"));
    }

    [Fact]
    public async Task The_solution_that_a_browser_computes_is_as_good_as_an_answer_and_counts_once_too()
    {
        await using var host = Host();
        using var client = host.Client();
        await client.SignInAsync("13700000012", "wrong");
        var page = await client.OpenAsync("/account/login");
        var puzzle = page.Html.QuerySelector("[data-challenge]")!.GetAttribute("data-puzzle")!;
        var solution = Enumerable.Range(0, int.MaxValue).Select(n => n.ToString(CultureInfo.InvariantCulture)).First(n => Challenges.IsSolved(Guid.Parse(puzzle), n));
        var form = page.Form("main form").Set("Phone", "13700000012").Set("Password", "wrong").Set("ChallengeSolution", solution);

        Assert.Equal("手机号或密码不对", (await form.SendAsync()).ErrorOf("Password"));
        Assert.Equal("这一题已经用过或过期，换了一题，请再试", (await form.SendAsync()).ErrorOf("ChallengeAnswer"));
    }

    [Fact]
    public async Task Nobody_else_is_asked_anything()
    {
        await using var host = Host();
        using (var eager = host.Client()) await eager.SignInAsync("13700000013", "wrong");
        using var client = host.Client();
        Assert.Null((await client.OpenAsync("/account/login")).Html.QuerySelector("[data-challenge]"));
        Assert.Equal("/", (await client.SignInAsync(PortalOverHttp.ResidentAccount.Phone)).Location);
    }

    [Theory]
    [InlineData(42, "42")]
    [InlineData(42, " ４２ ")]
    [InlineData(42, "四十二")]
    [InlineData(42, "forty-two")]
    [InlineData(42, "Forty two")]
    [InlineData(20, "二十")]
    [InlineData(12, "十二")]
    [InlineData(12, "twelve")]
    public void An_answer_may_be_digits_or_words(int answer, string typed)
    {
        Assert.True(SumQuestion.IsRight(answer, typed));
        Assert.False(SumQuestion.IsRight(answer + 1, typed));
    }

    private PortalHost Host() => new(portal,
        ("Portal:Door:FilingsBeforeChallenge:PerDevice", "1"), ("Portal:Door:SignInsBeforeChallenge:PerDevice", "1"), ("Portal:Door:Filing:PerDevice", "1000"));

    private static string Unique() => $"路灯不亮 {Guid.NewGuid():N}";

    private Task<int> CountAsync(string words) => portal.QueryAsync(db => db.GridReports.CountAsync(r => r.Description == words));

    private async Task<WebPage> PreviewAsync(HttpClient client, string description)
    {
        var place = portal.Places.Find(DemoAccounts.MicroGrid)!;
        return await (await client.OpenAsync("/report")).Form(FormOfReport)
            .Set("Latitude", FormattableString.Invariant($"{place.Latitude:F6}")).Set("Longitude", FormattableString.Invariant($"{place.Longitude:F6}"))
            .Set("CategoryCode", "04").Set("Description", description).Set("ContactPhone", "13712345678").SendAsync();
    }

    private static async Task SendAsync(WebPage preview) => Assert.Equal("/report/receipt", (await preview.Form(FormOfReport).SendAsync("发送")).Location);

    private static WebForm Answered(WebForm form, WebPage page) => form.Set("ChallengeAnswer", AnswerOf(page));

    /// <summary>Reads the question as a person does.</summary>
    private static string AnswerOf(WebPage page)
    {
        var words = Question().Match(page.Text("label[for=ChallengeAnswer]"));
        return Enumerable.Range(12, 90).Single(sum => Number(words.Groups["first"].Value) + Number(words.Groups["second"].Value) == sum).ToString(CultureInfo.InvariantCulture);

        static int Number(string word) => Enumerable.Range(0, 100).First(n => SumQuestion.IsRight(n, word));
    }

    [GeneratedRegex("：(?<first>.+)加(?<second>.+)等于", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Question();
}
