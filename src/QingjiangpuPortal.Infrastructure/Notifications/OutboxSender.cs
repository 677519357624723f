using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Notifications;

/// <summary>
/// Sends one claimed message, in a scope of its own and outside of any transaction, and writes what became of it. At least once: a
/// process that dies between the two leaves the claim, which comes back; what is sent again carries the same key.
/// </summary>
internal sealed class OutboxSender(
    PortalDbContext db, ISmsSender sms, IMailSender mail, IPushSender push, IPersonalDataCipher cipher, PublicAddress address, OutboxMeter meter, TimeProvider clock, ILogger<OutboxSender> logger)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="attempt">As it was claimed: of another number it is somebody else's by now.</param>
    public async Task SendAsync(Guid id, int attempt, CancellationToken cancellationToken)
    {
        var message = await db.OutboxMessages.SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
        if (message is null || message.State != OutboxState.Waiting || message.Attempts != attempt) return;
        var settings = message.PersonId is { } person ? await db.NotificationSettings.AsNoTracking().SingleOrDefaultAsync(s => s.PersonId == person, cancellationToken) : null;
        var (inEnglish, quiet) = (settings?.InEnglish ?? false, NotificationKinds.Of(message.Kind).IsUrgent ? QuietHours.None : settings?.Quiet ?? QuietHours.Default);
        if (quiet.NotBefore(clock.GetUtcNow()) is var later && later > clock.GetUtcNow())
            // Something held it up until the quiet hours began.
            message.Postpone(later);
        else
            await DeliverAsync(message, inEnglish, quiet, cancellationToken);
        try
        {
            // It is sent: a portal that is being stopped still says so.
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            logger.LogWarning("Message {Message} took longer than its lease; somebody else has it", id);
        }
    }

    private async Task DeliverAsync(OutboxMessage message, bool inEnglish, QuietHours quiet, CancellationToken cancellationToken)
    {
        try
        {
            var found = await (message.Channel switch
            {
                NotificationChannels.Email => MailAsync(message, inEnglish, cancellationToken),
                NotificationChannels.Sms => SmsAsync(message, inEnglish, cancellationToken),
                _ => PushAsync(message, inEnglish, cancellationToken),
            });
            if (!found)
            {
                message.Discard(clock.GetUtcNow(), "no-address");
                return;
            }
            message.Sent(clock.GetUtcNow());
            meter.Sent(message.Channel);
        }
        catch (DeliveryFailedException e)
        {
            meter.Failed(message.Channel, e.Code);
            logger.LogWarning(e.InnerException, "Message {Message} by {Channel} failed at attempt {Attempt}: {Code}", message.Id, message.Channel, message.Attempts, e.Code);
            if (e.IsGone && message.Channel == NotificationChannels.Push) await ForgetSubscriptionAsync(message, e.Code, cancellationToken);
            else message.Failed(clock.GetUtcNow(), e.Code, e.IsPermanent, e.RetryAfter, Random.Shared.NextDouble(), quiet);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, the message must not be claimed for ever.
            meter.Failed(message.Channel, "unexpected");
            logger.LogError(e, "Message {Message} by {Channel} failed", message.Id, message.Channel);
            message.Failed(clock.GetUtcNow(), "unexpected", isPermanent: false, retryAfter: null, Random.Shared.NextDouble(), quiet);
        }
    }

    private async Task<bool> MailAsync(OutboxMessage message, bool inEnglish, CancellationToken cancellationToken)
    {
        if (!mail.IsAvailable) throw new DeliveryFailedException("not-configured");
        var to = await db.EmailAddresses.AsNoTracking().SingleOrDefaultAsync(e => e.PersonId == message.TargetId && e.ConfirmedAt != null, cancellationToken);
        if (to is null) return false;
        var link = LinkOf(message) is { } url ? NotificationWords.Of("Mail.Link", inEnglish) + url + "\n\n" : "";
        var text = $"{NotificationWords.Text(message.Kind, message.Facts, inEnglish)}\n\n{link}{NotificationWords.Of("Mail.Footer", inEnglish)}\n";
        await mail.SendAsync(new(message.Id, cipher.Reveal(to.Address, PersonalDataKind.Email), NotificationWords.Title(message.Kind, message.Facts, inEnglish), text), cancellationToken);
        return true;
    }

    private async Task<bool> SmsAsync(OutboxMessage message, bool inEnglish, CancellationToken cancellationToken)
    {
        if (!sms.IsAvailable) throw new DeliveryFailedException("not-configured");
        var phone = message.PersonId is { } person
            ? await db.People.AsNoTracking().Where(p => p.Id == person).Select(p => p.Phone).SingleOrDefaultAsync(cancellationToken)
            : message.Kind is NotificationKind.FollowedReportMoved or NotificationKind.FollowedReportUnmerged
                ? await db.ReportFollowers.AsNoTracking().Where(f => f.Id == message.TargetId).Select(f => f.ContactPhone).SingleOrDefaultAsync(cancellationToken)
                : await db.GridReports.AsNoTracking().Where(r => r.Id == message.TargetId).Select(r => r.ContactPhone).SingleOrDefaultAsync(cancellationToken);
        // The reporter took the number off the report, or the account is gone.
        if (phone is null) return false;
        // Without an account the page is reached by the receipt's private link, of which the portal keeps no copy.
        var end = message.PersonId is null ? NotificationWords.Of("Sms.ContactHint", inEnglish) : LinkOf(message) is { } url ? " " + url : "";
        var text = NotificationWords.Of("Sms.Sign", inEnglish) + NotificationWords.Text(message.Kind, message.Facts, inEnglish) + end;
        await sms.SendAsync(cipher.Reveal(phone, PersonalDataKind.Phone), text, message.Id, cancellationToken);
        return true;
    }

    private async Task<bool> PushAsync(OutboxMessage message, bool inEnglish, CancellationToken cancellationToken)
    {
        if (!push.IsAvailable) throw new DeliveryFailedException("not-configured");
        var to = await db.PushSubscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == message.TargetId && s.PersonId == message.PersonId, cancellationToken);
        if (to is null) return false;
        // The tag is the event's: shown twice, the second takes the first's place.
        var content = JsonSerializer.Serialize(new
        {
            Title = NotificationWords.Title(message.Kind, message.Facts, inEnglish),
            Body = NotificationWords.Text(message.Kind, message.Facts, inEnglish),
            Url = PathOf(message) ?? "/my/inbox",
            Tag = message.NewsId,
        }, Json);
        await push.SendAsync(new(message.Id, to.Endpoint, to.P256dh, to.Auth, content, NotificationKinds.Of(message.Kind).IsUrgent), cancellationToken);
        return true;
    }

    private async Task ForgetSubscriptionAsync(OutboxMessage message, string code, CancellationToken cancellationToken)
    {
        message.Discard(clock.GetUtcNow(), code);
        if (await db.PushSubscriptions.SingleOrDefaultAsync(s => s.Id == message.TargetId, cancellationToken) is { } gone) db.PushSubscriptions.Remove(gone);
    }

    private string? LinkOf(OutboxMessage message) => address.Of(PathOf(message));

    private static string? PathOf(OutboxMessage message) => NotificationKinds.Of(message.Kind).Link?.Invoke(message.SubjectId);
}
