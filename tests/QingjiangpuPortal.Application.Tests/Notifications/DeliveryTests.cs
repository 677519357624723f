using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Testing;
using SmtpServer.Protocol;

namespace QingjiangpuPortal.Application.Tests.Notifications;

/// <summary>Messages on their way out, against a real mail server and a gateway over HTTP that fail, time out and repeat.</summary>
public sealed class DeliveryTests(TellingPortal portal) : IClassFixture<TellingPortal>
{
    [Fact]
    public async Task A_mail_goes_out_once_however_often_the_worker_comes_by()
    {
        var (person, address) = await portal.SomebodyAsync();
        var message = await portal.MessageAsync(person, NotificationChannels.Email);
        for (var round = 0; round < 3; round++) await portal.DispatchAsync();

        var mail = Assert.Single(portal.Mail.Taken, m => m.To.ToString() == address);
        Assert.Equal($"{message.Id:N}@example.gov.cn", mail.MessageId);
        Assert.Equal("请确认解决了没有：" + message.Facts["category"], mail.Subject);
        Assert.Contains(message.Facts["number"], mail.TextBody, StringComparison.Ordinal);
        Assert.Equal((OutboxState.Sent, 1), (await portal.MessageAsync(message.Id)) is var m ? (m.State, m.Attempts) : default);
    }

    [Fact]
    public async Task What_the_server_cannot_take_now_is_repeated_after_a_pause()
    {
        var (person, address) = await portal.SomebodyAsync();
        var message = await portal.MessageAsync(person, NotificationChannels.Email);
        portal.Mail.Refusals.Enqueue(SmtpReplyCode.Aborted);
        await portal.DispatchAsync();
        var waiting = await portal.MessageAsync(message.Id);
        // The code only: what the server wrote beside it may name somebody.
        Assert.Equal((OutboxState.Waiting, "smtp-451"), (waiting.State, waiting.LastError));
        Assert.Equal(0, await portal.DispatchAsync());

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.DispatchAsync();
        Assert.Single(portal.Mail.Taken, m => m.To.ToString() == address);
    }

    [Fact]
    public async Task An_address_that_is_none_is_given_up_at_once_and_can_be_tried_again_by_the_administrator()
    {
        var (person, address) = await portal.SomebodyAsync();
        var message = await portal.MessageAsync(person, NotificationChannels.Email);
        portal.Mail.Unknown.Add(address);
        await portal.DispatchAsync();
        var letters = (await portal.SendAsync(new ListDeadLetters(), portal.SystemAdministrator)).Must();
        var letter = Assert.Single(letters.Page.Items, l => l.Id == message.Id);
        Assert.Equal(("smtp-550", 1, message.Facts["number"]), (letter.Error, letter.Attempts, letter.Number));
        Assert.True(letters.Count >= 1);

        portal.Mail.Unknown.Clear();
        (await portal.SendAsync(new RetryDeadLetter(message.Id), portal.SystemAdministrator)).Must();
        await portal.DispatchAsync();
        Assert.Single(portal.Mail.Taken, m => m.To.ToString() == address);
        Assert.Equal("DeadLetter.NotFound", (await portal.SendAsync(new RetryDeadLetter(message.Id), portal.SystemAdministrator)).FirstError.Code);
    }

    [Fact]
    public async Task A_short_message_that_was_taken_without_an_answer_is_repeated_and_arrives_once()
    {
        var person = await portal.AddPersonAsync();
        var message = await portal.MessageAsync(person, NotificationChannels.Sms);
        portal.Gateway.Faults.Enqueue(TestGateway.TakenWithoutAnAnswer);
        await portal.DispatchAsync();
        Assert.Equal("timeout", (await portal.MessageAsync(message.Id)).LastError);

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.DispatchAsync();
        var key = message.Id.ToString();
        Assert.Equal(2, portal.Gateway.Requests.Count(r => r.Key == key));
        Assert.Contains(message.Facts["number"], portal.Gateway.Delivered[key], StringComparison.Ordinal);
        Assert.All(portal.Gateway.Requests.Where(r => r.Key == key), r => Assert.Equal("Bearer a key", r.Headers["Authorization"]));
        Assert.Equal(OutboxState.Sent, (await portal.MessageAsync(message.Id)).State);
    }

    [Fact]
    public async Task A_gateway_that_asks_for_time_gets_it()
    {
        var message = await portal.MessageAsync(await portal.AddPersonAsync(), NotificationChannels.Sms);
        portal.Gateway.Faults.Enqueue(new(503, RetryAfter: 600));
        await portal.DispatchAsync();
        Assert.Equal(("sms-503", portal.Clock.GetUtcNow() + TimeSpan.FromMinutes(10)), (await portal.MessageAsync(message.Id)) is var m ? (m.LastError, m.NextAttemptAt) : default);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await portal.DispatchAsync();
        Assert.Equal(OutboxState.Sent, (await portal.MessageAsync(message.Id)).State);
    }

    [Fact]
    public async Task What_fails_ten_times_is_given_up_and_the_administrators_are_told_once()
    {
        var message = await portal.MessageAsync(await portal.AddPersonAsync(), NotificationChannels.Sms);
        while ((await portal.MessageAsync(message.Id)).State == OutboxState.Waiting)
        {
            portal.Gateway.Faults.Enqueue(new(500));
            await portal.DispatchAsync();
            portal.Clock.Advance(TimeSpan.FromHours(3));
        }
        portal.Gateway.Faults.Clear();
        Assert.Equal((OutboxState.Dead, OutboxMessage.MaxAttempts), (await portal.MessageAsync(message.Id)) is var m ? (m.State, m.Attempts) : default);

        for (var round = 0; round < 3; round++) await portal.QueryAsync(db => OutboxKeeper.TellAsync(db, portal.Clock.GetUtcNow(), CancellationToken.None));
        await portal.TellAsync();
        Assert.Equal(1, await portal.QueryAsync(db => db.Notifications.CountAsync(n => n.PersonId == portal.SystemAdministrator && n.Kind == NotificationKind.MessagesGivenUp)));
        (await portal.SendAsync(new DiscardDeadLetter(message.Id), portal.SystemAdministrator)).Must();
        Assert.Equal(OutboxState.Discarded, (await portal.MessageAsync(message.Id)).State);
    }

    [Fact]
    public async Task What_a_killed_process_had_claimed_comes_back_after_its_lease()
    {
        var message = await portal.MessageAsync(await portal.AddPersonAsync(), NotificationChannels.Sms);
        var claimed = await portal.QueryAsync(db => OutboxDispatcher.ClaimAsync(db, portal.Clock.GetUtcNow(), CancellationToken.None));
        Assert.Contains(claimed, c => c.Id == message.Id);
        await portal.DispatchAsync();
        Assert.DoesNotContain(portal.Gateway.Requests, r => r.Key == message.Id.ToString());

        portal.Clock.Advance(OutboxDispatcher.Lease);
        await portal.DispatchAsync();
        Assert.Single(portal.Gateway.Requests, r => r.Key == message.Id.ToString());
        Assert.Equal((OutboxState.Sent, 2), (await portal.MessageAsync(message.Id)) is var m ? (m.State, m.Attempts) : default);
    }

    [Fact]
    public async Task Two_instances_share_the_messages_and_send_none_twice()
    {
        var person = await portal.AddPersonAsync();
        var ids = new List<string>();
        for (var i = 0; i < 40; i++) ids.Add((await portal.MessageAsync(person, NotificationChannels.Sms)).Id.ToString());
        var rounds = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var sent = 0;
            while (await portal.DispatchAsync() is > 0 and var more) sent += more;
            return sent;
        })));
        Assert.Equal(40, rounds.Sum());
        Assert.All(ids, id => Assert.Single(portal.Gateway.Requests, r => r.Key == id));
    }

    [Fact]
    public async Task In_quiet_hours_a_message_waits_for_the_morning_also_one_that_failed_before_them()
    {
        var person = await portal.AddPersonAsync();
        var early = await portal.MessageAsync(person, NotificationChannels.Sms);
        portal.Clock.SetUtcNow(NextAt(portal.Clock.GetUtcNow(), hour: 21, minute: 59));
        portal.Gateway.Faults.Enqueue(new(500, RetryAfter: 90));
        await portal.DispatchAsync();
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var late = await portal.MessageAsync(person, NotificationChannels.Sms);
        await portal.DispatchAsync();

        var morning = NextAt(portal.Clock.GetUtcNow(), hour: 7, minute: 0);
        Assert.Equal((morning, morning), ((await portal.MessageAsync(early.Id)).NextAttemptAt, (await portal.MessageAsync(late.Id)).NextAttemptAt));
        portal.Clock.SetUtcNow(morning);
        await portal.DispatchAsync();
        Assert.Equal((OutboxState.Sent, OutboxState.Sent), ((await portal.MessageAsync(early.Id)).State, (await portal.MessageAsync(late.Id)).State));
    }

    [Fact]
    public async Task A_browser_gets_what_only_it_can_read_and_one_that_is_gone_is_forgotten()
    {
        var person = await portal.AddPersonAsync();
        await SubscribeAsync(person, "/push/a");
        var message = await portal.MessageAsync(person, NotificationChannels.Push);
        await portal.DispatchAsync();
        var sent = Assert.Single(portal.Gateway.Requests, r => r.Path == "/push/a");
        Assert.Equal(("aes128gcm", message.Id.ToString("N")), (sent.Headers["Content-Encoding"], sent.Headers["Topic"]));
        Assert.StartsWith("vapid ", sent.Headers["Authorization"], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(message.Facts["number"], sent.Body, StringComparison.Ordinal);
        Assert.Equal(OutboxState.Sent, (await portal.MessageAsync(message.Id)).State);

        portal.Gateway.Faults.Enqueue(new(410));
        var second = await portal.MessageAsync(person, NotificationChannels.Push);
        await portal.DispatchAsync();
        Assert.Equal(OutboxState.Discarded, (await portal.MessageAsync(second.Id)).State);
        Assert.False(await portal.QueryAsync(db => db.PushSubscriptions.AnyAsync(s => s.PersonId == person)));
    }

    [Theory]
    [InlineData("https://127.0.0.2/push")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://127.0.0.1@example.com/")]
    [InlineData("file:///etc/passwd")]
    public async Task The_portal_sends_to_push_services_only(string endpoint) =>
        Assert.Equal("Push.UnknownService", (await portal.SendAsync(Subscription(endpoint), portal.Resident)).FirstError.Code);

    private async Task SubscribeAsync(Guid person, string path) =>
        (await portal.SendAsync(Subscription(portal.Gateway.Address + path), person)).Must();

    private static SubscribeToPush Subscription(string endpoint)
    {
        using var browser = System.Security.Cryptography.ECDiffieHellman.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var point = browser.ExportParameters(includePrivateParameters: false).Q;
        return new(
            endpoint, System.Buffers.Text.Base64Url.EncodeToString([0x04, .. point.X!, .. point.Y!]),
            System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)), "Firefox · Linux");
    }

    /// <summary>The next time that a clock in Asia/Shanghai says so.</summary>
    private static DateTimeOffset NextAt(DateTimeOffset now, int hour, int minute)
    {
        var day = Domain.Common.ChinaTime.StartOf(Domain.Common.ChinaTime.DayOf(now)) + new TimeSpan(hour, minute, 0);
        return day > now ? day : day.AddDays(1);
    }
}
